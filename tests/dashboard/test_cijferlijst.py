"""The page with all figures: what it finds, in which order, and what it never says."""

from datetime import date
from decimal import Decimal

import pytest

from dashboard.models import Indicator
from dashboard.selectors.cijferlijst import SORTERINGEN, pagina_van_cijfers
from tests.core.factories import LeefgebiedFactory
from tests.dashboard.factories import IndicatorFactory, MetingFactory
from tests.plan.factories import PlanFactory
from tests.utils import assert_is_region_of
from zwijndrecht_portal.core.enums import Rol

pytestmark = pytest.mark.django_db

URL = "/indicatoren/"


def namen(response):
    return [regel.cijfer.naam for regel in response.context["pagina"].regels]


@pytest.fixture
def cijfers():
    """Three figures that differ in everything one can filter on."""
    wonen, plan = LeefgebiedFactory(slug="wonen", naam="Wonen"), PlanFactory()
    return {
        "a": IndicatorFactory(naam="A", leefgebied=wonen, plan=plan, vragen=["M1"], methode="Telt boten."),
        "b": IndicatorFactory(naam="B", plan=PlanFactory(), vragen=["M2", "M3"], bron="De haven"),
        "c": IndicatorFactory(naam="C", sleutel="acties-op-schema", soort="berekend", vragen=["M4"]),
    }


@pytest.mark.parametrize(
    ("filters", "verwacht"),
    [
        ({}, ["A", "B", "C"]),
        ({"leefgebied": "wonen"}, ["A"]),
        ({"leefgebied": "geen"}, ["B", "C"]),
        ({"leefgebied": "bestaat-niet"}, []),
        ({"vraag": "M3"}, ["B"]),
        ({"vraag": "M9"}, ["A", "B", "C"]),
        ({"soort": "berekend"}, ["C"]),
        ({"q": "boten"}, ["A"]),
        ({"q": "haven"}, ["B"]),
        ({"q": "niets"}, []),
        ({"soort": "gemeten", "vraag": "M1"}, ["A"]),
        ({"plan": "\x00", "q": "\x00", "pagina": "x", "sorteer": "x"}, ["A", "B", "C"]),
    ],
)
def test_filter_leaves_what_was_asked(als, cijfers, filters, verwacht):
    assert namen(als(Rol.RAADSLID).get(URL, filters)) == verwacht


def test_filter_on_plan_keeps_what_belongs_to_all_plans(als, cijfers):
    response = als(Rol.CONTROLLER).get(URL, {"plan": cijfers["a"].plan_id, "peildatum": "2020-06-30"})

    assert namen(response) == ["A", "C"]
    naar = f"/indicatoren/acties-op-schema/?plan={cijfers['a'].plan_id}&amp;peildatum=2020-06-30"
    assert naar in response.content.decode()


@pytest.mark.parametrize("sorteer", SORTERINGEN)
def test_each_column_sorts_both_ways_and_what_has_no_value_comes_last(sorteer):
    for nummer, waarde in enumerate((3, None, 1, 2)):
        indicator = IndicatorFactory(leefgebied=LeefgebiedFactory() if nummer % 2 else None)
        MetingFactory(indicator=indicator, waarde=waarde and Decimal(waarde))

    for kop in (sorteer, f"-{sorteer}"):
        pagina = pagina_van_cijfers(Indicator.objects.all(), date(2020, 6, 30), 5, plan=None, sorteer=kop, pagina=1)

        waarden = [SORTERINGEN[sorteer](regel) for regel in pagina.regels]
        bekend = [waarde for waarde in waarden if waarde is not None]
        assert waarden == sorted(bekend, reverse=kop != sorteer) + [None] * (len(waarden) - len(bekend))


def test_order_by_value_does_not_say_where_a_hidden_value_belongs(als):
    for waarde in (12, 7, 20):
        MetingFactory(indicator=IndicatorFactory(telling=True, naam=f"N{waarde}"), waarde=Decimal(waarde))

    assert namen(als(Rol.TREKKER).get(URL, {"sorteer": "waarde"})) == ["N7", "N12", "N20"]
    for sorteer in ("waarde", "-waarde"):
        assert namen(als(Rol.RAADSLID).get(URL, {"sorteer": sorteer}))[-1] == "N7"


def test_long_list_has_pages_that_keep_the_filters(als, monkeypatch):
    monkeypatch.setattr("dashboard.selectors.cijferlijst.PER_PAGINA", 2)
    IndicatorFactory.create_batch(3, vragen=["M2"])
    IndicatorFactory()

    response = als(Rol.RAADSLID).get(URL, {"vraag": "M2", "pagina": "9"})

    assert (len(response.context["pagina"].regels), response.context["pagina"].paginas) == (1, 2)
    assert response.context["bladeren"]["vorige_url"] == "?vraag=M2&sorteer=naam&pagina=1"


def test_answer_to_a_changed_filter_is_that_part_of_the_page(als, cijfers):
    client = als(Rol.RAADSLID)

    assert_is_region_of(client.get(URL, headers={"HX-Request": "true"}), client.get(URL))


@pytest.mark.parametrize("aantal", [1, 3])
def test_list_has_constant_query_count(als, aantal, django_assert_num_queries):
    for _ in range(aantal):
        MetingFactory(indicator=IndicatorFactory(leefgebied=LeefgebiedFactory()))
    client = als(Rol.RAADSLID)

    with django_assert_num_queries(6):  # session, person, plans, leefgebieden of the figures, figures, choices
        client.get(URL)
