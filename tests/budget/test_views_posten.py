from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from budget.models import Begrotingspost, Boeking, Prognose, Wijzigingsregel
from tests.budget.factories import (
    BoekingFactory,
    DekkingFactory,
    PostFactory,
    PrognoseFactory,
    WijzigingFactory,
    vastgesteld,
)
from tests.budget.pagina import tekst
from tests.plan.factories import ActieFactory
from tests.utils import assert_is_region_of

pytestmark = pytest.mark.django_db
INVOER = {"kwartaal": "2", "bedrag": "1.050,50", "toelichting": "", "is_klaar": "on"}


@pytest.fixture
def post():
    post = PostFactory(naam="waakvlam")
    vastgesteld(post.begroting)
    return post


def url(post, naam="post_detail"):
    return reverse(f"budget:{naam}", args=[post.pk])


# --- One post ----------------------------------------------------------------------------------------------------


def test_post_adds_up_its_boekingen(client, controller, post):
    BoekingFactory.create_batch(2, post=post, bedrag=Decimal("100.10"))
    BoekingFactory(post=post, bedrag=Decimal("-0.20"))

    pagina = tekst(client.get(url(post)))

    assert "Besteed, 3 boekingen" in pagina
    assert "€ 200,00" in pagina


def test_post_is_as_of_the_peildatum(client, controller, post):
    BoekingFactory(post=post, datum=date(2020, 7, 1), bedrag=Decimal("77.70"))
    PrognoseFactory(post=post, datum=date(2020, 7, 1), bedrag=Decimal("888.80"))
    wijziging = WijzigingFactory(begroting=post.begroting, datum=date(2020, 7, 1), omschrijving="Meer geld.")
    Wijzigingsregel.objects.create(wijziging=wijziging, post=post, bedrag=Decimal("66.60"))

    voor, op = (tekst(client.get(url(post), {"peildatum": dag})) for dag in ("2020-06-30", "2020-07-01"))

    for gegeven in ("77,70", "888,80", "66,60", "Meer geld."):
        assert gegeven not in voor
        assert gegeven in op


def test_post_before_its_adoption_does_not_exist(client, controller, post):
    assert client.get(url(post), {"peildatum": "2019-12-31"}).status_code == 404


def test_post_links_its_other_years(client, controller, post):
    ander = PostFactory(begroting__plan=post.begroting.plan, begroting__jaar=2021, actie=post.actie)
    vastgesteld(ander.begroting)

    detail = client.get(url(post)).context["detail"]

    assert [(jaar.jaar, jaar.id) for jaar in detail.jaren] == [(2020, post.pk), (2021, ander.pk)]


def test_post_beside_the_plan_table_says_what_is_short(client, controller):
    dekking = DekkingFactory(is_voor_lopend=True, bedrag=Decimal("147000.00"), bron__naam="Overheveling uit 2018")
    post = PostFactory(begroting=dekking.begroting, bedrag=None, kosten_lopend=Decimal("195000.00"))
    vastgesteld(dekking.begroting)

    pagina = tekst(client.get(url(post)))

    assert "Overheveling uit 2018" in pagina
    assert "Tekort samen</dt><dd>€ 48.000,00" in pagina


@pytest.mark.parametrize("aantal", [1, 60])
def test_post_takes_the_same_queries_whatever_the_boekingen(
    client, controller, post, aantal, django_assert_num_queries
):
    BoekingFactory.create_batch(aantal, post=post)
    PrognoseFactory(post=post)

    with django_assert_num_queries(
        10
    ):  # session, user, post, begrotingen, posten, wijzigingen, prognoses, verplichtingen, landing, page
        antwoord = client.get(url(post))

    assert len(antwoord.context["boekingen"]) == min(aantal, 50)


def test_boekingen_have_pages(client, controller, post):
    BoekingFactory.create_batch(60, post=post)

    eerste, tweede = (set(client.get(url(post), {"pagina": nummer}).context["boekingen"]) for nummer in (1, 2))

    assert (len(eerste), len(tweede), eerste & tweede) == (50, 10, set())
    assert eerste | tweede == set(Boeking.objects.all())


