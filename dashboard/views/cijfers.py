"""The front page and the page of one figure."""

import csv
from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import resolve, reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from dashboard.cijfers import Cijfer
from dashboard.enums import IndicatorSoort, Monitoringvraag
from dashboard.forms_cijfers import KruisingForm
from dashboard.grafieken import lijngrafiek
from dashboard.models import Indicator
from dashboard.selectors.cijfers import alle_cijfers, drempel_voor, lees_cijfers
from dashboard.selectors.overzicht import Besluit, Overzicht, lees_overzicht
from dashboard.selectors.veranderd import Verandering
from dashboard.uitvoer import LIJST_KOPPEN, REEKS_KOPPEN, lijst_rij, reeks_rijen
from plan.selectors import PlanKop, plannen
from zwijndrecht_portal.core.access import requires
from zwijndrecht_portal.core.indicatoren import Berekening, Uitkomst, alle
from zwijndrecht_portal.core.opmaak import datum, getal


@require_safe
@requires("dashboard.view_dashboard")
def overzicht(request: HttpRequest) -> HttpResponse:
    koppen = plannen()
    stand = lees_overzicht(_gekozen_plan(request, koppen), request.peildatum, drempel_voor(request.user))
    context = {
        "stand": stand,
        "plannen": koppen,
        "alle_url": _met_query(reverse("dashboard:cijfer_lijst"), request, _plan_query(request)),
        "csv_url": _met_query(reverse("dashboard:indicatoren_csv"), request, _plan_query(request)),
        "besluiten": [(besluit, _besluit_url(besluit, request)) for besluit in stand.besluiten],
        "kaarten": [_kaart(cijfer, request) for cijfer in stand.cijfers],
        "veranderd": [(regel, _verandering_url(regel, request)) for regel in _zichtbaar(stand, request)],
    }
    return render(request, "dashboard/overzicht.html", context)


@require_safe
@requires("dashboard.view_dashboard")
def indicator(request: HttpRequest, sleutel: str) -> HttpResponse:
    plan = _plan_slug(request)
    cijfer = _cijfer(request, sleutel, plan)
    berekening = next((b for b in alle() if b.sleutel == sleutel), None)
    csv_url = reverse("dashboard:indicator_csv", kwargs={"sleutel": sleutel})
    context = {
        "cijfer": cijfer,
        "grafiek": lijngrafiek(cijfer),
        "lijst": _lijst(berekening, request),
        "uitsplitsingen": _uitsplitsingen(berekening, request, plan),
        "kruising": _kruising(berekening, request),
        "feiten": _feiten(cijfer),
        "csv_url": _met_query(csv_url, request, _plan_query(request)),
        "kruimels": [("Dashboard", _met_query(reverse("dashboard:overzicht"), request, _plan_query(request)))],
    }
    return render(request, "dashboard/indicator.html", context)


@require_safe
@requires("dashboard.view_dashboard")
def indicatoren_csv(request: HttpRequest) -> HttpResponse:
    """Every figure on the peildatum, as this reader sees it."""
    plan = _gekozen_plan(request, plannen())
    cijfers = alle_cijfers(request.peildatum, drempel_voor(request.user), plan.slug if plan else None)
    return _csv(f"cijfers-{request.peildatum.isoformat()}.csv", LIJST_KOPPEN, map(lijst_rij, cijfers))


@require_safe
@requires("dashboard.view_dashboard")
def indicator_csv(request: HttpRequest, sleutel: str) -> HttpResponse:
    """The series of one figure and its comparison with other areas."""
    cijfer = _cijfer(request, sleutel, _plan_slug(request))
    return _csv(f"{sleutel}-{request.peildatum.isoformat()}.csv", REEKS_KOPPEN, reeks_rijen(cijfer))


def _csv(naam: str, koppen: Sequence[str], rijen: Iterable[Sequence[str]]) -> HttpResponse:
    antwoord = HttpResponse(content_type="text/csv; charset=utf-8")
    antwoord["Content-Disposition"] = f'attachment; filename="{naam}"'
    antwoord["Cache-Control"] = "no-store"
    antwoord.write("\ufeff")  # Excel reads it as UTF-8
    writer = csv.writer(antwoord, delimiter=";")
    writer.writerow(koppen)
    writer.writerows(rijen)
    return antwoord


