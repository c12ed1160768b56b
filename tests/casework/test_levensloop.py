"""Intake, correction, closing and opening again."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from casework.enums import Sluitreden
from casework.models import Huishouden, Inwoner, Regie, Sluiting, Taak, Waakvlam
from casework.services.contacten import log_contact
from casework.services.levensloop import (
    heropen_dossier,
    open_huishouden,
    sluit_dossier,
    verbeter_inwoner,
    voeg_inwoner_toe,
)
from tests.casework.factories import TaakFactory, als
from tests.core.factories import GebiedFactory

pytestmark = pytest.mark.django_db


def intake(door, **velden):
    waarden = {"sleutel": uuid4(), "buurt": GebiedFactory(), "grondslag": "wmo", "doel": "herstel", "roepnaam": "Nel"}
    return open_huishouden(**{**waarden, **velden}, door=door)


def sluit(huishouden, door, reden=Sluitreden.BEREIKT):
    return sluit_dossier(huishouden=huishouden, reden=reden, toelichting="", door=door)


# --- Intake ----------------------------------------------------------------------------------------------------------


def test_intake_opens_a_huishouden_with_ground_and_purpose(teamleider):
    with als(teamleider):
        huishouden = intake(teamleider)

        assert huishouden.pseudoniem.startswith(f"HH-{timezone.localdate().year}-")
        assert (huishouden.grondslag, huishouden.doel, huishouden.regisseur) == ("wmo", "herstel", None)
        assert [inwoner.roepnaam for inwoner in huishouden.inwoners.all()] == ["Nel"]
        assert huishouden.contactstand.missers == 0


def test_same_intake_twice_is_one_huishouden(teamleider):
    sleutel = uuid4()

    with als(teamleider):
        assert intake(teamleider, sleutel=sleutel) == intake(teamleider, sleutel=sleutel)
        assert Huishouden.objects.count() == 1


@pytest.mark.parametrize("roepnaam", ["111222333", "Nel 111.222.333", " " * 3, "x" * 41])
def test_intake_refuses_a_bsn_or_no_name_and_changes_nothing(teamleider, roepnaam):
    with als(teamleider):
        with pytest.raises(ValidationError):
            intake(teamleider, roepnaam=roepnaam)

        assert not Huishouden.objects.exists()


def test_intake_page_opens_the_new_dossier(teamleider):
    client = Client()
    client.force_login(teamleider)
    buurt = GebiedFactory(soort="buurt")
    gegevens = {"sleutel": str(uuid4()), "roepnaam": "Nel", "buurt": buurt.pk, "grondslag": "wmo", "doel": "geld"}

    fout = client.post(reverse("casework:huishouden_openen"), {**gegevens, "roepnaam": "111222333"})
    goed = client.post(reverse("casework:huishouden_openen"), gegevens, follow=True)

    assert "BSN" in str(fout.context["form"].errors)
    assert fout.context["form"]["roepnaam"].value() == "111222333"
    assert "Rust in geld en administratie" in goed.content.decode()


# --- People ----------------------------------------------------------------------------------------------------------


def test_child_and_naaste_are_a_flag_and_a_first_name(huishouden, regisseur):
    with als(regisseur):
        kind = voeg_inwoner_toe(huishouden=huishouden, roepnaam="Daan", wie="kind")
        naaste = voeg_inwoner_toe(huishouden=huishouden, roepnaam="Riet", wie="naaste")
        voeg_inwoner_toe(huishouden=huishouden, roepnaam="Riet", wie="naaste")

        assert (kind.is_kind, kind.is_naaste, naaste.is_kind, naaste.is_naaste) == (True, False, False, True)
        assert Inwoner.objects.count() == 3
        assert Huishouden.objects.with_roepnamen().get().roepnamen == ["Samira"]


def test_correction_keeps_what_stood_there_in_the_history(huishouden, regisseur):
    with als(regisseur):
        inwoner = Inwoner.objects.get()
        verbeter_inwoner(inwoner=inwoner, roepnaam="Samir", wie="kind")

        inwoner.refresh_from_db()
        versies = apps.get_model("casework", "InwonerEvent").objects.order_by("pgh_id")
        assert list(versies.values_list("roepnaam", "is_kind")) == [("Samira", False), ("Samir", True)]
    assert (inwoner.roepnaam, inwoner.is_kind) == ("Samir", True)


def test_other_regisseur_corrects_nobody(huishouden, andere_regisseur):
    client = Client()
    client.force_login(andere_regisseur)
    with als(andere_regisseur):
        assert Inwoner.objects.update(roepnaam="Anders") == 0


# --- Closing and opening again ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("wie", ["regisseur", "coordinator", "teamleider"])
def test_closing_ends_everything_that_runs(huishouden, wie, request):
    door = request.getfixturevalue(wie)
    taak = TaakFactory(huishouden=huishouden)

    with als(door):
        sluit(huishouden, door)

        huishouden.refresh_from_db()
        taak.refresh_from_db()
        assert (huishouden.status, huishouden.gesloten_op) == ("gesloten", timezone.localdate())
        assert huishouden.regisseur is None
        assert taak.status == "vervallen"
        assert not Regie.objects.lopend().exists()
        assert not Waakvlam.objects.lopend().exists()
        assert huishouden.contactstand.waakvlam is None


def test_closed_dossier_is_out_of_sight_for_the_rest(huishouden, regisseur, teamleider, coordinator):
    with als(regisseur):
        sluit(huishouden, regisseur)

    for ander in (teamleider, coordinator):
        with als(ander):
            assert not Huishouden.objects.exists()


def test_waiting_signal_keeps_a_dossier_open(huishouden, regisseur):
    with als(regisseur):
        log_contact(huishouden=huishouden, door=regisseur, sleutel=uuid4(), uitkomst="signaal")
        with pytest.raises(ValidationError, match="wacht nog een signaal"):
            sluit(huishouden, regisseur)

        assert not Sluiting.objects.exists()


def test_closing_twice_is_once(huishouden, regisseur):
    with als(regisseur):
        assert sluit(huishouden, regisseur) == sluit(huishouden, regisseur, Sluitreden.VERHUISD)
        assert Sluiting.objects.get().reden == "bereikt"
        assert Taak.objects.open().count() == 0


def test_dossier_opens_again_within_a_year(huishouden, teamleider):
    with als(teamleider):
        sluit(huishouden, teamleider)
        heropen_dossier(huishouden=huishouden, door=teamleider)
        heropen_dossier(huishouden=huishouden, door=teamleider)

        huishouden.refresh_from_db()
        assert (huishouden.status, huishouden.gesloten_op) == ("actief", None)
        assert Sluiting.objects.get().heropend_door == teamleider
        assert Sluiting.objects.get().geldig.upper is not None


@pytest.mark.parametrize(("dagen", "mag"), [(365, True), (366, False)])
def test_after_a_year_a_new_intake_is_needed(huishouden, teamleider, dagen, mag):
    with als(teamleider):
        Huishouden.objects.update(geopend_op=timezone.localdate() - timedelta(days=500))
        sluit(huishouden, teamleider)
        Huishouden.objects.update(gesloten_op=timezone.localdate() - timedelta(days=dagen))
        if mag:
            assert heropen_dossier(huishouden=huishouden, door=teamleider).status == "actief"
            return
        with pytest.raises(ValidationError, match="nieuwe intake"):
            heropen_dossier(huishouden=huishouden, door=teamleider)


def test_closing_and_opening_again_by_page(huishouden, coordinator):
    client = Client()
    client.force_login(coordinator)

    dicht = client.post(reverse("casework:dossier_sluiten", args=[huishouden.pk]), {"reden": "bereikt"}, follow=True)
    weer_open = client.post(reverse("casework:dossier_heropenen", args=[huishouden.pk]), follow=True)

    assert "Heropen het dossier" in dicht.content.decode()
    assert "Het dossier is weer open" in weer_open.content.decode()
