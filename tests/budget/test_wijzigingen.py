"""Begrotingswijzigingen: the service, the page, and what they do to every total."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from budget.models import Begrotingswijziging, Wijzigingsregel
from budget.selectors import begroting_overzicht, wijzigingen_van
from budget.services.wijzigingen import wijzig_begroting
from tests.budget.factories import (
    BegrotingFactory,
    BoekingFactory,
    DekkingFactory,
    PostFactory,
    VerplichtingFactory,
    vastgesteld,
)
from tests.budget.pagina import tekst

DAG = date(2020, 6, 1)


@pytest.fixture
def posten(db):
    begroting = BegrotingFactory()
    posten = [PostFactory(begroting=begroting, bedrag=bedrag) for bedrag in (Decimal("1000.00"), None)]
    vastgesteld(begroting)
    return posten


def wijzig(begroting, bedragen, nummer=1, datum=DAG, **velden):
    return wijzig_begroting(
        begroting=begroting,
        door=None,
        nummer=nummer,
        datum=datum,
        raadsbesluit="Raad 2020-17",
        omschrijving="De raad verschuift geld.",
        bedragen={post.pk: Decimal(bedrag) for post, bedrag in bedragen.items()},
        **velden,
    )


def som_posten(begroting, dag):
    return begroting_overzicht(begroting.plan, dag).per_jaar[begroting.jaar].som_posten


# --- Service -----------------------------------------------------------------------------------------------------


def test_wijziging_holds_from_its_date_and_leaves_the_past(posten):
    vol, leeg = posten

    wijzig(vol.begroting, {vol: "-400.00", leeg: "400.00"})
    wijzig(vol.begroting, {leeg: "50.00"}, nummer=2, datum=date(2020, 9, 1))

    standen = {}
    for dag in (DAG - timedelta(days=1), DAG, date(2020, 9, 1)):
        jaar = begroting_overzicht(vol.begroting.plan, dag).per_jaar[2020]
        standen[dag] = [(str(post.begroot)) for post in jaar.posten]
    assert standen == {
        DAG - timedelta(days=1): ["1000.00", "None"],
        DAG: ["600.00", "400.00"],
        date(2020, 9, 1): ["600.00", "450.00"],
    }


def test_wijziging_may_bring_its_own_dekking(posten):
    post = posten[0]
    bron = DekkingFactory().bron

    wijzig(post.begroting, {post: "500.00"}, dekkingen={bron.pk: Decimal("550.00")})

    jaar = begroting_overzicht(post.begroting.plan, DAG).per_jaar[2020]
    (wijziging,) = wijzigingen_van(post.begroting, DAG)
    assert jaar.dekking == Decimal("550.00")
    assert (wijziging.som, wijziging.dekkingen) == (Decimal("500.00"), ((bron.naam, Decimal("550.00")),))


@pytest.mark.parametrize(
    ("bedragen", "velden", "melding"),
    [
        (("-1000.01",), {}, "Er gaat meer af dan er staat"),
        (("0.00",), {}, "ten minste één post"),
        (("1.00",), {"datum": date(2019, 12, 31)}, "vóór het vorige besluit, van 01-01-2020"),
        (("1.00",), {"nummer": 2}, "al opgeslagen"),
        (("1.00",), {"dekkingen": {0: Decimal("-1.00")}}, "meer af dan deze bron dekt"),
    ],
)
def test_refused_wijziging_changes_nothing(posten, bedragen, velden, melding):
    vol = posten[0]

    with pytest.raises(ValidationError, match=melding):
        wijzig(vol.begroting, dict(zip(posten, bedragen, strict=False)), **velden)

    assert not Begrotingswijziging.objects.exists()
    assert som_posten(vol.begroting, timezone.localdate()) == Decimal("1000.00")


def test_wijziging_in_the_future_is_refused(posten):
    with pytest.raises(ValidationError, match="in de toekomst"):
        wijzig(posten[0].begroting, {posten[0]: "1.00"}, datum=timezone.localdate() + timedelta(days=1))


def test_wijziging_before_the_previous_one_is_refused(posten):
    post = posten[0]
    wijzig(post.begroting, {post: "1.00"})

    with pytest.raises(ValidationError, match="van 01-06-2020"):
        wijzig(post.begroting, {post: "1.00"}, nummer=2, datum=DAG - timedelta(days=1))


def test_wijziging_of_a_concept_is_refused(db):
    post = PostFactory()

    with pytest.raises(ValidationError, match="vastgestelde begroting"):
        wijzig(post.begroting, {post: "1.00"})


def test_post_of_another_begroting_is_refused(posten):
    with pytest.raises(ValidationError, match="hoort niet bij"):
        wijzig(posten[0].begroting, {PostFactory(): "1.00"})


class TestElkeReeks(TestCase):
    """Any sequence of wijzigingen and boekingen keeps every total equal to its parts, on every peildatum."""

    @settings(max_examples=15, deadline=None)
    @given(
        stappen=st.lists(
            st.tuples(
                st.integers(0, 40),
                st.sampled_from(["wijziging", "boeking", "verplichting"]),
                st.integers(0, 1),
                st.decimals(min_value=-500, max_value=500, places=2).filter(bool),
            ),
            max_size=8,
        )
    )
    def test_totals_are_the_sum_of_their_parts(self, stappen):
        begroting = BegrotingFactory()
        posten = [PostFactory(begroting=begroting, zonder_actie=True) for _ in range(2)]
        vastgesteld(begroting)
        dag, gebeurd = date(2020, 1, 1), []
        for dagen, soort, welke, bedrag in stappen:
            dag += timedelta(days=dagen)
            if soort == "boeking":
                BoekingFactory(post=posten[welke], datum=dag, bedrag=bedrag)
            elif soort == "verplichting":
                bedrag = abs(bedrag)
                VerplichtingFactory(post=posten[welke], datum=dag, bedrag=bedrag)
            elif 1000 + sum(b for _, s, w, b in gebeurd if (s, w) == (soort, welke)) + bedrag >= 0:
                wijzig(begroting, {posten[welke]: bedrag}, nummer=begroting.wijzigingen.count() + 1, datum=dag)
            else:
                continue
            gebeurd.append((dag, soort, welke, bedrag))

        for peildatum in {date(2020, 1, 1), *(dag for dag, *_ in gebeurd)}:
            jaar = begroting_overzicht(begroting.plan, peildatum).per_jaar[2020]
            sommen = {
                soort: sum((b for d, s, _, b in gebeurd if s == soort and d <= peildatum), Decimal(0))
                for soort in ("wijziging", "boeking", "verplichting")
            }
            assert jaar.som_posten == 2000 + sommen["wijziging"] == sum(post.begroot for post in jaar.posten)
            assert (jaar.plantabel.besteed or 0) == sommen["boeking"]
            assert (jaar.plantabel.verplicht or 0) == sommen["verplichting"]
            nu = begroting_overzicht(begroting.plan, dag, vergelijk=peildatum).per_jaar[2020]
            verandering = nu.plantabel.verandering
            assert verandering.begroot == nu.som_posten - jaar.som_posten
            assert (verandering.besteed or 0) == (nu.plantabel.besteed or 0) - sommen["boeking"]


# --- Page --------------------------------------------------------------------------------------------------------


def invoer(posten, *bedragen, **velden):
    bedragen = {f"post_{post.pk}": bedrag for post, bedrag in zip(posten, bedragen, strict=False)}
    basis = {"nummer": "1", "datum": "01-06-2020", "raadsbesluit": "Raad 2020-17", "omschrijving": "Meer waakvlammen."}
    return basis | bedragen | velden


def url(posten, naam="wijziging_maken"):
    return reverse(f"budget:{naam}", args=[posten[0].begroting_id])


def test_page_saves_a_wijziging_and_tells_it(client, controller, posten):
    antwoord = client.post(url(posten), invoer(posten, "-250,00", "250"), follow=True)

    pagina = tekst(antwoord)
    assert set(Wijzigingsregel.objects.values_list("post", "bedrag")) == {
        (posten[0].pk, Decimal("-250.00")),
        (posten[1].pk, Decimal("250.00")),
    }
    assert Begrotingswijziging.objects.get().door == controller
    assert "Begrotingswijziging 1 is opgeslagen." in pagina
    assert "Meer waakvlammen." in pagina


def test_second_click_changes_nothing_twice(client, controller, posten):
    for _ in range(2):
        antwoord = client.post(url(posten), invoer(posten, "5,00"))

    assert Begrotingswijziging.objects.count() == 1
    assert "Begrotingswijziging 1 is al opgeslagen." in tekst(antwoord)


@pytest.mark.parametrize(
    ("bedragen", "velden", "melding"),
    [
        (("-1.000,01", ""), {}, "Er gaat meer af dan er staat: € 1.000,00."),
        (("tien", ""), {}, "is geen bedrag"),
        (("", ""), {}, "ten minste één post"),
        (("5", ""), {"datum": "31-02-2020"}, "bestaat niet"),
        (("5", ""), {"raadsbesluit": ""}, "verplicht"),
        (("5", ""), {"dekking": "100"}, "Kies een dekkingsbron"),
    ],
)
def test_refused_page_keeps_what_was_typed(client, controller, posten, bedragen, velden, melding):
    antwoord = client.post(url(posten), invoer(posten, *bedragen, **velden))

    pagina = tekst(antwoord)
    assert (antwoord.status_code, Begrotingswijziging.objects.count()) == (200, 0)
    assert melding in pagina
    assert all(f'value="{bedrag}"' in pagina for bedrag in bedragen if bedrag)


def test_begroting_tells_its_wijzigingen_up_to_the_peildatum(client, controller, posten):
    wijzig(posten[0].begroting, {posten[0]: "10.00"})

    voor, op = (tekst(client.get(url(posten, "begroting_detail"), {"peildatum": dag})) for dag in ("2020-05-31", DAG))

    assert ("niet gewijzigd" in voor, "Begrotingswijziging 1" in op) == (True, True)
    assert client.get(url(posten, "begroting_detail"), {"peildatum": "2019-12-31"}).status_code == 404


@pytest.mark.parametrize("aantal", [1, 3])
def test_begroting_takes_the_same_queries_whatever_the_wijzigingen(
    client, controller, posten, aantal, django_assert_num_queries
):
    for nummer in range(1, aantal + 1):
        wijzig(posten[0].begroting, {posten[0]: "10.00"}, nummer=nummer)

    with django_assert_num_queries(6):  # session, user, begroting, begrotingen, posten, wijzigingen
        antwoord = client.get(url(posten, "begroting_detail"))

    assert len(antwoord.context["wijzigingen"]) == aantal
