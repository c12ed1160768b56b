"""A first text for a chapter, from what the trekkers reported: to be read and changed by who composes the report."""

from collections.abc import Iterable

from dashboard.enums import Sectie
from dashboard.rapport import ActieStuk, Rapport
from zwijndrecht_portal.core.enums import Licht

WONEN = "Wonen"
VRAAGT_UITLEG = (Licht.ORANJE, Licht.ROOD)


def voorstel_voor(rapport: Rapport, sectie: Sectie) -> str:
    """One paragraph per actie with news that belongs in this chapter; empty when nobody reported anything."""
    return "\n".join(_regels(rapport, sectie))


def _regels(rapport: Rapport, sectie: Sectie) -> Iterable[str]:
    for hoofdstuk in rapport.hoofdstukken:
        for actie in hoofdstuk.acties:
            if actie.melding is None:
                continue
            if sectie == Sectie.VOORTGANG or (sectie == Sectie.WONEN and hoofdstuk.titel == WONEN):
                yield f"{actie.naam}: {actie.melding.toelichting}".strip(": ")
            elif sectie == Sectie.GELD and _geld_wijkt_af(actie):
                yield f"{actie.naam}: {actie.melding.oorzaak} {actie.melding.bijsturing}".strip(": ")


def _geld_wijkt_af(actie: ActieStuk) -> bool:
    geld = next((stuk for stuk in actie.lichten if stuk.aspect == "Geld"), None)
    return geld is not None and (geld.gekozen or geld.berekend) in VRAAGT_UITLEG and actie.is_toegelicht
