"""The live figures of casework, by the name under which the dashboard shows them."""

from collections.abc import Callable, Sequence
from datetime import date

from casework.selectors import (
    EEN_PLAN,
    WAAKVLAMMEN,
    actieve_waakvlammen,
    contacten_op_tijd,
    dagen_tot_opschalen,
    deel_als_aandeel,
    deelnemers_buurtcirkels,
    een_plan_een_regisseur,
    geheel_als_aantal,
    stabiel_na_afschalen,
)
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
        telbron=WAAKVLAMMEN,
        deel=geheel_als_aantal,
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
        telbron=WAAKVLAMMEN,
        deel=deel_als_aandeel,
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
        telbron=EEN_PLAN,
        deel=deel_als_aandeel,
    ),
    Berekening(
        sleutel="stabiel-na-afschalen",
        naam="Nog stabiel een half jaar na afschalen",
        eenheid="%",
        definitie=(
            "Van de stappen omlaag op de ladder, een half jaar tot anderhalf jaar voor de peildatum: het deel waarna "
            "het huishouden binnen zes maanden niet weer meer hulp nodig had."
        ),
        richting=Richting.HOGER,
        vragen=("M2",),
        functie=_op_een_dag(stabiel_na_afschalen),
        reeks=stabiel_na_afschalen,
        kop=False,
    ),
    Berekening(
        sleutel="dagen-van-signaal-tot-opschalen",
        naam="Dagen van signaal tot opschalen",
        eenheid="dagen",
        definitie=(
            "De middelste waarde van het aantal dagen tussen een signaal en de stap omhoog op de ladder die daarop "
            "volgde, voor de stappen in het jaar voor de peildatum."
        ),
        richting=Richting.LAGER,
        vragen=("M2",),
        functie=_op_een_dag(dagen_tot_opschalen),
        reeks=dagen_tot_opschalen,
        kop=False,
    ),
    Berekening(
        sleutel="deelnemers-buurtcirkels",
        naam="Deelnemers van de buurtcirkels",
        eenheid="deelnemers",
        definitie="Het aantal buurtgenoten dat meedoet in de buurtcirkels die op de peildatum lopen.",
        richting=Richting.HOGER,
        vragen=("M2",),
        functie=_op_een_dag(deelnemers_buurtcirkels),
        reeks=deelnemers_buurtcirkels,
        kop=False,
    ),
)
