import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from tests.dashboard.factories import IndicatorFactory, KopcijferFactory, MetingFactory

pytestmark = pytest.mark.django_db

SLEUTELS = {"sleutel", "naam", "soort", "waarde", "eenheid", "gebied", "peildatum", "reeks", "kop"}


def json_van(peildatum, plan=None):
    uit = StringIO()
    call_command("indicatoren", peildatum=peildatum, plan=plan, json=True, stdout=uit)
    return json.loads(uit.getvalue())


def test_indicatoren_marks_what_stands_on_the_front_page():
    MetingFactory(indicator=KopcijferFactory().indicator)
    IndicatorFactory()

    assert sorted(rij["kop"] for rij in json_van("2020-06-30")) == [False, True]


def test_indicatoren_reads_as_text():
    MetingFactory(indicator__sleutel="proef", indicator__eenheid="meldingen", waarde=12)
    uit = StringIO()

    call_command("indicatoren", peildatum="2020-06-30", stdout=uit)

    assert uit.getvalue() == "proef: 12 meldingen (over 2018, Een bron)\n"


def test_indicatoren_refuses_a_date_that_does_not_exist():
    with pytest.raises(CommandError, match="bestaat niet"):
        call_command("indicatoren", peildatum="31-02-2020")


def test_laad_indicatoren_says_what_is_missing():
    with pytest.raises(CommandError, match="Laad eerst de plannen"):
        call_command("laad_indicatoren")
