from datetime import date
from decimal import Decimal

import pytest

from tests.budget.factories import (
    BegrotingFactory,
    BoekingFactory,
    DekkingFactory,
    PostFactory,
    PrognoseFactory,
    vastgesteld,
)
from tests.budget.pagina import tekst
from tests.core.factories import OrganisatieFactory
from tests.plan.factories import PlanFactory
from zwijndrecht_portal.core.enums import Rol

pytestmark = pytest.mark.django_db
URL = "/budget/"


def test_page_shows_the_computed_figures_of_the_source(client, controller, geladen_plan):
    pagina = tekst(client.get(URL, {"plan": geladen_plan.slug, "peildatum": "2020-12-31"}))

    for bedrag in ("178.750,00", "588.500,00", "16.250,00", "53.500,00", "48.000,00", "782.135,15", "371.341,76"):
        assert f"€ {bedrag}" in pagina
    assert "18,6 %" in pagina
    assert "61,3 %" in pagina
    assert "geen begroting" in pagina
    assert "buiten de plantabel" in pagina
    assert pagina.count("geen bedrag in de bron") == 2
    assert "X3 De campagne heeft in 2020 geen budget" in pagina


@pytest.mark.parametrize("aantal", [11, 1000])
def test_page_takes_the_same_queries_whatever_the_number_of_posten(
    client, controller, aantal, django_assert_num_queries
):
    dekking = DekkingFactory()
    posten = PostFactory.create_batch(aantal, begroting=dekking.begroting, zonder_actie=True)
    BoekingFactory(post=posten[0])
    PrognoseFactory(post=posten[0])
    vastgesteld(dekking.begroting)

    with django_assert_num_queries(
        8
    ):  # session, user, plans, begrotingen, posten, aandachtspunten, geldstroom, cijfers
        antwoord = client.get(URL)

    assert sum(len(groep.rijen) for groep in antwoord.context["overzicht"].groepen) == aantal


def test_page_is_as_of_the_peildatum(client, controller):
    post = PostFactory()
    vastgesteld(post.begroting, op=date(2020, 1, 1))
    BoekingFactory(post=post, datum=date(2020, 3, 1), bedrag=Decimal("123.45"))

    voor, op = (tekst(client.get(URL, {"peildatum": dag})) for dag in ("29-02-2020", "01-03-2020"))

    assert "123,45" not in voor
    assert "123,45" in op


def test_plan_without_begroting_says_so(client, controller):
    PlanFactory()

    assert "Voor dit plan is op deze dag geen begroting vastgesteld." in tekst(client.get(URL))


def test_page_without_plans_says_so(client, controller):
    antwoord = client.get(URL)

    assert (antwoord.status_code, "geen begroting vastgesteld" in tekst(antwoord)) == (200, True)


def test_unknown_plan_does_not_exist(client, controller):
    PlanFactory()

    assert client.get(URL, {"plan": "bestaat-niet"}).status_code == 404


def test_concept_plan_and_concept_begroting_stay_hidden(client, gebruiker_met):
    concept = PlanFactory(concept=True)
    begroting = PostFactory(naam="Geheime post").begroting
    client.force_login(gebruiker_met(Rol.TREKKER))

    assert client.get(URL, {"plan": concept.slug}).status_code == 404
    assert "Geheime post" not in tekst(client.get(URL, {"plan": begroting.plan.slug}))


def test_concept_begroting_is_marked_for_who_makes_it(client, controller):
    begroting = PostFactory(naam="Nieuwe post").begroting

    pagina = tekst(client.get(URL, {"plan": begroting.plan.slug}))

    assert "Nieuwe post" in pagina
    assert "Concept" in pagina


def test_amounts_that_need_attention_are_told_in_words(client, controller):
    begroting = BegrotingFactory()
    duur, vaag = PostFactory(begroting=begroting), PostFactory(begroting=begroting)
    vastgesteld(begroting)
    BoekingFactory(post=duur, bedrag=Decimal("1500.00"))
    PrognoseFactory(post=vaag, bedrag=Decimal("1500.00"))

    pagina = tekst(client.get(URL))

    assert {woorden: pagina.count(woorden) for woorden in ("te veel", "te kort", "geen toelichting")} == {
        "te veel": 1,
        "te kort": 1,
        "geen toelichting": 1,
    }
    assert "Tekort in 2020: € 2.200,00" in pagina


def test_money_lands_with_an_organisation(client, controller):
    dekking = DekkingFactory(bron__naam="Het geld van de regio")
    post = PostFactory(begroting=dekking.begroting, naam="Waakvlam")
    vastgesteld(dekking.begroting)
    BoekingFactory(post=post, organisatie=OrganisatieFactory(naam="Wijkteam"), bedrag=Decimal("250.00"))

    antwoord = client.get(URL)

    (stroom,) = antwoord.context["stromen"]
    assert stroom.stappen == ("Het geld van de regio", "Zonder leefgebied", "Waakvlam", "Wijkteam")
    assert tekst(antwoord).count("€ 250") >= 4  # a block in each of the four columns of the picture


def test_year_of_the_picture_is_in_the_url(client, controller):
    plan = PlanFactory()
    for jaar in (2019, 2020, 2021):
        post = PostFactory(begroting__plan=plan, begroting__jaar=jaar)
        vastgesteld(post.begroting, op=date(2019, 1, 1))
        if jaar < 2021:
            BoekingFactory(post=post, datum=date(jaar, 5, 1))

    gekozen = {vraag: client.get(URL, {"jaar": vraag}).context["stroomjaar"] for vraag in ("2019", "2021", "", "x")}

    assert gekozen == {"2019": 2019, "2021": 2021, "": 2020, "x": 2020}


def test_difference_with_another_day_stands_under_the_amounts(client, controller):
    post = PostFactory()
    vastgesteld(post.begroting)
    BoekingFactory(post=post, datum=date(2020, 3, 1), bedrag=Decimal("100.00"))
    BoekingFactory(post=post, datum=date(2020, 5, 1), bedrag=Decimal("23.45"))

    antwoord = client.get(URL, {"peildatum": "30-06-2020", "vergelijk": "31-03-2020"})

    assert '123,45<span class="bij sinds">+23,45</span>' in antwoord.content.decode()
    assert "verschil met 31-03-2020" in tekst(antwoord)


def test_begroting_that_did_not_exist_then_is_all_new(client, controller):
    post = PostFactory(bedrag=Decimal("1000.00"))
    vastgesteld(post.begroting, op=date(2020, 2, 1))

    antwoord = client.get(URL, {"peildatum": "2020-06-30", "vergelijk": "2020-01-01"})

    assert '<span class="bij sinds">+1.000,00</span>' in antwoord.content.decode()


@pytest.mark.parametrize(
    ("dag", "melding"),
    [("morgen", "is geen datum"), ("30-06-2020", "Kies om te vergelijken een dag vóór de stand"), ("", None)],
)
def test_unusable_day_to_compare_with_is_told(client, controller, dag, melding):
    PlanFactory()

    antwoord = client.get(URL, {"peildatum": "2020-06-30", "vergelijk": dag})

    assert antwoord.context["vergelijk"] is None
    assert melding is None or melding in tekst(antwoord)


def test_comparing_takes_no_extra_query(client, controller, geladen_plan, django_assert_num_queries):
    with django_assert_num_queries(8):
        client.get(URL, {"peildatum": "2020-12-31", "vergelijk": "2020-09-30"})
