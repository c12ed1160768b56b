"""The light kwaliteit of an actie: how its linked indicators stand against their targets."""

from collections.abc import Collection
from datetime import date
from decimal import Decimal

from dashboard.cijfers import Cijfer
from dashboard.selectors.cijfers import cijfers_uit
from dashboard.selectors.rijen import rijen_van_acties
from plan.bronnen import KwaliteitStand
from zwijndrecht_portal.core.enums import ERNST, Licht
from zwijndrecht_portal.core.indicatoren import Richting
from zwijndrecht_portal.core.onherleidbaar import drempel_openbaar
from zwijndrecht_portal.core.opmaak import getal

BIJNA = Decimal("0.10")  # within ten per cent of the target is orange, further away red


def kwaliteit_per_actie(acties: Collection[int], peildatum: date) -> dict[int, KwaliteitStand]:
    """
    Per actie the worst of its linked indicators. An actie without a link is missing.

    One query; a second one when a linked indicator is computed. Figures that the plan computes about itself never
    count: they follow from these lights.
    """
    koppelingen = rijen_van_acties(acties, peildatum)
    cijfers = cijfers_uit([rij for _, rij in koppelingen], peildatum, drempel_openbaar(), kwartalen=1)
    per_actie: dict[int, list[Cijfer]] = {}
    for (van_acties, _), cijfer in zip(koppelingen, cijfers, strict=True):
        for actie in van_acties:
            per_actie.setdefault(actie, []).append(cijfer)
    return {actie: _stand(gekoppeld) for actie, gekoppeld in per_actie.items()}


def _stand(cijfers: list[Cijfer]) -> KwaliteitStand:
    slechtste = max(cijfers, key=lambda cijfer: ERNST[licht_van(cijfer)])
    return KwaliteitStand(
        licht=licht_van(slechtste),
        uitleg=_uitleg(slechtste),
        indicatoren=tuple(cijfer.naam for cijfer in cijfers),
    )


def licht_van(cijfer: Cijfer) -> Licht:
    """Green: the target is met. Orange: within ten per cent of it. Unknown: no value, no target or no norm."""
    if cijfer.haalt_streefwaarde is None or cijfer.waarde is None or cijfer.streefwaarde is None:
        return Licht.ONBEKEND
    if cijfer.haalt_streefwaarde:
        return Licht.GROEN
    marge = abs(cijfer.streefwaarde) * BIJNA
    return Licht.ORANJE if abs(cijfer.waarde - cijfer.streefwaarde) <= marge else Licht.ROOD


def _uitleg(cijfer: Cijfer) -> str:
    if cijfer.streefwaarde is None:
        return f"{cijfer.naam}: {cijfer.tekst_met_eenheid}. Er is geen streefwaarde."
    if cijfer.richting == Richting.GEEN:
        return f"{cijfer.naam}: {cijfer.tekst_met_eenheid}. Dit cijfer heeft geen norm."
    streef = f"{getal(cijfer.streefwaarde)} {cijfer.eenheid}"
    return f"{cijfer.naam}: {cijfer.tekst_met_eenheid} bij een streefwaarde van {streef}."
