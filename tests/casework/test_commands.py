from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from casework.models import Taak
from tests.casework.factories import ContactmomentFactory, HuishoudenFactory, als

pytestmark = pytest.mark.django_db


def bewaak() -> str:
    uit = StringIO()
    call_command("bewaak_waakvlam", stdout=uit)
    return uit.getvalue()


@pytest.fixture
def te_laat(regisseur):
    """Twenty days without contact in a rhythm of 7 and 2 days."""
    return HuishoudenFactory(regie=regisseur, waakvlam="start", waakvlam__sinds=timezone.now() - timedelta(days=20))


def test_late_huishouden_gets_one_taak_for_its_regisseur(te_laat, huishouden, regisseur):
    assert bewaak() == "Klaar: 1\u00a0nieuwe taak voor te late contacten.\n"

    with als(regisseur):
        taak = Taak.objects.get()
    assert (taak.huishouden_id, taak.soort, taak.voor_id) == (te_laat.pk, "te_laat", regisseur.pk)


def test_second_run_makes_nothing_also_after_the_taak_is_done(te_laat, regisseur):
    bewaak()
    with als(regisseur):
        Taak.objects.update(status="afgerond", afgerond_op=timezone.now(), afgerond_door=regisseur)

    assert bewaak() == "Klaar: geen nieuwe taken. Alles is op tijd of al bekend.\n"

    with als(regisseur):
        assert Taak.objects.count() == 1


def test_huishouden_that_becomes_late_again_gets_a_new_taak(te_laat, regisseur):
    bewaak()
    ContactmomentFactory(huishouden=te_laat, moment=timezone.now() - timedelta(days=12))

    bewaak()

    with als(regisseur):
        assert Taak.objects.count() == 2


def test_last_day_of_grace_is_not_late(regisseur):
    HuishoudenFactory(regie=regisseur, waakvlam="start", waakvlam__sinds=timezone.now() - timedelta(days=9))

    assert "geen nieuwe taken" in bewaak()


def test_taak_without_a_regisseur_is_said():
    HuishoudenFactory(waakvlam="start", waakvlam__sinds=timezone.now() - timedelta(days=20))

    assert "1\u00a0taak heeft geen regisseur" in bewaak()
