"""The live figures of casework, by the name under which the dashboard shows them."""

from collections.abc import Callable, Sequence
from datetime import date

from casework.selectors import actieve_waakvlammen, contacten_op_tijd, een_plan_een_regisseur
from zwijndrecht_portal.core.indicatoren import Berekening, Richting, Uitkomst


def _op_een_dag(reeks: Callable[[Sequence[date]], list[Uitkomst]]) -> Callable[[date], Uitkomst]:
    return lambda peildatum: reeks([peildatum])[0]


BEREKENINGEN = (
    Berekening(
        sleutel="actieve-waakvlammen",
        naam="Actieve waakvlammen",
        eenheid="waakvlammen",
        definitie="Het aantal waakvlammen dat op de peildatum loopt. Een huishouden heeft er hooguit één.",
        richting=Richting.GEEN,
        vragen=("M2",),
        functie=_op_een_dag(actieve_waakvlammen),
        reeks=actieve_waakvlammen,
    ),
    Berekening(
        sleutel="contacten-op-tijd",
        naam="Waakvlammen met contact op tijd",
        eenheid="%",
        definitie=(
            "Het deel van de lopende waakvlammen waarbij het contact op de peildatum op tijd is. Te laat is: langer "
            "geleden gesproken of gezien dan het ritme en de speling toestaan. Geen gehoor telt niet als contact."
        ),
        richting=Richting.HOGER,
        vragen=("M2",),
        functie=_op_een_dag(contacten_op_tijd),
        reeks=contacten_op_tijd,
    ),
    Berekening(
        sleutel="een-plan-een-regisseur",
        naam="Huishoudens met één plan en één regisseur",
        eenheid="%",
        definitie=(
            "Het deel van de actieve huishoudens dat op de peildatum een open ondersteuningsplan en een regisseur "
            "heeft. Meer dan één van elk kan niet."
        ),
        richting=Richting.HOGER,
        vragen=("M1",),
        functie=_op_een_dag(een_plan_een_regisseur),
        reeks=een_plan_een_regisseur,
    ),
)
