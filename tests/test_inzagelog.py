"""Every URL of a dossier leaves exactly one line in the access log; when the log fails, the answer is 403."""

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.test import Client

from tests.casework.factories import als
from tests.core.factories import GebruikerFactory
from tests.test_permission_matrix import MATRIX, broker, maak_wereld  # noqa: F401
from tests.utils import portaal_urls
from zwijndrecht_portal.core.enums import Rol
from zwijndrecht_portal.core.models import Inzage

pytestmark = pytest.mark.django_db

# Views with row-level security: what they show is about people. A PDF is that only sometimes: test_rechten.
DOSSIER_URLS = sorted(
    (methode, naam)
    for methode, naam in MATRIX
    if getattr(portaal_urls()[naam].callback, "is_dossier", False) and not naam.startswith("afdruk")
)
APPS_MET_DOSSIERS = sorted({MATRIX[sleutel][0] for sleutel in DOSSIER_URLS})


def bezoek(methode, url, cookies):
    """Status and the lines that this visit left; whatever it changed is undone."""
    client = Client()
    client.cookies.load(cookies)
    with transaction.atomic():
        eerst = aantal_regels()
        antwoord = getattr(client, methode)(url)
        inhoud = antwoord.getvalue() if antwoord.streaming else antwoord.content
        regels = aantal_regels() - eerst
        transaction.set_rollback(True)
    return antwoord.status_code, regels, inhoud


def aantal_regels():
    with als(GebruikerFactory.build(pk=1, rollen=[Rol.PRIVACY_OFFICER])):
        return Inzage.objects.count()


def test_every_view_of_casework_is_logged():
    zonder = [
        naam
        for naam, patroon in portaal_urls().items()
        if naam.startswith("casework:") and not getattr(patroon.callback, "is_dossier", False)
    ]

    assert zonder == []


def alle_bezoeken(app):
    """What each signed-in person gets at each URL of a dossier in this app."""
    cookies, urls = maak_wereld(app)
    return {
        (methode, naam, kolom): bezoek(methode, urls[naam], cookies[kolom])
        for methode, naam in DOSSIER_URLS
        if MATRIX[methode, naam][0] == app
        for kolom in MATRIX[methode, naam][1]
        if cookies[kolom]
    }


@pytest.mark.parametrize("app", APPS_MET_DOSSIERS)
def test_every_dossier_url_leaves_exactly_one_line(app):
    bezoeken = alle_bezoeken(app)

    assert {sleutel: regels for sleutel, (_, regels, _) in bezoeken.items() if regels != 1} == {}


@pytest.mark.parametrize("app", APPS_MET_DOSSIERS)
def test_without_the_log_no_dossier_opens(app):
    with connection.cursor() as cursor:
        cursor.execute(f"reset role; revoke insert on core_inzage from {settings.APP_ROL}")
        cursor.execute(f"set role {settings.APP_ROL}")

    bezoeken = alle_bezoeken(app)

    assert {sleutel: status for sleutel, (status, _, _) in bezoeken.items() if status != 403} == {}
    assert [
        sleutel for sleutel, (_, _, inhoud) in bezoeken.items() if b"HH-2026" in inhoud or b"Samira" in inhoud
    ] == []
