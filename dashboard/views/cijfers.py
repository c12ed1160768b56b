"""The front page and the page of one figure."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import resolve, reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from dashboard.cijfers import Cijfer
from dashboard.enums import IndicatorSoort, Monitoringvraag
from dashboard.grafieken import lijngrafiek
from dashboard.models import Indicator, Rapportage
from dashboard.selectors.cijfers import drempel_voor, lees_cijfers
from dashboard.selectors.overzicht import Besluit, lees_overzicht
from plan.selectors import PlanKop, plannen
from zwijndrecht_portal.core.access import requires
from zwijndrecht_portal.core.indicatoren import alle
from zwijndrecht_portal.core.opmaak import getal


@require_safe
@requires("dashboard.view_dashboard")
def overzicht(request: HttpRequest) -> HttpResponse:
    koppen = plannen()
    stand = lees_overzicht(_gekozen_plan(request, koppen), request.peildatum, drempel_voor(request.user))
    context = {
        "stand": stand,
        "plannen": koppen,
        "besluiten": [(besluit, _besluit_url(besluit, request)) for besluit in stand.besluiten],
        "kaarten": [_kaart(cijfer, request) for cijfer in stand.cijfers],
        "rapportages": Rapportage.objects.openbaar(request.peildatum).for_lijst()[:3],
    }
    return render(request, "dashboard/overzicht.html", context)


@require_safe
@requires("dashboard.view_dashboard")
def indicator(request: HttpRequest, sleutel: str) -> HttpResponse:
    cijfers = lees_cijfers(Indicator.objects.filter(sleutel=sleutel), request.peildatum, drempel_voor(request.user))
    if not cijfers:
        raise Http404
    cijfer = cijfers[0]
    context = {
        "cijfer": cijfer,
        "grafiek": lijngrafiek(cijfer),
        "lijst": _lijst(cijfer, request),
        "feiten": _feiten(cijfer),
        "kruimels": [("Dashboard", _met_query(reverse("dashboard:overzicht"), request))],
    }
    return render(request, "dashboard/indicator.html", context)


def _gekozen_plan(request: HttpRequest, koppen: list[PlanKop]) -> PlanKop | None:
    """The plan in the URL; without one, or with one that does not exist, all plans together."""
    slug = request.GET.get("plan", "")
    plan = next((kop for kop in koppen if kop.slug == slug), None)
    if slug and plan is None:
        messages.warning(request, "Dit plan bestaat niet. U ziet alle plannen samen.")
    return plan


def _met_query(url: str, request: HttpRequest, query: str = "") -> str:
    """The address with its own filters and, for a past date, the peildatum."""
    delen = [query] if query else []
    if request.GET.get("peildatum"):
        delen.append(urlencode({"peildatum": request.peildatum.isoformat()}))
    return f"{url}?{'&'.join(delen)}" if delen else url


def _besluit_url(besluit: Besluit, request: HttpRequest) -> str:
    """Empty for a line that has no page of its own."""
    if not besluit.url_naam:
        return ""
    kwargs = {"pk": besluit.pk} if besluit.pk else None
    return _met_query(reverse(besluit.url_naam, kwargs=kwargs), request, besluit.query)


def _kaart(cijfer: Cijfer, request: HttpRequest) -> dict[str, Any]:
    """The parameters of components/cijfer.html."""
    beweging = ". ".join(zin for zin in (cijfer.beweging_tekst, cijfer.streef_tekst) if zin)
    return {
        "naam": cijfer.naam,
        "waarde": cijfer.tekst,
        "eenheid": cijfer.eenheid if cijfer.waarde is not None else "",
        "reeks": cijfer.verloop,
        "reeks_titel": cijfer.verloop_in_woorden,
        "streefwaarde": cijfer.streefwaarde,
        "richting": cijfer.beweging,
        "richting_tekst": beweging,
        "oordeel": cijfer.oordeel,
        "peildatum": cijfer.peildatum,
        "bron": cijfer.bron_tekst,
        "url": _met_query(reverse("dashboard:indicator", kwargs={"sleutel": cijfer.sleutel}), request),
    }


def _feiten(cijfer: Cijfer) -> list[tuple[str, str]]:
    streefwaarde = "Niet vastgesteld"
    if cijfer.streefwaarde is not None:
        streefwaarde = f"{getal(cijfer.streefwaarde)} {cijfer.eenheid}"
    feiten = [
        ("Bron", cijfer.bron),
        ("Soort", IndicatorSoort(cijfer.soort).label),
        ("Gaat over", cijfer.gebied or "Onbekend"),
        ("Richting", cijfer.richting.value.capitalize()),
        ("Streefwaarde", streefwaarde),
        ("Eigenaar", cijfer.eigenaar or "Nog niet benoemd"),
    ]
    return [*feiten, *((f"Vraag {vraag}", Monitoringvraag(vraag).label) for vraag in cijfer.vragen)]


def _lijst(cijfer: Cijfer, request: HttpRequest) -> str:
    """The address of the list behind a computed figure, for who may see that list; "" otherwise."""
    berekening = next((b for b in alle() if b.sleutel == cijfer.sleutel), None)
    if berekening is None or not berekening.lijst_url:
        return ""
    url = reverse(berekening.lijst_url)
    mag = request.user.has_perm(resolve(url).func.required_permission)
    return _met_query(url, request, berekening.lijst_query) if mag else ""
