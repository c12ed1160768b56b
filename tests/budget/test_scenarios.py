"""Assumptions about a later year, and what one unit cost: beside the begroting, never in it."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from budget import bronnen
from budget.bronnen import Prestatie
from budget.models import Verdeelscenario
from budget.selectors import begroting_overzicht
from budget.selectors.eenheden import kosten_per_eenheid
from budget.selectors.scenarios import scenarios_van
from tests.budget.factories import BoekingFactory, PostFactory, ScenarioFactory, vastgesteld
from tests.budget.pagina import tekst
from tests.plan.factories import PlanFactory

pytestmark = pytest.mark.django_db
D = Decimal
INVOER = {
    "naam": "Naar inwoners",
    "jaar": "2021",
    "sleutel": "inwoners",
    "te_verdelen": "7.000.000,00",
    "korting_percentage": "10",
    "deel": "44.000",
    "geheel": "400.000",
    "kosten": "588.500,00",
    "aannames": "Inwoners volgens het CBS.",
}


def test_scenario_is_counted_to_the_cent():
    scenario = ScenarioFactory(korting_percentage=D("12.50"), deel=D("1.00"), geheel=D("3.00"), kosten=D("2000000.00"))

    (regel,) = scenarios_van(scenario.plan.slug)

    assert (regel.na_korting, regel.aandeel, regel.dekking) == (D("6125000.00"), D("33.3"), D("2041666.67"))
    assert regel.saldo == D("41666.67")


def test_scenario_is_in_no_begroting():
    post = PostFactory()
    vastgesteld(post.begroting)
    voor = begroting_overzicht(post.begroting.plan, date(2021, 1, 1))

    ScenarioFactory(plan=post.begroting.plan, jaar=2020)

    assert begroting_overzicht(post.begroting.plan, date(2021, 1, 1)) == voor


def test_controller_makes_and_changes_a_scenario_and_sees_that_it_is_no_fact(client, controller):
    plan = PlanFactory()
    lijst = client.post(f"{reverse('budget:scenario_nieuw')}?plan={plan.slug}", INVOER, follow=True)
    assert "Dit zijn aannames, geen feiten" in tekst(lijst)
    assert "€ 693.000,00" in tekst(lijst)

    scenario = Verdeelscenario.objects.get()
    wijzig = reverse("budget:scenario_wijzigen", args=[scenario.pk])
    assert 'value="7.000.000,00"' in client.get(wijzig).content.decode()
    client.post(wijzig, INVOER | {"korting_percentage": "0", "versie": "1"})
    oud = client.post(wijzig, INVOER | {"versie": "1"})

    assert "Iemand anders heeft dit scenario intussen gewijzigd" in tekst(oud)
    assert "€ 770.000,00" in tekst(client.get(reverse("budget:scenario_lijst"), {"plan": plan.slug}))
    client.post(reverse("budget:scenario_verwijderen", args=[scenario.pk]))
    assert not Verdeelscenario.objects.exists()


@pytest.mark.parametrize(
    ("fout", "melding"),
    [
        ({"deel": "500.000"}, "niet groter dan het geheel"),
        ({"korting_percentage": "101"}, "0 tot en met 100"),
        ({"kosten": "-1"}, "nul of meer"),
        ({"te_verdelen": "veel"}, "is geen bedrag"),
    ],
)
def test_impossible_scenario_is_refused_in_words(client, controller, fout, melding):
    plan = PlanFactory()

    antwoord = client.post(f"{reverse('budget:scenario_nieuw')}?plan={plan.slug}", INVOER | fout)

    assert melding in tekst(antwoord)
    assert not Verdeelscenario.objects.exists()


# --- Kosten per eenheid ----------------------------------------------------------------------------------------------


@pytest.fixture
def telt(monkeypatch):
    """`telt(12)`: the dashboard says that the actie ACT03 delivered this."""

    def zet(aantal, **velden):
        prestatie = Prestatie("ACT03", "Per waakvlam", ("waakvlam", "waakvlammen"), aantal, **velden)
        monkeypatch.setattr(bronnen, "_prestaties", [lambda peildatum: [prestatie]])

    return zet


@pytest.mark.parametrize(
    ("aantal", "velden", "uitkomst"),
    [
        (12, {}, (D("83.33"), "")),
        (0, {}, (None, "Het aantal is nog niet bekend.")),
        (None, {"is_geheim": True}, (None, "Het aantal is te klein om te laten zien.")),
    ],
)
def test_cost_per_unit_needs_both_numbers(client, controller, telt, aantal, velden, uitkomst):
    post = PostFactory(actie__code="ACT03")
    vastgesteld(post.begroting)
    BoekingFactory(post=post, bedrag=D("1000.00"))
    telt(aantal, **velden)

    (regel,) = kosten_per_eenheid(date(2020, 12, 31))

    assert (regel.per_eenheid, regel.waarom_niet) == uitkomst
    pagina = tekst(client.get(reverse("budget:eenheden"), {"peildatum": "2020-12-31"}))
    assert (uitkomst[1] or "€ 83,33") in pagina


def test_money_of_another_year_is_not_divided(client, controller, telt):
    post = PostFactory(actie__code="ACT03")
    vastgesteld(post.begroting)
    BoekingFactory(post=post, bedrag=D("1000.00"))
    telt(12)

    (regel,) = kosten_per_eenheid(date(2021, 12, 31))

    assert (regel.per_eenheid, regel.waarom_niet) == (None, "Er is in dit jaar nog niets geboekt.")
    assert "De laatste boeking is van 01-03-2020" in tekst(client.get(reverse("budget:eenheden")))
