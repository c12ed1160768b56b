from datetime import date
from decimal import Decimal

import pytest

from budget.models import Begroting, Wijzigingsregel
from budget.selectors import (
    als_json,
    begroting_overzicht,
    geld_per_actie,
    posten_van_acties,
    sociaal_domein_cijfers,
)
from plan.enums import ActieStatus
from plan.selectors import PlanKop
from tests.budget.factories import (
    BegrotingFactory,
    BoekingFactory,
    DekkingFactory,
    PostFactory,
    PrognoseFactory,
    WijzigingFactory,
    vastgesteld,
)
from tests.core.factories import LeefgebiedFactory
from tests.plan.factories import ActieFactory, PlanFactory
from zwijndrecht_portal.core.enums import Licht

pytestmark = pytest.mark.django_db
EINDE_2020 = date(2020, 12, 31)


def kop(plan):
    return PlanKop(plan.slug, plan.naam, plan.van, plan.tot, plan.status, plan.vastgesteld_op, plan.omschrijving)


# --- begroting_overzicht: the real plan ------------------------------------------------------------------------------


def test_real_plan_gives_the_figures_of_the_source(geladen_plan):
    overzicht = begroting_overzicht(geladen_plan, EINDE_2020)

    gegevens = als_json(overzicht)
    namen = ("som_posten", "onvoorzien", "totaal", "ruimte", "benutting", "tekort")
    assert (gegevens["plan"], gegevens["peildatum"]) == ("een-plek-voor-iedereen", "2020-12-31")
    assert {jaar: tuple(b[naam] for naam in namen) for jaar, b in gegevens["jaren"].items()} == {
        "2019": ("162500.00", "16250.00", "178750.00", "782135.15", "18.6", "48000.00"),
        "2020": ("535000.00", "53500.00", "588500.00", "371341.76", "61.3", "0.00"),
    }
    namen = ("kosten", "in_plantabel", "dekking", "tekort")
    assert {jaar: tuple(b["lopend"][naam] for naam in namen) for jaar, b in gegevens["jaren"].items()} == {
        "2019": ("195000.00", "0.00", "147000.00", "48000.00"),
        "2020": ("210000.00", "210000.00", "0.00", "0.00"),
    }
    posten = gegevens["jaren"]["2019"]["posten"]
    assert {
        "naam": "Waakvlam",
        "actie": "ACT03",
        "leefgebied": "Zorg",
        "bedrag": "42500.00",
        "verplicht": None,
        "besteed": None,
        "verwacht": None,
    } in posten
    assert {"ACT10", "ACT11"} == {post["actie"] for post in posten if post["bedrag"] is None}
    assert overzicht.jaren == (2019, 2020, 2021)


def test_real_plan_is_grouped_per_leefgebied_in_the_order_of_the_source(geladen_plan):
    groepen = begroting_overzicht(geladen_plan, EINDE_2020).groepen

    budget = {
        dag.year: {post.actie: post.budget for post in posten_van_acties([dag])[0]}
        for dag in (date(2019, 12, 31), EINDE_2020)
    }
    assert {groep.leefgebied: [rij.naam for rij in groep.rijen] for groep in groepen} == {
        "Zorg": ["Terugvalvoorziening", "Waakvlam", "Mantelzorgers"],
        "Waardevolle daginvulling": ["4 Buurtcirkels"],
        "Gezonde financiën": ["betalingsachterstanden"],
        "Wonen": ["Betaalbare woningen"],
        "Leefbaarheid": ["sociale acceptatie"],
        "": ["GGZ expertise wijkteam", "inloop GGZ", "Verbinding POH GGZ", "Verbinding zorgaanbieders"],
    }
    assert {rij.naam for groep in groepen for rij in groep.rijen if rij.bundel == "B1"} == {
        "Betaalbare woningen",
        "Terugvalvoorziening",
        "Verbinding POH GGZ",
        "Verbinding zorgaanbieders",
    }
    assert {actie for actie, bedrag in budget[2020].items() if bedrag is None} == {"ACT06", "ACT07"}
    assert (budget[2019]["ACT10"], budget[2019]["ACT11"]) == (Decimal("95000.00"), Decimal("100000.00"))


def test_region_and_sociaal_domein_are_told_beside_the_plan(geladen_plan):
    regio = sociaal_domein_cijfers(geladen_plan.slug)
    domein = {rij.code: rij for rij in sociaal_domein_cijfers("we-zijn-ervan")}

    assert [(rij.code, rij.jaar, rij.aanduiding) for rij in regio] == [
        ("R1-2019", 2019, "ruim"),
        ("R1-2020", 2020, "ruim"),
    ]
    assert domein["F1"].bedrag - domein["F2"].bedrag == -domein["F3"].bedrag == Decimal("-1400000.00")
    assert (domein["F11"].bedrag, domein["F11"].percentage) == (None, Decimal("15.00"))


# --- begroting_overzicht: peildatum and reader -----------------------------------------------------------------------


