"""Pages of the house itself, as a browser meets them."""

import json
from datetime import datetime

import pytest
from django import forms
from django.contrib.auth import get_user
from django.db import InterfaceError, OperationalError
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from kombu.exceptions import OperationalError as BrokerError
from redis.exceptions import RedisError
from rest_framework import serializers

from tests.core.factories import GebruikerFactory
from zwijndrecht_portal.core.begrippen import begrippen
from zwijndrecht_portal.core.enums import Rol
from zwijndrecht_portal.core.views.huis import storing

WACHTWOORD = "een-lang-wachtwoord"
ONJUIST = "Dit e-mailadres en wachtwoord horen niet bij elkaar. Controleer ze en probeer het opnieuw."


@pytest.fixture
def persoon(db):
    gebruiker = GebruikerFactory.build(email="an@zwijndrecht.example", rollen=[Rol.BELEIDSMEDEWERKER])
    gebruiker.set_password(WACHTWOORD)
    gebruiker.save()
    return gebruiker


def log_in(client, **velden):
    return client.post("/inloggen/", {"username": "an@zwijndrecht.example", "password": WACHTWOORD, **velden})


# --- Signing in and out ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rol", "start"),
    [(Rol.BELEIDSMEDEWERKER, "/acties/"), (Rol.TRAJECTREGISSEUR, "/caseload/"), (Rol.RAADSLID, "/rapportages/")],
)
def test_sign_in_leads_to_where_the_work_is(client, persoon, rol, start):
    type(persoon).objects.update(rollen=[rol])

    antwoord = log_in(client)

    assert (antwoord.status_code, antwoord["Location"]) == (302, start)


def test_email_may_be_typed_in_capitals_with_spaces(client, persoon):
    log_in(client, username=" An@Zwijndrecht.EXAMPLE ")

    assert get_user(client) == persoon


@pytest.mark.parametrize(
    "velden",
    [
        {"password": "een-ander-wachtwoord"},
        {"username": "niemand@zwijndrecht.example"},
        {"password": WACHTWOORD.upper()},
    ],
)
def test_wrong_sign_in_tells_nothing_but_that(client, persoon, velden):
    antwoord = log_in(client, **velden)

    assert (antwoord.status_code, antwoord.context["form"].non_field_errors()) == (200, [ONJUIST])
    assert not get_user(client).is_authenticated


def test_inactive_person_gets_the_same_words(client, persoon):
    type(persoon).objects.update(is_active=False)

    assert log_in(client).context["form"].non_field_errors() == [ONJUIST]


@pytest.mark.parametrize(
    "velden",
    [
        {"username": "", "password": ""},
        {"username": "geen-adres"},
        {"username": "x" * 10_000},
        {"username": "a\0b@zwijndrecht.example"},
        {"password": "\0"},
        {"password": "x" * 10_000},
    ],
)
def test_bad_input_is_refused_politely(client, persoon, velden):
    antwoord = log_in(client, **velden)

    assert antwoord.status_code == 200
    assert antwoord.context["form"].errors
    assert not get_user(client).is_authenticated


def test_typed_email_is_kept_and_the_password_is_not(client, persoon):
    html = log_in(client, password="onthoud-mij-niet").content.decode()

    assert "an@zwijndrecht.example" in html
    assert "onthoud-mij-niet" not in html


def test_sign_in_returns_to_the_page_that_was_asked(client, persoon):
    gevraagd = client.get("/acties/?status=loopt")

    assert gevraagd["Location"] == "/inloggen/?next=/acties/%3Fstatus%3Dloopt"
    assert log_in(client, next="/acties/?status=loopt")["Location"] == "/acties/?status=loopt"


@pytest.mark.parametrize(
    "next", ["https://elders.example/", "//elders.example/", "javascript:alert(1)", "/\\elders.example"]
)
def test_sign_in_never_leads_elsewhere(client, persoon, next):
    assert log_in(client, next=next)["Location"] == "/acties/"


def test_who_is_signed_in_does_not_sign_in_again(client, persoon):
    client.force_login(persoon)

    assert client.get("/inloggen/")["Location"] == "/acties/"


def test_sign_in_starts_a_new_session(client, persoon):
    """A session that someone planted beforehand is worth nothing."""
    client.get("/begrippen/")
    client.session.save()
    eerder = client.session.session_key

    log_in(client)

    assert client.session.session_key != eerder


def test_session_ends_when_the_account_is_closed(client, persoon):
    log_in(client)
    type(persoon).objects.update(is_active=False)

    antwoord = client.get("/acties/")

    assert (antwoord.status_code, antwoord["Location"]) == (302, "/inloggen/?next=/acties/")


def test_session_ends_when_the_password_changes(client, persoon):
    log_in(client)
    persoon.set_password("een-nieuw-wachtwoord")
    persoon.save()

    assert client.get("/acties/").status_code == 302


def test_sign_out_is_a_deed_not_a_link(client, persoon):
    log_in(client)

    assert client.get("/uitloggen/").status_code == 405
    assert get_user(client) == persoon
    assert client.post("/uitloggen/")["Location"] == "/inloggen/"
    assert not get_user(client).is_authenticated


# --- Pages for everyone ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("url", "kop"),
    [
        ("/inloggen/", "Inloggen"),
        ("/begrippen/", "Begrippen"),
        ("/toegankelijkheid/", "Toegankelijkheid"),
        ("/privacy/", "Privacy"),
        ("/stijlgids/", "Stijlgids"),
    ],
)
def test_open_page_is_there_without_an_account(client, url, kop):
    html = client.get(url).content.decode()

    assert html.count("<h1") == 1
    assert f"<title>{kop} - Sociaal domein Zwijndrecht</title>" in html