def test_links_keep_the_peildatum(client, controller, post):
    BoekingFactory.create_batch(60, post=post)

    pagina = tekst(client.get(url(post), {"peildatum": "2020-12-31"}))

    assert "?peildatum=2020-12-31&amp;pagina=2#boekingen" in pagina
    assert f"?plan={post.begroting.plan.slug}&amp;peildatum=2020-12-31" in pagina


def test_actie_leads_to_its_newest_post(client, controller, post):
    nieuwer = PostFactory(begroting__plan=post.begroting.plan, begroting__jaar=2021, actie=post.actie)

    antwoord = client.get(reverse("budget:actie", args=[post.actie_id]), {"peildatum": "2020-12-31"})

    assert antwoord.url == f"{url(nieuwer)}?peildatum=2020-12-31"


def test_actie_without_post_leads_nowhere(client, controller):
    assert client.get(reverse("budget:actie", args=[ActieFactory().pk])).status_code == 404


# --- Prognose ----------------------------------------------------------------------------------------------------


def test_prognose_is_saved_and_told(client, controller, post):
    antwoord = client.post(url(post, "prognose_geven"), INVOER, follow=True)

    prognose = Prognose.objects.get()
    assert (prognose.post, prognose.bedrag, prognose.kwartaal, prognose.door) == (
        post,
        Decimal("1050.50"),
        2,
        controller,
    )
    assert antwoord.redirect_chain == [(url(post), 302)]
    assert "De prognose is opgeslagen." in tekst(antwoord)


def test_prognose_twice_by_a_double_click_is_one(client, controller, post):
    for _ in range(2):
        client.post(url(post, "prognose_geven"), INVOER)

    assert Prognose.objects.count() == 1


@pytest.mark.parametrize(
    ("invoer", "melding"),
    [
        ({"bedrag": "2.000,00"}, "Schrijf op waardoor"),
        ({"bedrag": "veel"}, "is geen bedrag"),
        ({"bedrag": "-5"}, "nul of meer"),
        ({"bedrag": "99999999999"}, "te groot"),
        ({"bedrag": ""}, "verplicht"),
        ({"kwartaal": "5"}, "geldige keuze"),
        ({"toelichting": "Zie 111222333"}, "BSN"),
    ],
)
def test_refused_prognose_keeps_what_was_typed(client, controller, post, invoer, melding):
    antwoord = client.post(url(post, "prognose_geven"), INVOER | invoer)

    pagina = tekst(antwoord)
    assert (antwoord.status_code, Prognose.objects.count()) == (200, 0)
    assert melding in pagina
    assert all(str(waarde) in pagina for waarde in invoer.values() if waarde != "5")


def test_deviating_prognose_that_is_not_ready_is_marked(client, controller, post):
    client.post(url(post, "prognose_geven"), {"kwartaal": "2", "bedrag": "2.000,00"})

    pagina = tekst(client.get(url(post)))
    assert "nog niet klaar voor de rapportage" in pagina
    assert "De toelichting ontbreekt" in pagina


def test_htmx_answer_is_that_part_of_the_page(client, controller, post):
    pagina = client.get(url(post, "prognose_geven"))
    deel = client.get(url(post, "prognose_geven"), headers={"HX-Request": "true"})

    assert_is_region_of(deel, pagina)


def test_htmx_save_leads_back_to_the_post(client, controller, post):
    antwoord = client.post(url(post, "prognose_geven"), INVOER, headers={"HX-Request": "true"})

    assert antwoord.headers["HX-Redirect"] == url(post)


def test_past_offers_no_form(client, controller, post):
    nu, toen = client.get(url(post)), client.get(url(post), {"peildatum": "2020-06-30"})

    assert ("Geef een prognose" in tekst(nu), "Geef een prognose" in tekst(toen)) == (True, False)


def test_post_of_a_concept_stays_hidden(client, gebruiker_met):
    client.force_login(gebruiker_met())

    assert client.get(url(PostFactory())).status_code == 404
    assert Begrotingspost.objects.count() == 1
