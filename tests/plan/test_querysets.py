"""Each verb with a row that is in, and a row that is almost in."""

from datetime import UTC, date, datetime, timedelta

import pytest

from plan.enums import ActieStatus
from plan.models import Aandachtspunt, Actie, ActieStand, Betrokkene, Mijlpaal, Plan, Voortgangsmelding
from plan.services.mijlpalen import haal_mijlpaal, verschuif_mijlpaal
from tests.core.factories import GebruikerFactory, LeefgebiedFactory, OrganisatieFactory
from tests.plan.factories import AandachtspuntFactory, ActieFactory, MeldingFactory, MijlpaalFactory, PlanFactory
from zwijndrecht_portal.core.enums import Rol
from zwijndrecht_portal.core.peildatum import begin_van
from zwijndrecht_portal.core.periode import Periode

pytestmark = pytest.mark.django_db

DAG = date(2020, 6, 30)
EINDE_DAG = datetime(2020, 6, 30, 21, 59, 59, 999999, tzinfo=UTC)  # midnight in Zwijndrecht comes a moment later
MIDDERNACHT = datetime(2020, 6, 30, 22, tzinfo=UTC)


def met_stand(van, tot=None, **velden) -> Actie:
    """An actie with one stand that holds from `van` to `tot`."""
    actie = ActieFactory()
    actie.standen.update(geldig=(van, tot), **velden)
    return actie


# --- Rows with a range ------------------------------------------------------------------------------------------------


def test_op_finds_what_holds_at_that_moment():
    begint = met_stand(MIDDERNACHT).standen.get()
    eindigt = met_stand(EINDE_DAG, MIDDERNACHT).standen.get()

    assert set(ActieStand.objects.op(MIDDERNACHT)) == {begint}
    assert set(ActieStand.objects.op(EINDE_DAG)) == {eindigt}


def test_lopend_finds_what_no_later_row_closed():
    lopend = met_stand(MIDDERNACHT).standen.get()
    met_stand(EINDE_DAG, datetime(2999, 1, 1, tzinfo=UTC))

    assert set(ActieStand.objects.lopend()) == {lopend}


# --- Who sees what ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("rol", "ziet"), [(r, r in {Rol.BELEIDSMEDEWERKER, Rol.PROGRAMMAMANAGER}) for r in Rol])
def test_concept_of_a_plan_is_for_who_makes_plans(rol, ziet):
    concept, vastgesteld = PlanFactory(concept=True), PlanFactory()

    gezien = set(Plan.objects.visible_to(GebruikerFactory(rollen=[rol])))

    assert gezien == ({concept, vastgesteld} if ziet else {vastgesteld})


@pytest.mark.parametrize(("rol", "ziet"), [(r, r in {Rol.BELEIDSMEDEWERKER, Rol.PROGRAMMAMANAGER}) for r in Rol])
def test_concept_of_an_actie_is_for_who_makes_plans(rol, ziet):
    concept, gewoon = ActieFactory(stand__status=ActieStatus.CONCEPT), ActieFactory()

    gezien = set(Actie.objects.visible_to(GebruikerFactory(rollen=[rol])))

    assert gezien == ({concept, gewoon} if ziet else {gewoon})


def test_trekker_sees_the_own_concept_and_no_other():
    trekker, andere = GebruikerFactory(rollen=[Rol.TREKKER]), GebruikerFactory(rollen=[Rol.TREKKER])
    eigen = ActieFactory(stand__status=ActieStatus.CONCEPT, stand__trekker=trekker)
    ActieFactory(stand__status=ActieStatus.CONCEPT, stand__trekker=andere)
    ActieFactory(stand__status=ActieStatus.CONCEPT)

    assert set(Actie.objects.visible_to(trekker)) == {eigen}


def test_former_trekker_no_longer_sees_the_concept():
    trekker = GebruikerFactory(rollen=[Rol.TREKKER])
    actie = ActieFactory(stand__status=ActieStatus.CONCEPT, stand__trekker=trekker)
    actie.standen.update(geldig=(begin_van(date(2019, 1, 1)), MIDDERNACHT))
    ActieStand.objects.create(actie=actie, geldig=(MIDDERNACHT, None), status=ActieStatus.CONCEPT)

    assert set(Actie.objects.visible_to(trekker)) == set()


def test_what_hangs_on_a_concept_is_hidden_with_it():
    concept, gewoon = ActieFactory(stand__status=ActieStatus.CONCEPT), ActieFactory()
    mijlpalen = [MijlpaalFactory(actie=actie) for actie in (concept, gewoon)]
    betrokkenen = [
        Betrokkene.objects.create(actie=actie, organisatie=OrganisatieFactory(), geldig=(MIDDERNACHT, None))
        for actie in (concept, gewoon)
    ]
    controller = GebruikerFactory(rollen=[Rol.CONTROLLER])

    assert set(Mijlpaal.objects.visible_to(controller)) == {mijlpalen[1]}
    assert set(Betrokkene.objects.visible_to(controller)) == {betrokkenen[1]}


# --- As of a date ----------------------------------------------------------------------------------------------------


def test_op_peildatum_counts_the_whole_day():
    net_wel = met_stand(EINDE_DAG)
    met_stand(MIDDERNACHT)  # the next day
    met_stand(begin_van(date(2020, 1, 1)), EINDE_DAG)  # over before the day was

    assert set(Actie.objects.op_peildatum(DAG)) == {net_wel}


