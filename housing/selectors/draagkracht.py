"""Draagkracht: plaatsingen per 1,000 inhabitants of each wijk, in the year up to a peildatum."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from casework.selectors import einde_vorig_kwartaal
from housing.querysets import with_plaatsingen
from zwijndrecht_portal.core.models import Gebied
from zwijndrecht_portal.core.onherleidbaar import GEHEIM, TOTAAL, Telling, beveilig
from zwijndrecht_portal.core.opmaak import getal

JAAR = timedelta(days=364)  # with the peildatum itself 365 days
PLAFOND = Decimal("2.0")  # plaatsingen per 1,000 inhabitants; a reader can choose another


@dataclass(frozen=True, slots=True)
class WijkRegel:
    """One wijk. `plaatsingen` None: too few to show."""

    code: str
    naam: str
    inwoners: int
    plaatsingen: Telling
    plafond: Decimal

    @property
    def per_duizend(self) -> Decimal | None:
        if self.plaatsingen is None or not self.inwoners:
            return None
        return (Decimal(1000) * self.plaatsingen / self.inwoners).quantize(Decimal("0.1"), ROUND_HALF_UP)

    @property
    def per_duizend_tekst(self) -> str:
        if self.plaatsingen is None:
            return GEHEIM
        return "onbekend" if self.per_duizend is None else getal(self.per_duizend, 1)

    @property
    def is_boven(self) -> bool:
        return self.per_duizend is not None and self.per_duizend > self.plafond

    @property
    def oordeel(self) -> str:
        if self.per_duizend is None:
            return self.per_duizend_tekst
        return "boven het plafond" if self.is_boven else "onder het plafond"


@dataclass(frozen=True, slots=True)
class Draagkracht:
    regels: tuple[WijkRegel, ...]
    totaal: WijkRegel
    van: date
    tot_en_met: date
    plafond: Decimal


def draagkracht(peildatum: date, *, drempel: int, plafond: Decimal = PLAFOND) -> Draagkracht:
    """
    Every wijk against the ceiling, safe for who sees counts from `drempel`. One query.

    Whoever may not see small counts gets the year up to the last quarter that was over: the maps of two days,
    subtracted, would show where one huishouden came to live.
    """
    if drempel:
        peildatum = einde_vorig_kwartaal(peildatum)
    van = peildatum - JAAR
    wijken = list(with_plaatsingen(Gebied.objects.wijken(), van, peildatum).order_by("code"))
    veilig = beveilig({wijk.code: wijk.plaatsingen for wijk in wijken}, drempel=drempel)
    regels = tuple(WijkRegel(w.code, w.naam, w.inwoners or 0, veilig[w.code], plafond) for w in wijken)
    inwoners = sum(regel.inwoners for regel in regels)
    return Draagkracht(regels, WijkRegel("", "Zwijndrecht", inwoners, veilig[TOTAAL], plafond), van, peildatum, plafond)
