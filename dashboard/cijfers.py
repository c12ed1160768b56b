"""
One figure on a peildatum as every reader gets it: page, PDF, JSON. Frozen rows without a query.

A value is None when it is unknown; with `geheim` it is known but too small to show.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache

from dashboard.enums import MetingStatus
from zwijndrecht_portal.core.indicatoren import Richting
from zwijndrecht_portal.core.onherleidbaar import GEHEIM
from zwijndrecht_portal.core.opmaak import DATUM_VORM, NBSP, datum, getal
from zwijndrecht_portal.core.periode import Periode

AANTAL_KWARTALEN = 8
JAAR_ONBEKEND = "jaar onbekend"
WOORD_VOOR_BEWEGING = {"stijgt": "Gestegen", "daalt": "Gedaald", "gelijk": "Gelijk gebleven"}


@dataclass(frozen=True, slots=True)
class Punt:
    """One value of a series; `label` is a quarter, a date, a year or "jaar onbekend"."""

    label: str
    waarde: Decimal | None
    geheim: bool = False
    status: str = ""  # of a measured value: voorlopig, nader_voorlopig, definitief
    bron: str = ""  # of a measured value

    @property
    def status_tekst(self) -> str:
        return MetingStatus(self.status).label if self.status else ""

    @property
    def tekst(self) -> str:
        return GEHEIM if self.geheim else "onbekend" if self.waarde is None else getal(self.waarde)


@dataclass(frozen=True, slots=True)
class Vergelijking:
    """The newest value of another area."""

    gebied: str
    punt: Punt


@dataclass(frozen=True, slots=True)
class Cijfer:
    """An indicator with its value, its series (oldest first, the last one is the value) and its definition."""

    sleutel: str
    naam: str
    soort: str  # "berekend" | "gemeten"
    eenheid: str
    gebied: str
    peildatum: date
    reeks: tuple[Punt, ...]
    richting: Richting
    streefwaarde: Decimal | None
    bron: str
    methode: str
    duiding: str = ""
    opmerking: str = ""
    eigenaar: str = ""
    vragen: tuple[str, ...] = ()
    vergelijkingen: tuple[Vergelijking, ...] = ()
    kop: bool = False
    nulmeting: Decimal | None = None
    verwacht_op: date | None = None  # of a measured series: when the next value is due
    frequentie_maanden: int = 0

    @property
    def is_verouderd(self) -> bool:
        """Two periods have gone by without a new value."""
        return self.verwacht_op is not None and self.peildatum > plus_maanden(self.verwacht_op, self.frequentie_maanden)

    @property
    def verouderd_tekst(self) -> str:
        if not self.is_verouderd or self.verwacht_op is None:
            return ""
        return f"Verouderd: een nieuwe waarde werd verwacht op {datum(self.verwacht_op)}."

    @property
    def nu(self) -> Punt:
        """The value; unknown when there is no series yet."""
        return self.reeks[-1] if self.reeks else Punt("", None)

    @property
    def waarde(self) -> Decimal | None:
        return self.nu.waarde

    @property
    def tekst(self) -> str:
        return self.nu.tekst

    @property
    def tekst_met_eenheid(self) -> str:
        """ "63,6 %", "331 registraties"; a hidden or unknown value has no unit."""
        return self.tekst if self.waarde is None else f"{self.tekst} {self.eenheid}"

    @property
    def eenheid_kop(self) -> str:
        """The unit as heading of a column."""
        return "Percentage" if self.eenheid == "%" else f"{self.eenheid[:1].upper()}{self.eenheid[1:]}"

    @property
    def bron_tekst(self) -> str:
        """Where the value comes from, and over which period when it was measured."""
        label = self.nu.label
        if self.soort == "berekend" or not label:
            return self.bron
        woord = "op " if DATUM_VORM.fullmatch(label) else "over " if label != JAAR_ONBEKEND else ""
        return f"{woord}{label}, {self.bron}"

    @property
    def vorige(self) -> Punt | None:
        """The last known value before this one."""
        return next((punt for punt in reversed(self.reeks[:-1]) if punt.waarde is not None), None)

    @property
    def eerste(self) -> Punt | None:
        """The first known value of the series, before this one."""
        return next((punt for punt in self.reeks[:-1] if punt.waarde is not None), None)

    @property
    def beweging(self) -> str:
        """ "stijgt", "daalt" or "gelijk" since the previous known value; "" when there is nothing to compare."""
        return self._beweging_sinds(self.vorige)

    @property
    def beweging_tekst(self) -> str:
        return self._tekst_sinds(self.vorige)

    @property
    def beweging_over_alles(self) -> str:
        """The same since the first known value of the series: for who looks back at a whole plan."""
        return self._tekst_sinds(self.eerste)

    def _beweging_sinds(self, toen: Punt | None) -> str:
        if self.waarde is None or toen is None or toen.waarde is None:
            return ""
        if self.waarde == toen.waarde:
            return "gelijk"
        return "stijgt" if self.waarde > toen.waarde else "daalt"

    def _tekst_sinds(self, toen: Punt | None) -> str:
        woord = WOORD_VOOR_BEWEGING.get(self._beweging_sinds(toen))
        if woord is None or toen is None:
            return ""
        was = "" if self.waarde == toen.waarde else f", was {toen.tekst}"
        return f"{woord} sinds {toen.label.replace(' ', NBSP)}{was}"

    @property
    def haalt_streefwaarde(self) -> bool | None:
        """None without a value, a target or a direction."""
        if self.waarde is None or self.streefwaarde is None or self.richting == Richting.GEEN:
            return None
        return self.waarde >= self.streefwaarde if self.richting == Richting.HOGER else self.waarde <= self.streefwaarde

    @property
    def streef_tekst(self) -> str:
        if self.haalt_streefwaarde is None or self.streefwaarde is None:
            return ""
        woord = "Haalt" if self.haalt_streefwaarde else "Haalt niet"
        return f"{woord} de streefwaarde van {getal(self.streefwaarde)}{NBSP}{self.eenheid}"

    @property
    def oordeel(self) -> str:
        """ "gunstig" or "ongunstig": against the target, else by the direction; "" without a norm."""
        if self.haalt_streefwaarde is not None:
            return "gunstig" if self.haalt_streefwaarde else "ongunstig"
        if self.richting == Richting.GEEN or self.beweging not in {"stijgt", "daalt"}:
            return ""
        return "gunstig" if (self.beweging == "stijgt") == (self.richting == Richting.HOGER) else "ongunstig"

    @property
    def verloop_in_woorden(self) -> str:
        """The series as the name of its picture."""
        return f"Verloop van {self.naam}: " + ", ".join(f"{punt.label} {punt.tekst}" for punt in self.reeks)

    @property
    def verloop(self) -> tuple[Decimal | None, ...]:
        """The values to draw; empty when fewer than two are known, because one point is no line."""
        waarden = tuple(punt.waarde for punt in self.reeks)
        return waarden if sum(waarde is not None for waarde in waarden) > 1 else ()

    @property
    def verloop_in_druk(self) -> tuple[Decimal | None, ...]:
        """On paper a line that never moves says no more than the words beside it."""
        return self.verloop if len({waarde for waarde in self.verloop if waarde is not None}) > 1 else ()


def kwartaaleinden(peildatum: date, aantal: int = AANTAL_KWARTALEN) -> list[date]:
    """The peildatum and the ends of the quarters before it, oldest first."""
    dagen = [peildatum]
    nummer = peildatum.year * 4 + (peildatum.month - 1) // 3
    while len(dagen) < aantal:
        nummer -= 1
        jaar, maand = nummer // 4, nummer % 4 * 3 + 3
        dagen.insert(0, date(jaar, maand, monthrange(jaar, maand)[1]))
    return dagen


def plus_maanden(dag: date, maanden: int) -> date:
    """The same day so many months later, or the last day of that month."""
    jaar, maand = divmod(dag.year * 12 + dag.month - 1 + maanden, 12)
    return date(jaar, maand + 1, min(dag.day, monthrange(jaar, maand + 1)[1]))


@lru_cache(maxsize=512)  # twelve figures share the same eight days
def kwartaal_label(dag: date) -> str:
    """ "Q4 2019" for the last day of a quarter, else the day itself."""
    kwartaal = Periode.van_kwartaal(dag.year, (dag.month + 2) // 3)
    return str(kwartaal) if dag == kwartaal.tot else datum(dag)
