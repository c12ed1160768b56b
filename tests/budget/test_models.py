"""Each constraint: the smallest row that breaks it."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from budget.models import Begroting, Begrotingspost, Boeking, Dekking, Prognose, Wijzigingsregel
from tests.budget.factories import (
    BegrotingFactory,
    BoekingFactory,
    DekkingFactory,
    PostFactory,
    PrognoseFactory,
    WijzigingFactory,
    vastgesteld,
)

pytestmark = pytest.mark.django_db


def geweigerd(naam):
    return pytest.raises(IntegrityError, match=naam)


def ligt_vast():
    return pytest.raises(DatabaseError, match=r"verandert alleen met een begrotingswijziging|Cannot (update|delete)")


def test_plan_has_one_begroting_a_year():
    begroting = BegrotingFactory()

    with geweigerd("begroting_een_per_plan_en_jaar"):
        BegrotingFactory(plan=begroting.plan)


@pytest.mark.parametrize(
    ("velden", "naam"),
    [
        ({"jaar": 1999}, "begroting_jaar_bestaat"),
        ({"onvoorzien_percentage": Decimal("99.01")}, "begroting_onvoorzien_is_percentage"),
        ({"onvoorzien_percentage": Decimal("-0.01")}, "begroting_onvoorzien_is_percentage"),
        ({"status": "vastgesteld"}, "begroting_vastgesteld_heeft_datum"),
        ({"vastgesteld_op": date(2020, 1, 1)}, "begroting_vastgesteld_heeft_datum"),
    ],
)
def test_begroting_is_refused_by_the_database(velden, naam):
    with geweigerd(naam):
        BegrotingFactory(**velden)


@pytest.mark.parametrize(
    ("velden", "naam"),
    [
        ({"bedrag": Decimal("-0.01")}, "post_bedrag_niet_negatief"),
        ({"kosten_lopend": Decimal("-0.01")}, "post_kosten_lopend_niet_negatief"),
    ],
)
def test_post_is_refused_by_the_database(velden, naam):
    with geweigerd(naam):
        PostFactory(**velden)


def test_post_has_a_name_and_an_actie_of_its_own_in_the_begroting():
    post = PostFactory()

    with geweigerd("post_naam_uniek_in_begroting"), transaction.atomic():
        PostFactory(begroting=post.begroting, naam=post.naam)
    with geweigerd("post_actie_uniek_in_begroting"):
        PostFactory(begroting=post.begroting, actie=post.actie)


def test_begroting_may_hold_several_posten_outside_the_acties():
    post = PostFactory(zonder_actie=True)

    PostFactory(zonder_actie=True, begroting=post.begroting)

    assert post.begroting.posten.count() == 2


def test_money_columns_have_two_decimals_in_the_database():
    with connection.cursor() as cursor:
        cursor.execute(
            "select column_name, numeric_scale from information_schema.columns where table_schema = 'public'"
            " and table_name in ('budget_begrotingspost', 'budget_boeking', 'budget_dekking', 'budget_prognose',"
            " 'budget_wijzigingsregel', 'budget_sociaaldomeincijfer') and column_name in ('bedrag', 'kosten_lopend')"
        )
        schalen = cursor.fetchall()

    assert sorted(schalen) == [("bedrag", 2)] * 6 + [("kosten_lopend", 2)]


def test_adopted_amounts_are_frozen():
    post = PostFactory()
    vastgesteld(post.begroting)

    with ligt_vast(), transaction.atomic():
        Begrotingspost.objects.filter(pk=post.pk).update(bedrag=Decimal("1000.01"))
    with ligt_vast(), transaction.atomic():
        Begrotingspost.objects.filter(pk=post.pk).update(kosten_lopend=Decimal("1.00"))
    with ligt_vast(), transaction.atomic():
        Begrotingspost.objects.filter(pk=post.pk).delete()
    with ligt_vast(), transaction.atomic():
        PostFactory(begroting=post.begroting)
    with ligt_vast(), transaction.atomic():
        Begrotingspost.objects.filter(pk=post.pk).update(begroting=BegrotingFactory(jaar=2021))

    post.refresh_from_db()
    assert post.bedrag == Decimal("1000.00")


def test_adopted_post_may_still_get_another_name_and_a_new_post_starts_empty():
    post = PostFactory()
    vastgesteld(post.begroting)

    Begrotingspost.objects.filter(pk=post.pk).update(naam="Nieuwe naam")
    PostFactory(begroting=post.begroting, bedrag=None)

    assert set(post.begroting.posten.values_list("bedrag", flat=True)) == {Decimal("1000.00"), None}


def test_concept_amounts_may_change():
    post = PostFactory()

    Begrotingspost.objects.filter(pk=post.pk).update(bedrag=Decimal("5.00"))
    PostFactory(begroting=post.begroting).delete()

    assert list(post.begroting.posten.values_list("bedrag", flat=True)) == [Decimal("5.00")]


@pytest.mark.parametrize(
    "velden", [{"jaar": 2021}, {"vastgesteld_op": date(2020, 1, 2)}, {"onvoorzien_percentage": Decimal(5)}]
)
def test_adopted_begroting_is_frozen(velden):
    begroting = vastgesteld(BegrotingFactory())

    with ligt_vast():
        Begroting.objects.filter(pk=begroting.pk).update(**velden)


def test_adopted_dekking_changes_by_a_wijziging_only():
    dekking = DekkingFactory()
    begroting = vastgesteld(dekking.begroting)

    with ligt_vast(), transaction.atomic():
        Dekking.objects.filter(pk=dekking.pk).update(bedrag=Decimal("1.00"))
    with ligt_vast(), transaction.atomic():
        Dekking.objects.filter(pk=dekking.pk).delete()
    with ligt_vast(), transaction.atomic():
        DekkingFactory(begroting=begroting)
    DekkingFactory(begroting=begroting, wijziging=WijzigingFactory(begroting=begroting), bedrag=Decimal("-100.00"))

    assert set(begroting.dekkingen.values_list("bedrag", flat=True)) == {Decimal("5000.00"), Decimal("-100.00")}


def test_dekking_is_above_zero_unless_a_wijziging_lowers_it():
    with geweigerd("dekking_is_geld"), transaction.atomic():
        DekkingFactory(bedrag=Decimal("-1.00"))
    with geweigerd("dekking_is_geld"):
        DekkingFactory(bedrag=Decimal("0.00"), wijziging=WijzigingFactory())


def test_source_covers_the_same_thing_once():
    dekking = DekkingFactory()

    with geweigerd("dekking_een_keer"):
        DekkingFactory(bron=dekking.bron, begroting=dekking.begroting)


def test_wijziging_has_a_number_of_its_own_and_a_line_changes_something():
    wijziging = WijzigingFactory(nummer=1)
    post = PostFactory(begroting=wijziging.begroting)

    with geweigerd("wijziging_nummer_uniek_in_begroting"), transaction.atomic():
        WijzigingFactory(nummer=1, begroting=wijziging.begroting)
    with geweigerd("wijzigingsregel_verandert_iets"), transaction.atomic():
        Wijzigingsregel.objects.create(wijziging=wijziging, post=post, bedrag=Decimal(0))
    Wijzigingsregel.objects.create(wijziging=wijziging, post=post, bedrag=Decimal(1))
    with geweigerd("wijzigingsregel_post_uniek_in_wijziging"):
        Wijzigingsregel.objects.create(wijziging=wijziging, post=post, bedrag=Decimal(1))


def test_boeking_is_known_by_its_number_and_is_money():
    boeking = BoekingFactory()

    with geweigerd("boekingsnummer"), transaction.atomic():
        BoekingFactory(boekingsnummer=boeking.boekingsnummer)
    with geweigerd("boeking_is_geld"):
        BoekingFactory(bedrag=Decimal(0))


@pytest.mark.parametrize(
    ("velden", "naam"),
    [
        ({"kwartaal": 0}, "prognose_kwartaal_bestaat"),
        ({"kwartaal": 5}, "prognose_kwartaal_bestaat"),
        ({"bedrag": Decimal("-0.01")}, "prognose_niet_negatief"),
    ],
)
def test_prognose_is_refused_by_the_database(velden, naam):
    with geweigerd(naam):
        PrognoseFactory(**velden)


@pytest.mark.parametrize(
    ("model", "factory"), [(Boeking, BoekingFactory), (Prognose, PrognoseFactory)], ids=["boeking", "prognose"]
)
def test_what_happened_is_only_added(model, factory):
    rij = factory()

    with ligt_vast(), transaction.atomic():
        model.objects.filter(pk=rij.pk).update(bedrag=Decimal("1.00"))
    with ligt_vast(), transaction.atomic():
        model.objects.filter(pk=rij.pk).delete()

    assert model.objects.filter(pk=rij.pk, bedrag=rij.bedrag).exists()
