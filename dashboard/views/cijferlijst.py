"""All figures, not only the twelve of the front page: filters and order live in the URL."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from dashboard.enums import IndicatorSoort, Monitoringvraag
from dashboard.forms_cijfers import CijferFilterForm
from dashboard.models import Indicator
from dashboard.querysets import ZONDER
from dashboard.selectors.cijferlijst import CijferPagina, pagina_van_cijfers
from dashboard.selectors.cijfers import drempel_voor
from plan.selectors import plannen
from zwijndrecht_portal.core.access import requires
from zwijndrecht_portal.core.models import Leefgebied
from zwijndrecht_portal.core.opmaak import getal, meervoud

VELDEN = ("q", "leefgebied", "vraag", "plan", "soort")


@require_safe
@requires("dashboard.view_dashboard")
def cijfer_lijst(request: HttpRequest) -> HttpResponse:
    filters, koppen = CijferFilterForm(request.GET), plannen()
    keuze = {naam: filters.cleaned_data.get(naam, "") for naam in VELDEN}
    plan = next((kop.slug for kop in koppen if kop.slug == keuze["plan"]), None)
    sorteer, tekst = request.GET.get("sorteer", "naam"), request.GET.get("pagina", "")
    nummer = max(1, int(tekst)) if tekst.isdecimal() and len(tekst) < 6 else 1
    pagina = pagina_van_cijfers(
        filters.apply(Indicator.objects.all()),
        request.peildatum,
        drempel_voor(request.user),
        plan=plan,
        sorteer=sorteer,
        pagina=nummer,
    )
    selects = _selects(koppen, keuze)
    query = {naam: waarde for naam, waarde in keuze.items() if waarde}
    if "peildatum" in request.GET:
        query["peildatum"] = request.peildatum.isoformat()
    bij_cijfer = {naam: query[naam] for naam in ("plan", "peildatum") if naam in query}
    context = {
        "pagina": pagina,
        "selects": selects,
        "q": keuze["q"],
        "actieve_filters": _actieve_filters(selects, query),
        "wis_url": _url(query, *VELDEN),
        "sorteer": sorteer,
        "sorteer_url": f"?{urlencode(query)}&" if query else "?",
        "cijfer_query": f"?{urlencode(bij_cijfer)}" if bij_cijfer else "",
        "bladeren": _bladeren(pagina, {**query, "sorteer": sorteer}) if pagina.paginas > 1 else None,
        "kruimels": [("Dashboard", f"{reverse('dashboard:overzicht')}{_url(bij_cijfer)}")],
    }
    part = "#resultaat" if request.htmx else ""
    return render(request, f"dashboard/cijfer_lijst.html{part}", context)


def _selects(koppen: Any, keuze: dict[str, str]) -> list[dict[str, Any]]:
    """The drop-downs of the filter bar: name, label, choices and what is chosen."""
    leefgebieden = Leefgebied.objects.order_by("volgorde").values_list("slug", "naam")
    velden = [
        ("leefgebied", "Leefgebied", [*leefgebieden, (ZONDER, "Geen leefgebied in het bijzonder")]),
        ("vraag", "Monitoringvraag", [(vraag.value, f"{vraag.value}: {vraag.label}") for vraag in Monitoringvraag]),
        ("plan", "Plan", [(kop.slug, kop.naam) for kop in koppen]),
        ("soort", "Soort", IndicatorSoort.choices),
    ]
    return [{"naam": naam, "label": label, "keuzes": k, "gekozen": keuze[naam]} for naam, label, k in velden]


def _actieve_filters(selects: list[dict[str, Any]], query: dict[str, str]) -> list[tuple[str, str]]:
    """What is filtered now, each with the URL without it."""
    actief = [
        (f"{select['label']}: {dict(select['keuzes'])[select['gekozen']]}", _url(query, select["naam"]) or ".")
        for select in selects
        if select["gekozen"] in dict(select["keuzes"])
    ]
    return [*actief, (f"Zoek: {query['q']}", _url(query, "q") or ".")] if "q" in query else actief


def _url(query: dict[str, str], *zonder: str) -> str:
    over = {naam: waarde for naam, waarde in query.items() if naam not in zonder}
    return f"?{urlencode(over)}" if over else ""


def _bladeren(pagina: CijferPagina, query: dict[str, str]) -> dict[str, str]:
    """Parameters of components/paginering.html."""
    laatste = pagina.eerste + len(pagina.regels) - 1

    def url(nummer: int) -> str:
        return _url({**query, "pagina": str(nummer)})

    van = meervoud(pagina.totaal, "cijfer", "cijfers")
    return {
        "tekst": f"{getal(pagina.eerste)} tot en met {getal(laatste)} van {van}",
        "vorige_url": url(pagina.pagina - 1) if pagina.pagina > 1 else "",
        "volgende_url": url(pagina.pagina + 1) if pagina.pagina < pagina.paginas else "",
    }
