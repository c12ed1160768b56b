"""The list behind a figure of the dashboard, for who may see the dossiers in it."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from casework.cijferlijsten import CIJFERLIJSTEN, Cijferlijst, Lijstpagina, lees_cijferlijst
from casework.indicatoren import BEREKENINGEN
from casework.views.lijst import getal_uit
from zwijndrecht_portal.core.access import requires
from zwijndrecht_portal.core.opmaak import getal, meervoud

NAMEN = {berekening.sleutel: berekening for berekening in BEREKENINGEN}
EERSTE = "actieve-huishoudens"


@require_safe
@requires("casework.view_huishouden", rls=True)
def cijferlijst(request: HttpRequest) -> HttpResponse:
    sleutel = request.GET.get("cijfer", EERSTE)
    sleutel = sleutel if sleutel in CIJFERLIJSTEN else EERSTE
    lijst, toon, sorteer = CIJFERLIJSTEN[sleutel], request.GET.get("toon", ""), request.GET.get("sorteer", "titel")
    dag, nummer = request.peildatum, getal_uit(request, "pagina") or 1
    pagina = lees_cijferlijst(lijst, request.user, dag, toon=toon, sorteer=sorteer, pagina=nummer)
    uitkomst = NAMEN[sleutel].functie(dag)
    geheel = lijst.geheel(uitkomst)
    request.inzage.aantal = len(pagina.rijen)
    keuze = {"cijfer": sleutel, **({"peildatum": dag.isoformat()} if dag != timezone.localdate() else {})}
    context = {
        "berekening": NAMEN[sleutel],
        "uitkomst": uitkomst,
        "lijst": lijst,
        "pagina": pagina,
        "lengte": _lengte(pagina.gekozen, lijst),
        "ongezien": _lengte(geheel - pagina.zichtbaar, lijst) if geheel and geheel > pagina.zichtbaar else "",
        "cijfers": [(naam, NAMEN[naam].naam) for naam in CIJFERLIJSTEN],
        "delen": _delen(lijst, pagina, toon, keuze),
        "sorteer": sorteer,
        "sorteer_url": f"?{urlencode({**keuze, 'toon': toon})}&",
        "bladeren": _bladeren(lijst, pagina, {**keuze, "toon": toon, "sorteer": sorteer}),
    }
    return render(request, "casework/cijferlijst.html", context)


def _lengte(aantal: int, lijst: Cijferlijst) -> str:
    return meervoud(aantal, *lijst.wat.split(","))


def _delen(lijst: Cijferlijst, pagina: Lijstpagina, toon: str, keuze: dict[str, str]) -> list[tuple[str, str, bool]]:
    """Of a share: all, what counts and what does not, each with its number, address and whether it is chosen."""
    if not lijst.deel[0]:
        return []
    rest = pagina.zichtbaar - pagina.tellend
    delen = {"": ("Alles", pagina.zichtbaar), "deel": (lijst.deel[0], pagina.tellend), "rest": (lijst.deel[1], rest)}
    gekozen = toon if toon in delen else ""
    return [
        (f"{label} ({aantal})", f"?{urlencode({**keuze, 'toon': welk})}", welk == gekozen)
        for welk, (label, aantal) in delen.items()
    ]


def _bladeren(lijst: Cijferlijst, pagina: Lijstpagina, keuze: dict[str, Any]) -> dict[str, str] | None:
    """Parameters of components/paginering.html; None for one page."""
    if pagina.paginas == 1:
        return None
    laatste = pagina.eerste + len(pagina.rijen) - 1

    def url(nummer: int) -> str:
        return f"?{urlencode({**keuze, 'pagina': nummer})}"

    return {
        "tekst": f"{getal(pagina.eerste)} tot en met {getal(laatste)} van {_lengte(pagina.gekozen, lijst)}",
        "vorige_url": url(pagina.pagina - 1) if pagina.pagina > 1 else "",
        "volgende_url": url(pagina.pagina + 1) if pagina.pagina < pagina.paginas else "",
    }
