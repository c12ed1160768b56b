"""
Computed figures: each app registers its own selectors by name, the dashboard composes names.

One name is one definition: page, PDF, CSV and API all call `bereken` and so show the same value for the same peildatum.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

import msgspec

from zwijndrecht_portal.core.onherleidbaar import GEHEIM, Telling
from zwijndrecht_portal.core.opmaak import getal
from zwijndrecht_portal.core.peildatum import einde_van
from zwijndrecht_portal.core.vaste_vragen import lees_vast

LEES_RIJ = msgspec.json.Decoder(float_hook=Decimal).decode  # hundreds of rows a page; nothing is rounded


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


class Bewaring(StrEnum):
    """Of which days a count about dossiers is kept when those are destroyed: of the days that it is shown of."""

    NIET = ""
    DAG = "dag"
    KWARTAAL = "kwartaal"


@dataclass(frozen=True, slots=True)
class Telbron:
    """
    What an app counts on many dates, as SQL. Several figures may follow from one count.

    `sql` gives rows with a column `dag`; it may use %(dagen)s, %(momenten)s (the ends of those days), %(plan)s (slug or
    null: all plans) and its own `waarden`. All sources together are read in one query.
    """

    naam: str
    sql: str
    waarden: Mapping[str, Any] = field(default_factory=dict)
    bewaard: Bewaring = Bewaring.NIET


Telrijen = list[dict[str, Any]]  # what a source counted on one day; numbers are Decimal or int, dates are ISO text
Geteld = dict[str, dict[date, Telrijen]]  # per source and day


@dataclass(frozen=True, slots=True)
class Uitsplitsing:
    """
    A figure in parts, on a date and for one plan (slug) or all. Counts of people come through `core.onherleidbaar` as
    one table with their total; a part that is hidden is `geheim`. `stand_op`: the day that the parts are of, when that
    is not the peildatum itself.
    """

    naam: str  # "leefgebied", "wijk"
    functie: Callable[[date, str | None], list[tuple[str, Uitkomst]]]
    stand_op: Callable[[date], date] | None = None


@dataclass(frozen=True, slots=True)
class Kruising:
    """
    A count in two ways at once, as one protected table: every (row, column), with TOTAAL on either side.

    Whoever filters on both reads a cell; a hidden one would point to a few people. {} when nothing may be shown.
    """

    rij: str  # "wijk"
    kolom: str  # "trede"
    functie: Callable[[date], Mapping[tuple[str, str], Telling]]
    stand_op: Callable[[date], date]


@dataclass(frozen=True, slots=True)
class Berekening:
    """
    The definition of a computed indicator.

    With a `telbron`, `deel` makes the value out of what that source counted on one day; `functie` and `reeks` give the
    same values for this figure alone.
    """

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
    leefgebied: str | None = None  # slug of the one that it is about
    reeks: Callable[[Sequence[date]], list[Uitkomst]] | None = None  # many dates at once, when that costs fewer queries
    telbron: Telbron | None = None
    deel: Callable[[Telrijen], Uitkomst] | None = None
    per_plan: bool = False  # differs per plan; the source uses %(plan)s
    uitsplitsingen: tuple[Uitsplitsing, ...] = ()
    kruising: Kruising | None = None


_berekeningen: dict[str, Berekening] = {}
_dossierbronnen: dict[str, Telbron] = {}


def registreer(*berekeningen: Berekening) -> None:
    """Called in `AppConfig.ready()`. A name belongs to one definition."""
    for berekening in berekeningen:
        bekend = _berekeningen.setdefault(berekening.sleutel, berekening)
        if bekend != berekening:
            raise ValueError(f"Twee definities voor {berekening.sleutel}")


def registreer_dossierbronnen(*bronnen: Telbron) -> None:
    """Called in `AppConfig.ready()`: what counts dossiers, and is kept when those are destroyed."""
    _dossierbronnen.update({bron.naam: bron for bron in bronnen})


def dossierbronnen() -> list[Telbron]:
    """Every count that would change when dossiers are destroyed."""
    return list(_dossierbronnen.values())


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


def bronnen_van(sleutels: Collection[str]) -> list[Telbron]:
    """The sources of these figures, each once."""
    bronnen = (_berekeningen[sleutel].telbron for sleutel in sleutels)
    return list({bron.naam: bron for bron in bronnen if bron is not None}.values())


def bereken_reeksen(
    sleutels: Collection[str], peildata: Sequence[date], plan: str | None = None, *, geteld: Geteld | None = None
) -> dict[str, list[Uitkomst]]:
    """
    The values of many figures on each of these dates, for one plan (slug) or for all.

    One query for all figures that have a source, none when that was `geteld` before; the others are asked one by one.
    """
    gevraagd = [_berekeningen[sleutel] for sleutel in sleutels]
    per_bron = tel(bronnen_van(sleutels), peildata, plan) if geteld is None else geteld
    return {
        b.sleutel: [b.deel(per_bron[b.telbron.naam][dag]) for dag in peildata]
        if b.telbron is not None and b.deel is not None
        else bereken_reeks(b.sleutel, peildata)
        for b in gevraagd
    }


# What was kept of these days, before the dossiers behind it were destroyed.
BEWAARD = """
select '=' || b.bron, d.dag, b.rijen::text from unnest(%(dagen)s::date[]) as d(dag)
join core_dagtelling b on b.geldig @> d.dag and b.bron = any(%(bewaard)s::text[])
"""


def tel(bronnen: Sequence[Telbron], peildata: Sequence[date], plan: str | None = None) -> Geteld:
    """What these sources count on each of these dates, in one query; for days of which it was kept, that."""
    geteld: Geteld = {bron.naam: defaultdict(list) for bron in bronnen}
    if not bronnen or not peildata:
        return geteld
    vraag, waarden = telvraag(bronnen, peildata, plan)
    if bewaard := sorted(bron.naam for bron in bronnen if bron.bewaard):
        vraag, waarden = f"{vraag}\nunion all{BEWAARD}", {**waarden, "bewaard": bewaard}
    toen: dict[tuple[str, date], Telrijen] = {}
    for naam, dag, rij in lees_vast(vraag, waarden):
        if naam.startswith("="):
            toen[naam[1:], dag] = LEES_RIJ(rij)
        else:
            geteld[naam][dag].append(LEES_RIJ(rij))
    for (naam, dag), rijen in toen.items():
        geteld[naam][dag] = rijen
    return geteld


def telvraag(
    bronnen: Sequence[Telbron], peildata: Sequence[date], plan: str | None = None, *, rij: str = "to_jsonb(t)::text"
) -> tuple[str, dict[str, Any]]:
    """The one query over these sources, with its values: rows of `bron`, `dag` and `rij`."""
    dagen = sorted(set(peildata))
    waarden: dict[str, Any] = {"dagen": dagen, "momenten": [einde_van(dag) for dag in dagen], "plan": plan}
    delen = []
    for bron in sorted(bronnen, key=lambda bron: bron.naam):  # the same figures give the same text: planned once
        waarden.update(bron.waarden)
        delen.append(f"select '{bron.naam}' as bron, t.dag, {rij} as rij from ({bron.sql}) t")  # noqa: S608 - our own
    return "\nunion all\n".join(delen), waarden


def uit_telbron(telbron: Telbron, deel: Callable[[Telrijen], Uitkomst]) -> Callable[[Sequence[date]], list[Uitkomst]]:
    """The `reeks` of a figure that has a source."""

    def reeks(peildata: Sequence[date]) -> list[Uitkomst]:
        per_dag = tel([telbron], peildata)[telbron.naam]
        return [deel(per_dag[dag]) for dag in peildata]

    return reeks


def aandeel_van(teller: int, noemer: int) -> Uitkomst:
    """A share in whole per cents with one decimal; nothing to divide by gives no value."""
    if not noemer:
        return Uitkomst(None, teller, noemer)
    return Uitkomst((Decimal(100) * teller / noemer).quantize(Decimal("0.1")), teller, noemer)
