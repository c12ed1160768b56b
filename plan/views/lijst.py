"""The list of acties: filters and order live in the URL."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from plan.enums import Verversing
from plan.forms import ActieFilterForm
from plan.models import Actie
from plan.querysets import ActieQuerySet
from plan.resources import maak_export
from plan.selectors import ActiePagina, acties_van_plan, filterkeuzes, lees_acties, pagina_van_acties
from zwijndrecht_portal.core.access import requires
from zwijndrecht_portal.core.enums import Licht
from zwijndrecht_portal.core.opmaak import getal, meervoud


@require_safe
@requires("plan.view_actie")
def actie_lijst(request: HttpRequest) -> HttpResponse:
    filters = ActieFilterForm(request.GET, filterkeuzes())
    acties = filters.apply(Actie.objects.visible_to(request.user).op_peildatum(request.peildatum))
    acties = _met_berekende_filters(acties, filters.cleaned_data, request)
    sorteer = request.GET.get("sorteer", "plan")
    pagina = pagina_van_acties(acties, request.peildatum, sorteer=sorteer, pagina=_paginanummer(request))
    part = "#resultaat" if request.htmx else ""
    context = {"filters": filters, "pagina": pagina, "sorteer": sorteer, "bladeren": _bladeren(request, pagina)}
    return render(request, f"plan/actie_lijst.html{part}", context | _links(request, filters))


def _met_berekende_filters(acties: ActieQuerySet, keuze: dict[str, Any], request: HttpRequest) -> ActieQuerySet:
    """Filters on what is computed, with the same definition as the figures on the dashboard."""
    eisen = {
        "achter": lambda regel: regel.lichten.tijd.licht == Licht.ROOD,
        "schema": lambda regel: regel.lichten.tijd.licht == Licht.GROEN,
        "vers": lambda regel: regel.verversing == Verversing.VERS,
    }
    gekozen = [eis for naam, eis in eisen.items() if keuze.get(naam)]
    if not gekozen:
        return acties
    regels = acties_van_plan(keuze.get("plan") or None, request.peildatum)
    return acties.filter(pk__in=[regel.id for regel in regels if all(eis(regel) for eis in gekozen)])


def _paginanummer(request: HttpRequest) -> int:
    tekst = request.GET.get("pagina", "1")
    return max(1, int(tekst)) if tekst.isdecimal() and len(tekst) < 6 else 1


@dataclass(frozen=True, slots=True)
class Bladeren:
    """Parameters of components/paginering.html."""

    tekst: str
    vorige_url: str
    volgende_url: str


def _bladeren(request: HttpRequest, pagina: ActiePagina) -> Bladeren:
    def url(nummer: int) -> str:
        query = request.GET.copy()
        query["pagina"] = str(nummer)
        return f"?{query.urlencode()}"

    eerste = (pagina.pagina - 1) * 50 + 1
    laatste = eerste + len(pagina.regels) - 1
    return Bladeren(
        tekst=f"{getal(eerste)} tot en met {getal(laatste)} van {meervoud(pagina.totaal, 'actie', 'acties')}",
        vorige_url=url(pagina.pagina - 1) if pagina.pagina > 1 else "",
        volgende_url=url(pagina.pagina + 1) if pagina.pagina < pagina.paginas else "",
    )


def _links(request: HttpRequest, filters: ActieFilterForm) -> dict[str, Any]:
    """The URL for the column headings, and what is filtered now with a link to drop each."""
    zonder_orde = request.GET.copy()
    for sleutel in ("sorteer", "pagina"):
        zonder_orde.pop(sleutel, None)
    actief = []
    for veld in filters:
        waarden = request.GET.getlist(veld.name)
        for waarde in waarden:
            if not waarde:
                continue
            query = zonder_orde.copy()
            query.setlist(veld.name, [andere for andere in waarden if andere != waarde])
            label = dict(getattr(veld.field, "choices", ())).get(waarde, waarde)
            tekst = veld.label if veld.widget_type == "checkbox" else f"{veld.label}: {label}"
            actief.append((tekst, f"?{query.urlencode()}"))
    prefix = f"?{zonder_orde.urlencode()}&" if zonder_orde else "?"
    return {
        "gekozen_leefgebieden": request.GET.getlist("leefgebied"),
        "sorteer_url": prefix,
        "actieve_filters": actief,
        "filter_query": zonder_orde.urlencode(),
    }


@require_safe
@requires("plan.view_actie")
def actie_export(request: HttpRequest, soort: str) -> HttpResponse:
    """The same filters as the list, every page of it, as xlsx or csv."""
    filters = ActieFilterForm(request.GET, filterkeuzes())
    acties = filters.apply(Actie.objects.visible_to(request.user).op_peildatum(request.peildatum))
    acties = _met_berekende_filters(acties, filters.cleaned_data, request)
    tabel = maak_export(lees_acties(acties.order_by("plan__van", "volgorde", "code"), request.peildatum))
    naam = f"acties-{request.peildatum.isoformat()}.{soort}"
    if soort == "xlsx":
        inhoud, mime = tabel.export("xlsx"), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    else:  # a byte order mark and semicolons: what a Dutch Excel opens with a double click
        inhoud, mime = "\ufeff" + tabel.export("csv", delimiter=";"), "text/csv; charset=utf-8"
    return HttpResponse(inhoud, content_type=mime, headers={"Content-Disposition": f'attachment; filename="{naam}"'})
