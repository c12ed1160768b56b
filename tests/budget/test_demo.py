"""The fictitious boekingen and prognoses of the demo (zwijndrecht_portal.demo.budget)."""

from datetime import date

import pytest

from budget.models import Boeking, Prognose
from budget.selectors import begroting_overzicht, geld_per_actie, posten_van_acties
from tests.budget.factories import PostFactory, vastgesteld
from zwijndrecht_portal.core.enums import Licht
from zwijndrecht_portal.demo.budget import maak_boekingen

pytestmark = pytest.mark.django_db
VANDAAG = date(2026, 11, 21)


def test_demo_is_labelled_shows_every_light_and_adds_nothing_twice(geladen_plan):
    aantallen = [maak_boekingen(seed=1, vandaag=VANDAAG), maak_boekingen(seed=1, vandaag=VANDAAG)]

    ids = [post.actie_id for post in posten_van_acties([VANDAAG])[0]]
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


def test_geld_per_actie_equals_the_overview_it_is_about(geladen_plan):
    maak_boekingen(seed=1, vandaag=VANDAAG)
    dagen = [date(2018, 1, 1), date(2019, 7, 1), date(2020, 6, 30), VANDAAG]

    reeksen = dict(zip(dagen, posten_van_acties(dagen), strict=True))

    for dag in dagen:
        begroting = begroting_overzicht(geladen_plan, dag).per_jaar.get(min(dag.year, 2020))
        verwacht = {post.actie_id: bedragen(post) for post in (begroting.posten if begroting else ())}
        assert {post.actie_id: bedragen(post) for post in reeksen[dag]} == verwacht
        geld = geld_per_actie(list(verwacht), dag)
        assert {pk: (stand.begroot, stand.besteed, stand.verwacht) for pk, stand in geld.items()} == verwacht


def bedragen(post):
    return post.budget, post.besteed, post.verwacht
