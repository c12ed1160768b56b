"""
The arithmetic of the money, on frozen rows for one peildatum. No total is stored anywhere: all are computed here.

Amounts are euros to the cent; what has to be rounded is rounded half up.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property

from budget.enums import BegrotingStatus

NUL = Decimal("0.00")
CENT = Decimal("0.01")
TIENDE = Decimal("0.1")

# From here on a prognose needs an explanation: more than ten per cent, or more than ten thousand euros.
GRENS_DEEL = Decimal("0.10")
GRENS_BEDRAG = Decimal("10000.00")


def som(bedragen: Iterable[Decimal | None]) -> Decimal:
    """The sum; an amount that is missing adds nothing."""
    return sum((bedrag for bedrag in bedragen if bedrag is not None), NUL)


def som_of_niets(bedragen: Iterable[Decimal | None]) -> Decimal | None:
    """The sum, or None when every amount is missing: that is not the same as zero."""
    bekend = [bedrag for bedrag in bedragen if bedrag is not None]
    return som(bekend) if bekend else None


def percentage_van(percentage: Decimal, bedrag: Decimal) -> Decimal:
    """This percentage of an amount, to the cent."""
    return (bedrag * percentage / 100).quantize(CENT, ROUND_HALF_UP)


def aandeel(deel: Decimal, geheel: Decimal) -> Decimal | None:
    """A share in per cents with one decimal; of nothing there is no share."""
    return (100 * deel / geheel).quantize(TIENDE, ROUND_HALF_UP) if geheel else None


def wijkt_af(verwacht: Decimal, begroot: Decimal) -> bool:
    """More than ten per cent or ten thousand euros from the budget, over or under."""
    verschil = abs(verwacht - begroot)
    return verschil > GRENS_BEDRAG or verschil > GRENS_DEEL * begroot


@dataclass(frozen=True, slots=True)
class PrognoseRegel:
    """The newest expectation for the whole year."""

    kwartaal: int
    datum: date
    bedrag: Decimal
    toelichting: str
    is_klaar: bool


@dataclass(frozen=True, slots=True)
class Bedragen:
    """What a post, or several, came to on another day; or the difference with that day."""

    begroot: Decimal | None = None
    verplicht: Decimal | None = None
    besteed: Decimal | None = None
    verwacht: Decimal | None = None


@dataclass(frozen=True, slots=True)
class PostRegel:
    """One post in one year. A missing amount is None, never zero. `verplicht`: promised and not yet booked."""

    id: int
    jaar: int
    naam: str
    vastgesteld: Decimal | None = None
    gewijzigd: Decimal | None = None
    kosten_lopend: Decimal | None = None
    verplicht: Decimal | None = None
    besteed: Decimal | None = None
    prognose: PrognoseRegel | None = None
    vorige: Bedragen | None = None
    actie_id: int | None = None
    actie: str = ""
    leefgebied: str = ""
    bundel: str = ""
    bundel_naam: str = ""
    toelichting: str = ""
    taakveld: str = ""
    soort: str = ""

    @property
    def begroot(self) -> Decimal | None:
        """In the plan table, wijzigingen included."""
        if self.vastgesteld is None and self.gewijzigd is None:
            return None
        return som((self.vastgesteld, self.gewijzigd))

    @property
    def is_buiten_plantabel(self) -> bool:
        """Only known as costs of an actie that already ran: in no total of the plan table."""
        return self.begroot is None and self.kosten_lopend is not None

    @property
    def budget(self) -> Decimal | None:
        """What may be spent: the plan table, or else the costs beside it."""
        return self.kosten_lopend if self.begroot is None else self.begroot

    @property
    def verwacht(self) -> Decimal | None:
        return self.prognose.bedrag if self.prognose else None

    @property
    def verschil(self) -> Decimal | None:
        """Left over (+) or short (-) at the end of the year, as expected now."""
        return None if self.budget is None or self.verwacht is None else self.budget - self.verwacht

    @property
    def vrij(self) -> Decimal | None:
        """What may still be promised: the budget without what was booked and what is promised."""
        return None if self.budget is None else self.budget - som((self.besteed, self.verplicht))

    @property
    def verandering(self) -> Bedragen | None:
        """The difference with the other day; None when nothing was asked to compare with."""
        return None if self.vorige is None else Bedragen(*(verschil(self, self.vorige, naam) for naam in BEDRAGEN))

    @property
    def wijkt_af(self) -> bool:
        return self.verwacht is not None and wijkt_af(self.verwacht, self.budget or NUL)

    @property
    def mist_toelichting(self) -> bool:
        return self.wijkt_af and self.prognose is not None and not self.prognose.toelichting.strip()

    @property
    def overschrijding(self) -> Decimal:
        """Spent beyond the budget; without budget that is every euro."""
        return max((self.besteed or NUL) - (self.budget or NUL), NUL)


BEDRAGEN = tuple(Bedragen.__dataclass_fields__)


def verschil(nu: PostRegel, toen: Bedragen, naam: str) -> Decimal | None:
    """What was added; None when the amount is missing on both days."""
    paar = getattr(nu, naam), getattr(toen, naam)
    return None if paar == (None, None) else som((paar[0],)) - som((paar[1],))


@dataclass(frozen=True, slots=True)
class DekkingRegel:
    """Money from one source, for the plan table or for the acties that already ran."""

    bron_id: int
    bron: str
    soort: str
    bedrag: Decimal
    is_voor_lopend: bool = False
    post_id: int | None = None
    van: str = ""
    toelichting: str = ""


@dataclass(frozen=True, slots=True)
class Totaal:
    """The plan table summed over some posten of one year."""

    posten: tuple[PostRegel, ...]

    @property
    def vastgesteld(self) -> Decimal | None:
        """As adopted, without wijzigingen."""
        return som_of_niets(p.vastgesteld for p in self.posten)

    @property
    def gewijzigd(self) -> Decimal | None:
        return som_of_niets(p.gewijzigd for p in self.posten)

    @property
    def begroot(self) -> Decimal | None:
        return som_of_niets(p.begroot for p in self.posten)

    @property
    def verplicht(self) -> Decimal | None:
        return som_of_niets(p.verplicht for p in self.posten)

    @property
    def verandering(self) -> Bedragen | None:
        """The difference with the other day, the sum of that of the posten."""
        delen = [p.verandering for p in self.posten if p.vorige is not None]
        if not delen:
            return None
        return Bedragen(*(som_of_niets(getattr(deel, naam) for deel in delen) for naam in BEDRAGEN))

    @property
    def besteed(self) -> Decimal | None:
        return som_of_niets(p.besteed for p in self.posten)

    @property
    def verwacht(self) -> Decimal | None:
        return som_of_niets(p.verwacht for p in self.posten)

    @property
    def verschil(self) -> Decimal | None:
        """Of the posten that have both an amount and a prognose."""
        return som_of_niets(p.verschil for p in self.posten)


def totaal_van(posten: Iterable[PostRegel]) -> Totaal:
    return Totaal(tuple(p for p in posten if not p.is_buiten_plantabel))


@dataclass(frozen=True, slots=True)
class Lopend:
    """What the acties cost that already ran, and who pays that."""

    posten: tuple[PostRegel, ...]
    dekking: Decimal

    @property
    def kosten(self) -> Decimal:
        return som(p.kosten_lopend for p in self.posten)

    @property
    def in_plantabel(self) -> Decimal:
        """The part that stands in the plan table as well: the same money, so it is covered there."""
        return som(min(p.kosten_lopend or NUL, p.begroot or NUL) for p in self.posten)

    @property
    def tekort(self) -> Decimal:
        return max(self.kosten - self.in_plantabel - self.dekking, NUL)


@dataclass(frozen=True)
class JaarOverzicht:
    """The begroting of one plan for one year."""

    id: int
    jaar: int
    status: BegrotingStatus
    vastgesteld_op: date | None
    onvoorzien_percentage: Decimal
    posten: tuple[PostRegel, ...]
    dekkingen: tuple[DekkingRegel, ...]

    @cached_property
    def plantabel(self) -> Totaal:
        return totaal_van(self.posten)

    @cached_property
    def som_posten(self) -> Decimal:
        return self.plantabel.begroot or NUL

    @cached_property
    def onvoorzien(self) -> Decimal:
        return percentage_van(self.onvoorzien_percentage, self.som_posten)

    @property
    def totaal(self) -> Decimal:
        return self.som_posten + self.onvoorzien

    @cached_property
    def onvoorzien_vastgesteld(self) -> Decimal:
        """As adopted, before any wijziging."""
        return percentage_van(self.onvoorzien_percentage, self.plantabel.vastgesteld or NUL)

    @property
    def onvoorzien_gewijzigd(self) -> Decimal:
        return self.onvoorzien - self.onvoorzien_vastgesteld

    @property
    def totaal_vastgesteld(self) -> Decimal:
        return (self.plantabel.vastgesteld or NUL) + self.onvoorzien_vastgesteld

    @property
    def totaal_gewijzigd(self) -> Decimal:
        return self.totaal - self.totaal_vastgesteld

    @cached_property
    def dekking(self) -> Decimal:
        """What pays the plan table."""
        return som(d.bedrag for d in self.dekkingen if not d.is_voor_lopend)

    @property
    def ruimte(self) -> Decimal:
        """Cover that the plan table leaves unused."""
        return max(self.dekking - self.totaal, NUL)

    @property
    def benutting(self) -> Decimal | None:
        """The share of the cover that the plan table uses, in per cents."""
        return aandeel(self.totaal, self.dekking)

    @cached_property
    def lopend(self) -> Lopend:
        return Lopend(
            posten=tuple(p for p in self.posten if p.kosten_lopend is not None),
            dekking=som(d.bedrag for d in self.dekkingen if d.is_voor_lopend),
        )

    @property
    def tekort_plantabel(self) -> Decimal:
        return max(self.totaal - self.dekking, NUL)

    @property
    def tekort(self) -> Decimal:
        """Everything that no source pays."""
        return self.tekort_plantabel + self.lopend.tekort