def test_glossary_shows_everything_with_a_place_to_link_to(client):
    html = client.get("/begrippen/").content.decode()

    assert [b.term for b in begrippen() if f'id="{b.anker}"' not in html] == []
    assert 'href="#letter-a"' in html


def test_glossary_can_be_searched(client):
    antwoord = client.get("/begrippen/", {"q": "waakvlamcoördinator"})

    assert [b.term for _, groep in antwoord.context["groepen"] for b in groep] == ["Inzet", "Waakvlamcoördinator"]
    assert 'value="waakvlamcoördinator"' in antwoord.content.decode()


@pytest.mark.parametrize("q", ["bestaatechtniet", "x" * 10_000, "\0", "<script>", "%"])
def test_search_without_result_says_what_to_do(client, q):
    html = client.get("/begrippen/", {"q": q}).content.decode()

    assert "Geen begrip gevonden" in html
    assert "<script>" not in html


def test_statement_claims_no_status(client):
    html = client.get("/toegankelijkheid/").content.decode()

    assert "WCAG 2.2" in html
    assert "Daarom geven we het nog geen nalevingsstatus" in html
    assert "status A" not in html


def test_style_guide_is_not_there_in_production(client, settings):
    settings.DEMO = False

    assert client.get("/stijlgids/").status_code == 404


def test_security_txt_follows_the_standard(client, settings):
    settings.PORTAAL_ADRES = "https://portaal.example"

    antwoord = client.get("/.well-known/security.txt")
    regels = dict(regel.split(": ", 1) for regel in antwoord.content.decode().splitlines())

    assert antwoord["Content-Type"] == "text/plain; charset=utf-8"
    assert set(regels) == {"Contact", "Expires", "Preferred-Languages", "Canonical"}
    assert regels["Canonical"] == "https://portaal.example/.well-known/security.txt"
    assert 0 < (datetime.fromisoformat(regels["Expires"]) - timezone.now()).days <= 366


@pytest.mark.parametrize("naam", ["begrippen", "toegankelijkheid", "privacy", "gezond", "security_txt", "stijlgids"])
def test_open_page_only_reads(client, naam):
    assert client.post(reverse(naam)).status_code == 405


# --- Error pages -----------------------------------------------------------------------------------------------------


def test_unknown_page_says_so_in_dutch(client):
    antwoord = client.get("/bestaat-niet/")

    assert antwoord.status_code == 404
    assert "Deze pagina is er niet" in antwoord.content.decode()


def test_forbidden_page_says_what_to_do(client, gebruiker_met):
    client.force_login(gebruiker_met(Rol.RAADSLID))

    antwoord = client.get("/acties/")

    assert antwoord.status_code == 403
    assert "Vraag het aan de beheerder" in antwoord.content.decode()
    assert "Uitloggen" in antwoord.content.decode()


def test_strange_request_gets_a_page_in_dutch(client):
    antwoord = client.get("/begrippen/", headers={"host": "elders.example"})

    assert antwoord.status_code == 400
    assert "Dat begrijpt het portaal niet" in antwoord.content.decode()


def test_form_without_token_says_that_nothing_was_saved():
    antwoord = Client(enforce_csrf_checks=True).post("/inloggen/", {"username": "a", "password": "b"})

    assert antwoord.status_code == 403
    assert "Dit formulier stond te lang open" in antwoord.content.decode()


def test_error_page_needs_nothing_that_can_be_broken(client, monkeypatch):
    """No database mark on this test: the page is drawn without it."""
    monkeypatch.setattr("zwijndrecht_portal.core.views.huis.begrippen", None)
    client.raise_request_exception = False

    antwoord = client.get("/begrippen/")

    assert antwoord.status_code == 500
    assert "Dit ligt aan het portaal, niet aan u" in antwoord.content.decode()


@pytest.mark.parametrize("fout", [OperationalError, InterfaceError, BrokerError, RedisError])
def test_part_that_does_not_answer_is_said_so_and_asks_to_come_back(client, monkeypatch, fout):
    """Also this page is drawn without the database."""

    def weg() -> None:
        raise fout("geheim-adres")

    monkeypatch.setattr("zwijndrecht_portal.core.views.huis.begrippen", weg)
    client.raise_request_exception = False

    antwoord = client.get("/begrippen/")

    assert (antwoord.status_code, antwoord["Retry-After"]) == (503, "60")
    assert "Het portaal is even niet bereikbaar" in antwoord.content.decode()
    assert "geheim-adres" not in antwoord.content.decode()


def test_part_that_does_not_answer_is_a_problem_for_a_program(rf):
    try:
        raise OperationalError("geheim-adres")
    except OperationalError:
        antwoord = storing(rf.get("/api/v1/plannen"))

    assert (antwoord.status_code, antwoord["Content-Type"]) == (503, "application/problem+json")
    assert json.loads(antwoord.content)["title"] == "Het portaal is even niet bereikbaar"


def test_past_date_is_told_on_the_page_itself(client, beleidsmedewerker):
    client.force_login(beleidsmedewerker)

    eerst, daarna = client.get("/acties/?peildatum=onzin"), client.get("/acties/")

    assert "U ziet de stand van vandaag." in eerst.content.decode()
    assert "U ziet de stand van vandaag." not in daarna.content.decode()


@pytest.mark.parametrize("veld", [forms.CharField(), serializers.CharField()])
def test_forms_and_api_use_one_word_for_a_field_that_must_be_filled(veld):
    assert veld.error_messages["required"] == "Dit veld is verplicht."
