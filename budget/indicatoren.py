"""Figures that the budget computes about itself."""

from collections.abc import Callable
from decimal import Decimal

from budget.regels import NUL, PostRegel, aandeel, som
from budget.selectors import TELBRON, posten_uit
from zwijndrecht_portal.core.indicatoren import Berekening, Richting, Telrijen, Uitkomst, uit_telbron


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


def _berekening(
    sleutel: str, naam: str, definitie: str, richting: Richting, cijfer: Callable[[list[PostRegel]], Uitkomst]
) -> Berekening:
    def deel(rijen: Telrijen) -> Uitkomst:
        return cijfer(posten_uit(rijen))

    reeks = uit_telbron(TELBRON, deel)
    return Berekening(
        sleutel=sleutel,
        naam=naam,
        eenheid="%",
        definitie=definitie,
        richting=richting,
        vragen=("M3",),
        functie=lambda peildatum: reeks([peildatum])[0],
        reeks=reeks,
        telbron=TELBRON,
        deel=deel,
        per_plan=True,
        lijst_url="budget:overzicht",
    )


BEREKENINGEN = (
    _berekening(
        "budget-benut",
        "Budget besteed",
        "Wat er tot en met de peildatum is geboekt, als deel van het budget van de acties in dat jaar. "
        "Na het laatste begrotingsjaar telt dat jaar.",
        Richting.GEEN,
        budget_benut,
    ),
    _berekening(
        "prognose-afwijking",
        "Afwijking van de prognose",
        "Hoe ver de nieuwste prognoses afwijken van het budget, hoger en lager samen. Alleen posten met een prognose "
        "tellen mee.",
        Richting.LAGER,
        prognose_afwijking,
    ),
)
