"""What one huishouden, cirkel or night cost: money of an actie divided by what it delivered."""

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from budget.bronnen import Prestatie, prestaties
from budget.models import Boeking
from budget.regels import CENT
from budget.selectors.geld import posten_van_acties


@dataclass(frozen=True, slots=True)
class Eenheidskosten:
    """The two numbers and their quotient; None when one of them is missing or may not be shown."""

    prestatie: Prestatie
    jaar: int | None
    post_id: int | None
    besteed: Decimal | None

    @property
    def per_eenheid(self) -> Decimal | None:
        if not self.besteed or not self.prestatie.aantal:
            return None
        return (self.besteed / self.prestatie.aantal).quantize(CENT, ROUND_HALF_UP)

    @property
    def waarom_niet(self) -> str:
        """Why there is no amount per unit; empty when there is one."""
        if self.per_eenheid is not None:
            return ""
        if self.prestatie.is_geheim:
            return "Het aantal is te klein om te laten zien."
        if not self.prestatie.aantal:
            return "Het aantal is nog niet bekend."
        return "Er is in dit jaar nog niets geboekt."


def kosten_per_eenheid(peildatum: date) -> list[Eenheidskosten]:
    """
    For everything that the dashboard counts: what it cost in the year of the peildatum.

    Only bookings of that same year: dividing nights of 2026 by euros of 2020 would say nothing.
    """
    (posten,) = posten_van_acties([peildatum])
    per_actie = {post.actie: post for post in posten if post.jaar == peildatum.year}
    return [
        Eenheidskosten(
            prestatie=prestatie,
            jaar=peildatum.year,
            post_id=per_actie[prestatie.actie].id if prestatie.actie in per_actie else None,
            besteed=per_actie[prestatie.actie].besteed if prestatie.actie in per_actie else None,
        )
        for prestatie in prestaties(peildatum)
    ]


def laatste_boeking(peildatum: date) -> date | None:
    """The day of the last boeking up to a peildatum; None when there is none. One query."""
    boekingen = Boeking.objects.op_peildatum(peildatum).order_by("-datum").values_list("datum", flat=True)
    return boekingen.first()
