"""What was corrected: what stood there, what it became, who and when; and what goes along with a person."""

import json

import pytest
from django.test import Client
from django.urls import reverse

from casework.models import Inwoner
from casework.services.herindelingen import splits_huishouden, voeg_samen
from casework.services.levensloop import verbeter_inwoner
from casework.uitdraai import als_tekst, lees_alles
from casework.verbeteringen import PORTAAL, lees_geschiedenis
from tests.casework.factories import HuishoudenFactory, als
from tests.core.factories import GebiedFactory, GebruikerFactory
from zwijndrecht_portal.core.enums import Rol
from zwijndrecht_portal.core.models import Inzage

pytestmark = pytest.mark.django_db

REDEN = "De ouders gaan uit elkaar."


@pytest.fixture
def gezin(huishouden, regisseur):
    """Samira and Joris."""
    with als(regisseur):
        Inwoner.objects.create(huishouden=huishouden, roepnaam="Joris")
    return huishouden


def ingelogd(gebruiker):
    client = Client()
    client.force_login(gebruiker)
    return client


def lees_verbeteringen(huishouden):
    verbeteringen, _ = lees_geschiedenis(huishouden)
    return verbeteringen


def url_van(huishouden):
    return reverse("casework:verbeteringen", args=[huishouden.pk])


def inwoner(huishouden, naam):
    return Inwoner.objects.get(huishouden=huishouden, roepnaam=naam)


def noem(huishouden, naam, nieuw, wie=""):
    return verbeter_inwoner(inwoner=inwoner(huishouden, naam), roepnaam=nieuw, wie=wie)


def splits(gezin, door):
    wie = Inwoner.objects.filter(huishouden=gezin, roepnaam="Joris")
    return splits_huishouden(huishouden=gezin, inwoners=wie, buurt=GebiedFactory(), reden=REDEN, door=door)


def feiten(verbeteringen):
    return {(regel.wat, regel.eerst, regel.daarna) for regel in verbeteringen}


def test_page_says_what_stood_there_what_it_became_who_and_when(gezin, coordinator):
    client, buurt = ingelogd(coordinator), GebiedFactory(soort="buurt", naam="Walburg")
    with als(coordinator):
        joris, eerst = inwoner(gezin, "Joris"), gezin.buurt.naam
    client.post(
        reverse("casework:huishouden_verbeteren", args=[gezin.pk]),
        {"buurt": buurt.pk, "grondslag": "jeugdwet", "doel": gezin.doel},
    )
    client.post(reverse("casework:inwoner_verbeteren", args=[joris.pk]), {"roepnaam": "Joris B", "wie": "kind"})

    pagina = client.get(url_van(gezin))

    assert feiten(pagina.context["verbeteringen"]) == {
        ("Buurt", eerst, "Walburg"),
        ("Grondslag", "Wmo 2015", "Jeugdwet"),
        ("Roepnaam", "Joris", "Joris B"),
        ("Wie Joris B is", "Volwassene die hier woont", "Kind"),
    }
    assert {regel.door for regel in pagina.context["verbeteringen"]} == {coordinator.naam}
    assert "Walburg" in pagina.content.decode()


def test_page_without_corrections_says_so(gezin, regisseur):
    pagina = ingelogd(regisseur).get(url_van(gezin))

    assert (pagina.context["verbeteringen"], pagina.context["herindelingen"]) == ([], [])
    assert "Nog niets verbeterd" in pagina.content.decode()


def test_reading_what_was_corrected_leaves_one_line(gezin, regisseur):
    ingelogd(regisseur).get(url_van(gezin))

    with als(GebruikerFactory.build(pk=1, rollen=[Rol.PRIVACY_OFFICER])):
        [regel] = Inzage.objects.all()
    assert (regel.pseudoniem, regel.handeling, regel.resultaat) == (gezin.pseudoniem, "lezen", "gelukt")