def test_op_peildatum_brings_the_stand_of_then():
    toen, nu = GebruikerFactory(), GebruikerFactory()
    actie = met_stand(begin_van(date(2020, 1, 1)), MIDDERNACHT, status=ActieStatus.GEPLAND, trekker=toen)
    ActieStand.objects.create(actie=actie, geldig=(MIDDERNACHT, None), status=ActieStatus.LOOPT, trekker=nu)

    standen = [
        Actie.objects.op_peildatum(dag).values_list("stand_status", "stand_trekker_id").get()
        for dag in (DAG, DAG + timedelta(days=1))
    ]

    assert standen == [("gepland", toen.pk), ("loopt", nu.pk)]


def test_tot_en_met_counts_the_whole_day():
    actie = ActieFactory()
    net_wel = MeldingFactory(actie=actie, gemeld_op=EINDE_DAG)
    MeldingFactory(actie=actie, gemeld_op=MIDDERNACHT)

    assert set(Voortgangsmelding.objects.tot_en_met(DAG)) == {net_wel}


def test_open_points_are_those_not_yet_settled():
    nooit = AandachtspuntFactory()
    later = AandachtspuntFactory(opgelost_op=DAG + timedelta(days=1), oplossing="Nagevraagd.")
    toen = AandachtspuntFactory(opgelost_op=DAG, oplossing="Nagevraagd.")

    assert set(Aandachtspunt.objects.open(DAG)) == {nooit, later}
    assert set(Aandachtspunt.objects.opgelost(DAG)) == {toen}


def test_volgende_mijlpaal_is_the_first_that_is_open_then():
    actie = ActieFactory()
    beleids = GebruikerFactory()
    gehaald = MijlpaalFactory(actie=actie, periode="Q1 2020")
    MijlpaalFactory(actie=actie, periode="Q4 2020")
    verschoven = MijlpaalFactory(actie=actie, periode="Q3 2020")
    MijlpaalFactory(actie=actie, periode=None)
    haal_mijlpaal(mijlpaal=gehaald, gerealiseerd_op=DAG, door=beleids, vanaf=begin_van(DAG))
    verschuif_mijlpaal(
        mijlpaal=verschoven, periode=Periode.parse("Q1 2021"), reden="Later.", door=beleids, vanaf=MIDDERNACHT
    )

    eerste = [
        Actie.objects.with_volgende_mijlpaal(dag).get().volgende_tot
        for dag in (date(2020, 6, 29), DAG, DAG + timedelta(days=1))
    ]

    assert eerste == [date(2020, 3, 31), date(2020, 9, 30), date(2020, 12, 31)]


def test_gemeld_op_is_the_last_up_to_then():
    actie, zonder = ActieFactory(), ActieFactory()
    MeldingFactory(actie=actie, gemeld_op=begin_van(date(2020, 1, 1)))
    MeldingFactory(actie=actie, gemeld_op=EINDE_DAG)
    MeldingFactory(actie=actie, gemeld_op=MIDDERNACHT)

    assert set(Actie.objects.with_gemeld_op(DAG).values_list("pk", "gemeld_op")) == {
        (actie.pk, EINDE_DAG),
        (zonder.pk, None),
    }


def test_totaal_counts_past_the_page():
    ActieFactory.create_batch(3)

    assert [actie.totaal for actie in Actie.objects.with_totaal().order_by("pk")[:1]] == [3]


# --- Narrowing -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("tekst", "gevonden"),
    [
        ("mantelzorgers", True),  # whole word
        ("mantelzorger", True),  # Dutch stem
        ("Mantel", True),  # beginning of the name
        ("respijt", True),  # from the kern
        ("ACT42", True),
        ("fiets", False),
        ("mantelzorgers -respijt", False),  # without
        ('"zorgers mantel"', False),
        ("'; drop table plan_actie; --", False),
        ("& | ! ( :*", False),
    ],
)
def test_search_understands_dutch(tekst, gevonden):
    actie = ActieFactory(code="ACT42", naam="Mantelzorgers ondersteunen", kern="Wij bieden respijtzorg en respijt.")
    ActieFactory(naam="Buurtcirkels", kern="Iets anders.")

    assert list(Actie.objects.zoek_op(tekst)) == ([actie] if gevonden else [])


def test_leefgebied_geen_finds_what_the_source_leaves_open():
    zorg = ActieFactory(leefgebied=LeefgebiedFactory(slug="zorg"))
    wonen = ActieFactory(leefgebied=LeefgebiedFactory(slug="wonen"))
    geen = ActieFactory(leefgebied=None, leefgebied_voorstel=LeefgebiedFactory(slug="zorg"))

    assert set(Actie.objects.van_leefgebied(["zorg"])) == {zorg}
    assert set(Actie.objects.van_leefgebied(["geen"])) == {geen}
    assert set(Actie.objects.van_leefgebied(["geen", "wonen"])) == {geen, wonen}


def test_trekker_is_an_organisation_a_person_or_nobody():
    organisatie, persoon = OrganisatieFactory(), GebruikerFactory()
    van_organisatie = ActieFactory(stand__trekker_organisatie=organisatie)
    van_persoon = ActieFactory(stand__trekker=persoon)
    van_niemand = ActieFactory()
    acties = Actie.objects.op_peildatum(date.today())

    gevonden = [set(acties.van_trekker(keuze)) for keuze in (f"o{organisatie.pk}", f"p{persoon.pk}", "geen")]

    assert gevonden == [{van_organisatie}, {van_persoon}, {van_niemand}]
