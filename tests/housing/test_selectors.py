from datetime import date
from decimal import Decimal

import pytest

from housing.enums import VoorzieningSoort
from housing.regels.bezetting import Bezetting
from housing.selectors import (
    bezetting_per_maand,
    contingenten,
    draagkracht,
    lees_overzicht,
    lees_plekken,
    raming_op,
    ramingen,
    voorzieningen,
)
from tests.core.factories import GebiedFactory
from tests.housing.factories import (
    BehoefteramingFactory,
    ContingentFactory,
    LeegstandFactory,
    PlaatsingFactory,
    PlekFactory,
    VerblijfFactory,
    VoorzieningFactory,
)

pytestmark = pytest.mark.django_db
VANDAAG = date(2026, 11, 22)


def dag(nummer):
    return date(2026, 11, nummer)


# --- Plekken ---------------------------------------------------------------------------------------------------------


def test_month_equals_the_value_worked_out_by_hand():
    plek = PlekFactory(voorziening__naam="De Loods")
    VerblijfFactory(plek=plek, van=dag(3), tot=dag(17))
    LeegstandFactory(plek=plek, van=dag(20), tot=dag(22))

    [(naam, [november, oktober])] = bezetting_per_maand(dag(30), maanden=2)

    assert (naam, november.maand_tekst) == ("De Loods", "november 2026")
    assert november.nachten == Bezetting(verblijf=14, wissel=1, leegstand=2, vrij=13)
    assert oktober.nachten == Bezetting(vrij=31)


def test_month_that_runs_counts_up_to_the_peildatum():
    VerblijfFactory(van=dag(3), tot=dag(17))

    [(_, [november])] = bezetting_per_maand(dag(10), maanden=1)

    assert november.nachten == Bezetting(verblijf=8, vrij=2)


def test_terugvalvoorziening_comes_first():
    PlekFactory(voorziening=VoorzieningFactory(tussen=True, naam="A"))
    PlekFactory(voorziening=VoorzieningFactory(naam="B"))

    assert [regel.naam for regel in voorzieningen(dag(1), dag(30))] == ["B", "A"]


def test_plek_that_is_gone_is_left_out():
    PlekFactory(geldig=(date(2026, 1, 1), dag(10)))

    assert [len(voorzieningen(van, dag(30))) for van in (dag(9), dag(10))] == [1, 0]


@pytest.mark.parametrize("aantal", [1, 3])
def test_plekken_cost_one_query(aantal, django_assert_num_queries):
    for _ in range(aantal):
        VerblijfFactory(plek__voorziening__soort=VoorzieningSoort.TERUGVAL)

    with django_assert_num_queries(1):
        plekken = lees_plekken(dag(1), dag(30), VoorzieningSoort.TERUGVAL)

    assert [len(plek.verblijven) for plek in plekken] == [1] * aantal


# --- Contingents -----------------------------------------------------------------------------------------------------


def test_contingent_of_ten_with_seven_used_has_three_free_on_1_october():
    contingent = ContingentFactory(aantal=10)
    PlaatsingFactory.create_batch(7, contingent=contingent, datum=date(2026, 10, 1))
    PlaatsingFactory(contingent=contingent, datum=date(2026, 10, 2))

    stand = contingenten(2026, date(2026, 10, 1), drempel=5)

    assert [(regel.gebruikt, regel.vrij) for regel in stand.regels] == [(7, 3)]
    assert (stand.aantal, stand.gebruikt, stand.vrij) == (10, 7, 3)


@pytest.mark.parametrize(("peildatum", "voor"), [((2026, 9, 30), date(2026, 10, 1)), ((2026, 10, 1), None)])
def test_free_homes_are_offered_again_before_1_october(peildatum, voor):
    ContingentFactory()

    assert contingenten(2026, date(*peildatum), drempel=0).opnieuw_voor == voor


def test_small_use_is_hidden_and_free_does_not_give_it_away():
    for aantal, gebruikt in ((10, 7), (8, 5), (5, 2)):
        PlaatsingFactory.create_batch(gebruikt, contingent=ContingentFactory(aantal=aantal))

    geheim = contingenten(2026, VANDAAG, drempel=5)
    open_ = contingenten(2026, VANDAAG, drempel=0)

    assert [(regel.gebruikt, regel.vrij) for regel in open_.regels] == [(7, 3), (5, 3), (2, 3)]
    assert [(r.gebruikt, r.vrij) for r in geheim.regels if r.aantal == 5] == [(None, None)]
    assert sum(regel.gebruikt is None for regel in geheim.regels) == 2  # with one the total would tell
    assert all("2 van 5" not in regel.staaftitel for regel in geheim.regels)


