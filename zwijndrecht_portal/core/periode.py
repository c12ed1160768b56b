"""
A stretch of days that remembers how it was worded: the plans say "Q3-4 2019", "voorjaar 2019" or "t/m 2020".

Choices where a wording leaves room (source: plan_feiten.yaml, "zekerheid: afgeleid"):
- seasons are meteorological: voorjaar 1 March-31 May, zomer 1 June-31 August, najaar 1 September-30 November,
  winter 1 December to the end of February of the *next* year;
- "begin 2020" is the first quarter and "eind 2020" the last; "medio 2020" is refused, nobody can say what it means;
- "t/m 2020" covers what comes after "t/m" (1 January to 31 December 2020), because the source names no start;
- a wording with an open side ("vanaf 2020", "per 2021") is refused.
"""

import re
from calendar import monthrange
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Self

from zwijndrecht_portal.core.opmaak import DATUM_VORM, MAANDEN, datum, parse_datum

Dagen = tuple[date, date]  # first and last
Wording = re.Match[str]

SEIZOENEN = {"voorjaar": 3, "lente": 3, "zomer": 6, "najaar": 9, "herfst": 9, "winter": 12}  # first month
RANGTELWOORDEN = {"eerste": 1, "1e": 1, "tweede": 2, "2e": 2, "derde": 3, "3e": 3, "vierde": 4, "4e": 4}
CBS_LENGTES = {"JJ": 12, "HJ": 6, "KW": 3, "MM": 1}  # months in one CBS period


@dataclass(frozen=True, slots=True, order=True)
class Periode:
    """
    From `van` up to and including `tot`, with the wording.

    Sorts by first day, then by last day: what starts earlier comes first, and of two that start together the shorter.
    Equal means equal in wording too; compare `van` and `tot` to know whether the days differ.
    Raises ValueError (in Dutch) when it ends before it starts.
    """

    van: date
    tot: date
    tekst: str = ""

    def __post_init__(self) -> None:
        if self.tot < self.van:
            raise ValueError(f"Deze periode eindigt ({datum(self.tot)}) voordat zij begint ({datum(self.van)}).")
        if not self.tekst:
            object.__setattr__(self, "tekst", self.kort())

    def __str__(self) -> str:
        return self.tekst

    @classmethod
    def parse(cls, tekst: str) -> Self:
        """Understand a wording: case, spaces and kind of dash do not matter. Raises a Dutch ValueError."""
        tekst = " ".join(tekst.split())
        dagen = _lees(tekst)
        if dagen is None:
            raise ValueError(
                f'"{tekst}" is geen periode die het portaal kent. Schrijf bijvoorbeeld Q4 2019, Q3-4 2019, juni 2019, '
                "voorjaar 2019, 2019-2020, t/m 2020, 31-12-2019 of 01-07-2019 t/m 31-12-2019."
            )
        return cls(*dagen, tekst)

    @classmethod
    def uit_cbs(cls, code: str) -> Self:
        """A period code of CBS StatLine, such as 2019JJ00 or 2019KW04. Raises ValueError with a Dutch sentence."""
        gevonden = re.fullmatch(r"(?P<jaar>(?:19|20)\d\d)(?P<soort>JJ|HJ|KW|MM)(?P<nummer>\d\d)", code.strip().upper())
        if gevonden:
            lengte = CBS_LENGTES[gevonden["soort"]]
            nummer = int(gevonden["nummer"]) + (lengte == 12)  # a year is number 00, the rest counts from 01
            if 1 <= nummer <= 12 // lengte:
                return cls(*_maanden(int(gevonden["jaar"]), (nummer - 1) * lengte + 1, lengte))
        raise ValueError(f'"{code}" is geen CBS-periode. Verwacht: 2019JJ00, 2019HJ01, 2019KW01 of 2019MM05.')

    @classmethod
    def van_kwartaal(cls, jaar: int, kwartaal: int) -> Self:
        if kwartaal not in range(1, 5):
            raise ValueError(f"Een jaar heeft vier kwartalen; kwartaal {kwartaal} bestaat niet.")
        return cls(*_maanden(jaar, 3 * kwartaal - 2, 3))

    @property
    def jaar(self) -> int:
        """The year in which it ends."""
        return self.tot.year

    @property
    def kwartaal(self) -> int:
        """The quarter (1-4) in which it ends."""
        return (self.tot.month + 2) // 3

    def kwartalen(self) -> Iterator[tuple[int, int]]:
        """Every (jaar, kwartaal) it touches, in order."""
        for nummer in range(_kwartaalnummer(self.van), _kwartaalnummer(self.tot) + 1):
            yield nummer // 4, nummer % 4 + 1

    def verschil_in_kwartalen(self, ander: "Periode") -> int:
        """In quarters, how much later this one ends than `ander`; negative when it ends earlier."""
        return _kwartaalnummer(self.tot) - _kwartaalnummer(ander.tot)

    def bevat(self, dag: date) -> bool:
        return self.van <= dag <= self.tot

    def overlapt(self, ander: "Periode") -> bool:
        """They share at least one day."""
        return self.van <= ander.tot and ander.van <= self.tot

    def kort(self) -> str:
        """The same days in the shortest fixed wording: "2019", "Q4 2019", "Q3-4 2019", "juni 2019", "voorjaar 2019"."""
        van, tot = self.van, self.tot
        if van == tot:
            return datum(van)
        if van.day != 1 or tot.day != monthrange(tot.year, tot.month)[1]:
            return f"{datum(van)} t/m {datum(tot)}"
        lengte = (tot.year - van.year) * 12 + tot.month - van.month + 1
        if (van.month, tot.month) == (1, 12):
            return f"{van.year}" if lengte == 12 else f"{van.year}-{tot.year}"
        if van.month % 3 == 1 and tot.month % 3 == 0:
            eerste, laatste = (van.month + 2) // 3, self.kwartaal
            if van.year == tot.year:
                return f"Q{eerste} {tot.year}" if lengte == 3 else f"Q{eerste}-{laatste} {tot.year}"
            return f"Q{eerste} {van.year} t/m Q{laatste} {tot.year}"
        if lengte == 3 and van.month % 3 == 0:
            return f"{next(naam for naam, maand in SEIZOENEN.items() if maand == van.month)} {van.year}"
        begin = f"{MAANDEN[van.month - 1]} {van.year}"
        return begin if lengte == 1 else f"{begin} t/m {MAANDEN[tot.month - 1]} {tot.year}"


