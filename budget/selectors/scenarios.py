"""What a scenario comes to. Never part of an overview of the begroting: an assumption is no fact."""

from dataclasses import dataclass
from decimal import Decimal

from budget.enums import Verdeelsleutel
from budget.models import Verdeelscenario
from budget.regels import NUL, aandeel, percentage_van


@dataclass(frozen=True, slots=True)
class Scenario:
    """One assumption, counted through: what there is to share, the part of Zwijndrecht, and what the plan costs."""

    id: int
    naam: str
    jaar: int
    sleutel: Verdeelsleutel
    te_verdelen: Decimal
    korting_percentage: Decimal
    deel: Decimal
    geheel: Decimal
    kosten: Decimal
    aannames: str

    @property
    def na_korting(self) -> Decimal:
        return self.te_verdelen - percentage_van(self.korting_percentage, self.te_verdelen)

    @property
    def aandeel(self) -> Decimal:
        """In per cents with one decimal, to read; the money is counted with the exact share."""
        return aandeel(self.deel, self.geheel) or NUL

    @property
    def dekking(self) -> Decimal:
        """Rounded to the cent, half up."""
        return percentage_van(100 * self.deel / self.geheel, self.na_korting)

    @property
    def saldo(self) -> Decimal:
        """Left over (+) or short (-)."""
        return self.dekking - self.kosten


def scenarios_van(plan: str) -> list[Scenario]:
    """The scenarios of a plan (slug), per year, in one query."""
    velden = tuple(Scenario.__dataclass_fields__)
    rijen = Verdeelscenario.objects.filter(plan__slug=plan).order_by("jaar", "pk").values(*velden)
    return [Scenario(**{**rij, "sleutel": Verdeelsleutel(rij["sleutel"])}) for rij in rijen]