def test_another_year_is_another_contingent():
    PlaatsingFactory(contingent=ContingentFactory(jaar=2025), datum=date(2025, 5, 5))

    assert contingenten(2026, VANDAAG, drempel=0).regels == ()


# --- Draagkracht -----------------------------------------------------------------------------------------------------


@pytest.fixture
def wijken(db):
    gemeente = GebiedFactory(gemeente=True)
    namen = {"WK064201": ("Walburg", 10000), "WK064202": ("Centrum", 5000), "WK064203": ("Noord", 6715)}
    return [
        GebiedFactory(code=code, naam=naam, soort="wijk", bovenliggend=gemeente, inwoners=inwoners)
        for code, (naam, inwoners) in namen.items()
    ]


def test_draagkracht_is_plaatsingen_per_1000_in_the_past_year(wijken):
    PlaatsingFactory.create_batch(25, wijk=wijken[0], datum=date(2025, 11, 23), contingent=ContingentFactory())
    PlaatsingFactory(wijk=wijken[0], datum=date(2025, 11, 22), contingent=ContingentFactory())  # a day too early

    stand = draagkracht(VANDAAG, drempel=0, plafond=Decimal("2"))

    assert [(r.naam, r.plaatsingen, r.per_duizend, r.oordeel) for r in stand.regels] == [
        ("Walburg", 25, Decimal("2.5"), "boven het plafond"),
        ("Centrum", 0, Decimal("0.0"), "onder het plafond"),
        ("Noord", 0, Decimal("0.0"), "onder het plafond"),
    ]
    assert (stand.totaal.inwoners, stand.totaal.plaatsingen) == (21715, 25)


def test_ceiling_itself_is_not_above_it(wijken):
    PlaatsingFactory.create_batch(10, wijk=wijken[1], datum=dag(2), contingent=ContingentFactory())

    regel = draagkracht(VANDAAG, drempel=0, plafond=Decimal("2.0")).regels[1]

    assert (regel.per_duizend, regel.is_boven) == (Decimal("2.0"), False)


def test_wijk_without_a_number_of_inhabitants_is_unknown():
    GebiedFactory(wijk=True, inwoners=None)

    [regel] = draagkracht(VANDAAG, drempel=0).regels

    assert (regel.per_duizend_tekst, regel.oordeel, regel.is_boven) == ("onbekend", "onbekend", False)


def test_small_count_in_a_wijk_is_hidden_with_a_second_one(wijken):
    for wijk, aantal in zip(wijken, (20, 12, 3), strict=True):
        PlaatsingFactory.create_batch(aantal, wijk=wijk, datum=date(2026, 9, 30), contingent=ContingentFactory())
    PlaatsingFactory.create_batch(5, wijk=wijken[0], datum=date(2026, 10, 1))  # after the last quarter that was over

    stand = draagkracht(VANDAAG, drempel=5, plafond=Decimal("0.1"))

    assert [regel.plaatsingen for regel in stand.regels] == [20, None, None]
    assert [(r.per_duizend, r.is_boven, r.oordeel) for r in stand.regels[1:]] == [(None, False, "geheim")] * 2
    assert (stand.totaal.plaatsingen, stand.tot_en_met) == (35, date(2026, 9, 30))


# --- Need, and the whole page ----------------------------------------------------------------------------------------


def test_raming_of_a_peildatum_is_the_newest_of_then(django_assert_num_queries):
    BehoefteramingFactory(versie=1, opgesteld_op=date(2019, 1, 1))
    BehoefteramingFactory(versie=2, opgesteld_op=date(2020, 6, 30))

    with django_assert_num_queries(1):
        assert raming_op(date(2020, 6, 30)).versie == 2
    assert raming_op(date(2020, 6, 29)).versie == 1
    assert [raming.versie for raming in ramingen(VANDAAG)] == [2, 1]


def test_overview_says_the_page_in_one_sentence():
    plek = PlekFactory()
    VerblijfFactory(plek=plek, van=dag(20), tot=dag(29))
    VerblijfFactory(plek=plek, van=dag(2), tot=dag(9))
    PlekFactory(voorziening=plek.voorziening)
    PlaatsingFactory.create_batch(9, contingent=ContingentFactory(aantal=10))

    stand = lees_overzicht(VANDAAG, drempel=5)

    assert stand.zin.replace("\u00a0", " ") == (
        "Vannacht zijn 1 van de 2 plekken bezet. Van de contingenten van 2026 is nog 1 woning vrij."
    )
    assert stand.te_bevestigen == 1


@pytest.mark.parametrize(("drempel", "geregistreerd"), [(0, 8), (5, 8), (10, None)])
def test_registered_figure_is_hidden_below_the_threshold(drempel, geregistreerd):
    BehoefteramingFactory()

    assert lees_overzicht(VANDAAG, drempel=drempel).geregistreerd == geregistreerd
