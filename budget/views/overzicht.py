"""The money of a plan. Everything is told as of `request.peildatum`."""

from datetime import date, timedelta
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from budget.models import Begroting
from budget.regels import JaarOverzicht
from budget.selectors import (
    begroting_overzicht,
    codes_per_actie,
    geld_aandachtspunten,
    geldstromen,
    sociaal_domein_cijfers,
)
from budget.tabel import BegrotingOverzicht
from plan.models import Plan
from plan.selectors import PlanKop, plannen
from zwijndrecht_portal.core.access import requires
from zwijndrecht_portal.core.opmaak import parse_datum


@require_safe
@requires("budget.view_begroting")
def overzicht(request: HttpRequest) -> HttpResponse:
    koppen = plannen()
    if not koppen:
        return render(request, "budget/overzicht.html", {"overzicht": None})
    plan = _gekozen(koppen, request.GET.get("plan"))
    vergelijk = _vergelijk(request)
    geld = begroting_overzicht(
        plan, request.peildatum, begrotingen=Begroting.objects.visible_to(request.user), vergelijk=vergelijk
    )
    punten = geld_aandachtspunten(plan.slug, request.peildatum)
    jaar = _stroomjaar(geld, request.GET.get("jaar", ""))
    context = {
        "overzicht": geld,
        "plannen": koppen,
        "vergelijk": vergelijk,
        "vorig_kwartaal": vorig_kwartaal(request.peildatum),
        "mag_wijzigen": mag_wijzigen(request),
        "stroomjaar": jaar.jaar if jaar else None,
        "stromen": geldstromen(jaar, request.peildatum) if jaar else [],
        "aandachtspunten": punten,
        "punten_per_actie": codes_per_actie(punten),
        "cijfers": sociaal_domein_cijfers(plan.slug),
    }
    return render(request, "budget/overzicht.html", context)


def gekozen_plan(request: HttpRequest) -> PlanKop:
    """The plan in the URL, or else the oldest one; without any plan there is no such page."""
    koppen = plannen()
    if not koppen:
        raise Http404("Er zijn nog geen plannen.")
    return _gekozen(koppen, request.GET.get("plan"))


def mag_wijzigen(request: HttpRequest) -> bool:
    """The past is read only."""
    return request.peildatum == timezone.localdate() and request.user.has_perm("budget.change_begroting")


def vorig_kwartaal(dag: date) -> date:
    """The last day of the quarter before this day."""
    return date(dag.year, 3 * ((dag.month - 1) // 3) + 1, 1) - timedelta(days=1)


def _vergelijk(request: HttpRequest) -> date | None:
    """The other day in the URL. Unreadable or not before the peildatum: none, and say so."""
    tekst = request.GET.get("vergelijk", "").strip()
    if not tekst:
        return None
    try:
        dag = parse_datum(tekst)
    except ValueError as fout:
        messages.warning(request, f"{fout} U ziet geen verschil.")
        return None
    if dag >= request.peildatum:
        messages.warning(request, "Kies om te vergelijken een dag vóór de stand. U ziet geen verschil.")
        return None
    return dag


def overzicht_url(request: HttpRequest, plan: Plan | PlanKop) -> str:
    """Back to the overview of this plan, on the same peildatum."""
    query = {"plan": plan.slug}
    if request.peildatum < timezone.localdate():
        query["peildatum"] = request.peildatum.isoformat()
    return f"{reverse('budget:overzicht')}?{urlencode(query)}"


def _gekozen(koppen: list[PlanKop], slug: str | None) -> PlanKop:
    """The plan in the URL, or else the oldest one."""
    if slug is None:
        return koppen[0]
    for kop in koppen:
        if kop.slug == slug:
            return kop
    raise Http404


def _stroomjaar(geld: BegrotingOverzicht, gevraagd: str) -> JaarOverzicht | None:
    """The year in the URL, or else the last one in which something was spent."""
    jaren = {str(jaar.jaar): jaar for jaar in geld.begrotingen}
    besteed = [jaar for jaar in geld.begrotingen if any(post.besteed is not None for post in jaar.posten)]
    return jaren.get(gevraagd) or next(reversed(besteed or geld.begrotingen), None)
