"""Figures that the budget computes about itself."""

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal

from budget.regels import NUL, PostRegel, aandeel, som
from budget.selectors import posten_van_acties
from zwijndrecht_portal.core.indicatoren import Berekening, Richting, Uitkomst


def budget_benut(posten: list[PostRegel]) -> Uitkomst:
    """Spent as a share of what may be spent, over the acties with a budget in that year."""
    posten = [post for post in posten if post.budget is not None]
    return _deel(som(post.besteed for post in posten), som(post.budget for post in posten))


def prognose_afwijking(posten: list[PostRegel]) -> Uitkomst:
    """
    How far the prognoses are from the budget, over the posten that have both.

    Over and under do not cancel out: the absolute differences are added.
    """
    posten = [post for post in posten if post.verschil is not None]
    return _deel(som(abs(post.verschil or NUL) for post in posten), som(post.budget for post in posten))


def _deel(teller: Decimal, noemer: Decimal) -> Uitkomst:
    return Uitkomst(aandeel(teller, noemer), int(teller), int(noemer))


def _reeks(cijfer: Callable[[list[PostRegel]], Uitkomst]) -> Callable[[Sequence[date]], list[Uitkomst]]:
    return lambda peildata: [cijfer(posten) for posten in posten_van_acties(peildata)]


def _op_een_dag(cijfer: Callable[[list[PostRegel]], Uitkomst]) -> Callable[[date], Uitkomst]:
    return lambda peildatum: _reeks(cijfer)([peildatum])[0]


BEREKENINGEN = (
    Berekening(
        sleutel="budget-benut",
        naam="Budget besteed",
        eenheid="%",
        definitie="Wat er tot en met de peildatum is geboekt, als deel van het budget van de acties in dat jaar. "
        "Na het laatste begrotingsjaar telt dat jaar.",
        richting=Richting.GEEN,
        vragen=("M3",),
        functie=_op_een_dag(budget_benut),
        reeks=_reeks(budget_benut),
        lijst_url="budget:overzicht",
    ),
    Berekening(
        sleutel="prognose-afwijking",
        naam="Afwijking van de prognose",
        eenheid="%",
        definitie="Hoe ver de nieuwste prognoses afwijken van het budget, hoger en lager samen. Alleen posten met een "
        "prognose tellen mee.",
        richting=Richting.LAGER,
        vragen=("M3",),
        functie=_op_een_dag(prognose_afwijking),
        reeks=_reeks(prognose_afwijking),
        lijst_url="budget:overzicht",
    ),
)
