"""Splitting and merging: nobody loses a record, and from then on neither sees what is new with the other."""

from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import ProgrammingError, transaction
from django.test import Client
from django.urls import reverse

from casework.models import Contactmoment, Herindeling, Huishouden, Inwoner, Notitie, Regie
from casework.services.contacten import log_contact
from casework.services.herindelingen import splits_huishouden, voeg_samen
from casework.uitdraai import lees_alles
from tests.casework.factories import BEGIN, HuishoudenFactory, als
from tests.core.factories import GebiedFactory

pytestmark = pytest.mark.django_db

REDEN = "De ouders gaan uit elkaar."


@pytest.fixture
def gezin(huishouden, regisseur):
    """Samira and Joris, with one contact and a note."""
    with als(regisseur):
        Inwoner.objects.create(huishouden=huishouden, roepnaam="Joris")
        log(huishouden, regisseur, "Samen gesproken over het huis.")
    return huishouden


def log(huishouden, door, notitie):
    return log_contact(huishouden=huishouden, door=door, sleutel=uuid4(), uitkomst="gesproken", notitie=notitie).contact


def splits(gezin, door, naam="Joris"):
    wie = Inwoner.objects.filter(huishouden=gezin, roepnaam=naam)
    return splits_huishouden(huishouden=gezin, inwoners=wie, buurt=GebiedFactory(), reden=REDEN, door=door)


def notities_van(huishouden):
    contacten = Contactmoment.objects.filter(huishouden=huishouden).for_tijdlijn()
    return {notitie.tekst for contact in contacten for notitie in contact.notities.all()}


def geef_regie(huishouden, regisseur, teamleider):
    with als(teamleider):
        Regie.objects.create(huishouden=huishouden, regisseur=regisseur, geldig=(BEGIN, None))


def test_split_moves_people_and_copies_what_was_shared(gezin, teamleider):
    with als(teamleider):
        nieuw = splits(gezin, teamleider)

        assert [inwoner.roepnaam for inwoner in gezin.inwoners.all()] == ["Samira"]
        assert [inwoner.roepnaam for inwoner in nieuw.inwoners.all()] == ["Joris"]
        assert notities_van(gezin) == notities_van(nieuw) == {"Samen gesproken over het huis."}
        assert Contactmoment.objects.get(huishouden=nieuw).herkomst == Contactmoment.objects.get(huishouden=gezin).pk
        assert nieuw.contactstand.laatste_contact == gezin.contactstand.laatste_contact
        record = Herindeling.objects.get()
    assert record.eerst == {gezin.pseudoniem: ["Samira", "Joris"], nieuw.pseudoniem: []}
    assert record.daarna == {gezin.pseudoniem: ["Samira"], nieuw.pseudoniem: ["Joris"]}


def test_after_a_split_neither_sees_what_is_new_with_the_other(gezin, teamleider, regisseur, andere_regisseur):
    with als(teamleider):
        nieuw = splits(gezin, teamleider)
    geef_regie(nieuw, andere_regisseur, teamleider)
    with als(andere_regisseur):
        contact = log(nieuw, andere_regisseur, "Alleen over Joris.")
    client = Client()
    client.force_login(regisseur)

    antwoord = client.get(reverse("casework:notitie_toevoegen", args=[contact.pk]))

    assert antwoord.status_code == 404
    with als(regisseur):
        assert notities_van(gezin) == {"Samen gesproken over het huis."}
        assert set(Notitie.objects.values_list("tekst", flat=True)) == {"Samen gesproken over het huis."}
        assert set(Huishouden.objects.all()) == {gezin}
    with als(andere_regisseur):
        assert notities_van(nieuw) == {"Samen gesproken over het huis.", "Alleen over Joris."}


def test_sensitive_note_goes_only_with_the_person(gezin, teamleider, regisseur, andere_regisseur):
    with als(regisseur):
        contact = Contactmoment.objects.get()
        joris = Inwoner.objects.get(roepnaam="Joris")
        Notitie.objects.create(contactmoment=contact, sleutel=uuid4(), tekst="Gevoelig.", door=regisseur, over=joris)
        assert "Gevoelig." in notities_van(gezin)
    with als(teamleider):
        nieuw = splits(gezin, teamleider)

        assert "Gevoelig." in notities_van(nieuw)
        assert "Gevoelig." not in notities_van(gezin)
    with als(regisseur):  # and the database agrees, without any filter
        assert not Notitie.objects.filter(tekst="Gevoelig.").exists()
    geef_regie(nieuw, andere_regisseur, teamleider)
    with als(andere_regisseur):
        assert "Gevoelig." in notities_van(nieuw)


