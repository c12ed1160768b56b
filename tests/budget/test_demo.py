"""The fictitious boekingen and prognoses of the demo (zwijndrecht_portal.demo.budget)."""

from datetime import date

import pytest

from budget.models import Boeking, Prognose
from budget.selectors import geld_per_actie, posten_van_acties
from tests.budget.factories import PostFactory, vastgesteld
from zwijndrecht_portal.core.enums import Licht
from zwijndrecht_portal.demo.budget import maak_boekingen

pytestmark = pytest.mark.django_db
VANDAAG = date(2026, 11, 21)


def test_demo_is_labelled_shows_every_light_and_adds_nothing_twice(geladen_plan):
    aantallen = [maak_boekingen(seed=1, vandaag=VANDAAG), maak_boekingen(seed=1, vandaag=VANDAAG)]

    ids = [post.actie_id for post in posten_van_acties(VANDAAG)]
    omschrijvingen = Boeking.objects.values_list("omschrijving", flat=True)
    assert aantallen == [len(omschrijvingen), 0]
    assert 24 <= len(omschrijvingen) <= 100
    assert all(omschrijving.startswith("Fictief") for omschrijving in omschrijvingen)
    assert {stand.licht for stand in geld_per_actie(ids, VANDAAG).values()} == {Licht.GROEN, Licht.ORANJE, Licht.ROOD}


def test_demo_does_not_book_in_the_future():
    post = PostFactory()
    vastgesteld(post.begroting)

    maak_boekingen(seed=1, vandaag=date(2020, 6, 30))

    assert set(Boeking.objects.values_list("datum", flat=True)) == {date(2020, 3, 28), date(2020, 6, 27)}
    assert set(Prognose.objects.values_list("datum", flat=True)) == {date(2020, 4, 9)}
