"""
The voortgangsrapportage as data: typed, frozen, and the same again after a stay in JSON.

The PDF is made from this and from nothing else. When the shape changes, SCHEMA goes up and old reports keep reading.
"""

import hashlib
import json
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from types import NoneType
from typing import Any, get_args, get_origin, get_type_hints

from dashboard.cijfers import Cijfer
from dashboard.enums import RapportageStatus
from zwijndrecht_portal.core.enums import Licht
from zwijndrecht_portal.core.periode import Periode

SCHEMA = 1


@dataclass(frozen=True, slots=True)
class RapportKop:
    """What the cover says. Adopting a report changes this, and nothing else in it."""

    plan: str  # slug
    plan_naam: str
    plan_omschrijving: str
    plan_van: date
    plan_tot: date
    periode: Periode
    peildatum: date
    status: RapportageStatus
    versie: int  # 0: a working copy that is not kept
    vastgesteld_op: date | None = None

    @property
    def titel(self) -> str:
        return f"Voortgangsrapportage {self.plan_naam}"

    @property
    def jaren(self) -> tuple[int, int]:
        """First and last year of a quarter strip: the plan and the year after it, where slip lands."""
        return self.plan_van.year, self.plan_tot.year + 1

    @property
    def versie_tekst(self) -> str:
        return f"Versie {self.versie}" if self.versie else "Werkexemplaar"


@dataclass(frozen=True, slots=True)
class LichtStuk:
    """One light: computed, why, and what the trekker chose (None: nothing reported yet)."""

    aspect: str
    berekend: Licht
    uitleg: str
    gekozen: Licht | None

    @property
    def is_anders(self) -> bool:
        return self.gekozen is not None and self.gekozen != self.berekend


@dataclass(frozen=True, slots=True)
class MijlpaalStuk:
    naam: str
    vastgesteld: Periode | None
    huidig: Periode | None
    gerealiseerd_op: date | None
    slip: str  # "1 kwartaal later dan vastgesteld", or ""
    is_te_laat: bool


@dataclass(frozen=True, slots=True)
class MeldingStuk:
    """The last voortgangsmelding, in the words of the trekker."""

    gemeld_op: date
    percentage: int
    toelichting: str
    oorzaak: str
    gevolg: str
    bijsturing: str
    volgende_stap: str


@dataclass(frozen=True, slots=True)
class ActieStuk:
    code: str
    naam: str
    status: str
    trekker: str
    lichten: tuple[LichtStuk, ...]
    mijlpalen: tuple[MijlpaalStuk, ...]
    melding: MeldingStuk | None


@dataclass(frozen=True, slots=True)
class Hoofdstuk:
    """The acties of one leefgebied or spoor."""

    titel: str
    acties: tuple[ActieStuk, ...]


@dataclass(frozen=True, slots=True)
class GeldRij:
    """Amounts per year; None where the source names none."""

    naam: str
    bedragen: tuple[Decimal | None, ...]


@dataclass(frozen=True, slots=True)
class GeldGroep:
    naam: str
    rijen: tuple[GeldRij, ...]
    subtotaal: GeldRij


@dataclass(frozen=True, slots=True)
class Geld:
    """The plan table with its computed totals, what pays it, and what was spent."""

    jaren: tuple[int, ...]
    groepen: tuple[GeldGroep, ...]
    totalen: tuple[GeldRij, ...]  # som van de posten, onvoorzien
    totaal: GeldRij
    dekking: tuple[GeldRij, ...]  # dekking, ruimte, tekorten
    tekort: GeldRij  # everything that no source pays
    besteding: tuple[GeldRij, ...]  # besteed, verwacht


@dataclass(frozen=True, slots=True)
class AandachtspuntStuk:
    code: str
    titel: str
    omschrijving: str
    ernst: str


@dataclass(frozen=True, slots=True)
class BesluitStuk:
    """An actie with a red light, and why."""

    actie: str
    uitleg: str


@dataclass(frozen=True, slots=True)
class Rapport:
    schema: int
    kop: RapportKop
    samenvatting: tuple[str, ...]
    besluiten: tuple[BesluitStuk, ...]
    cijfers: tuple[Cijfer, ...]
    hoofdstukken: tuple[Hoofdstuk, ...]
    geld: Geld | None  # None: the plan has no begroting
    aandachtspunten: tuple[AandachtspuntStuk, ...]


# --- To JSON and back ------------------------------------------------------------------------------------------------


def als_json(waarde: Any) -> Any:
    """Dataclasses as objects, dates as ISO text, Decimals as text: nothing is rounded or lost."""
    if is_dataclass(waarde) and not isinstance(waarde, type):
        return {veld.name: als_json(getattr(waarde, veld.name)) for veld in fields(waarde)}
    if isinstance(waarde, tuple):
        return [als_json(deel) for deel in waarde]
    if isinstance(waarde, Enum):
        return waarde.value
    if isinstance(waarde, date):
        return waarde.isoformat()
    return str(waarde) if isinstance(waarde, Decimal) else waarde


def uit_json(vorm: Any, waarde: Any) -> Any:
    """The reverse of `als_json` for a type. Raises TypeError or ValueError for data of another shape."""
    if isinstance(vorm, type) and is_dataclass(vorm):
        soorten = get_type_hints(vorm)
        if set(waarde) != set(soorten):
            raise TypeError(f"Dit zijn niet de velden van {vorm.__name__}: {', '.join(waarde)}")
        return vorm(**{naam: uit_json(soorten[naam], deel) for naam, deel in waarde.items()})
    delen = get_args(vorm)
    if NoneType in delen:
        return None if waarde is None else uit_json(delen[0], waarde)
    if get_origin(vorm) is tuple:
        return tuple(uit_json(delen[0], deel) for deel in waarde)
    if vorm is date:
        return date.fromisoformat(waarde)
    return vorm(waarde) if issubclass(vorm, Decimal | Enum) else waarde


def vingerafdruk(payload: dict[str, Any]) -> str:
    """SHA-256 of the payload in one fixed spelling, so that anybody can compute it again."""
    tekst = json.dumps(payload, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(tekst.encode()).hexdigest()
