"""
Computed figures: each app registers its own selectors by name, the dashboard composes names.

One name is one definition: page, PDF, CSV and API all call `bereken` and so show the same value for the same peildatum.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from zwijndrecht_portal.core.onherleidbaar import GEHEIM
from zwijndrecht_portal.core.opmaak import getal


class Richting(StrEnum):
    """Which way is better."""

    HOGER = "hoger is beter"
    LAGER = "lager is beter"
    GEEN = "geen norm"


@dataclass(frozen=True, slots=True)
class Uitkomst:
    """
    A computed value on a peildatum.

    `waarde` None with `geheim`: too few people to show; None without: nothing to compute with. A share keeps its
    numerator and denominator (None when they are secret).
    """

    waarde: Decimal | int | None
    teller: int | None = None
    noemer: int | None = None
    geheim: bool = False

    @property
    def tekst(self) -> str:
        if self.geheim:
            return GEHEIM
        return "onbekend" if self.waarde is None else getal(self.waarde)


@dataclass(frozen=True, slots=True)
class Berekening:
    """The definition of a computed indicator."""

    sleutel: str  # kebab-case, never changes
    naam: str
    eenheid: str  # "%", "acties", "contacten"
    definitie: str  # B1, how it is counted
    richting: Richting
    vragen: tuple[str, ...]  # monitoringvragen M1-M4 of the transformatieplan
    functie: Callable[[date], Uitkomst]
    lijst_url: str = ""  # URL name of the list behind the figure
    lijst_query: str = ""
    kop: bool = True  # shown on the front page
    reeks: Callable[[Sequence[date]], list[Uitkomst]] | None = None  # many dates at once, when that costs fewer queries


_berekeningen: dict[str, Berekening] = {}


def registreer(*berekeningen: Berekening) -> None:
    """Called in `AppConfig.ready()`. A name belongs to one definition."""
    for berekening in berekeningen:
        bekend = _berekeningen.setdefault(berekening.sleutel, berekening)
        if bekend != berekening:
            raise ValueError(f"Twee definities voor {berekening.sleutel}")


def alle() -> list[Berekening]:
    """Every computed indicator in the order in which the apps registered them."""
    return list(_berekeningen.values())


def bereken(sleutel: str, peildatum: date) -> Uitkomst:
    """The value on that date; KeyError for an unknown name."""
    return _berekeningen[sleutel].functie(peildatum)


def bereken_reeks(sleutel: str, peildata: Sequence[date]) -> list[Uitkomst]:
    """The value on each of these dates: in one go where the app offers it, else date by date."""
    berekening = _berekeningen[sleutel]
    return berekening.reeks(peildata) if berekening.reeks else [berekening.functie(dag) for dag in peildata]


def aandeel_van(teller: int, noemer: int) -> Uitkomst:
    """A share in whole per cents with one decimal; nothing to divide by gives no value."""
    if not noemer:
        return Uitkomst(None, teller, noemer)
    return Uitkomst((Decimal(100) * teller / noemer).quantize(Decimal("0.1")), teller, noemer)
