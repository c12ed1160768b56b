"""Figures that the plan computes about itself."""

from collections.abc import Callable
from datetime import date

from plan.enums import OPEN_STATUSSEN, ActieStatus, Verversing
from plan.selectors import ActieRegel, acties_van_plan
from zwijndrecht_portal.core.enums import Licht
from zwijndrecht_portal.core.indicatoren import Berekening, Richting, Uitkomst, aandeel_van


def _meetellend(peildatum: date) -> list[ActieRegel]:
    return [regel for regel in acties_van_plan(None, peildatum) if regel.status != ActieStatus.VERVALLEN]


def acties_op_schema(peildatum: date) -> Uitkomst:
    """Share of the acties that count of which the time light is green."""
    regels = _meetellend(peildatum)
    return aandeel_van(sum(r.lichten.tijd.licht == Licht.GROEN for r in regels), len(regels))


def mijlpalen_gehaald_in_kwartaal(peildatum: date) -> Uitkomst:
    """Of the mijlpalen whose adopted period is over: the share reached within that period."""
    voorbij = [
        m for r in _meetellend(peildatum) for m in r.mijlpalen if m.vastgesteld and m.vastgesteld.tot < peildatum
    ]
    gehaald = [m for m in voorbij if m.gerealiseerd_op and m.gerealiseerd_op <= m.vastgesteld.tot]
    return aandeel_van(len(gehaald), len(voorbij))


def acties_met_verse_voortgang(peildatum: date) -> Uitkomst:
    """Share of the open acties with a melding that is not older than the plan allows."""
    regels = [r for r in _meetellend(peildatum) if r.status in OPEN_STATUSSEN]
    return aandeel_van(sum(r.verversing == Verversing.VERS for r in regels), len(regels))


def _berekening(sleutel: str, naam: str, definitie: str, functie: Callable[[date], Uitkomst], query: str) -> Berekening:
    return Berekening(
        sleutel=sleutel,
        naam=naam,
        eenheid="%",
        definitie=definitie,
        richting=Richting.HOGER,
        vragen=("M4",),
        functie=functie,
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
