from datetime import date, timedelta
from decimal import Decimal

import pytest

from housing.indicatoren import bezetting_terugvalvoorziening
from tests.housing.factories import PlekFactory, VerblijfFactory, VoorzieningFactory
from zwijndrecht_portal.core.indicatoren import Uitkomst, bereken, bereken_reeks

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
