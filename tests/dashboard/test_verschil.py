import re
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO

import pytest
from pypdf import PdfReader

from budget.models import Wijzigingsregel
from dashboard.enums import VeranderingErnst as Ernst
from dashboard.payload import als_json
from dashboard.pdf import brief_als_pdf, rapport_als_pdf, samenvatting_als_pdf
from dashboard.selectors.rapport import Opzet, lees_payload, lees_rapport
from dashboard.verschil import vergelijk
from plan.enums import ActieStatus
from plan.models import ActieStand, MijlpaalStand
from plan.selectors import plan_kop
from tests.budget.factories import BegrotingFactory, DekkingFactory, PostFactory, WijzigingFactory, vastgesteld
from tests.dashboard.factories import IndicatorFactory, KopcijferFactory, MetingFactory, StreefwaardeFactory
from tests.dashboard.test_pdf import tekst_van
from tests.plan.factories import BEGIN, ActieFactory, MeldingFactory, MijlpaalFactory, PlanFactory
from zwijndrecht_portal.core.enums import Licht
from zwijndrecht_portal.core.models import periode_velden
from zwijndrecht_portal.core.periode import Periode

pytestmark = pytest.mark.django_db

TOEN, NU = date(2019, 12, 31), date(2020, 6, 30)
MAART = datetime(2020, 3, 1, tzinfo=UTC)


@pytest.fixture
def plan(db):
    return PlanFactory(slug="proef", tot=date(2020, 12, 31))


def lees(peildatum, vorige=None):
    return lees_rapport(Opzet(plan_kop("proef"), Periode.parse("Q2 2020"), peildatum, vorige=vorige))


def regels(plan_slug="proef"):
    vorige = lees(TOEN)
    return [
        (regel.ernst, regel.onderwerp, regel.tekst.replace("\u00a0", " ")) for regel in lees(NU, vorige).veranderingen
    ]


def verschuif(mijlpaal, periode=None, gerealiseerd_op=None):
    oud = mijlpaal.standen.get()
    MijlpaalStand.objects.filter(pk=oud.pk).update(geldig=(BEGIN, MAART))
    nieuw = periode_velden(Periode.parse(periode) if periode else oud.periode)
    MijlpaalStand.objects.create(
        mijlpaal=mijlpaal, geldig=(MAART, None), gerealiseerd_op=gerealiseerd_op, reden="Proef.", **nieuw
    )


def zet_status(actie, status):
    oud = ActieStand.objects.get(actie=actie)
    ActieStand.objects.filter(pk=oud.pk).update(geldig=(BEGIN, MAART))
    ActieStand.objects.create(actie=actie, geldig=(MAART, None), status=status, reden="Proef.")


def begroting_met_posten(plan, *namen):
    begroting = BegrotingFactory(plan=plan)
    posten = [PostFactory(begroting=begroting, naam=naam, actie=ActieFactory(plan=plan, naam=naam)) for naam in namen]
    DekkingFactory(begroting=begroting)
    vastgesteld(begroting, date(2019, 12, 1))
    return begroting, posten


def zaai_acht_wijzigingen(plan):
    """Eight things happen between the two dates, each with the consequences that belong to it."""
    MijlpaalFactory(actie__plan=plan, actie__naam="Toezegging", naam="Start", periode="Q1 2020")
    MeldingFactory(
        actie=MijlpaalFactory(actie__plan=plan, actie__naam="Licht", periode="Q4 2020").actie,
        tijd=Licht.ROOD,
        gemeld_op=datetime(2020, 6, 1, tzinfo=UTC),
    )
    zet_status(ActieFactory(plan=plan, naam="Gestopt"), ActieStatus.VERVALLEN)
    verschuif(MijlpaalFactory(actie__plan=plan, actie__naam="Later", naam="Bouw", periode="Q3 2020"), "Q1 2021")
    indicator = KopcijferFactory(plan=plan, indicator=IndicatorFactory(naam="Tevreden")).indicator
    StreefwaardeFactory(indicator=indicator)
    MetingFactory(indicator=indicator, waarde=Decimal(85), periode="2018")
    MetingFactory(indicator=indicator, waarde=Decimal(70), periode="2019", bekend_sinds=date(2020, 2, 1))
    begroting, posten = begroting_met_posten(plan, "Waakvlam", "Inloop")
    wijziging = WijzigingFactory(begroting=begroting, nummer=1)
    for post, bedrag in zip(posten, ("250.00", "-250.00"), strict=True):
        Wijzigingsregel.objects.create(wijziging=wijziging, post=post, bedrag=Decimal(bedrag))
    ActieFactory(plan=plan, naam="Nieuw", stand__geldig=(MAART, None), stand__trekker_tekst="Afdeling MO")
    verschuif(
        MijlpaalFactory(actie__plan=plan, actie__naam="Klaar", naam="Locatie", periode="Q2 2020"),
        gerealiseerd_op=date(2020, 2, 20),
    )
    MijlpaalFactory(actie__plan=plan, actie__naam="Onveranderd", periode="Q4 2020")


