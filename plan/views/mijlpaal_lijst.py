"""The list of mijlpalen: what a figure about mijlpalen counts."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from plan.selectors import plannen
from plan.selectors.mijlpalen import KEUZES, MijlpaalPagina, pagina_van_mijlpalen
from plan.views.tabs import met_peildatum
from zwijndrecht_portal.core.access import requires
from zwijndrecht_portal.core.opmaak import getal, meervoud


@require_safe
@requires("plan.view_alle_acties")
def mijlpaal_lijst(request: HttpRequest) -> HttpResponse:
    koppen = plannen()
    plan = next((kop.slug for kop in koppen if kop.slug == request.GET.get("plan")), None)
    toon, sorteer, tekst = (request.GET.get(naam, "") for naam in ("toon", "sorteer", "pagina"))
    toon = toon if toon in KEUZES else ""
    nummer = max(1, int(tekst)) if tekst.isdecimal() and len(tekst) < 6 else 1
    pagina = pagina_van_mijlpalen(plan, request.peildatum, toon=toon, sorteer=sorteer, pagina=nummer)

    def url(**query: str) -> str:
        keuze = {"plan": plan or "", "toon": toon, "sorteer": sorteer, **query}
        return met_peildatum(request, request.path, **{naam: waarde for naam, waarde in keuze.items() if waarde})

    zonder_orde = url(sorteer="")
    context = {
        "pagina": pagina,
        "plannen": [(kop.slug, kop.naam) for kop in koppen],
        "plan": plan or "",
        "toon": toon,
        "keuzes": [(f"{label} ({pagina.lengtes[k]})", url(toon=k), k == toon) for k, (label, _) in KEUZES.items()],
        "sorteer": sorteer,
        "sorteer_url": f"{zonder_orde}{'&' if '?' in zonder_orde else '?'}",
        "bladeren": _bladeren(pagina, url) if pagina.paginas > 1 else None,
    }
    return render(request, "plan/mijlpaal_lijst.html", context)


def _bladeren(pagina: MijlpaalPagina, url: Any) -> dict[str, str]:
    """Parameters of components/paginering.html."""
    laatste = pagina.eerste + len(pagina.rijen) - 1
    van = meervoud(pagina.totaal, "mijlpaal", "mijlpalen")
    return {
        "tekst": f"{getal(pagina.eerste)} tot en met {getal(laatste)} van {van}",
        "vorige_url": url(pagina=str(pagina.pagina - 1)) if pagina.pagina > 1 else "",
        "volgende_url": url(pagina=str(pagina.pagina + 1)) if pagina.pagina < pagina.paginas else "",
    }
