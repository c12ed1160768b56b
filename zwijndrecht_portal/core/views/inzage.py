"""The access log for the privacy officer. Reading it is logged too."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from zwijndrecht_portal.core.access import requires
from zwijndrecht_portal.core.enums import Handeling
from zwijndrecht_portal.core.forms_inzage import InzageFilterForm
from zwijndrecht_portal.core.models import Inzage, Ketenkop

PER_KEER = 50


@require_safe
@requires("core.view_inzagelog", rls=True, handeling=Handeling.LOG_LEZEN)
def inzagelog(request: HttpRequest) -> HttpResponse:
    """Newest first, in pages that go on from a line: new lines do not shift them."""
    filters = InzageFilterForm(request.GET)
    rijen = filters.apply(Inzage.objects.visible_to(request.user).nieuwste_eerst())
    regels = list(rijen[: PER_KEER + 1])
    request.inzage.aantal = len({regel.pseudoniem for regel in regels[:PER_KEER]} - {""})
    context = {
        "filters": filters,
        "regels": regels[:PER_KEER],
        "volgende_url": _vanaf(request, regels[PER_KEER - 1].nummer) if len(regels) > PER_KEER else "",
        "vorige_url": _vanaf(request, None) if "voor" in request.GET else "",
        "kop": Ketenkop.objects.first(),
    }
    part = "#resultaat" if request.htmx else ""
    return render(request, f"core/inzagelog.html{part}", context)


def _vanaf(request: HttpRequest, nummer: int | None) -> str:
    query = request.GET.copy()
    query.pop("voor", None)
    if nummer is not None:
        query["voor"] = str(nummer)
    return f"?{query.urlencode()}"
