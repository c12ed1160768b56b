"""
The voortgangsrapportage as data: typed, frozen, and the same again after a stay in JSON.

The PDFs are made from this and from nothing else. When the shape changes, SCHEMA goes up; a new field has a default,
so that old reports keep reading. A report of a newer portal is refused: this one would leave out what it does not know.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from dashboard.cijfers import Cijfer
from dashboard.enums import RapportageSoort, RapportageStatus, Sectie, VeranderingErnst
from zwijndrecht_portal.core.enums import Licht
from zwijndrecht_portal.core.periode import Periode

SCHEMA = 2
MAX_PAGINA_EEN = 18  # changes that fit on the first page; the tables behind the report have them all


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
    soort: RapportageSoort = RapportageSoort.VOORTGANG

    @property
    def titel(self) -> str:
        return f"{self.soort.label} {self.plan_naam}"

    @property
    def is_evaluatie(self) -> bool:
        return self.soort == RapportageSoort.EVALUATIE

    @property
    def welke_vorige(self) -> str:
        """Which adopted report it is compared with: an evaluatie looks back at the whole plan."""
        return "eerste" if self.is_evaluatie else "vorige"

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
    indicatoren: tuple[str, ...] = ()  # the names of the figures behind the light kwaliteit
    is_verouderd: bool = False  # nothing was heard for longer than the plan allows

    @property
    def is_toegelicht(self) -> bool:
        return self.melding is not None and bool(self.melding.oorzaak)


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
    actie: str = ""  # its code, when the amount is for one actie


@dataclass(frozen=True, slots=True)
class BedragStuk:
    naam: str
    bedrag: Decimal


@dataclass(frozen=True, slots=True)
class WijzigingStuk:
    """A decision that changed the begroting of a year: amounts per post, and what the dekking changed with."""

    jaar: int
    nummer: int
    datum: date
    raadsbesluit: str
    omschrijving: str
    regels: tuple[BedragStuk, ...]
    dekking: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class PostStuk:
    """One post in the year of the peildatum: what was meant, what is spent, what is expected and why."""

    naam: str
    begroot: Decimal | None
    besteed: Decimal | None
    verwacht: Decimal | None
    toelichting: str

    @property
    def verschil(self) -> Decimal | None:
        """Left over (+) or short (-) at the end of the year."""
        return None if self.begroot is None or self.verwacht is None else self.begroot - self.verwacht


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
    zonder_begroting: tuple[int, ...] = ()  # years of the plan for which nothing was adopted
    jaar: int | None = None  # the year that the next two are about
    posten: tuple[PostStuk, ...] = ()
    landt_bij: tuple[BedragStuk, ...] = ()  # per organisation, largest first
    wijzigingen: tuple[WijzigingStuk, ...] = ()

    @property
    def alle_jaren(self) -> tuple[int, ...]:
        """The columns of the tables: first the years with a begroting, then those without."""
        return (*self.jaren, *self.zonder_begroting)

    @property
    def bewogen_posten(self) -> list[PostStuk]:
        """The posten on which something was spent or is expected."""
        return [post for post in self.posten if post.besteed is not None or post.verwacht is not None]


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
class Verandering:
    """One line of "Wat is er veranderd". `maat` orders lines that are equally serious, largest first."""

    ernst: VeranderingErnst
    onderwerp: str
    tekst: str
    maat: int = 0

    @property
    def licht(self) -> Licht | None:
        """How bad or good it is; None for what is neither."""
        if self.ernst <= VeranderingErnst.GESTOPT:
            return Licht.ROOD
        if self.ernst <= VeranderingErnst.DOEL_VERLOREN:
            return Licht.ORANJE
        goed = (VeranderingErnst.EERDER, VeranderingErnst.BETER, VeranderingErnst.GEHAALD)
        return Licht.GROEN if self.ernst in goed else None


@dataclass(frozen=True, slots=True)
class Vorige:
    """The adopted report with which this one is compared."""

    periode: Periode
    peildatum: date
    versie: int
    vastgesteld_op: date | None


@dataclass(frozen=True, slots=True)
class Correctie:
    """What this version mends in an adopted one about the same date, in words and as computed differences."""

    versie: int
    vastgesteld_op: date | None
    reden: str
    veranderingen: tuple[Verandering, ...]


@dataclass(frozen=True, slots=True)
class Tekst:
    """What who composed the report wrote in one chapter."""

    sectie: Sectie
    tekst: str

    @property
    def alineas(self) -> list[str]:
        return [alinea.strip() for alinea in self.tekst.splitlines() if alinea.strip()]


@dataclass(frozen=True, slots=True)
class Tabelrij:
    """A row of a table in words: counts are safe to publish, what is too small reads "geheim"."""

    naam: str
    waarden: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tabel:
    titel: str
    kolommen: tuple[str, ...]
    rijen: tuple[Tabelrij, ...]
    noot: str = ""


@dataclass(frozen=True, slots=True)
class BegripStuk:
    term: str
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
    vorige: Vorige | None = None  # None: the first report about this plan
    veranderingen: tuple[Verandering, ...] = ()
    correctie: Correctie | None = None
    teksten: tuple[Tekst, ...] = ()
    waakvlam: tuple[Cijfer, ...] = ()
    wonen: tuple[Tabel, ...] = ()
    wooncijfers: tuple[Cijfer, ...] = ()
    opgelost: tuple[str, ...] = ()  # aandachtspunten of the previous report that are settled
    gaten: tuple[str, ...] = ()  # what was missing when the report was composed
    ontbreekt_omdat: str = ""
    begrippen: tuple[BegripStuk, ...] = ()

    def __post_init__(self) -> None:
        if self.schema > SCHEMA:
            raise ValueError(
                f"Deze rapportage komt van een nieuwer portaal (vorm {self.schema}; hier is het {SCHEMA})."
            )

    @property
    def op_pagina_een(self) -> tuple[Verandering, ...]:
        return self.veranderingen[:MAX_PAGINA_EEN]

    @property
    def niet_op_pagina_een(self) -> int:
        return len(self.veranderingen[MAX_PAGINA_EEN:])

    @property
    def inleiding(self) -> list[str]:
        """What the letter opens with: what was written about the changes and about the whole."""
        return [*self.tekst(Sectie.VERANDERD), *self.tekst(Sectie.STAND)]

    def tekst(self, sectie: Sectie) -> list[str]:
        """The paragraphs that somebody wrote for this chapter."""
        return [alinea for tekst in self.teksten if tekst.sectie == sectie for alinea in tekst.alineas]

    @property
    def acties(self) -> Iterator[ActieStuk]:
        return (actie for hoofdstuk in self.hoofdstukken for actie in hoofdstuk.acties)

    @property
    def alle_cijfers(self) -> list[Cijfer]:
        """Every figure in the report once, in its order."""
        return list({cijfer.sleutel: cijfer for cijfer in (*self.cijfers, *self.waakvlam, *self.wooncijfers)}.values())