def test_overzicht_is_as_it_stood_on_the_peildatum():
    dekking = DekkingFactory()
    begroting = dekking.begroting
    post = PostFactory(begroting=begroting)
    vastgesteld(begroting)
    wijziging = WijzigingFactory(begroting=begroting, datum=date(2020, 6, 1))
    Wijzigingsregel.objects.create(wijziging=wijziging, post=post, bedrag=Decimal("250.00"))
    BoekingFactory(post=post, datum=date(2020, 7, 1), bedrag=Decimal("99.99"))

    standen = {}
    for dag in (date(2019, 12, 31), date(2020, 5, 31), date(2020, 6, 1), date(2020, 7, 1)):
        per_jaar = begroting_overzicht(kop(begroting.plan), dag).per_jaar
        standen[dag] = [(str(b.som_posten), str(b.plantabel.besteed)) for b in per_jaar.values()]

    assert standen == {
        date(2019, 12, 31): [],
        date(2020, 5, 31): [("1000.00", "None")],
        date(2020, 6, 1): [("1250.00", "None")],
        date(2020, 7, 1): [("1250.00", "99.99")],
    }


def test_concept_is_only_told_to_who_may_see_it():
    post = PostFactory()
    plan = kop(post.begroting.plan)

    assert begroting_overzicht(plan, date.today()).begrotingen == ()
    assert len(begroting_overzicht(plan, date.today(), begrotingen=Begroting.objects.all()).begrotingen) == 1
    assert begroting_overzicht(plan, date.today(), begrotingen=Begroting.objects.none()).begrotingen == ()


@pytest.mark.parametrize("aantal", [1, 12])
def test_overzicht_takes_two_queries_whatever_the_number_of_posten(aantal, django_assert_num_queries):
    begroting = BegrotingFactory()
    for post in PostFactory.create_batch(aantal, begroting=begroting):
        BoekingFactory(post=post)
        PrognoseFactory(post=post)
    vastgesteld(begroting)

    with django_assert_num_queries(2):
        overzicht = begroting_overzicht(kop(begroting.plan), EINDE_2020)
        rijen = [rij for groep in overzicht.groepen for rij in groep.rijen]

    assert len(rijen) == aantal


def test_posten_of_another_plan_stay_out():
    begroting = PostFactory().begroting
    ander = PostFactory().begroting
    vastgesteld(begroting)
    vastgesteld(ander)

    (jaar,) = begroting_overzicht(kop(begroting.plan), EINDE_2020).begrotingen

    assert jaar.som_posten == Decimal("1000.00")


# --- geld_per_actie --------------------------------------------------------------------------------------------------


def post_van_2020(status=ActieStatus.LOOPT, **velden):
    post = PostFactory(actie__stand__status=status, **velden)
    vastgesteld(post.begroting)
    return post


def test_geld_per_actie_takes_one_query(django_assert_num_queries):
    begroting = BegrotingFactory()
    posten = PostFactory.create_batch(4, begroting=begroting)
    vastgesteld(begroting)
    ids = [post.actie_id for post in posten]

    with django_assert_num_queries(1):
        geld = geld_per_actie(ids[:3], EINDE_2020)

    assert set(geld) == set(ids[:3])


def test_geld_is_that_of_the_year_of_the_peildatum_or_the_last_one_before():
    plan = PlanFactory()
    actie = ActieFactory(plan=plan)
    for jaar, bedrag in [(2019, "19.00"), (2020, "20.00")]:
        post = PostFactory(begroting__plan=plan, begroting__jaar=jaar, actie=actie, bedrag=Decimal(bedrag))
        vastgesteld(post.begroting, op=date(2019, 1, 1))

    begroot = {dag: geld_per_actie([actie.pk], dag) for dag in (date(2018, 12, 31), date(2019, 6, 1), date(2026, 1, 1))}

    assert begroot[date(2018, 12, 31)] == {}
    assert begroot[date(2019, 6, 1)][actie.pk].begroot == Decimal("19.00")
    assert begroot[date(2026, 1, 1)][actie.pk].begroot == Decimal("20.00")


def test_concept_begroting_gives_no_light():
    post = PostFactory()

    assert geld_per_actie([post.actie_id], EINDE_2020) == {}


def test_actie_that_runs_without_budget_is_orange():
    loopt, klaar = post_van_2020(bedrag=None), post_van_2020(ActieStatus.AFGEROND, bedrag=None)

    geld = geld_per_actie([loopt.actie_id, klaar.actie_id], EINDE_2020)

    assert (geld[loopt.actie_id].licht, geld[loopt.actie_id].begroot) == (Licht.ORANJE, None)
    assert geld[klaar.actie_id].licht == Licht.ONBEKEND


def test_light_is_that_of_the_peildatum():
    post = post_van_2020()
    BoekingFactory(post=post, datum=date(2020, 5, 1), bedrag=Decimal("400.00"))
    BoekingFactory(post=post, datum=date(2020, 9, 1), bedrag=Decimal("700.00"))

    lichten = {
        dag: geld_per_actie([post.actie_id], dag)[post.actie_id].licht
        for dag in (date(2020, 4, 30), date(2020, 5, 1), date(2020, 9, 1))
    }

    assert list(lichten.values()) == [Licht.ONBEKEND, Licht.GROEN, Licht.ROOD]


def test_leefgebied_of_the_actie_groups_the_post():
    begroting = BegrotingFactory()
    for slug in ("wonen", "zorg"):
        PostFactory(begroting=begroting, actie__leefgebied=LeefgebiedFactory(slug=slug), naam=slug)
    PostFactory(begroting=begroting, zonder_actie=True, naam="los")
    vastgesteld(begroting)

    groepen = begroting_overzicht(kop(begroting.plan), EINDE_2020).groepen

    assert [(groep.leefgebied, [rij.naam for rij in groep.rijen]) for groep in groepen] == [
        ("Zorg", ["zorg"]),
        ("Wonen", ["wonen"]),
        ("", ["los"]),
    ]
