import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from tests.plan.factories import PlanFactory

pytestmark = pytest.mark.django_db


def draai(*args, **opties):
    uit = StringIO()
    call_command(*args, stdout=uit, **opties)
    return uit.getvalue()


def test_overzicht_has_the_agreed_figures_as_json_and_as_table(geladen_plan):
    gegevens = json.loads(draai("begroting_overzicht", plan=geladen_plan.slug, peildatum="2020-12-31", json=True))
    regels = draai("begroting_overzicht", plan=geladen_plan.slug, peildatum="31-12-2019").splitlines()

    assert {jaar: (b["totaal"], b["onvoorzien"], b["tekort"]) for jaar, b in gegevens["jaren"].items()} == {
        "2019": ("178750.00", "16250.00", "48000.00"),
        "2020": ("588500.00", "53500.00", "0.00"),
    }
    assert len(gegevens["jaren"]["2019"]["posten"]) == 11
    assert regels[0] == "Een plek voor iedereen, stand op 31-12-2019. Bedragen in euro's."
    assert [regel.split() for regel in regels if regel.startswith(("Totaal", "Tekort", "  sociale"))] == [
        ["sociale", "acceptatie", "25.000,00", "geen", "bedrag"],
        ["Totaal", "178.750,00", "588.500,00"],
        ["Tekort", "48.000,00", "0,00"],
    ]


def test_overzicht_of_a_plan_without_begroting_says_so():
    assert "geen begroting vastgesteld" in draai("begroting_overzicht", plan=PlanFactory().slug)


def test_overzicht_of_an_unknown_plan_fails_in_dutch():
    with pytest.raises(CommandError, match="Er is geen plan met de naam bestaat-niet"):
        draai("begroting_overzicht", plan="bestaat-niet")


def test_overzicht_on_an_impossible_date_fails_in_dutch():
    with pytest.raises(CommandError, match="31-02-2020 bestaat niet"):
        draai("begroting_overzicht", plan=PlanFactory().slug, peildatum="31-02-2020")


def test_load_command_counts_the_differences(geladen_plan):
    assert draai("laad_begroting") == "Klaar: niets gewijzigd.\n"


def test_load_command_without_plans_fails_in_dutch():
    with pytest.raises(CommandError, match="Draai eerst laad_plannen"):
        draai("laad_begroting")
