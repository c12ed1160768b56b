from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from budget.models import Begroting, Begrotingspost, Wijzigingsregel
from tests.budget.factories import (
    BegrotingFactory,
    BoekingFactory,
    DekkingFactory,
    PostFactory,
    PrognoseFactory,
    WijzigingFactory,
    vastgesteld,
)
from zwijndrecht_portal.core.enums import Rol

pytestmark = pytest.mark.django_db
DAG = date(2020, 6, 30)
LATER = DAG + timedelta(days=1)


def stand(post, peildatum=DAG):
    return Begrotingspost.objects.filter(pk=post.pk).with_stand(peildatum).get()


def test_visible_to_hides_a_concept_from_who_does_not_make_budgets(gebruiker_met):
    concept, open_begroting = BegrotingFactory(), vastgesteld(BegrotingFactory())
    post = PostFactory(begroting=concept)

    zichtbaar = {rol: set(Begroting.objects.visible_to(gebruiker_met(rol))) for rol in Rol}

    makers = {Rol.CONTROLLER, Rol.BELEIDSMEDEWERKER, Rol.PROGRAMMAMANAGER}
    assert {rol for rol, rijen in zichtbaar.items() if concept in rijen} == makers
    assert all(open_begroting in rijen for rijen in zichtbaar.values())
    assert post not in Begrotingspost.objects.visible_to(gebruiker_met(Rol.TREKKER))


def test_begroting_counts_from_the_day_it_was_adopted():
    begroting = vastgesteld(BegrotingFactory(), op=DAG)

    assert list(Begroting.objects.op_peildatum(DAG)) == [begroting]
    assert list(Begroting.objects.op_peildatum(DAG - timedelta(days=1))) == []


def test_concept_shows_only_in_the_state_of_today():
    concept = BegrotingFactory()
    vandaag = timezone.localdate()

    assert list(Begroting.objects.op_peildatum(vandaag)) == [concept]
    assert list(Begroting.objects.op_peildatum(vandaag - timedelta(days=1))) == []
    assert list(Begroting.objects.vastgesteld(vandaag)) == []


def test_post_without_anything_has_no_stand():
    post = stand(PostFactory())

    assert (post.gewijzigd, post.besteed, post.prognose_json) == (None, None, None)


def test_wijzigingen_count_from_their_date():
    post = PostFactory()
    for datum, bedrag in [(DAG, "100.00"), (DAG, "-30.00"), (LATER, "1.00")]:
        wijziging = WijzigingFactory(begroting=post.begroting, datum=datum)
        Wijzigingsregel.objects.create(wijziging=wijziging, post=post, bedrag=Decimal(bedrag))

    assert stand(post).gewijzigd == Decimal("70.00")
    assert stand(post, LATER).gewijzigd == Decimal("71.00")


def test_boekingen_count_up_to_and_including_the_peildatum():
    post = PostFactory()
    for datum, bedrag in [(DAG, "100.00"), (DAG, "-30.01"), (LATER, "1.00")]:
        BoekingFactory(post=post, datum=datum, bedrag=Decimal(bedrag))
    BoekingFactory(datum=DAG)

    assert stand(post).besteed == Decimal("69.99")


def test_newest_prognose_up_to_the_peildatum_counts():
    post = PostFactory()
    for datum, bedrag in [(date(2020, 4, 1), "1.00"), (DAG, "2.00"), (DAG, "3.10"), (LATER, "4.00")]:
        PrognoseFactory(post=post, datum=datum, bedrag=Decimal(bedrag), toelichting="Zo gaat het.")

    assert stand(post).prognose_json == {
        "kwartaal": 1,
        "datum": "2020-06-30",
        "bedrag": "3.10",
        "toelichting": "Zo gaat het.",
        "is_klaar": False,
    }


def test_dekking_of_a_wijziging_counts_from_its_date():
    dekking = DekkingFactory()
    wijziging = WijzigingFactory(begroting=dekking.begroting, datum=LATER)
    DekkingFactory(bron=dekking.bron, begroting=dekking.begroting, wijziging=wijziging, bedrag=Decimal("-500.00"))

    bedragen = {
        dag: sorted(
            d["bedrag"] for d in Begroting.objects.with_dekkingen(dag).get(pk=dekking.begroting_id).dekkingen_json
        )
        for dag in (DAG, LATER)
    }

    assert bedragen == {DAG: ["5000.00"], LATER: ["-500.00", "5000.00"]}
