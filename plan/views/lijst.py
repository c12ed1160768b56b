"""The list of acties: filters and order live in the URL."""

from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_safe

from plan.enums import OPEN_STATUSSEN, ActieStatus, Verversing
from plan.forms import ActieFilterForm
from plan.models import Actie
from plan.querysets import ActieQuerySet
from plan.resources import maak_export
from plan.selectors import ActiePagina, acties_van_plan, lees_acties, pagina_van_acties
from zwijndrecht_portal.core.access import requires
from zwijndrecht_portal.core.enums import Licht
from zwijndrecht_portal.core.opmaak import getal, meervoud

VINKJES = {"achter": "Alleen achter", "schema": "Op schema", "vers": "Met verse voortgang"}


@require_safe
@requires("plan.view_actie")
def actie_lijst(request: HttpRequest) -> HttpResponse:
    sorteer = request.GET.get("sorteer", "plan")
    acties, keuze = _gefilterd(request)
    pagina = pagina_van_acties(acties, request.peildatum, sorteer=sorteer, pagina=_paginanummer(request))
    selects = _selects(pagina, request.GET)
    zonder_orde = _zonder(request.GET, "sorteer", "pagina")
    context = {
        "regels": pagina.regels,
        "totaal": pagina.totaal,
        "bladeren": _bladeren(request.GET, pagina) if pagina.paginas > 1 else None,
        "selects": selects,
        "leefgebieden": pagina.keuzes.leefgebied,
        "gekozen_leefgebieden": request.GET.getlist("leefgebied"),
        "q": request.GET.get("q", ""),
        "achter": keuze.get("achter", False),
        "actieve_filters": _actieve_filters(zonder_orde, keuze, selects, pagina),
        "sorteer": sorteer,
        "sorteer_url": f"?{zonder_orde.urlencode()}&" if zonder_orde else "?",
        "filter_query": zonder_orde.urlencode(),
    }
    part = "#resultaat" if request.htmx else ""
    return render(request, f"plan/actie_lijst.html{part}", context)


@require_safe
@requires("plan.view_actie")
def actie_export(request: HttpRequest, soort: str) -> HttpResponse:
    """The same filters as the list, every page of it, as xlsx or csv."""
    acties, _ = _gefilterd(request)
    tabel = maak_export(lees_acties(acties.order_by("plan__van", "volgorde", "code"), request.peildatum))
    naam = f"acties-{request.peildatum.isoformat()}.{soort}"
    if soort == "xlsx":
        inhoud, mime = tabel.export("xlsx"), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    else:  # a byte order mark and semicolons: what a Dutch Excel opens with a double click
        inhoud, mime = "\ufeff" + tabel.export("csv", delimiter=";"), "text/csv; charset=utf-8"
    return HttpResponse(inhoud, content_type=mime, headers={"Content-Disposition": f'attachment; filename="{naam}"'})


def _gefilterd(request: HttpRequest) -> tuple[ActieQuerySet, dict[str, Any]]:
    """The acties that pass, and what was validly chosen."""
    filters = ActieFilterForm(request.GET)
    acties = filters.apply(Actie.objects.visible_to(request.user).op_peildatum(request.peildatum))
    return _met_berekende_filters(acties, filters.cleaned_data, request), filters.cleaned_data


def _met_berekende_filters(acties: ActieQuerySet, keuze: dict[str, Any], request: HttpRequest) -> ActieQuerySet:
    """Filters on what is computed, with the same definition as the figures on the dashboard."""
    eisen = {
        "achter": lambda regel: regel.lichten.tijd.licht == Licht.ROOD,
        "schema": lambda regel: regel.lichten.tijd.licht == Licht.GROEN and regel.status != ActieStatus.VERVALLEN,
        "vers": lambda regel: regel.verversing == Verversing.VERS and regel.status in OPEN_STATUSSEN,
    }
    gekozen = [eis for naam, eis in eisen.items() if keuze.get(naam)]
    if not gekozen:
        return acties
    regels = acties_van_plan(keuze.get("plan") or None, request.peildatum)
    return acties.filter(pk__in=[regel.id for regel in regels if all(eis(regel) for eis in gekozen)])


def _paginanummer(request: HttpRequest) -> int:
    tekst = request.GET.get("pagina", "1")
    return max(1, int(tekst)) if tekst.isdecimal() and len(tekst) < 6 else 1


def _selects(pagina: ActiePagina, query: QueryDict) -> list[dict[str, Any]]:
    """The drop-downs of the filter bar: name, label, choices and what is chosen."""
    keuzes = pagina.keuzes
    velden = [
        ("plan", "Plan", keuzes.plan),
        ("spoor", "Spoor", keuzes.spoor),
        ("opgave", "Opgave", keuzes.opgave),
        ("trekker", "Trekker", keuzes.trekker),
        ("status", "Status", ActieStatus.choices),
    ]
    return [{"naam": n, "label": label, "keuzes": k, "gekozen": query.get(n, "")} for n, label, k in velden]


def _actieve_filters(
    query: QueryDict, keuze: dict[str, Any], selects: list[dict[str, Any]], pagina: ActiePagina
) -> list[tuple[str, str]]:
    """What is filtered now, each with the URL without it."""
    actief = []
    for select in selects:
        if label := dict(select["keuzes"]).get(select["gekozen"]):
            actief.append((f"{select['label']}: {label}", _zonder(query, select["naam"])))
    for slug, naam in pagina.keuzes.leefgebied:
        gekozen = query.getlist("leefgebied")
        if slug in gekozen:
            zonder = query.copy()
            zonder.setlist("leefgebied", [andere for andere in gekozen if andere != slug])
            actief.append((naam, zonder))
    actief += [(label, _zonder(query, naam)) for naam, label in VINKJES.items() if keuze.get(naam)]
    if keuze.get("q"):
        actief.append((f"Zoek: {keuze['q']}", _zonder(query, "q")))
    return [(label, f"?{zonder.urlencode()}") for label, zonder in actief]


def _zonder(query: QueryDict, *namen: str) -> QueryDict:
    kopie = query.copy()
    for naam in namen:
        kopie.pop(naam, None)
    return kopie


def _bladeren(query: QueryDict, pagina: ActiePagina) -> dict[str, str]:
    """Parameters of components/paginering.html."""

    def url(nummer: int) -> str:
        kopie = query.copy()
        kopie["pagina"] = str(nummer)
        return f"?{kopie.urlencode()}"

    laatste = pagina.eerste + len(pagina.regels) - 1
    return {
        "tekst": f"{getal(pagina.eerste)} tot en met {getal(laatste)} van {meervoud(pagina.totaal, 'actie', 'acties')}",
        "vorige_url": url(pagina.pagina - 1) if pagina.pagina > 1 else "",
        "volgende_url": url(pagina.pagina + 1) if pagina.pagina < pagina.paginas else "",
    }
