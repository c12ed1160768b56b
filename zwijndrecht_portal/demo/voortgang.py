"""A fictitious course of the first plan, so that lights, slip and timeline have something to show."""

from datetime import date, timedelta
from uuid import NAMESPACE_URL, uuid5

from plan.models import Actie, Mijlpaal, Voortgangsmelding
from plan.services.acties import wijzig_trekker
from plan.services.mijlpalen import haal_mijlpaal, verschuif_mijlpaal
from plan.services.voortgang import meld_voortgang
from zwijndrecht_portal.core.enums import Licht, Rol
from zwijndrecht_portal.core.models import Gebruiker
from zwijndrecht_portal.core.peildatum import begin_van
from zwijndrecht_portal.core.periode import Periode

PLAN = "een-plek-voor-iedereen"
LABEL = "Voorbeeld: "  # every fictitious text says so

# code, mijlpaal, on which day: reached on that day
GEHAALD = [
    ("ACT01", "Inzicht in benodigde woningen", date(2020, 2, 14)),
    ("ACT03", "Start pilot", date(2019, 11, 4)),
    ("ACT04", "Opdrachtverstrekking", date(2019, 6, 18)),
    ("ACT05", "Opdrachtverstrekking", date(2019, 5, 27)),
    ("ACT05", "Start", date(2019, 9, 16)),
    ("ACT06", "Opdrachtverstrekking", date(2019, 9, 30)),
    ("ACT07", "Opdrachtverstrekking", date(2019, 6, 25)),
    ("ACT08", "Eerste stap via HAGRO", date(2019, 5, 21)),
    ("ACT09", "Uitvoering", date(2020, 12, 9)),
]

# code, mijlpaal, decided on, new period, reason
VERSCHOVEN = [
    ("ACT01", "Inzicht in benodigde woningen", date(2019, 12, 10), "Q1 2020", "De cijfers van de regio kwamen later."),
    ("ACT02", "Locatie", date(2020, 11, 24), "Q2 2021", "De eerste locatie viel af na overleg met de buurt."),
    ("ACT02", "Terugvalvoorziening in gebruik", date(2020, 11, 24), "Q2 2022", "De locatie is later gevonden."),
    ("ACT04", "Inzet op ondersteuning", date(2020, 10, 6), "Q1 2021", "Het onderzoek duurde langer."),
]


def maak_voortgang(*, personen: dict[Rol, Gebruiker], vandaag: date) -> None:
    """Give two acties a person as trekker, reach and move mijlpalen, and report progress. Safe to run twice."""
    if Voortgangsmelding.objects.exists():
        return
    acties = {actie.code: actie for actie in Actie.objects.filter(plan__slug=PLAN)}
    mijlpalen = {
        (m.actie.code, m.naam): m for m in Mijlpaal.objects.filter(actie__plan__slug=PLAN).select_related("actie")
    }
    beleid, trekker = personen[Rol.BELEIDSMEDEWERKER], personen[Rol.TREKKER]
    gebeurtenissen = [(dag, "verschuif", code, naam, extra) for code, naam, dag, *extra in VERSCHOVEN]
    gebeurtenissen += [(dag, "haal", code, naam, []) for code, naam, dag in GEHAALD]
    for dag, wat, code, naam, extra in sorted(gebeurtenissen):
        mijlpaal = mijlpalen[code, naam]
        if wat == "verschuif":
            periode, reden = extra
            verschuif_mijlpaal(
                mijlpaal=mijlpaal,
                periode=Periode.parse(periode),
                reden=LABEL + reden,
                door=beleid,
                vanaf=begin_van(dag),
            )
        else:
            haal_mijlpaal(mijlpaal=mijlpaal, gerealiseerd_op=dag, door=beleid, vanaf=begin_van(dag))
    for code, wie in (("ACT05", trekker), ("ACT03", beleid)):
        stand = acties[code].huidige_stand
        wijzig_trekker(
            actie=acties[code],
            door=beleid,
            trekker=wie,
            trekker_organisatie=stand.trekker_organisatie,
            reden=LABEL + "deze persoon meldt voortaan de voortgang.",
            vanaf=begin_van(date(2019, 4, 1)),
        )
    _meld(acties, beleid, trekker, vandaag)


def _meld(acties: dict[str, Actie], beleid: Gebruiker, trekker: Gebruiker, vandaag: date) -> None:
    """Four meldingen: one old, one fresh and green, one better than computed, one that asks for a decision."""
    meldingen = [
        (
            "ACT04",
            beleid,
            vandaag - timedelta(days=130),
            40,
            Licht.ORANJE,
            "De persona is af. De ondersteuning start later.",
        ),
        (
            "ACT05",
            trekker,
            vandaag - timedelta(days=12),
            90,
            Licht.GROEN,
            "Vier cirkels draaien. Er zijn 38 deelnemers.",
        ),
        (
            "ACT03",
            beleid,
            vandaag - timedelta(days=21),
            80,
            Licht.ORANJE,
            "De pilot loopt. Er is nog geen besluit over het vervolg.",
        ),
        ("ACT02", beleid, vandaag - timedelta(days=33), 35, Licht.ROOD, "Er is een nieuwe locatie in beeld."),
    ]
    for code, door, dag, percentage, tijd, tekst in meldingen:
        uitleg = {}
        if tijd != Licht.GROEN:
            uitleg = {
                "oorzaak": LABEL + "een besluit kwam later dan gepland.",
                "gevolg": LABEL + "inwoners wachten langer.",
                "bijsturing": LABEL + "elke maand overleg met de partners.",
            }
        meld_voortgang(
            actie=acties[code],
            door=door,
            sleutel=uuid5(NAMESPACE_URL, f"demo-{code}"),
            percentage=percentage,
            tijd=tijd,
            geld=Licht.ONBEKEND,
            kwaliteit=Licht.ONBEKEND,
            toelichting=LABEL + tekst,
            volgende_stap=LABEL + "bespreken in het kwartaaloverleg.",
            gemeld_op=begin_van(dag) + timedelta(hours=10),
            **uitleg,
        )