def _plan_slug(request: HttpRequest) -> str | None:
    """The plan in the URL, if it names one that exists."""
    plan = _gekozen_plan(request, plannen()) if request.GET.get("plan") else None
    return plan.slug if plan else None


def _cijfer(request: HttpRequest, sleutel: str, plan: str | None) -> Cijfer:
    rijen = Indicator.objects.filter(sleutel=sleutel)
    drempel = drempel_voor(request.user)
    cijfers = lees_cijfers(rijen, request.peildatum, drempel, plan=plan)
    if not cijfers:
        raise Http404
    return cijfers[0]


def _zichtbaar(stand: Overzicht, request: HttpRequest) -> list[Verandering]:
    """Who may not see all acties reads only how figures changed."""
    return [regel for regel in stand.veranderd if not regel.pk or request.user.has_perm("plan.view_alle_acties")]


def _verandering_url(regel: Verandering, request: HttpRequest) -> str:
    if regel.pk:
        return _met_query(reverse("plan:actie_detail", kwargs={"pk": regel.pk}), request)
    return _met_query(reverse("dashboard:indicator", kwargs={"sleutel": regel.sleutel}), request, _plan_query(request))


def _plan_query(request: HttpRequest) -> str:
    return urlencode({"plan": request.GET["plan"]}) if request.GET.get("plan") else ""


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


@lru_cache(maxsize=512)  # twelve on every front page
def _pagina_van(sleutel: str) -> str:
    return reverse("dashboard:indicator", kwargs={"sleutel": sleutel})


def _kaart(cijfer: Cijfer, request: HttpRequest) -> dict[str, Any]:
    """The parameters of `cijferkaart`."""
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
        "verouderd": cijfer.verouderd_tekst,
        "url": _met_query(_pagina_van(cijfer.sleutel), request, _plan_query(request)),
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
        (
            "Nulmeting",
            "Niet vastgesteld" if cijfer.nulmeting is None else f"{getal(cijfer.nulmeting)} {cijfer.eenheid}",
        ),
        ("Nieuwe waarde", _wanneer(cijfer)),
        ("Eigenaar", cijfer.eigenaar or "Nog niet benoemd"),
    ]
    return [*feiten, *((f"Vraag {vraag}", Monitoringvraag(vraag).label) for vraag in cijfer.vragen)]


def _uitsplitsingen(
    berekening: Berekening | None, request: HttpRequest, plan: str | None
) -> list[tuple[str, date, list[tuple[str, Uitkomst]]]]:
    """Each way in which a computed figure falls apart, with the day that it is of and its parts."""
    dag = request.peildatum
    return [
        (deel.naam, deel.stand_op(dag) if deel.stand_op else dag, deel.functie(dag, plan))
        for deel in (berekening.uitsplitsingen if berekening else ())
    ]


def _kruising(berekening: Berekening | None, request: HttpRequest) -> dict[str, Any] | None:
    """Two filters at once, for a figure that has them: the form with its answer, and the day that it is of."""
    kruising = berekening.kruising if berekening else None
    tabel = kruising.functie(request.peildatum) if kruising else {}
    if kruising is None or not tabel:
        return None
    form = KruisingForm(request.GET, kruising=kruising, tabel=tabel)
    return {"form": form, "dag": kruising.stand_op(request.peildatum)}


def _wanneer(cijfer: Cijfer) -> str:
    if cijfer.soort == IndicatorSoort.BEREKEND:
        return "Steeds: het portaal rekent het uit op de peildatum"
    return f"Verwacht op {datum(cijfer.verwacht_op)}" if cijfer.verwacht_op else "Nog nooit gemeten"


def _lijst(berekening: Berekening | None, request: HttpRequest) -> str:
    """The address of the list behind a computed figure, for who may see that list; "" otherwise."""
    if berekening is None or not berekening.lijst_url:
        return ""
    url = reverse(berekening.lijst_url)
    mag = request.user.has_perm(resolve(url).func.required_permission)
    query = "&".join(deel for deel in (berekening.lijst_query, _plan_query(request)) if deel)
    return _met_query(url, request, query) if mag else ""
