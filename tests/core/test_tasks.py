"""What the clock starts."""

from datetime import timedelta
from io import StringIO

import pytest
from django.conf import settings
from django.core.management import call_command, get_commands
from django.utils import timezone

from tests.core.factories import GebruikerFactory
from zwijndrecht_portal.celery import app
from zwijndrecht_portal.core.models import Afdruk, Invoer
from zwijndrecht_portal.core.tasks import draai_commando


@pytest.mark.django_db
def test_clock_runs_an_allowed_command_with_its_arguments():
    Afdruk.objects.create(
        titel="Oud", aangevraagd_door=GebruikerFactory(), aangevraagd_op=timezone.now() - timedelta(days=2)
    )

    draai_commando("ruim_afdrukken_op")

    assert not Afdruk.objects.exists()


@pytest.mark.parametrize("naam", ["flush", "migrate", "bestaat_niet"])
def test_clock_refuses_every_other_command(naam):
    with pytest.raises(ValueError, match=f"niet starten: {naam}"):
        draai_commando(naam)


def test_every_allowed_command_exists():
    assert set(settings.KLOK_COMMANDOS) <= set(get_commands())


def test_schedule_names_existing_tasks_and_allowed_commands():
    app.loader.import_default_modules()
    regels = settings.CELERY_BEAT_SCHEDULE.values()

    assert [regel["task"] for regel in regels if regel["task"] not in app.tasks] == []
    assert {naam for regel in regels if regel["task"] == "core.draai_commando" for naam in regel["args"]} == set(
        settings.KLOK_COMMANDOS
    )


@pytest.mark.django_db
def test_clock_takes_up_what_waited_for_a_queue_that_was_lost():
    persoon = GebruikerFactory()
    html = "<!doctype html><html lang='nl'><head><title>Kort</title></head><body><h1>Kort</h1></body></html>"
    afdruk = Afdruk.objects.create(titel="Kort", aangevraagd_door=persoon, html=html)
    invoer = Invoer.objects.create(soort="acties", status="lezen", bestand=b"geen spreadsheet", door=persoon)
    uit = StringIO()

    call_command("hervat_werk", stdout=uit)
    assert uit.getvalue().replace("\u00a0", " ") == "Wacht nog: 1 afdruk, 1 keer invoer.\n"
    call_command("hervat_werk", uitvoeren=True, stdout=uit)

    afdruk.refresh_from_db()
    invoer.refresh_from_db()
    assert (afdruk.status, invoer.status) == ("klaar", "onleesbaar")
