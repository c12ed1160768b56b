"""Figures that the plan computes about itself."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

from plan.enums import OPEN_STATUSSEN, ActieStatus, Verversing
from plan.selectors import TELBRON, ActieRegel, PlanTelling, acties_van_plan
from zwijndrecht_portal.core.enums import Licht
from zwijndrecht_portal.core.indicatoren import (
    Berekening,
    Richting,
    Telrijen,
    Uitkomst,
    Uitsplitsing,
    aandeel_van,
    uit_telbron,
)


def acties_op_schema(telling: PlanTelling) -> Uitkomst:
    """Share of the acties that count of which the time light is green."""
    return aandeel_van(telling.op_schema, telling.acties)


def mijlpalen_gehaald_in_kwartaal(telling: PlanTelling) -> Uitkomst:
    """Of the mijlpalen whose adopted period is over: the share reached within that period."""
    return aandeel_van(telling.mijlpalen_op_tijd, telling.mijlpalen_voorbij)


def acties_met_verse_voortgang(telling: PlanTelling) -> Uitkomst:
    """Share of the open acties with a melding that is not older than the plan allows."""
    return aandeel_van(telling.met_verse_voortgang, telling.open_acties)


def gemiddelde_slip(telling: PlanTelling) -> Uitkomst:
    """In quarters, over the mijlpalen with an adopted and a current period; earlier counts against later."""
    if not telling.mijlpalen_vergelijkbaar:
        return Uitkomst(None, telling.slip, 0)
    gemiddeld = Decimal(telling.slip) / telling.mijlpalen_vergelijkbaar
    return Uitkomst(gemiddeld.quantize(Decimal("0.1")), telling.slip, telling.mijlpalen_vergelijkbaar)


def _per_leefgebied(telt_mee: Callable[[ActieRegel], bool], is_goed: Callable[[ActieRegel], bool]) -> Uitsplitsing:
    """The same share within each leefgebied or spoor, in the order of the plan."""

    def delen(peildatum: date, plan: str | None) -> list[tuple[str, Uitkomst]]:
        groepen: dict[str, list[ActieRegel]] = {}
        for actie in acties_van_plan(plan, peildatum):
            if actie.status != ActieStatus.VERVALLEN and telt_mee(actie):
                groepen.setdefault(actie.leefgebied or actie.spoor or "Zonder leefgebied", []).append(actie)
        return [(naam, aandeel_van(sum(map(is_goed, acties)), len(acties))) for naam, acties in groepen.items()]

    return Uitsplitsing("leefgebied of spoor", delen)


def _berekening(
    sleutel: str,
    naam: str,
    definitie: str,
    cijfer: Callable[[PlanTelling], Uitkomst],
    query: str,
    *,
    eenheid: str = "%",
    richting: Richting = Richting.HOGER,
    kop: bool = True,
    lijst_url: str = "plan:actie_lijst",
    uitsplitsing: Uitsplitsing | None = None,
) -> Berekening:
    def deel(rijen: Telrijen) -> Uitkomst:
        return cijfer(PlanTelling.uit(rijen))

    reeks = uit_telbron(TELBRON, deel)
    return Berekening(
        sleutel=sleutel,
        naam=naam,
        eenheid=eenheid,
        definitie=definitie,
        richting=richting,
        vragen=("M4",),
        functie=lambda peildatum: reeks([peildatum])[0],
        reeks=reeks,
        telbron=TELBRON,
        deel=deel,
        per_plan=True,
        kop=kop,
        uitsplitsingen=(uitsplitsing,) if uitsplitsing else (),
        lijst_url=lijst_url,
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
        uitsplitsing=_per_leefgebied(lambda actie: True, lambda actie: actie.lichten.tijd.licht == Licht.GROEN),
    ),
    _berekening(
        "mijlpalen-op-tijd-gehaald",
        "Mijlpalen gehaald in het vastgestelde kwartaal",
        "Van de mijlpalen waarvan de vastgestelde periode voorbij is: het deel dat in die periode is gehaald.",
        mijlpalen_gehaald_in_kwartaal,
        "toon=voorbij",
        lijst_url="plan:mijlpaal_lijst",
    ),
    _berekening(
        "acties-met-verse-voortgang",
        "Acties met verse voortgang",
        "Deel van de geplande en lopende acties met een voortgangsmelding die niet ouder is dan het plan toestaat "
        "(standaard 60 dagen).",
        acties_met_verse_voortgang,
        "vers=ja",
        uitsplitsing=_per_leefgebied(
            lambda actie: actie.status in OPEN_STATUSSEN, lambda actie: actie.verversing == Verversing.VERS
        ),
    ),
    _berekening(
        "gemiddelde-verschuiving",
        "Gemiddelde verschuiving van mijlpalen",
        "Hoeveel kwartalen de mijlpalen nu later staan dan vastgesteld, gemiddeld. Een mijlpaal die eerder staat, telt "
        "als min. Mijlpalen zonder vastgestelde of huidige periode tellen niet mee.",
        gemiddelde_slip,
        "toon=vergelijkbaar",
        lijst_url="plan:mijlpaal_lijst",
        eenheid="kwartalen",
        richting=Richting.LAGER,
        kop=False,
    ),
)