def test_copy_for_the_resident_holds_no_sensitive_note_about_who_left(gezin, teamleider, regisseur):
    """Also when who makes the copy may see both huishoudens."""
    with als(regisseur):
        contact, joris = Contactmoment.objects.get(), Inwoner.objects.get(roepnaam="Joris")
        Notitie.objects.create(contactmoment=contact, sleutel=uuid4(), tekst="Gevoelig.", door=regisseur, over=joris)
    with als(teamleider):
        nieuw = splits(gezin, teamleider)

        van_gezin, van_nieuw = kopie(gezin), kopie(nieuw)

    assert [rij["notitie"] for rij in van_gezin["notities"]] == ["Samen gesproken over het huis."]
    assert [rij["notitie"] for rij in van_nieuw["notities"]] == ["Samen gesproken over het huis.", "Gevoelig."]
    assert van_gezin["herindelingen"] == van_nieuw["herindelingen"]


def kopie(huishouden):
    return {onderdeel.naam: onderdeel.rijen for onderdeel in lees_alles(huishouden)}


def test_split_and_merge_lose_no_record(gezin, teamleider):
    with als(teamleider):
        nieuw = splits(gezin, teamleider)
        log(nieuw, teamleider, "Na de splitsing, bij Joris.")
        log(gezin, teamleider, "Na de splitsing, bij Samira.")
        alles = notities_van(nieuw) | notities_van(gezin)

        voeg_samen(huishouden=nieuw, bij=gezin, reden="Ze wonen weer samen.", door=teamleider)

        assert notities_van(gezin) == alles
        assert {inwoner.roepnaam for inwoner in gezin.inwoners.all()} == {"Samira", "Joris"}
        assert Contactmoment.objects.filter(huishouden=gezin).count() == 3
        nieuw.refresh_from_db()
        assert (nieuw.status, nieuw.sluitingen.get().reden) == ("gesloten", "samen")


@pytest.mark.parametrize("wie", [(), ("Samira", "Joris")])
def test_somebody_goes_and_somebody_stays(gezin, teamleider, wie):
    with als(teamleider):
        with pytest.raises(ValidationError, match="moet ook iemand blijven"):
            splits_huishouden(
                huishouden=gezin,
                inwoners=Inwoner.objects.filter(roepnaam__in=wie),
                buurt=GebiedFactory(),
                reden=REDEN,
                door=teamleider,
            )

        assert Huishouden.objects.count() == 1


def test_person_of_another_huishouden_does_not_move(gezin, teamleider):
    vreemde = HuishoudenFactory(inwoner="Wilma")

    with als(teamleider), pytest.raises(ValidationError, match="Kies wie er weggaat"):
        splits_huishouden(
            huishouden=gezin, inwoners=vreemde.inwoners.all(), buurt=GebiedFactory(), reden=REDEN, door=teamleider
        )


def test_huishouden_is_not_merged_with_itself(gezin, teamleider):
    with als(teamleider), pytest.raises(ValidationError, match="ander huishouden"):
        voeg_samen(huishouden=gezin, bij=gezin, reden="Een vergissing.", door=teamleider)


def test_record_never_changes(gezin, teamleider):
    with als(teamleider):
        splits(gezin, teamleider)
        with pytest.raises(ProgrammingError), transaction.atomic():
            Herindeling.objects.update(reden="Anders dan eerst.")


def test_split_and_merge_by_page(gezin, coordinator):
    client = Client()
    client.force_login(coordinator)
    with als(coordinator):
        joris = Inwoner.objects.get(roepnaam="Joris")
        ander = HuishoudenFactory(inwoner="Wilma", waakvlam="start")
    buurt = GebiedFactory(soort="buurt")

    fout = client.post(reverse("casework:huishouden_splitsen", args=[gezin.pk]), {"buurt": buurt.pk, "reden": "kort"})
    splitsing = client.post(
        reverse("casework:huishouden_splitsen", args=[gezin.pk]),
        {"inwoners": [joris.pk], "buurt": buurt.pk, "reden": REDEN},
    )
    onbekend = client.post(
        reverse("casework:huishouden_samenvoegen", args=[gezin.pk]), {"bij": "HH-1999-0001", "reden": REDEN}
    )
    samen = client.post(
        reverse("casework:huishouden_samenvoegen", args=[gezin.pk]), {"bij": ander.pseudoniem, "reden": REDEN}
    )

    assert set(fout.context["form"].errors) == {"inwoners", "reden"}
    assert client.get(splitsing.url).status_code == 200  # who split it chooses the regisseur, without a reason
    assert "niet gevonden" in str(onbekend.context["form"].errors)
    assert samen.url == reverse("casework:huishouden_detail", args=[ander.pk])
