"""The fictitious boekingen and prognoses of the demo (zwijndrecht_portal.demo.budget)."""

from datetime import date

import pytest

from budget.models import Boeking, Prognose
from budget.selectors import geld_per_actie, posten_van_acties
from zwijndrecht_portal.core.enums import Licht
from zwijndrecht_portal.demo.budget import maak_boekingen

pytestmark = pytest.mark.django_db
VANDAAG = date(2026, 11, 21)


def rijen():
    return list(
        Boeking.objects.order_by("boekingsnummer").values_list("boekingsnummer", "bedrag", "organisatie", "datum")
    )


def test_demo_is_labelled_and_a_second_run_adds_nothing(geladen_plan):
    aantallen = [maak_boekingen(seed=1, vandaag=VANDAAG), maak_boekingen(seed=1, vandaag=VANDAAG)]

    eerste = rijen()
    assert aantallen == [len(eerste), 0]
    assert all(
        omschrijving.startswith("Fictief") for omschrijving in Boeking.objects.values_list("omschrijving", flat=True)
    )
    assert 24 <= len(eerste) <= 100


def test_demo_does_not_book_in_the_future(geladen_plan):
    maak_boekingen(seed=1, vandaag=date(2020, 4, 30))

    assert max(datum for *_, datum in rijen()) <= date(2020, 4, 30)
    assert max(Prognose.objects.values_list("datum", flat=True)) <= date(2020, 4, 30)


def test_demo_shows_every_light(geladen_plan):
    maak_boekingen(seed=1, vandaag=VANDAAG)

    ids = [post.actie_id for post in posten_van_acties(VANDAAG)]
    assert {stand.licht for stand in geld_per_actie(ids, VANDAAG).values()} == {Licht.GROEN, Licht.ORANJE, Licht.ROOD}
