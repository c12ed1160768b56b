"""Who came back: of a year's group the share within 6, 12 and 24 months, safe to show."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from zwijndrecht_portal.core.onherleidbaar import GEHEIM, Telling, aandeel, beveilig, drempel_openbaar
from zwijndrecht_portal.core.opmaak import procent

TERMIJNEN = (6, 12, 24)  # months
Rij = tuple[int, int, int, int, int]  # year, months, in the group, followed that long, came back


@dataclass(frozen=True, slots=True)
class Cohort:
    """Who began in one year, and which share came back within 6, 12 and 24 months."""

    jaar: int
    aantal: Telling
    delen: tuple[Decimal | str, ...]  # per cents, or a word why there is none

    @property
    def teksten(self) -> tuple[str, ...]:
        return tuple(deel if isinstance(deel, str) else procent(deel) for deel in self.delen)


def maak_cohorten(rijen: Iterable[Rij], *, drempel: int) -> list[Cohort]:
    """
    Newest year first. A share counts only who began long enough ago to be followed that long.

    Whoever may not see small counts gets the public threshold: other tables of the same people stand beside these
    shares, and together they would tell more.
    """
    drempel = max(drempel, drempel_openbaar()) if drempel else 0
    per_jaar: dict[int, dict[int, tuple[int, int, int]]] = {}
    for jaar, maanden, aantal, gevolgd, terug in rijen:
        per_jaar.setdefault(jaar, {})[maanden] = (aantal, gevolgd, terug)
    aantallen = beveilig({str(jaar): termijnen[6][0] for jaar, termijnen in per_jaar.items()}, drempel=drempel)
    return [
        Cohort(jaar, aantallen[str(jaar)], tuple(_deel(*per_jaar[jaar][maanden][1:], drempel) for maanden in TERMIJNEN))
        for jaar in sorted(per_jaar, reverse=True)
    ]


def _deel(gevolgd: int, terug: int, drempel: int) -> Decimal | str:
    if not gevolgd:
        return "nog te kort"
    deel = aandeel(terug, gevolgd, drempel=drempel)
    if deel is None and not drempel:  # who sees every count also sees "nobody" and "everybody"
        return Decimal(100 * terug) / gevolgd
    return GEHEIM if deel is None else deel
