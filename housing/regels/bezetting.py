"""
Which nights a plek is taken, on frozen rows. A night belongs to the day on which it starts.

Turnaround is counted in working days (Monday to Friday): who leaves on a Friday leaves a plek that is ready on Monday
when getting it ready takes one working day.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from housing.enums import Dagsoort
from zwijndrecht_portal.core.opmaak import datum

DAG = timedelta(days=1)


def plus_werkdagen(dag: date, aantal: int) -> date:
    """The day that comes `aantal` working days later; with 0 the day itself."""
    while aantal:
        dag += DAG
        if dag.weekday() < 5:
            aantal -= 1
    return dag


@dataclass(frozen=True, slots=True)
class Nachten:
    """Nights from `van` up to, not including, `tot`."""

    van: date
    tot: date
    id: int = 0
    is_bevestigd: bool = False  # the departure was confirmed

    def __contains__(self, dag: date) -> bool:
        return self.van <= dag < self.tot

    def overlapt(self, van: date, tot: date) -> bool:
        return self.van < tot and van < self.tot


@dataclass(frozen=True, slots=True)
class PlekRegel:
    """A plek with everything that takes its nights around the days that are asked for."""

    id: int
    naam: str
    van: date
    tot: date | None
    wisseldagen: int
    verblijven: tuple[Nachten, ...] = ()
    leegstanden: tuple[Nachten, ...] = ()

    def is_in_gebruik(self, dag: date) -> bool:
        return self.van <= dag and (self.tot is None or dag < self.tot)

    def klaar_op(self, verblijf: Nachten) -> date:
        """The first day on which somebody else can come."""
        return plus_werkdagen(verblijf.tot, self.wisseldagen)

    def nacht(self, dag: date) -> Dagsoort | None:
        """What the plek is used for in this night; None when the plek is not there."""
        if not self.is_in_gebruik(dag):
            return None
        if any(dag in verblijf for verblijf in self.verblijven):
            return Dagsoort.VERBLIJF
        if any(dag in leegstand for leegstand in self.leegstanden):
            return Dagsoort.LEEGSTAND
        if any(verblijf.tot <= dag < self.klaar_op(verblijf) for verblijf in self.verblijven):
            return Dagsoort.WISSEL
        return Dagsoort.VRIJ

    def in_woorden(self, dag: date) -> str:
        """What this night is, and until when it is taken."""
        soort = self.nacht(dag)
        verblijf = self.verblijf_op(dag)
        if verblijf is not None:
            return f"Bezet tot {datum(verblijf.tot)}"
        return soort.label.capitalize() if soort else "Niet in gebruik"

    def verblijf_op(self, dag: date) -> Nachten | None:
        return next((verblijf for verblijf in self.verblijven if dag in verblijf), None)

    def te_bevestigen(self, dag: date) -> list[Nachten]:
        """Verblijven that were to end by this day, of which nobody has confirmed the departure."""
        return [verblijf for verblijf in self.verblijven if verblijf.tot <= dag and not verblijf.is_bevestigd]

    def vrij_vanaf(self, dag: date, dagen: int = 366) -> date | None:
        """The first night from this day on in which somebody can come; None when there is none within these days."""
        return next((d for d in dagen_vanaf(dag, dagen) if self.nacht(d) == Dagsoort.VRIJ), None)


@dataclass(frozen=True, slots=True)
class Bezetting:
    """Nights of some plekken in a period, by what they were used for."""

    verblijf: int = 0
    wissel: int = 0
    leegstand: int = 0
    vrij: int = 0

    @property
    def beschikbaar(self) -> int:
        """Every night that the plekken were there, whatever they were used for."""
        return self.verblijf + self.wissel + self.leegstand + self.vrij

    @property
    def percentage(self) -> Decimal | None:
        """Nights with a verblijf as a share of the available nights; None when no plek was there."""
        return self.deel(self.verblijf)

    def deel(self, nachten: int) -> Decimal | None:
        if not self.beschikbaar:
            return None
        return (Decimal(100) * nachten / self.beschikbaar).quantize(Decimal("0.1"), ROUND_HALF_UP)


def tel_nachten(plekken: Iterable[PlekRegel], van: date, tot_en_met: date) -> Bezetting:
    """Count the nights of these days, both included."""
    soorten = Counter(plek.nacht(dag) for plek in plekken for dag in dagen_vanaf(van, (tot_en_met - van).days + 1))
    return Bezetting(**{soort.value: soorten[soort] for soort in Dagsoort})


def dagen_vanaf(dag: date, aantal: int) -> Iterator[date]:
    return (dag + n * DAG for n in range(aantal))


def maanden_tot(dag: date, aantal: int) -> list[date]:
    """The first days of this month and the months before it, newest first."""
    maand = dag.replace(day=1)
    maanden = [maand]
    for _ in range(aantal - 1):
        maand = (maand - DAG).replace(day=1)
        maanden.append(maand)
    return maanden


def einde_van_maand(dag: date) -> date:
    return (dag.replace(day=28) + 4 * DAG).replace(day=1) - DAG
