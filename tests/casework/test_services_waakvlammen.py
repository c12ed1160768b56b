"""Who keeps the waakvlam and in which rhythm: dated rows, and a clock that goes on."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from casework.models import Contactstand, OpTijdPeriode, Ritmeprofiel, Waakvlam
from casework.services.waakvlammen import stop_waakvlam, zet_waakvlam
from tests.casework.factories import TEAMLEIDER, ContactmomentFactory, HuishoudenFactory, als, stand_van

pytestmark = pytest.mark.django_db
DAG = timedelta(days=1)


@pytest.fixture(autouse=True)
def _als_teamleider(db):
    with als(TEAMLEIDER):
        yield


def zet(huishouden, profiel="stabiel", **velden):
    standaard = {"soort": "buur", "naam_of_rol": "buurvrouw", "coordinator": None}
    ritme = Ritmeprofiel.objects.get(slug=profiel)
    return zet_waakvlam(huishouden=huishouden, ritmeprofiel=ritme, **{**standaard, **velden})


def test_first_waakvlam_starts_the_clock():
    huishouden = HuishoudenFactory()

    waakvlam = zet(huishouden, "start")

    stand = stand_van(huishouden)
    assert stand.waakvlam == waakvlam
    assert stand.uiterlijk == timezone.localdate() + 7 * DAG
    assert stand.grens == stand.uiterlijk + 2 * DAG


def test_new_rhythm_counts_from_the_last_contact(regisseur):
    """Contact nineteen days ago: fine every four weeks, too late every two."""
    huishouden = HuishoudenFactory(waakvlam="stabiel", waakvlam__sinds=timezone.now() - 60 * DAG)
    contact = timezone.now() - 19 * DAG
    ContactmomentFactory(huishouden=huishouden, moment=contact)

    nieuw = zet(huishouden, "verhoogd-twee-weken", coordinator=regisseur)

    stand = stand_van(huishouden)
    assert (stand.waakvlam, nieuw.coordinator) == (nieuw, regisseur)
    assert stand.uiterlijk == timezone.localdate(contact) + 14 * DAG
    assert stand.grens == timezone.localdate(contact) + 17 * DAG < timezone.localdate()


def test_change_keeps_what_was_as_a_dated_row():
    huishouden = HuishoudenFactory(waakvlam="stabiel", waakvlam__sinds=timezone.now() - 60 * DAG)

    zet(huishouden, "slapend", soort="vrijwilliger", naam_of_rol="Rik")

    oud, nieuw = Waakvlam.objects.filter(huishouden=huishouden).order_by("geldig")
    assert oud.geldig.upper == nieuw.geldig.lower
    assert (oud.ritmeprofiel_id, nieuw.ritmeprofiel_id, nieuw.soort) == ("stabiel", "slapend", "vrijwilliger")
    assert nieuw.loopt_sinds == timezone.localdate(oud.geldig.lower)
    assert OpTijdPeriode.objects.filter(waakvlam=oud).exists()


def test_same_again_changes_nothing():
    huishouden = HuishoudenFactory()

    assert zet(huishouden) == zet(huishouden)
    assert Waakvlam.objects.filter(huishouden=huishouden).count() == 1


def test_own_rhythm_goes_before_the_profile():
    huishouden = HuishoudenFactory()

    zet(huishouden, interval_dagen=10, speling_dagen=3, reden="Werkt in ploegendienst.")

    stand = stand_van(huishouden)
    assert (stand.uiterlijk - timezone.localdate(), stand.grens - stand.uiterlijk) == (10 * DAG, 3 * DAG)


@pytest.mark.parametrize(
    ("velden", "veld"),
    [
        ({"interval_dagen": 10, "speling_dagen": 3}, "reden"),
        ({"interval_dagen": 10, "reden": "Daarom."}, "speling_dagen"),
        ({"speling_dagen": 3, "reden": "Daarom."}, "interval_dagen"),
        ({"naam_of_rol": ""}, "naam_of_rol"),
        ({"naam_of_rol": "111222333"}, "naam_of_rol"),
        ({"soort": "familie"}, "soort"),
    ],
)
def test_bad_waakvlam_changes_nothing(velden, veld):
    huishouden = HuishoudenFactory(waakvlam="stabiel")

    with pytest.raises(ValidationError) as fout:
        zet(huishouden, "start", **velden)

    assert list(fout.value.message_dict) == [veld]
    assert Waakvlam.objects.get(huishouden=huishouden).ritmeprofiel_id == "stabiel"


def test_stopped_waakvlam_has_no_rhythm():
    huishouden = HuishoudenFactory(waakvlam="stabiel")

    stop_waakvlam(huishouden=huishouden)
    stop_waakvlam(huishouden=huishouden)

    stand = Contactstand.objects.get(huishouden=huishouden)
    assert (stand.waakvlam, stand.uiterlijk) == (None, None)
    assert not Waakvlam.objects.lopend().filter(huishouden=huishouden).exists()
