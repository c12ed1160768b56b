"""Amounts changed cell by cell, in the grid."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from budget.models import Begroting, Begrotingspost, Prognose
from budget.selectors import begroting_overzicht
from budget.services.cellen import Cel, Kolom, verwerk_cellen
from tests.budget.factories import BegrotingFactory, PostFactory, PrognoseFactory, vastgesteld
from tests.budget.pagina import tekst

pytestmark = pytest.mark.django_db
D = Decimal


def verwerk(*cellen, begrotingen=None):
    alle = Begroting.objects.all() if begrotingen is None else begrotingen
    return verwerk_cellen(begrotingen=alle, cellen=cellen, door=None)


def test_amounts_of_a_concept_change():
    post, leeg = PostFactory(bedrag=D("1000.00")), PostFactory(bedrag=D("5.00"))

    aantal = verwerk(
        Cel(post.pk, Kolom.BEDRAG, D("1000.00"), D("1250.50")), Cel(leeg.pk, Kolom.BEDRAG, D("5.00"), None)
    )

    assert aantal == 2
    assert dict(Begrotingspost.objects.values_list("pk", "bedrag")) == {post.pk: D("1250.50"), leeg.pk: None}


def test_prognose_of_an_adopted_begroting_is_added_and_not_ready_when_it_deviates():
    post, ander = PostFactory(), PostFactory()
    vastgesteld(post.begroting)
    vastgesteld(ander.begroting)

    verwerk(Cel(post.pk, Kolom.PROGNOSE, None, D("990.00")), Cel(ander.pk, Kolom.PROGNOSE, None, D("2000.00")))

    assert set(Prognose.objects.values_list("post", "bedrag", "is_klaar", "kwartaal")) == {
        (post.pk, D("990.00"), True, 4),
        (ander.pk, D("2000.00"), False, 4),
    }


def test_prognose_that_deviates_is_ready_with_its_explanation():
    post, zelfde = PostFactory(), PostFactory()
    vastgesteld(post.begroting)
    vastgesteld(zelfde.begroting)
    PrognoseFactory(post=zelfde, bedrag=D("2000.00"))

    verwerk(
        Cel(post.pk, Kolom.PROGNOSE, None, D("2000.00"), "", "Meer huishoudens."),
        Cel(zelfde.pk, Kolom.PROGNOSE, D("2000.00"), D("2000.00"), "", "Later begonnen."),
    )

    nieuw = Prognose.objects.exclude(toelichting="").values_list("post", "bedrag", "toelichting", "is_klaar")
    assert set(nieuw) == {
        (post.pk, D("2000.00"), "Meer huishoudens.", True),
        (zelfde.pk, D("2000.00"), "Later begonnen.", True),
    }


@pytest.mark.parametrize(
    ("was", "wordt", "melding"),
    [
        ("Oud.", "Nieuw.", "Iemand anders heeft dit intussen gewijzigd in: Van een ander."),
        ("Van een ander.", "Over 111222333.", "een nummer dat een BSN kan zijn"),
    ],
)
def test_wrong_explanation_saves_nothing_at_all(was, wordt, melding):
    post = PrognoseFactory(bedrag=D("850.00"), toelichting="Van een ander.").post
    vastgesteld(post.begroting)

    with pytest.raises(ValidationError) as fout:
        verwerk(Cel(post.pk, Kolom.PROGNOSE, D("850.00"), D("900.00"), was, wordt))

    assert melding in fout.value.message_dict[f"toelichting_{post.pk}"][0]
    assert Prognose.objects.count() == 1


def test_untouched_cells_write_nothing():
    post = PostFactory(bedrag=None)
    vastgesteld(post.begroting)

    assert verwerk(Cel(post.pk, Kolom.PROGNOSE, None, None)) == 0
    assert not Prognose.objects.exists()


@pytest.mark.parametrize(
    ("cel", "melding"),
    [
        (("bedrag", D("1.00"), D("2.00")), "vastgesteld"),
        (("prognose", D("800.00"), D("900.00")), "Iemand anders heeft dit intussen gewijzigd in € 850,00"),
        (("prognose", D("850.00"), None), "kan niet leeg zijn"),
        (("prognose", D("850.00"), D("-1.00")), "nul of meer"),
    ],
)
def test_one_wrong_cell_saves_nothing_at_all(cel, melding):
    post = PostFactory()
    goed = PostFactory(begroting=post.begroting)
    vastgesteld(post.begroting)
    PrognoseFactory(post=post, bedrag=D("850.00"))

    with pytest.raises(ValidationError) as fout:
        verwerk(Cel(goed.pk, Kolom.PROGNOSE, None, D("1000.00")), Cel(post.pk, Kolom(cel[0]), *cel[1:]))

    assert melding in str(fout.value.message_dict[f"{cel[0]}_{post.pk}"]).replace("\\xa0", " ")
    assert Prognose.objects.count() == 1


def test_post_of_another_begroting_does_not_exist_here():
    post = PostFactory()

    with pytest.raises(ValidationError, match="er niet meer"):
        verwerk(Cel(post.pk, Kolom.BEDRAG, D("1000.00"), D("1.00")), begrotingen=Begroting.objects.none())


class OneCell(TestCase):
    """Editing one cell changes exactly the totals that depend on it."""

    @given(
        bedragen=st.lists(st.integers(0, 10**8), min_size=2, max_size=5),
        plek=st.integers(0, 4),
        wordt=st.integers(0, 10**8),
    )
    @settings(max_examples=15, deadline=None)
    def test_one_cell_changes_exactly_what_depends_on_it(self, bedragen, plek, wordt):
        begroting, ander = BegrotingFactory(), BegrotingFactory()
        PostFactory(begroting=ander, bedrag=D("7.00"))
        posten = [PostFactory(begroting=begroting, bedrag=D(centen) / 100) for centen in bedragen]
        post = posten[plek % len(posten)]
        voor, voor_ander = stand(begroting), stand(ander)

        verwerk(Cel(post.pk, Kolom.BEDRAG, post.bedrag, D(wordt) / 100))

        na = stand(begroting)
        verschil = D(wordt) / 100 - post.bedrag
        assert na.som_posten == voor.som_posten + verschil == sum(p.begroot for p in na.posten)
        assert na.totaal == na.som_posten + na.onvoorzien
        anders = {p.id for p, q in zip(voor.posten, na.posten, strict=True) if p != q}
        assert anders == ({post.pk} if verschil else set())
        assert stand(ander) == voor_ander


def stand(begroting):
    alle = Begroting.objects.all()
    return begroting_overzicht(begroting.plan, date(2030, 1, 1), begrotingen=alle).per_jaar[begroting.jaar]


# --- Page ----------------------------------------------------------------------------------------------------------


def test_grid_saves_what_was_typed(client, controller):
    post = PostFactory(bedrag=D("1000.00"))
    url = reverse("budget:raster", args=[post.begroting_id])

    antwoord = client.post(url, {f"was_bedrag_{post.pk}": "1.000,00", f"bedrag_{post.pk}": "€ 1.250,50"}, follow=True)

    post.refresh_from_db()
    assert post.bedrag == D("1250.50")
    assert "1 bedrag gewijzigd." in tekst(antwoord)


def test_grid_saves_prognose_with_its_explanation(client, controller):
    post = PrognoseFactory(bedrag=D("2000.00"), toelichting="Eerste regel.\nTweede.").post
    vastgesteld(post.begroting)
    url = reverse("budget:raster", args=[post.begroting_id])
    velden = {veld.html_name: veld.value() for veld in client.get(url).context["form"]}

    gelijk = client.post(url, velden | {f"toelichting_{post.pk}": "Eerste regel.\r\nTweede."}, follow=True)
    anders = client.post(url, velden | {f"toelichting_{post.pk}": "Later begonnen."}, follow=True)

    assert "Er is niets gewijzigd." in tekst(gelijk)
    assert "1 bedrag gewijzigd." in tekst(anders)
    assert Prognose.objects.latest("pk").toelichting == "Later begonnen."


def test_grid_keeps_what_was_typed_when_it_is_wrong(client, controller):
    post = PostFactory(bedrag=D("1000.00"))

    antwoord = client.post(
        reverse("budget:raster", args=[post.begroting_id]),
        {f"was_bedrag_{post.pk}": "1.000,00", f"bedrag_{post.pk}": "veel"},
    )

    assert 'value="veel"' in antwoord.content.decode()
    assert "is geen bedrag" in tekst(antwoord)


@pytest.mark.parametrize("aantal", [1, 30])
def test_grid_takes_the_same_queries(client, controller, aantal, django_assert_num_queries):
    begroting = BegrotingFactory()
    PostFactory.create_batch(aantal, begroting=begroting, zonder_actie=True)

    with django_assert_num_queries(5):  # session, user, begroting, begrotingen, posten
        client.get(reverse("budget:raster", args=[begroting.pk]))
