from datetime import date
from decimal import Decimal

import pytest

from tests.budget.factories import BegrotingFactory, BoekingFactory, PostFactory, PrognoseFactory, vastgesteld
from zwijndrecht_portal.core.indicatoren import Uitkomst, bereken

pytestmark = pytest.mark.django_db
DAG = date(2020, 6, 30)


@pytest.fixture
def begroting():
    begroting = BegrotingFactory()
    duur, goedkoop = PostFactory(begroting=begroting, bedrag=Decimal(3000)), PostFactory(begroting=begroting)
    PostFactory(begroting=begroting, bedrag=None)
    vastgesteld(begroting)
    BoekingFactory(post=duur, bedrag=Decimal("1499.99"))
    BoekingFactory(post=duur, bedrag=Decimal("500.00"), datum=date(2020, 7, 1))
    PrognoseFactory(post=duur, bedrag=Decimal(3300))
    PrognoseFactory(post=goedkoop, bedrag=Decimal(900))
    return begroting


def test_budget_benut_is_what_was_spent_of_what_may_be(begroting):
    assert bereken("budget-benut", DAG) == Uitkomst(Decimal("37.5"), 1499, 4000)


def test_prognose_afwijking_adds_over_and_under(begroting):
    assert bereken("prognose-afwijking", DAG) == Uitkomst(Decimal("10.0"), 400, 4000)


@pytest.mark.parametrize("sleutel", ["budget-benut", "prognose-afwijking"])
def test_without_begroting_there_is_no_figure(sleutel):
    assert bereken(sleutel, DAG) == Uitkomst(None, 0, 0)
