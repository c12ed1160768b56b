"""What pages, figures and reports know about the acties, for one peildatum."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from plan import bronnen
from plan.bronnen import GeldStand, KwaliteitStand
from plan.enums import AandachtspuntErnst, ActieStatus, Verversing
from plan.models import Actie
from plan.selectors import (
    ActieRegel,
    actie_detail,
    acties_van_plan,
    lees_actie,
    lees_acties,
    open_aandachtspunten,
    pagina_van_acties,
    plan_kop,
    plannen,
)
from plan.selectors.regels import bepaal_verversing, trekker_tekst
from plan.services.acties import beeindig_betrokkene, voeg_betrokkene_toe, wijzig_status, wijzig_trekker
from plan.services.mijlpalen import haal_mijlpaal, heropen_mijlpaal, verschuif_mijlpaal, voeg_mijlpaal_toe
from plan.services.voortgang import meld_voortgang
from tests.core.factories import GebruikerFactory, LeefgebiedFactory, OrganisatieFactory
from tests.plan.factories import (
    AandachtspuntFactory,
    ActieFactory,
    MeldingFactory,
    MijlpaalFactory,
    PlanFactory,
    SpoorFactory,
)
from zwijndrecht_portal.core.enums import Licht
from zwijndrecht_portal.core.peildatum import begin_van
from zwijndrecht_portal.core.periode import Periode

pytestmark = pytest.mark.django_db

DAG = date(2020, 6, 30)


def regel_van(actie: Actie, peildatum: date = DAG) -> ActieRegel:
    [regel] = lees_acties(Actie.objects.filter(pk=actie.pk).op_peildatum(peildatum), peildatum)
    return regel


# --- One row ---------------------------------------------------------------------------------------------------------


def test_row_holds_what_a_list_shows():
    plan = PlanFactory(naam="Een plek")
    actie = ActieFactory(
        plan=plan,
        code="ACT1",
        naam="Buurtcirkels",
        leefgebied=LeefgebiedFactory(),
        spoor=SpoorFactory(plan=plan, code="B"),
        stand__trekker_organisatie=OrganisatieFactory(naam="Pameijer"),
    )
    MijlpaalFactory(actie=actie, naam="Start", periode="Q4 2020", volgorde=2)
    MijlpaalFactory(actie=actie, naam="Contract", periode="Q3 2020", volgorde=1)

    regel = regel_van(actie)

    assert (regel.id, regel.code, regel.naam, regel.plan) == (actie.pk, "ACT1", "Buurtcirkels", "Een plek")
    assert (regel.leefgebied, regel.spoor, regel.plek) == ("Zorg", "Spoor B", "Spoor B")
    assert (regel.status, regel.trekker) == (ActieStatus.LOOPT, "Pameijer")
    assert [mijlpaal.naam for mijlpaal in regel.mijlpalen] == ["Contract", "Start"]
    assert (regel.volgende_tekst, regel.slip_tekst) == ("Contract: Q3 2020", "")
    assert (regel.gemeld_tekst, regel.verversing, regel.is_anders_gekozen) == ("nooit", Verversing.ONBEKEND, False)


def test_row_of_an_actie_without_anything_says_so():
    regel = regel_van(ActieFactory())

    assert (regel.plek, regel.trekker, regel.volgende_tekst) == ("Zonder leefgebied", "", "Geen mijlpalen")
    assert regel.lichten.zwaarste() == Licht.ONBEKEND


@pytest.mark.parametrize(
    ("organisatie", "persoon", "tekst", "verwacht"),
    [
        (None, None, "", ""),
        ("Pameijer", None, "", "Pameijer"),
        (None, "An", "", "An"),
        ("Pameijer", "An", "", "An (Pameijer)"),
        ("Pameijer", None, "Gemeente / opdrachtnemer", "Gemeente / opdrachtnemer"),
        ("Pameijer", "An", "Gemeente / opdrachtnemer", "An (Gemeente / opdrachtnemer)"),
        (None, None, None, ""),
    ],
)
def test_trekker_in_the_words_of_the_plan(organisatie, persoon, tekst, verwacht):
    assert trekker_tekst(organisatie, persoon, tekst) == verwacht


def test_next_mijlpaal_is_the_first_open_one_and_an_unknown_one_comes_last():
    actie, door = ActieFactory(), GebruikerFactory()
    MijlpaalFactory(actie=actie, naam="Onbekend", periode=None)
    eerste = MijlpaalFactory(actie=actie, naam="Eerst", periode="Q1 2020")
    MijlpaalFactory(actie=actie, naam="Dan", periode="Q4 2020")

    voor = regel_van(actie).volgende_tekst
    haal_mijlpaal(mijlpaal=eerste, gerealiseerd_op=DAG, door=door, vanaf=begin_van(DAG))

    assert (voor, regel_van(actie).volgende_tekst) == ("Eerst: Q1 2020", "Dan: Q4 2020")


def test_last_melding_up_to_then_counts():
    actie = ActieFactory()
    MeldingFactory(actie=actie, gemeld_op=begin_van(DAG), percentage=20, tijd=Licht.ROOD, toelichting="Tegenslag.")
    MeldingFactory(actie=actie, gemeld_op=begin_van(DAG + timedelta(days=1)), percentage=80)

    regel = regel_van(actie)

    assert (regel.melding.percentage, regel.melding.tijd, regel.melding.toelichting) == (20, Licht.ROOD, "Tegenslag.")
    assert (regel.melding.gemeld_op, regel.gemeld_tekst, regel.is_anders_gekozen) == (DAG, "vandaag", True)


def test_melding_just_before_midnight_belongs_to_that_day():
    """21:59 UTC in summer is 23:59 in Zwijndrecht, a minute later it is tomorrow."""
    actie = ActieFactory()
    MeldingFactory(actie=actie, gemeld_op=datetime(2020, 6, 30, 21, 59, tzinfo=UTC))
    MeldingFactory(actie=actie, gemeld_op=datetime(2020, 6, 30, 22, 0, tzinfo=UTC))

    assert [regel_van(actie, dag).melding.gemeld_op for dag in (DAG, DAG + timedelta(days=1))] == [
        DAG,
        DAG + timedelta(days=1),
    ]


@pytest.mark.parametrize(
    ("dagen", "verwacht"),
    [
        (0, Verversing.VERS),
        (60, Verversing.VERS),
        (61, Verversing.HERINNEREN),
        (90, Verversing.HERINNEREN),
        (91, Verversing.VEROUDERD),
    ],
)
def test_freshness_follows_the_thresholds_of_the_plan(dagen, verwacht):
    assert bepaal_verversing(DAG - timedelta(days=dagen), DAG, 60, 90) == verwacht


def test_money_and_quality_are_asked_once_for_all(monkeypatch):
    gevraagd = []
    acties = ActieFactory.create_batch(3)
    geld, kwaliteit = GeldStand(begroot=100, licht=Licht.ROOD, uitleg="Op."), KwaliteitStand(Licht.ORANJE, "Matig.")

    def geldbron(ids, peildatum):
        gevraagd.append((set(ids), peildatum))
        return {acties[0].pk: geld}

    monkeypatch.setattr(bronnen, "_geld", [geldbron])
    monkeypatch.setattr(bronnen, "_kwaliteit", [lambda ids, peildatum: {acties[0].pk: kwaliteit}])

    eerste, tweede, _ = lees_acties(Actie.objects.op_peildatum(DAG).order_by("pk"), DAG)

    assert gevraagd == [({actie.pk for actie in acties}, DAG)]
    assert (eerste.geld, eerste.lichten.geld.licht, eerste.lichten.kwaliteit.uitleg) == (geld, Licht.ROOD, "Matig.")
    assert (tweede.lichten.geld.licht, tweede.lichten.kwaliteit.licht) == (Licht.ONBEKEND, Licht.ONBEKEND)


def test_without_registration_money_and_quality_are_unknown(monkeypatch):
    monkeypatch.setattr(bronnen, "_geld", [])
    monkeypatch.setattr(bronnen, "_kwaliteit", [])

    lichten = lees_actie(ActieFactory().pk, DAG).lichten

    assert (lichten.geld.licht, lichten.kwaliteit.licht) == (Licht.ONBEKEND, Licht.ONBEKEND)


@pytest.mark.parametrize("aantal", [1, 3])
def test_rows_cost_the_same_queries_whatever_their_number(aantal, django_assert_num_queries, monkeypatch):
    monkeypatch.setattr(bronnen, "_geld", [])
    monkeypatch.setattr(bronnen, "_kwaliteit", [])
    for _ in range(aantal):
        MeldingFactory(actie=MijlpaalFactory(periode="Q4 2020").actie)

    with django_assert_num_queries(2):  # the acties, and everything that hangs on them
        lees_acties(Actie.objects.op_peildatum(DAG), DAG)


# --- Plans and points ------------------------------------------------------------------------------------------------


def test_acties_of_a_plan_are_beyond_concept_and_in_its_order():
    plan = PlanFactory(slug="een-plek")
    tweede = ActieFactory(plan=plan, volgorde=2)
    eerste = ActieFactory(plan=plan, volgorde=1, stand__status=ActieStatus.VERVALLEN)
    ActieFactory(plan=plan, stand__status=ActieStatus.CONCEPT)
    ander = ActieFactory(plan=PlanFactory(van=date(2018, 1, 1)))
    ActieFactory(plan=PlanFactory(concept=True))

    assert [regel.id for regel in acties_van_plan("een-plek", DAG)] == [eerste.pk, tweede.pk]
    assert [regel.id for regel in acties_van_plan(None, DAG)] == [ander.pk, eerste.pk, tweede.pk]


def test_actie_that_did_not_exist_yet_is_not_there():
    actie = ActieFactory()

    assert acties_van_plan(None, date(2018, 12, 31)) == []
    with pytest.raises(LookupError):
        lees_actie(actie.pk, date(2018, 12, 31))
    with pytest.raises(LookupError):
        actie_detail(actie, date(2018, 12, 31))


def test_plans_are_known_beyond_concept():
    PlanFactory(slug="concept", concept=True)
    PlanFactory(slug="jong", van=date(2020, 1, 1))
    PlanFactory(slug="oud", van=date(2019, 1, 1))

    assert [kop.slug for kop in plannen()] == ["oud", "jong"]
    assert plan_kop("jong").van == date(2020, 1, 1)
    for slug in ("concept", "bestaat-niet"):
        with pytest.raises(LookupError):
            plan_kop(slug)


def test_open_points_come_most_serious_first_and_in_number_order():
    plan = PlanFactory(slug="een-plek")
    for code, ernst, op in (("X10", "laag", None), ("X2", "laag", None), ("X3", "hoog", None), ("X4", "hoog", DAG)):
        punt = AandachtspuntFactory(
            code=code, ernst=AandachtspuntErnst(ernst), opgelost_op=op, oplossing="Klaar." if op else ""
        )
        punt.plannen.add(plan, PlanFactory())
    AandachtspuntFactory(code="X5").plannen.add(PlanFactory())

    assert [punt.code for punt in open_aandachtspunten("een-plek", DAG)] == ["X3", "X2", "X10"]
    assert [punt.code for punt in open_aandachtspunten(None, DAG - timedelta(days=1))] == [
        "X3",
        "X4",
        "X5",
        "X2",
        "X10",
    ]


# --- Order and pages -------------------------------------------------------------------------------------------------


def op_volgorde(sorteer: str) -> list[str]:
    pagina = pagina_van_acties(Actie.objects.op_peildatum(DAG), DAG, sorteer=sorteer, pagina=1)
    return [regel.naam for regel in pagina.regels]


@pytest.mark.parametrize(
    ("sorteer", "verwacht"),
    [
        ("plan", ["b", "a", "c"]),
        ("naam", ["a", "b", "c"]),
        ("-naam", ["c", "b", "a"]),
        ("mijlpaal", ["b", "a", "c"]),
        ("-mijlpaal", ["a", "b", "c"]),
        ("gemeld", ["c", "a", "b"]),
        ("-gemeld", ["a", "c", "b"]),
        ("status", ["a", "b", "c"]),
        ("lichten", ["b", "a", "c"]),
        ("-lichten", ["c", "a", "b"]),
        ("bestaat-niet", ["b", "a", "c"]),
        ("", ["b", "a", "c"]),
    ],
)
def test_rows_come_in_the_order_that_was_asked(sorteer, verwacht):
    """What is not known comes last in either direction; for lights the first click shows the worst first."""
    plan = PlanFactory()
    acties = {
        naam: ActieFactory(plan=plan, naam=naam, volgorde=volgorde, stand__status=status)
        for naam, volgorde, status in (("a", 2, "afgerond"), ("b", 1, "gepland"), ("c", 3, "loopt"))
    }
    MijlpaalFactory(actie=acties["a"], periode="Q4 2020")
    MijlpaalFactory(actie=acties["b"], periode="Q1 2020")
    MeldingFactory(actie=acties["a"], gemeld_op=begin_van(DAG))
    MeldingFactory(actie=acties["c"], gemeld_op=begin_van(DAG - timedelta(days=9)))

    assert op_volgorde(sorteer) == verwacht


@pytest.mark.parametrize(("sorteer", "pagina"), [("naam", 1), ("naam", 2), ("lichten", 2)])
def test_page_holds_fifty_and_knows_the_whole(sorteer, pagina):
    ActieFactory.create_batch(51, plan=PlanFactory())

    gevraagd = pagina_van_acties(Actie.objects.op_peildatum(DAG), DAG, sorteer=sorteer, pagina=pagina)

    assert (len(gevraagd.regels), gevraagd.totaal, gevraagd.paginas) == (50 if pagina == 1 else 1, 51, 2)
    assert gevraagd.eerste == (1 if pagina == 1 else 51)


@pytest.mark.parametrize("sorteer", ["naam", "lichten"])
def test_page_beyond_the_end_is_the_last(sorteer):
    ActieFactory.create_batch(51, plan=PlanFactory())

    gevraagd = pagina_van_acties(Actie.objects.op_peildatum(DAG), DAG, sorteer=sorteer, pagina=99)

    assert (gevraagd.pagina, len(gevraagd.regels)) == (2, 1)


def test_empty_list_has_one_empty_page():
    gevraagd = pagina_van_acties(Actie.objects.op_peildatum(DAG), DAG, sorteer="naam", pagina=3)

    assert (gevraagd.regels, gevraagd.totaal, gevraagd.pagina, gevraagd.paginas) == ([], 0, 1, 1)


# --- One actie -------------------------------------------------------------------------------------------------------


def test_timeline_tells_what_happened_newest_first():
    door = GebruikerFactory(naam="An")
    actie = ActieFactory(stand__status=ActieStatus.GEPLAND)
    mijlpaal = MijlpaalFactory(actie=actie, naam="Start", periode="Q4 2019")
    verschuif_mijlpaal(
        mijlpaal=mijlpaal,
        periode=Periode.parse("Q1 2020"),
        reden="Ziekte.",
        door=door,
        vanaf=begin_van(date(2019, 10, 1)),
    )
    haal_mijlpaal(mijlpaal=mijlpaal, gerealiseerd_op=date(2020, 2, 1), door=door, vanaf=begin_van(date(2020, 2, 1)))
    MeldingFactory(actie=actie, door=door, gemeld_op=begin_van(date(2020, 3, 1)), percentage=50, toelichting="Half.")
    MeldingFactory(actie=actie, door=door, gemeld_op=begin_van(date(2020, 7, 1)))

    tijdlijn = actie_detail(actie, DAG).tijdlijn

    assert [(item.titel, item.wie, item.tekst) for item in tijdlijn] == [
        ("Voortgang gemeld: 50%", "An", "Half."),
        ("Mijlpaal gehaald: Start", "An", ""),
        ("Mijlpaal verschoven: Start, van Q4 2019 naar Q1 2020", "An", "Ziekte."),
        ("Actie opgenomen als gepland", "Uit het plan", ""),
    ]


def test_timeline_names_changed_status_trekker_and_reopened_mijlpaal():
    door, actie = GebruikerFactory(naam="An"), ActieFactory(stand__status=ActieStatus.GEPLAND)
    mijlpaal = MijlpaalFactory(actie=actie, naam="Start", periode="Q4 2019")
    haal_mijlpaal(mijlpaal=mijlpaal, gerealiseerd_op=date(2020, 2, 1), door=door)
    heropen_mijlpaal(mijlpaal=mijlpaal, reden="Toch niet.", door=door)
    wijzig_status(actie=actie, door=door, status=ActieStatus.LOOPT, reden="Begonnen.")
    wijzig_trekker(
        actie=actie, door=door, trekker=None, trekker_organisatie=OrganisatieFactory(naam="Vivenz"), reden="Overname."
    )

    titels = [item.titel for item in actie_detail(actie, timezone.localdate()).tijdlijn]

    assert titels == [
        "Trekker: Vivenz",
        "Status: van gepland naar loopt",
        "Mijlpaal weer open: Start",
        "Mijlpaal gehaald: Start",
        "Actie opgenomen als gepland",
    ]


def test_detail_shows_who_was_involved_then():
    actie = ActieFactory()
    toen, nu = OrganisatieFactory(naam="Toen"), OrganisatieFactory(naam="Nu")
    for organisatie, geldig in (
        (toen, (begin_van(date(2019, 1, 1)), begin_van(DAG))),
        (nu, (begin_van(DAG), None)),
    ):
        actie.betrokkenen.create(organisatie=organisatie, geldig=geldig)

    betrokken = [
        [betrokkene.organisatie.naam for betrokkene in actie_detail(actie, dag).betrokkenen]
        for dag in (DAG - timedelta(days=1), DAG)
    ]

    assert betrokken == [["Toen"], ["Nu"]]


@pytest.mark.parametrize(
    ("perioden", "jaren"),
    [
        ([], (2020, 2022)),
        (["Q4 2019"], (2019, 2021)),
        (["Q4 2019", "Q1 2022"], (2019, 2022)),
        (["Q4 2019", "Q1 2030"], (2019, 2022)),
    ],
)
def test_strip_of_quarters_is_three_or_four_years(perioden, jaren):
    actie = ActieFactory()
    for periode in perioden:
        MijlpaalFactory(actie=actie, periode=periode)

    assert actie_detail(actie, DAG).jaren == jaren


# --- The past does not change ----------------------------------------------------------------------------------------

WIJZIGINGEN = st.lists(
    st.sampled_from(["status", "trekker", "verschuif", "haal", "heropen", "meld", "mijlpaal", "betrokkene", "einde"]),
    min_size=1,
    max_size=8,
)


def wijzig(naam: str, actie: Actie, toeval: int) -> None:
    """One later edit; what the rules refuse is refused."""
    actie, door = Actie.objects.get(pk=actie.pk), GebruikerFactory()
    mijlpaal = actie.mijlpalen.order_by("pk")[toeval % actie.mijlpalen.count()]
    doe = {
        "status": lambda: wijzig_status(actie=actie, door=door, status=list(ActieStatus)[toeval % 5], reden="Besluit."),
        "trekker": lambda: wijzig_trekker(
            actie=actie, door=door, trekker=door, trekker_organisatie=None, reden="Overgedragen."
        ),
        "verschuif": lambda: verschuif_mijlpaal(
            mijlpaal=mijlpaal,
            periode=Periode.van_kwartaal(2020 + toeval % 9, 1 + toeval % 4),
            reden="Later.",
            door=door,
        ),
        "haal": lambda: haal_mijlpaal(mijlpaal=mijlpaal, gerealiseerd_op=date(2020, 1, 1 + toeval % 28), door=door),
        "heropen": lambda: heropen_mijlpaal(mijlpaal=mijlpaal, reden="Toch niet.", door=door),
        "meld": lambda: meld_voortgang(
            actie=actie, door=door, sleutel=uuid4(), percentage=toeval % 101, tijd=Licht.ROOD, geld=Licht.ROOD,
            kwaliteit=Licht.ROOD, toelichting="Tegenslag.", oorzaak="O", gevolg="G", bijsturing="B",
        ),
        "mijlpaal": lambda: voeg_mijlpaal_toe(actie=actie, naam=f"Nieuw {uuid4()}", periode=None, door=door),
        "betrokkene": lambda: voeg_betrokkene_toe(actie=actie, organisatie=OrganisatieFactory(), rol="uitvoerder"),
        "einde": lambda: beeindig_betrokkene(betrokkene=actie.betrokkenen.order_by("pk").first()),
    }[naam]  # fmt: skip
    try:
        with transaction.atomic():
            doe()
    except ValidationError:
        pass


@given(WIJZIGINGEN, st.integers(0, 10_000), st.sampled_from([date(2019, 1, 1), DAG, date(2021, 12, 31)]))
@settings(max_examples=15, deadline=None)
def test_stand_of_a_past_date_does_not_follow_later_changes(wijzigingen, toeval, peildatum):
    with transaction.atomic():
        actie = ActieFactory(stand__status=ActieStatus.GEPLAND, stand__trekker_organisatie=OrganisatieFactory())
        for periode in ("Q4 2019", "Q1 2020", None):
            MijlpaalFactory(actie=actie, periode=periode)
        MeldingFactory(actie=actie, gemeld_op=begin_van(date(2020, 1, 1)))
        actie.betrokkenen.create(organisatie=OrganisatieFactory(), geldig=(begin_van(date(2019, 1, 1)), None))
        eerst = actie_detail(actie, peildatum)

        for nummer, naam in enumerate(wijzigingen):
            wijzig(naam, actie, toeval + nummer)

        assert actie_detail(actie, peildatum) == eerst
        transaction.set_rollback(True)


def test_today_does_follow_a_change():
    """The other half of the promise: the test above would also pass when nothing ever changed."""
    actie = MijlpaalFactory(periode="Q4 2019").actie
    vandaag = timezone.localdate()
    eerst = actie_detail(actie, vandaag)

    wijzig("verschuif", actie, 5)

    assert replace(eerst, tijdlijn=[]) != replace(actie_detail(actie, vandaag), tijdlijn=[])
