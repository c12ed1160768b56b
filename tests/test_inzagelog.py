"""Every URL of a dossier leaves exactly one line in the access log; when the log fails, the answer is 403."""

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.test import Client

from tests.casework.factories import als
from tests.core.factories import GebruikerFactory
from tests.test_permission_matrix import MATRIX, TABELLEN, broker, maak_personen, maak_urls  # noqa: F401
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


def bezoek(methode, url, gebruiker):
    """Status and the lines that this visit left; whatever it changed is undone."""
    client = Client()
    with transaction.atomic():
        client.force_login(gebruiker)
        eerst = aantal_regels()
        antwoord = getattr(client, methode)(url)
        inhoud = antwoord.getvalue() if antwoord.streaming else antwoord.content
        regels = aantal_regels() - eerst
        transaction.set_rollback(True)
    return antwoord.status_code, regels, inhoud


def aantal_regels():
    with als(GebruikerFactory.build(pk=1, rollen=[Rol.PRIVACY_OFFICER])):
        return Inzage.objects.count()


def personen_van(app):
    kolommen = {kolom for statussen in TABELLEN[app].MATRIX.values() for kolom in statussen}
    return maak_personen(kolommen)


def test_every_view_of_casework_is_logged():
    zonder = [
        naam
        for naam, patroon in portaal_urls().items()
        if naam.startswith("casework:") and not getattr(patroon.callback, "is_dossier", False)
    ]

    assert zonder == []


@pytest.mark.parametrize(("methode", "naam"), DOSSIER_URLS, ids=lambda deel: deel)
def test_every_dossier_url_leaves_exactly_one_line(methode, naam):
    app = MATRIX[methode, naam][0]
    personen = personen_van(app)
    url = maak_urls(app, personen)[naam]

    gevonden = {
        kolom: bezoek(methode, url, gebruiker)[1] for kolom, gebruiker in personen.items() if gebruiker is not None
    }

    assert gevonden == dict.fromkeys(gevonden, 1)


@pytest.mark.parametrize(("methode", "naam"), DOSSIER_URLS, ids=lambda deel: deel)
def test_without_the_log_no_dossier_opens(methode, naam):
    app = MATRIX[methode, naam][0]
    personen = personen_van(app)
    url = maak_urls(app, personen)[naam]
    with connection.cursor() as cursor:
        cursor.execute(f"reset role; revoke insert on core_inzage from {settings.APP_ROL}")
        cursor.execute(f"set role {settings.APP_ROL}")

    gevonden = {kolom: bezoek(methode, url, wie)[::2] for kolom, wie in personen.items() if wie is not None}

    assert {kolom: status for kolom, (status, _) in gevonden.items() if status != 403} == {}
    assert [kolom for kolom, (_, inhoud) in gevonden.items() if b"HH-2026" in inhoud or b"Samira" in inhoud] == []
