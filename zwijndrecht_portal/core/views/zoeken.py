"""The search box, and the calendar that programs read by a private address."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from zwijndrecht_portal.core.access import requires
from zwijndrecht_portal.core.agenda import agenda_van
from zwijndrecht_portal.core.models import Gebruiker
from zwijndrecht_portal.core.zoeken import KORTST, zoek


@require_safe
@requires("core.zoek")
def zoeken(request: HttpRequest) -> HttpResponse:
    """Everything that looks like `?q=` and that this person may see."""
    q = request.GET.get("q", "").replace("\x00", "").strip()[:100]
    groepen = zoek(request.user, q)
    aantal = sum(len(treffers) for _, treffers in groepen)
    context = {"q": q, "groepen": groepen, "aantal": aantal, "is_te_kort": 0 < len(q) < KORTST}
    return render(request, "core/zoeken.html", context)


@login_not_required
@require_safe
def agenda(request: HttpRequest, sleutel: str) -> HttpResponse:
    """The calendar of whose address this is; a wrong address does not exist."""
    gebruiker = get_object_or_404(Gebruiker, agenda_sleutel=sleutel)
    if not gebruiker.mag_binnen:
        raise Http404
    koppen = {"Cache-Control": "private, no-store", "Content-Disposition": 'inline; filename="agenda.ics"'}
    return HttpResponse(agenda_van(gebruiker), content_type="text/calendar; charset=utf-8", headers=koppen)
