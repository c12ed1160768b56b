"""
What higher apps tell the plan about its acties: budget about money, dashboard about quality.

The plan owns the shape and asks once per page for all rows; the other app registers its selector in
`AppConfig.ready()`. Without a registration the page says "onbekend".
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from zwijndrecht_portal.core.enums import Licht


@dataclass(frozen=True, slots=True)
class GeldStand:
    """Money of one actie on a peildatum, in euro."""

    begroot: Decimal | None
    besteed: Decimal | None = None
    verwacht: Decimal | None = None
    licht: Licht = Licht.ONBEKEND
    uitleg: str = "Er zijn nog geen uitgaven of verwachtingen bekend."


@dataclass(frozen=True, slots=True)
class KwaliteitStand:
    """The linked indicators of one actie on a peildatum."""

    licht: Licht = Licht.ONBEKEND
    uitleg: str = "Er is nog geen indicator aan deze actie gekoppeld."
    indicatoren: tuple[str, ...] = field(default=())


GeldBron = Callable[[Collection[int], date], dict[int, GeldStand]]
KwaliteitBron = Callable[[Collection[int], date], dict[int, KwaliteitStand]]

_geld: list[GeldBron] = []
_kwaliteit: list[KwaliteitBron] = []


def registreer_geld(bron: GeldBron) -> None:
    _geld[:] = [bron]


def registreer_kwaliteit(bron: KwaliteitBron) -> None:
    _kwaliteit[:] = [bron]


def geld_per_actie(acties: Collection[int], peildatum: date) -> dict[int, GeldStand]:
    """Money per actie id; an actie that the budget does not know is missing."""
    return _geld[0](acties, peildatum) if _geld and acties else {}


def kwaliteit_per_actie(acties: Collection[int], peildatum: date) -> dict[int, KwaliteitStand]:
    """Quality per actie id; an actie without indicators is missing."""
    return _kwaliteit[0](acties, peildatum) if _kwaliteit and acties else {}
