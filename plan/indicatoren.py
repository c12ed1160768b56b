"""Figures that the plan computes about itself."""

from collections.abc import Callable, Sequence
from datetime import date

from plan.selectors import PlanTelling, tel_plannen
from zwijndrecht_portal.core.indicatoren import Berekening, Richting, Uitkomst, aandeel_van


def acties_op_schema(telling: PlanTelling) -> Uitkomst:
    """Share of the acties that count of which the time light is green."""
    return aandeel_van(telling.op_schema, telling.acties)


def mijlpalen_gehaald_in_kwartaal(telling: PlanTelling) -> Uitkomst:
    """Of the mijlpalen whose adopted period is over: the share reached within that period."""
    return aandeel_van(telling.mijlpalen_op_tijd, telling.mijlpalen_voorbij)


def acties_met_verse_voortgang(telling: PlanTelling) -> Uitkomst:
    """Share of the open acties with a melding that is not older than the plan allows."""
    return aandeel_van(telling.met_verse_voortgang, telling.open_acties)


def _berekening(
    sleutel: str, naam: str, definitie: str, deel: Callable[[PlanTelling], Uitkomst], query: str
) -> Berekening:
    def reeks(peildata: Sequence[date]) -> list[Uitkomst]:
        return [deel(telling) for telling in tel_plannen(peildata)]

    return Berekening(
        sleutel=sleutel,
        naam=naam,
        eenheid="%",
        definitie=definitie,
        richting=Richting.HOGER,
        vragen=("M4",),
        functie=lambda peildatum: reeks([peildatum])[0],
        reeks=reeks,
        lijst_url="plan:actie_lijst",
        lijst_query=query,
    )


BEREKENINGEN = (
    _berekening(
        "acties-op-schema",
        "Acties op schema",
        "Deel van de acties waarvan geen mijlpaal te laat is of later staat dan vastgesteld. Vervallen acties tellen "
        "niet mee. Een actie zonder leesbare planning is niet op schema.",
        acties_op_schema,
        "schema=ja",
    ),
    _berekening(
        "mijlpalen-op-tijd-gehaald",
        "Mijlpalen gehaald in het vastgestelde kwartaal",
        "Van de mijlpalen waarvan de vastgestelde periode voorbij is: het deel dat in die periode is gehaald.",
        mijlpalen_gehaald_in_kwartaal,
        "",
    ),
    _berekening(
        "acties-met-verse-voortgang",
        "Acties met verse voortgang",
        "Deel van de geplande en lopende acties met een voortgangsmelding die niet ouder is dan het plan toestaat "
        "(standaard 60 dagen).",
        acties_met_verse_voortgang,
        "vers=ja",
    ),
)