def test_eight_changes_are_eight_lines_most_serious_first(plan):
    zaai_acht_wijzigingen(plan)

    assert regels() == [
        (
            Ernst.NIET_NAGEKOMEN,
            "Toezegging",
            'Mijlpaal "Start" was toegezegd voor Q1 2020 en is niet gehaald. Tijd gaat van op schema naar achter.',
        ),
        (
            Ernst.ACHTER,
            "Licht",
            "De trekker kiest voor tijd nu achter, was op schema. Berekend: op schema. "
            "Geen mijlpaal is te laat of verschoven.",
        ),
        (Ernst.GESTOPT, "Gestopt", "De actie is gestopt."),
        (
            Ernst.LATER,
            "Later",
            'Mijlpaal "Bouw" staat 2 kwartalen later gepland: van Q3 2020 naar Q1 2021. '
            "Tijd gaat van op schema naar aandacht.",
        ),
        (
            Ernst.DOEL_VERLOREN,
            "Tevreden",
            "Haalt de streefwaarde van 80 % niet meer: nu 70 %, was 85 %.",
        ),
        (
            Ernst.GELD,
            "Begroting 2020",
            "Wijziging 1 van 01-06-2020 (Raad 2020-17): Waakvlam + € 250,00, Inloop - € 250,00.",
        ),
        (Ernst.NIEUW, "Nieuw", "Nieuwe actie. Trekker: Afdeling MO."),
        (Ernst.GEHAALD, "Klaar", 'Mijlpaal "Locatie" is gehaald op 20-02-2020.'),
    ]


def test_eight_lines_stand_on_page_one_and_the_first_five_in_summary_and_letter(plan):
    zaai_acht_wijzigingen(plan)
    rapport = lees(NU, lees(TOEN))
    onderwerpen = [regel.onderwerp for regel in rapport.veranderingen]

    pagina = PdfReader(BytesIO(rapport_als_pdf(rapport))).pages[1].extract_text()
    kort = [tekst_van(maak(rapport)) for maak in (samenvatting_als_pdf, brief_als_pdf)]

    tabel = " ".join(pagina.partition("Wat er veranderde")[2].partition("De stand in het kort")[0].split())
    ernsten = "|".join(sorted((ernst.label for ernst in Ernst), key=len, reverse=True))
    assert [gevonden[2] for gevonden in re.finditer(rf"({ernsten}) ({'|'.join(onderwerpen)}) ", tabel)] == onderwerpen
    assert len(onderwerpen) == 8
    for tekst in kort:
        plekken = [tekst.index(regel.tekst[:30].replace("\u00a0", " ")) for regel in rapport.veranderingen[:5]]
        assert plekken == sorted(plekken)
        assert "nog 3 andere" in tekst


def test_nothing_changed_is_no_line(plan):
    zaai_acht_wijzigingen(plan)
    rapport = lees(NU)

    assert vergelijk(rapport, lees_payload(als_json(rapport))) == ()


def test_amount_that_changed_without_a_decision_is_told(plan):
    begroting_met_posten(plan, "Waakvlam")
    vorige = als_json(lees(TOEN))
    vorige["geld"]["groepen"][0]["rijen"][0]["bedragen"][0] = "900.00"

    [regel] = vergelijk(lees_payload(vorige), lees(TOEN))

    assert (regel.onderwerp, regel.tekst.replace("\u00a0", " ")) == (
        "Waakvlam",
        "Begroot voor 2020 van € 900,00 naar € 1.000,00.",
    )


def test_promised_step_without_news_is_told(plan):
    actie = MijlpaalFactory(actie__plan=plan, actie__naam="Stil", periode="Q4 2020").actie
    MeldingFactory(actie=actie, gemeld_op=datetime(2019, 12, 1, tzinfo=UTC), volgende_stap="Locatie kiezen.")

    assert regels() == [(Ernst.NIET_NAGEKOMEN, "Stil", "Toegezegd was: Locatie kiezen. Daarna is niets meer gemeld.")]


def test_promised_step_with_news_is_kept(plan):
    actie = MijlpaalFactory(actie__plan=plan, periode="Q4 2020").actie
    MeldingFactory(actie=actie, gemeld_op=datetime(2019, 12, 1, tzinfo=UTC), volgende_stap="Locatie kiezen.")
    MeldingFactory(actie=actie, gemeld_op=datetime(2020, 2, 1, tzinfo=UTC), volgende_stap="Verbouwen.")

    assert regels() == []


@pytest.mark.parametrize(
    ("status", "verwacht"),
    [
        (ActieStatus.AFGEROND, (Ernst.GEHAALD, "De actie is afgerond.")),
        (ActieStatus.GEPLAND, (Ernst.ANDERS, "De actie staat nu op gepland, was loopt.")),
    ],
)
def test_status_is_told_when_there_is_nothing_else(plan, status, verwacht):
    zet_status(ActieFactory(plan=plan), status)

    assert [(ernst, tekst) for ernst, _, tekst in regels()] == [verwacht]


def test_two_mijlpalen_that_move_are_two_lines_largest_move_first(plan):
    actie = ActieFactory(plan=plan, naam="Bouw")
    verschuif(MijlpaalFactory(actie=actie, naam="Eerst", periode="Q3 2020"), "Q4 2020")
    verschuif(MijlpaalFactory(actie=actie, naam="Dan", periode="Q3 2020"), "Q3 2021")

    assert [tekst[:14] for _, _, tekst in regels()] == ['Mijlpaal "Dan"', 'Mijlpaal "Eers']
