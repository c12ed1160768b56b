"""A measured value that is late asks once for attention."""

from datetime import date

import pytest
from django.core.management import call_command

from dashboard.models import Meetherinnering
from dashboard.services.meetherinneringen import herinner_metingen, te_late_metingen
from dashboard.tasks import stuur_meetherinneringen
from tests.dashboard.factories import IndicatorFactory, MetingFactory
from zwijndrecht_portal.core.enums import Rol

pytestmark = pytest.mark.django_db

VANDAAG = date(2020, 1, 15)


def test_value_is_late_when_the_next_period_has_passed():
    laat = MetingFactory(periode="2018").indicator  # the one of 2019 was due on 31-12-2019
    MetingFactory(periode="2018", indicator=IndicatorFactory(frequentie_maanden=24))
    IndicatorFactory()  # never measured: nobody knows when

    assert [(rij.indicator_id, rij.verwacht_op) for rij in te_late_metingen(VANDAAG)] == [(laat.pk, date(2019, 12, 31))]
    assert te_late_metingen(date(2019, 12, 31)) == []


def test_one_mail_per_person_and_none_the_second_time(
    beleidsmedewerker, gebruiker_met, mailoutbox, django_capture_on_commit_callbacks
):
    gebruiker_met(Rol.PROGRAMMAMANAGER)
    MetingFactory(indicator__naam="Eerste")
    MetingFactory(indicator__naam="Tweede")

    for _ in range(2):
        with django_capture_on_commit_callbacks(execute=True):
            herinner_metingen(vandaag=VANDAAG)
    stuur_meetherinneringen(beleidsmedewerker.pk)  # delivered once more

    assert [mail.to for mail in mailoutbox] == [[beleidsmedewerker.email]]
    assert "- Eerste (verwacht op 31-12-2019)" in mailoutbox[0].body
    assert "- Tweede" in mailoutbox[0].body


def test_next_value_that_is_late_is_a_new_reminder(beleidsmedewerker, mailoutbox, django_capture_on_commit_callbacks):
    indicator = MetingFactory(periode="2018").indicator
    with django_capture_on_commit_callbacks(execute=True):
        herinner_metingen(vandaag=VANDAAG)
    MetingFactory(indicator=indicator, periode="2019", bekend_sinds=date(2020, 3, 1))

    with django_capture_on_commit_callbacks(execute=True):
        herinner_metingen(vandaag=date(2020, 12, 31))  # due that day: not late yet
        herinner_metingen(vandaag=date(2021, 1, 15))

    assert [mail.body.count("verwacht op") for mail in mailoutbox] == [1, 1]


def test_command_only_shows_without_uitvoeren(beleidsmedewerker, capsys):
    MetingFactory()

    call_command("herinner_metingen")

    assert "Proef: 1" in capsys.readouterr().out
    assert not Meetherinnering.objects.exists()