def _kwartaalnummer(dag: date) -> int:
    """Quarters counted on from the year 0."""
    return dag.year * 4 + (dag.month - 1) // 3


def _maanden(jaar: int, eerste: int, aantal: int) -> Dagen:
    """So many whole months from month `eerste` on; may run into the next year."""
    jaar_tot, maand_tot = divmod(jaar * 12 + eerste - 1 + aantal - 1, 12)
    return date(jaar, eerste, 1), date(jaar_tot, maand_tot + 1, monthrange(jaar_tot, maand_tot + 1)[1])


def _jaren(m: Wording) -> Dagen | None:
    eerste, laatste = int(m["jaar"]), int(m["jaar2"])
    return _maanden(eerste, 1, 12 * (laatste - eerste + 1)) if eerste < laatste else None


def _kwartalen(jaar: str, eerste: int, laatste: int) -> Dagen | None:
    return _maanden(int(jaar), 3 * eerste - 2, 3 * (laatste - eerste + 1)) if eerste <= laatste else None


def _rangtelwoord(m: Wording) -> Dagen | None:
    """ "eerste kwartaal 2020", "tweede en derde kwartaal 2020", "1e helft 2020"."""
    eerste, laatste = RANGTELWOORDEN[m["rang"]], RANGTELWOORDEN[m["rang2"] or m["rang"]]
    if m["deel"] == "kwartaal":
        return _kwartalen(m["jaar"], eerste, laatste)
    return _kwartalen(m["jaar"], 2 * eerste - 1, 2 * laatste) if laatste <= 2 else None


EEN_JAAR = r"(?:19|20)\d\d"
JAAR = rf"(?P<jaar>{EEN_JAAR})"
RANG = "|".join(RANGTELWOORDEN)
VORMEN: dict[str, Callable[[Wording], Dagen | None]] = {
    JAAR: lambda m: _maanden(int(m["jaar"]), 1, 12),
    rf"{JAAR} ?- ?(?P<jaar2>{EEN_JAAR})": _jaren,
    rf"(?:q|kwartaal) ?(?P<k>[1-4])(?: ?(?:-|/|en) ?q?(?P<k2>[1-4]))?[ -]{JAAR}": (
        lambda m: _kwartalen(m["jaar"], int(m["k"]), int(m["k2"] or m["k"]))
    ),
    rf"{JAAR}[ -]q(?P<k>[1-4])": lambda m: _kwartalen(m["jaar"], int(m["k"]), int(m["k"])),
    rf"(?P<rang>{RANG})(?: en (?P<rang2>{RANG}))? (?P<deel>kwartaal|helft|half ?jaar) {JAAR}": _rangtelwoord,
    rf"begin {JAAR}": lambda m: _kwartalen(m["jaar"], 1, 1),
    rf"eind {JAAR}": lambda m: _kwartalen(m["jaar"], 4, 4),
    rf"(?P<seizoen>{'|'.join(SEIZOENEN)}) {JAAR}": lambda m: _maanden(int(m["jaar"]), SEIZOENEN[m["seizoen"]], 3),
    rf"(?P<maand>{'|'.join(MAANDEN)}) {JAAR}": lambda m: _maanden(int(m["jaar"]), MAANDEN.index(m["maand"]) + 1, 1),
}
PATRONEN = [(re.compile(vorm), dagen) for vorm, dagen in VORMEN.items()]


@lru_cache(maxsize=1024)
def _lees(tekst: str) -> Dagen | None:
    """First and last day of a wording, or None when it is not understood."""
    kaal = re.sub(r"[\u2010-\u2015\u2212]", "-", tekst.lower()).replace("tot en met", "t/m")
    kaal = " ".join(re.sub(r"[()]| van (?=\d)", " ", kaal).split())
    for teken in (" t/m ", " - "):
        links, tussen, rechts = kaal.partition(teken)
        if tussen and (dagen := _lees_van_tot(links, rechts)):
            return dagen
    return _lees_een(kaal.removeprefix("t/m "))


def _lees_van_tot(links: str, rechts: str) -> Dagen | None:
    """ "31-12-2019 t/m 30-06-2020"; "maart t/m mei 2019" takes the year of its right side."""
    einde = _lees_een(rechts)
    begin = einde and (_lees_een(links) or _lees_een(f"{links} {einde[1].year}"))
    return (begin[0], einde[1]) if begin and einde and begin[0] <= einde[1] else None


def _lees_een(tekst: str) -> Dagen | None:
    if DATUM_VORM.fullmatch(tekst):
        dag = parse_datum(tekst)
        return dag, dag
    for vorm, dagen in PATRONEN:
        if gevonden := vorm.fullmatch(tekst):
            return dagen(gevonden)
    return None
