"""
Measured values, and which of them a reader may see.

A measured count hangs together with others: the wijken add up to the municipality, quarters to a year, and a corrected
value leaves the rest of the table as it was. So each publication (each day on which values became known) is protected
together with all that was published before it. The answer is the same for every page, command and file.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Self

from zwijndrecht_portal.core.onherleidbaar import Telling, Verband, aandeel, beveilig_stelsel, onherleidbaar
from zwijndrecht_portal.core.periode import Periode

Plek = tuple[str | None, str, date | None, date | None]  # area by code or by name, first and last day


@dataclass(frozen=True, slots=True)
class MetingRij:
    """One version of one measured value, as the database has it."""

    id: int
    gebied_id: str | None
    gebied: str
    bovenliggend: str | None
    van: date | None
    tot: date | None
    periode_tekst: str
    waarde: Decimal | None
    teller: Decimal | None
    noemer: Decimal | None
    status: str
    versie: int
    bekend_sinds: date
    bron: str
    opmerking: str

    @classmethod
    def uit_json(cls, rij: Mapping[str, Any]) -> Self:
        """From the JSON that the database makes; amounts and dates come as text."""
        return cls(
            **{
                **rij,
                **{naam: _dag(rij[naam]) for naam in ("van", "tot", "bekend_sinds")},
                **{naam: _getal(rij[naam]) for naam in ("waarde", "teller", "noemer")},
            }
        )

    @property
    def plek(self) -> Plek:
        return self.gebied_id, self.gebied, self.van, self.tot

    @property
    def periode(self) -> Periode | None:
        if self.van is None or self.tot is None:
            return None
        return Periode(self.van, self.tot, self.periode_tekst)

    @property
    def aantal(self) -> int | None:
        """The value as a count; None when it is unknown or no whole number."""
        return int(self.waarde) if self.waarde is not None and self.waarde == int(self.waarde) else None


def _dag(tekst: str | None) -> date | None:
    return None if tekst is None else date.fromisoformat(tekst)


def _getal(tekst: str | None) -> Decimal | None:
    """Without the zeros that the column adds: 331, not 331.0000."""
    if tekst is None:
        return None
    getal = Decimal(tekst)
    return getal.quantize(Decimal(1)) if getal == getal.to_integral_value() else getal.normalize()


def nieuwste(metingen: Iterable[MetingRij], peildatum: date) -> list[MetingRij]:
    """Of each area and period the newest version that was known then; the oldest period first, unknown years before."""
    per_plek: dict[Plek, MetingRij] = {}
    for meting in sorted(metingen, key=lambda meting: meting.versie):
        if meting.bekend_sinds <= peildatum:
            per_plek[meting.plek] = meting
    return sorted(per_plek.values(), key=lambda meting: (meting.van or date.min, meting.tot or date.min))


def verborgen_metingen(metingen: Sequence[MetingRij], *, is_telling: bool, drempel: int) -> set[int]:
    """The ids of the versions that this reader may not see."""
    if not is_telling:
        return {meting.id for meting in metingen if _aandeel_te_klein(meting, drempel)}
    tellingen = [meting for meting in metingen if meting.aantal is not None]
    if all(onherleidbaar(meting.aantal or 0, drempel=drempel) is not None for meting in tellingen):
        return set()
    aantallen: dict[int, int] = {}
    verbanden: list[Verband[int]] = []
    openbaar: dict[int, Telling] = {}
    for dag in sorted({meting.bekend_sinds for meting in tellingen}):
        stand = nieuwste(tellingen, dag)
        aantallen |= {meting.id: meting.aantal or 0 for meting in stand}
        verbanden += [verband for verband in _sommen(stand) if verband not in verbanden]
        openbaar = beveilig_stelsel(aantallen, verbanden, drempel=drempel, eerder=openbaar)
    return {meting for meting, telling in openbaar.items() if telling is None}


def _aandeel_te_klein(meting: MetingRij, drempel: int) -> bool:
    """A share is shown only when the part and the rest are large enough; without numerator nobody can tell."""
    if meting.teller is None or meting.noemer is None or not 0 <= meting.teller <= meting.noemer:
        return False
    return aandeel(int(meting.teller), int(meting.noemer), drempel=drempel) is None


def _sommen(stand: Sequence[MetingRij]) -> Iterable[Verband[int]]:
    """Areas within an area, and periods that together are a longer one, wherever the numbers do add up."""
    for geheel in stand:
        delen_van_gebied = [
            deel for deel in stand if deel.bovenliggend == geheel.gebied_id is not None and _tijd(deel) == _tijd(geheel)
        ]
        kortere = [
            deel
            for deel in stand
            if (deel.gebied_id, deel.gebied) == (geheel.gebied_id, geheel.gebied) and _valt_in(deel, geheel)
        ]
        per_lengte: dict[int, list[MetingRij]] = {}
        for deel in kortere:
            per_lengte.setdefault(_maanden(deel), []).append(deel)
        for delen in (delen_van_gebied, *per_lengte.values()):
            if delen and sum(deel.aantal or 0 for deel in delen) == geheel.aantal:
                yield Verband(geheel.id, tuple(deel.id for deel in delen))


def _tijd(meting: MetingRij) -> tuple[date | None, date | None]:
    return meting.van, meting.tot


def _valt_in(deel: MetingRij, geheel: MetingRij) -> bool:
    if deel.van is None or deel.tot is None or geheel.van is None or geheel.tot is None:
        return False
    return _tijd(deel) != _tijd(geheel) and geheel.van <= deel.van and deel.tot <= geheel.tot


def _maanden(meting: MetingRij) -> int:
    """Quarters belong with quarters and months with months."""
    return 0 if meting.van is None or meting.tot is None else round((meting.tot - meting.van).days / 30)
