"""What the logs say about people: nothing."""

import json
import logging
import sys

import pytest
from django.db import IntegrityError
from django.test import RequestFactory
from django.urls import resolve

from zwijndrecht_portal.core.logboek import JsonFormatter


def regel(bericht: str, *waarden: object, fout: bool = False, **extra: object) -> dict[str, object]:
    """The line as it is written, read back."""
    record = logging.LogRecord("proef", logging.WARNING, "", 1, bericht, waarden, sys.exc_info() if fout else None)
    record.__dict__.update(extra)
    return json.loads(JsonFormatter().format(record))


@pytest.mark.parametrize(
    ("bericht", "verwacht"),
    [
        ("Slot op an.jansen@gemeente.example na 5 pogingen", "Slot op … na 5 pogingen"),
        ("van 10.20.30.40 en 2001:db8::1:2", "van … en …"),
        ("Niet gevonden: /huishoudens/12/plan/?q=Samira", "Niet gevonden: /huishoudens/…/plan/…"),
        ("Dossier HH-2026-0042 is open", "Dossier … is open"),
        ("Klaar: 12 afdrukken opgeruimd om 10:30:05.", "Klaar: 12 afdrukken opgeruimd om 10:30:05."),
    ],
)
def test_message_names_nobody(bericht, verwacht):
    assert regel("%s", bericht)["bericht"] == verwacht


def test_request_is_known_by_its_route():
    request = RequestFactory().get("/huishoudens/12/?zoek=Samira")
    request.resolver_match = resolve(request.path_info)

    gelogd = regel("%s: %s", "Not Found", request.path, request=request, status_code=404)

    assert (gelogd["bericht"], gelogd["methode"], gelogd["route"], gelogd["status_code"]) == (
        "verzoek", "GET", "huishoudens/<int:pk>/", 404,
    )  # fmt: skip
    assert "12" not in json.dumps({naam: gelogd[naam] for naam in ("bericht", "route")})


def test_exception_gives_its_kind_and_place_and_not_the_values_of_the_row():
    try:
        raise IntegrityError("Key (email)=(an@gemeente.example) already exists.")
    except IntegrityError:
        gelogd = regel("Opslaan mislukt", fout=True)

    assert gelogd["fout"] == "IntegrityError"
    assert gelogd["waar"][0].startswith(__file__)
    assert "email" not in json.dumps(gelogd)