@pytest.mark.parametrize("aantal", [1, 3])
def test_page_costs_as_many_queries_for_many_corrections(gezin, regisseur, aantal, django_assert_num_queries):
    client = ingelogd(regisseur)
    with als(regisseur):
        for nummer in range(aantal):
            noem(gezin, f"Joris{nummer or ''}", f"Joris{nummer + 1}")
    client.get(url_van(gezin))

    with django_assert_num_queries(11):
        pagina = client.get(url_van(gezin))

    namen = [regel.daarna for regel in pagina.context["verbeteringen"]]
    assert namen == [f"Joris{nummer}" for nummer in range(aantal, 0, -1)]  # newest first


def test_correction_without_a_person_is_of_the_portal(gezin, regisseur):
    with als(regisseur):
        noem(gezin, "Joris", "Jorik")

        assert [regel.door for regel in lees_verbeteringen(gezin)] == [PORTAAL]


def test_correction_of_another_huishouden_is_not_shown(gezin, regisseur):
    ander = HuishoudenFactory(regie=regisseur, inwoner="Wilma")
    with als(regisseur):
        noem(ander, "Wilma", "Wilhelmina")

        assert lees_verbeteringen(gezin) == []


def test_after_a_split_the_past_goes_along_and_the_rest_stays_apart(gezin, teamleider):
    with als(teamleider):
        noem(gezin, "Joris", "Joris B")
        noem(gezin, "Joris B", "Joris")
        nieuw = splits(gezin, teamleider)
        noem(nieuw, "Joris", "Jorik")
        noem(gezin, "Samira", "Sam")

        samen = {("Roepnaam", "Joris", "Joris B"), ("Roepnaam", "Joris B", "Joris")}
        assert feiten(lees_verbeteringen(gezin)) == samen | {("Roepnaam", "Samira", "Sam")}
        assert feiten(lees_verbeteringen(nieuw)) == samen | {("Roepnaam", "Joris", "Jorik")}


def test_after_a_merge_everything_is_found_in_one_place(gezin, teamleider):
    with als(teamleider):
        nieuw = splits(gezin, teamleider)
        noem(nieuw, "Joris", "Jorik")
        voeg_samen(huishouden=nieuw, bij=gezin, reden="Ze wonen weer samen.", door=teamleider)

        assert feiten(lees_verbeteringen(gezin)) == {("Roepnaam", "Joris", "Jorik")}


def test_splitting_and_merging_are_told_to_both(gezin, teamleider):
    with als(teamleider):
        nieuw = splits(gezin, teamleider)

        (_, [bij_gezin]), (_, [bij_nieuw]) = lees_geschiedenis(gezin), lees_geschiedenis(nieuw)
    assert bij_gezin == bij_nieuw
    assert (bij_gezin.wat, bij_gezin.reden, bij_gezin.door) == ("Splitsing", REDEN, teamleider.naam)
    assert bij_gezin.eerst == f"{nieuw.pseudoniem}: niemand\n{gezin.pseudoniem}: Samira en Joris"
    assert bij_gezin.daarna == f"{nieuw.pseudoniem}: Joris\n{gezin.pseudoniem}: Samira"


def test_copy_for_the_resident_holds_the_corrections(gezin, regisseur):
    with als(regisseur):
        joris = inwoner(gezin, "Joris")
    client = ingelogd(regisseur)
    client.post(reverse("casework:inwoner_verbeteren", args=[joris.pk]), {"roepnaam": "Jorik", "wie": ""})

    kopie = json.loads(client.post(reverse("casework:dossier_json", args=[gezin.pk])).content)["dossier"]
    with als(regisseur):
        papier = {blok.naam: blok for blok in als_tekst(lees_alles(gezin))}

    [regel] = kopie["verbeteringen"]
    assert {naam: regel[naam] for naam in ("wat", "eerst", "daarna", "door")} == {
        "wat": "Roepnaam", "eerst": "Joris", "daarna": "Jorik", "door": regisseur.naam,
    }  # fmt: skip
    assert papier["Verbeteringen"].kolommen == ["wanneer", "wat", "eerst", "daarna", "door"]
