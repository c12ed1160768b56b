"""The search box, and the calendar that programs read by a private address."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from zwijndrecht_portal.core.access import requires
from zwijndrecht_portal.core.agenda import agenda_van
from zwijndrecht_portal.core.enums import Handeling
from zwijndrecht_portal.core.models import Gebruiker
from zwijndrecht_portal.core.zoeken import KORTST, PER_SOORT, DossierBron, Groepen, dossierbron_voor, zoek


@require_safe
@requires("core.zoek")
def zoeken(request: HttpRequest) -> HttpResponse:
    """Everything that looks like `?q=` and that this person may see; a pseudoniem opens the access log first."""
    q = request.GET.get("q", "").replace("\x00", "").strip()[:100]
    dossiers = dossierbron_voor(request.user, q)
    if dossiers is not None:
        return _zoek_dossiers(request, q=q, dossiers=dossiers)
    return _toon(request, q, zoek(request.user, q))


@requires("casework.zoek_huishouden", rls=True, handeling=Handeling.ZOEKEN)
def _zoek_dossiers(request: HttpRequest, q: str, dossiers: DossierBron) -> HttpResponse:
    """One line in the log, whatever is found. What somebody typed is not in it, the dossier it named is."""
    groepen = zoek(request.user, q, dossiers.bron)
    gevonden = dict(groepen).get(dossiers.bron.soort, [])
    request.inzage.aantal = len(gevonden)
    elders = None if gevonden else dossiers.elders(q)
    if elders is not None:
        groepen = [(dossiers.bron.soort, [elders]), *groepen]
    if len(gevonden) == 1 or elders is not None:
        request.inzage.pseudoniem = (elders or gevonden[0]).titel
    return _toon(request, q, groepen)


def _toon(request: HttpRequest, q: str, groepen: Groepen) -> HttpResponse:
    aantal = sum(len(treffers) for _, treffers in groepen)
    context = {"q": q, "groepen": groepen, "aantal": aantal, "is_te_kort": 0 < len(q) < KORTST}
    context["vindt_huishoudens"] = request.user.has_perm("casework.zoek_huishouden")
    return render(request, "core/zoeken.html", context | {"per_soort": PER_SOORT, "kort": KORTST})


@login_not_required
@require_safe
def agenda(request: HttpRequest, sleutel: str) -> HttpResponse:
    """The calendar of whose address this is; a wrong address does not exist."""
    gebruiker = get_object_or_404(Gebruiker, agenda_sleutel=sleutel)
    if not gebruiker.mag_binnen:
        raise Http404
    koppen = {"Cache-Control": "private, no-store", "Content-Disposition": 'inline; filename="agenda.ics"'}
    return HttpResponse(agenda_van(gebruiker), content_type="text/calendar; charset=utf-8", headers=koppen)
