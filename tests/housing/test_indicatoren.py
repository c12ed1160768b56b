from datetime import date, timedelta
from decimal import Decimal
from random import Random

import pytest

from housing.enums import VoorzieningSoort
from housing.indicatoren import BEZETTING, bezetting_terugvalvoorziening
from housing.regels.bezetting import tel_nachten
from housing.selectors import lees_plekken
from tests.housing.factories import PlekFactory, VerblijfFactory, VoorzieningFactory
from zwijndrecht_portal.core.indicatoren import Uitkomst, bereken, bereken_reeks, tel

pytestmark = pytest.mark.django_db
PEILDATUM = date(2026, 11, 30)


def test_occupancy_is_over_the_thirty_nights_up_to_the_peildatum():
    plek = PlekFactory()
    VerblijfFactory(plek=plek, van=date(2026, 10, 22), tot=date(2026, 11, 11))  # ten of these nights count
    PlekFactory(voorziening=plek.voorziening)

    assert bereken("bezetting-terugvalvoorziening", PEILDATUM) == Uitkomst(Decimal("16.7"), 10, 60)


def test_tussenvoorziening_does_not_count():
    VerblijfFactory(plek__voorziening=VoorzieningFactory(tussen=True))

    assert bezetting_terugvalvoorziening(PEILDATUM) == Uitkomst(None)


@pytest.mark.parametrize("nachten", [0, 3, 30], ids=["nobody", "few", "everybody"])
def test_few_nights_are_hidden_with_their_numbers(nachten):
    plek = PlekFactory()
    if nachten:
        VerblijfFactory(plek=plek, van=date(2026, 11, 1), tot=date(2026, 11, 1) + timedelta(days=nachten))

    assert bezetting_terugvalvoorziening(PEILDATUM) == Uitkomst(None, geheim=True)


def test_series_equals_date_by_date_in_one_query(django_assert_num_queries):
    VerblijfFactory(van=date(2026, 9, 1), tot=date(2026, 9, 16))
    peildata = [date(2026, 9, 30), date(2026, 10, 10), PEILDATUM]

    with django_assert_num_queries(1):
        reeks = bereken_reeks("bezetting-terugvalvoorziening", peildata)

    assert reeks == [bezetting_terugvalvoorziening(dag) for dag in peildata]
    assert reeks[0].waarde == Decimal("50.0")


@pytest.mark.parametrize("seed", range(3))
def test_nights_in_sql_equal_the_definition(seed):
    """Plekken that come and go, verblijven that reach outside the window or outside the plek."""
    toeval = Random(seed)  # noqa: S311 - no secret
    begin, voorziening = date(2026, 6, 1), VoorzieningFactory()
    for _ in range(4):
        eerste = begin + timedelta(days=toeval.randrange(60))
        plek = PlekFactory(voorziening=voorziening, geldig=(eerste, None))
        dag = eerste
        for _ in range(3):
            van = dag + timedelta(days=toeval.randrange(1, 20))
            dag = van + timedelta(days=toeval.randrange(1, 40))
            VerblijfFactory(plek=plek, van=van, tot=dag)
    dagen = [begin + timedelta(days=toeval.randrange(200)) for _ in range(8)]

    geteld = tel([BEZETTING], dagen)["bezetting"]

    for dag in dagen:
        van = dag - timedelta(days=29)
        nachten = tel_nachten(lees_plekken(van, dag + timedelta(days=1), VoorzieningSoort.TERUGVAL), van, dag)
        [rij] = geteld[dag]
        assert (rij["beschikbaar"], rij["verblijf"]) == (nachten.beschikbaar, nachten.verblijf)
