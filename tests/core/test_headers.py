"""The same headers on everything that leaves the house."""

import pytest

from tests.core.factories import GebruikerFactory
from zwijndrecht_portal.core.enums import Rol

CSP = {
    "default-src 'self'",
    "base-uri 'none'",
    "object-src 'none'",
    "frame-ancestors 'none'",
    "form-action 'self'",
}
STATISCH = "/static/portaal/js/portaal.js"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("url", "status"),
    [
        ("/inloggen/", 200),
        ("/gezond/", 503),
        ("/.well-known/security.txt", 200),
        (STATISCH, 200),
        ("/static/bestaat-niet.css", 404),
        ("/bestaat-niet/", 404),
        ("/acties/", 302),
        ("/begrippen", 301),
    ],
)
def test_every_answer_carries_the_headers(client, monkeypatch, url, status):
    monkeypatch.setenv("CELERY_BROKER_URL", "redis://127.0.0.1:1/0")

    antwoord = client.get(url)
    antwoord.getvalue()  # a static file is open until it is read

    assert antwoord.status_code == status
    assert set(antwoord["Content-Security-Policy"].split("; ")) == CSP
    assert antwoord["X-Content-Type-Options"] == "nosniff"
    assert antwoord["X-Frame-Options"] == "DENY"
    assert antwoord["Referrer-Policy"] == "same-origin"
    assert antwoord["Cross-Origin-Opener-Policy"] == "same-origin"


@pytest.mark.django_db
def test_error_and_refusal_carry_the_headers_too(client, gebruiker_met):
    client.force_login(gebruiker_met(Rol.RAADSLID))

    antwoord = client.get("/acties/")

    assert (antwoord.status_code, antwoord["X-Frame-Options"]) == (403, "DENY")
    assert set(antwoord["Content-Security-Policy"].split("; ")) == CSP


def test_broken_page_carries_the_headers_too(client, monkeypatch):
    monkeypatch.setattr("zwijndrecht_portal.core.views.huis.begrippen", None)
    client.raise_request_exception = False

    antwoord = client.get("/begrippen/")

    assert antwoord.status_code == 500
    assert set(antwoord["Content-Security-Policy"].split("; ")) == CSP


@pytest.mark.django_db
def test_cookies_are_out_of_reach_of_scripts(client):
    gebruiker = GebruikerFactory.build()
    gebruiker.set_password("een-lang-wachtwoord")
    gebruiker.save()

    client.post("/inloggen/", {"username": gebruiker.email, "password": "een-lang-wachtwoord"})

    assert {naam: (koekje["httponly"], koekje["samesite"]) for naam, koekje in client.cookies.items()} == {
        "csrftoken": (True, "Lax"),
        "sessionid": (True, "Lax"),
    }
