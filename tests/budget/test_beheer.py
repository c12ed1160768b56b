"""Making a begroting in the pages: concept, posten, dekking, adopting, closing; and verplichtingen."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, IntegrityError, transaction
from django.urls import reverse

from budget.models import Begroting, Begrotingspost, Dekking, Verplichting
from budget.selectors import begroting_overzicht
from budget.services.verplichtingen import ga_verplichting_aan, sluit_verplichting
from tests.budget.factories import (
    BegrotingFactory,
    BoekingFactory,
    DekkingFactory,
    DekkingsbronFactory,
    PostFactory,
    VerplichtingFactory,
    vastgesteld,
)
from tests.budget.pagina import tekst

pytestmark = pytest.mark.django_db
D = Decimal


def url(naam, obj):
    return reverse(f"budget:{naam}", args=[obj.pk])


def test_new_concept_takes_the_posten_along_without_amounts(client, controller):
    oud = PostFactory(naam="Waakvlam", bedrag=D("5.00"), taakveld="6.1").begroting
    vastgesteld(oud)

    antwoord = client.post(
        f"{reverse('budget:begroting_nieuw')}?plan={oud.plan.slug}",
        {"jaar": "2021", "onvoorzien_percentage": "12,5", "neem_over": oud.pk},
        follow=True,
    )

    nieuw = Begroting.objects.get(jaar=2021)
    assert (nieuw.status, nieuw.onvoorzien_percentage) == ("concept", D("12.50"))
    assert list(nieuw.posten.values_list("naam", "bedrag", "taakveld")) == [("Waakvlam", None, "6.1")]
    assert "De begroting is gemaakt als concept." in tekst(antwoord)


def test_second_begroting_for_the_same_year_is_refused_in_words(client, controller):
    oud = BegrotingFactory(jaar=2021)

    antwoord = client.post(
        f"{reverse('budget:begroting_nieuw')}?plan={oud.plan.slug}", {"jaar": "2021", "onvoorzien_percentage": "10"}
    )

    assert "Dit plan heeft al een begroting voor dit jaar." in tekst(antwoord)


def test_whole_life_from_concept_to_closed_and_back(client, controller):
    begroting, bron = BegrotingFactory(jaar=2020), DekkingsbronFactory()
    client.post(url("post_nieuw", begroting), {"naam": "Waakvlam", "bedrag": "1.000,00", "soort": "incidenteel"})
    client.post(url("dekking_zetten", begroting), {"bron": bron.pk, "bedrag": "900"})
    client.post(url("begroting_vaststellen", begroting), {"vastgesteld_op": "01-02-2020"})

    jaar = begroting_overzicht(begroting.plan, date(2020, 2, 1)).per_jaar[2020]
    assert (jaar.totaal, jaar.dekking, jaar.tekort) == (D("1100.00"), D("900.00"), D("200.00"))

    client.post(url("begroting_afsluiten", begroting))
    begroting.refresh_from_db()
    assert begroting.status == "afgesloten"
    client.post(url("begroting_heropenen", begroting))
    begroting.refresh_from_db()
    assert begroting.status == "vastgesteld"


def test_amount_of_an_adopted_post_cannot_be_typed(client, controller):
    post = PostFactory(bedrag=D("1000.00"))
    vastgesteld(post.begroting)

    client.post(url("post_wijzigen", post), {"naam": "Andere naam", "bedrag": "5", "taakveld": "6.2"})

    post.refresh_from_db()
    assert (post.naam, post.bedrag, post.taakveld) == ("Andere naam", D("1000.00"), "6.2")


def test_post_added_after_adoption_starts_without_money(client, controller):
    begroting = PostFactory().begroting
    vastgesteld(begroting)

    client.post(url("post_nieuw", begroting), {"naam": "Erbij"})

    assert Begrotingspost.objects.get(naam="Erbij").bedrag is None


def test_post_with_a_known_name_is_refused_and_keeps_what_was_typed(client, controller):
    post = PostFactory(naam="Waakvlam")

    antwoord = client.post(url("post_nieuw", post.begroting), {"naam": "Waakvlam", "bedrag": "12"})

    assert "Deze begroting heeft al een post met deze naam." in tekst(antwoord)
    assert 'value="12"' in antwoord.content.decode()


def test_concept_and_its_posten_can_be_thrown_away_but_not_what_was_adopted(client, controller):
    concept = PostFactory().begroting
    DekkingFactory(begroting=concept)
    vast = PostFactory().begroting
    vastgesteld(vast)

    for begroting in (concept, vast):
        client.post(url("begroting_verwijderen", begroting))

    assert set(Begroting.objects.all()) == {vast}
    assert not Dekking.objects.filter(begroting=concept.pk).exists()


def test_post_leaves_a_concept(client, controller):
    post = PostFactory()

    client.post(url("post_verwijderen", post))

    assert not Begrotingspost.objects.exists()


def test_begroting_without_posten_is_not_adopted(client, controller):
    begroting = BegrotingFactory()

    antwoord = client.post(url("begroting_vaststellen", begroting), {"vastgesteld_op": "01-02-2020"})

    assert "Voeg eerst posten toe" in tekst(antwoord)


# --- Verplichtingen --------------------------------------------------------------------------------------------------


@pytest.fixture
def post(db):
    post = PostFactory(bedrag=D("1000.00"))
    vastgesteld(post.begroting)
    return post


def stand(post, dag):
    (regel,) = begroting_overzicht(post.begroting.plan, dag).per_jaar[2020].posten
    return regel


def test_verplichting_is_open_until_it_is_booked_or_closed(post):
    verplichting = VerplichtingFactory(post=post, bedrag=D("500.00"), datum=date(2020, 2, 1))
    BoekingFactory(post=post, verplichting=verplichting, bedrag=D("200.00"), datum=date(2020, 3, 1))
    BoekingFactory(post=post, bedrag=D("50.00"), datum=date(2020, 3, 1))  # on no verplichting

    sluit_verplichting(verplichting=verplichting, afgesloten_op=date(2020, 6, 1))

    dagen = [date(2020, 1, 31), date(2020, 2, 1), date(2020, 3, 1), date(2020, 5, 31), date(2020, 6, 1)]
    assert [stand(post, dag).verplicht for dag in dagen] == [None, D("500.00"), D("300.00"), D("300.00"), None]
    assert stand(post, date(2020, 3, 1)).vrij == D("450.00")


def test_boekingen_beyond_the_verplichting_leave_nothing_open(post):
    verplichting = VerplichtingFactory(post=post, bedrag=D("500.00"))
    BoekingFactory(post=post, verplichting=verplichting, bedrag=D("600.00"))

    assert stand(post, date(2020, 12, 31)).verplicht == D("0.00")


def test_controller_enters_and_closes_a_verplichting(client, controller, post):
    invoer = {"nummer": "2020-7", "datum": "01-02-2020", "bedrag": "500", "omschrijving": "Opdracht wijkteam"}
    antwoord = client.post(url("verplichting_nieuw", post), invoer, follow=True)
    assert "Opdracht wijkteam" in tekst(antwoord)

    dubbel = client.post(url("verplichting_nieuw", post), invoer)
    assert "bestaat al" in tekst(dubbel)

    verplichting = Verplichting.objects.get()
    assert "Er staat niets meer open." in tekst(client.post(url("verplichting_sluiten", verplichting), follow=True))
    assert "staat weer open" in tekst(client.post(url("verplichting_heropenen", verplichting), follow=True))


def test_concept_takes_no_verplichting():
    with pytest.raises(ValidationError, match="vastgestelde begroting"):
        ga_verplichting_aan(
            post=PostFactory(), door=None, nummer="1", datum=date(2020, 1, 1), bedrag=D(1), omschrijving="Opdracht"
        )


def test_database_refuses_a_boeking_on_a_verplichting_of_another_post(post):
    with pytest.raises(IntegrityError), transaction.atomic():
        BoekingFactory(post=post, verplichting=VerplichtingFactory())


def test_database_refuses_to_change_or_delete_what_was_promised(post):
    verplichting = VerplichtingFactory(post=post)

    for doe in (lambda rijen: rijen.update(bedrag=D(1)), lambda rijen: rijen.delete()):
        with pytest.raises(DatabaseError, match="Cannot"), transaction.atomic():
            doe(Verplichting.objects.filter(pk=verplichting.pk))
