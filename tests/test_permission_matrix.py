"""
Every URL x every role. Each app lists its own pages in `tests/<app>/matrix.py`.

`MATRIX` holds per (method, URL name) the status for each column: a role, "anoniem", or a near-miss "andere_<rol>",
someone with that role to whom the objects do not belong. `maak_objecten(personen)` makes what the URLs point at and
returns the arguments of each URL that needs them; `personen` holds one person per column.
"""

from collections.abc import Mapping
from importlib import import_module
from importlib.util import find_spec

import pytest
import rules
from django.contrib import admin
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, reverse
from rest_framework.permissions import AllowAny

from tests.core.factories import GebruikerFactory
from tests.utils import APPS, portaal_urls
from zwijndrecht_portal.core.enums import Rol
from zwijndrecht_portal.core.models import Gebruiker

pytestmark = pytest.mark.django_db

TABELLEN = {app: import_module(f"tests.{app}.matrix") for app in APPS if find_spec(f"tests.{app}.matrix")}
MATRIX = {sleutel: (app, statussen) for app, tabel in TABELLEN.items() for sleutel, statussen in tabel.MATRIX.items()}
KOLOMMEN = {"anoniem", *(rol.value for rol in Rol)}
METHODEN = ("get", "post", "put", "patch", "delete")

# Open without an account, on purpose.
OPEN = {
    "inloggen",
    "gemeente_inloggen",
    "inloggen_code",
    "inloggen_passkey",
    "gemeente_terug",
    "gemeente_afgemeld",  # the provider asks, and signs
    "uitloggen",
    "gezond",
    "begrippen",
    "toegankelijkheid",
    "privacy",
    "security_txt",
    "stijlgids",
    "wachtwoord_kiezen",
    "agenda",
    "api_documentatie",
    "api:openapi",
    "api:geen_bron",
    "api_begin",
}


@pytest.fixture(autouse=True)
def broker(monkeypatch):
    """A broker that is always there, for `/gezond/`."""
    monkeypatch.setenv("CELERY_BROKER_URL", "memory://")


def maak_personen(kolommen: set[str]) -> dict[str, Gebruiker | None]:
    """One person per column; "andere_trekker" is a second trekker."""
    return {
        kolom: None if kolom == "anoniem" else GebruikerFactory(rollen=[Rol(kolom.removeprefix("andere_"))])
        for kolom in sorted(kolommen)
    }


def aanmelden(gebruiker: Gebruiker | None) -> dict[str, str]:
    """The cookies of someone who just signed in: once per person, it costs as much as a visit."""
    client = Client()
    if gebruiker:
        client.force_login(gebruiker)
    return {naam: cookie.value for naam, cookie in client.cookies.items()}


def status(methode: str, url: str, cookies: Mapping[str, str]) -> int:
    """What whoever has these cookies gets; whatever it changed is undone."""
    client = Client()
    client.cookies.load(cookies)
    with transaction.atomic():
        antwoord = getattr(client, methode)(url)
        antwoord.getvalue()  # a file is open until it is read
        transaction.set_rollback(True)
    return antwoord.status_code


def maak_urls(app: str, personen: Mapping[str, Gebruiker | None]) -> dict[str, str]:
    """The URL of each view in the table of this app, pointing at objects made for it."""
    objecten = TABELLEN[app].maak_objecten(personen)
    return {naam: reverse(naam, kwargs=objecten.get(naam)) for _, naam in TABELLEN[app].MATRIX}


def maak_wereld(app: str) -> tuple[dict[str, Mapping[str, str]], dict[str, str]]:
    """The cookies of a person per column of this table, and the URL of each of its views."""
    personen = maak_personen({kolom for statussen in TABELLEN[app].MATRIX.values() for kolom in statussen})
    urls = maak_urls(app, personen)
    return {kolom: aanmelden(gebruiker) for kolom, gebruiker in personen.items()}, urls


@pytest.mark.parametrize("app", TABELLEN)
def test_matrix(app):
    """All rows in one test, because what they are about takes longer to make than to visit."""
    verwacht = TABELLEN[app].MATRIX
    cookies, urls = maak_wereld(app)

    gevonden = {
        (methode, naam): {kolom: status(methode, urls[naam], cookies[kolom]) for kolom in statussen}
        for (methode, naam), statussen in verwacht.items()
    }

    assert gevonden == verwacht


def test_rows_of_the_matrix_are_complete():
    onvolledig = {
        sleutel: KOLOMMEN.symmetric_difference(kolom for kolom in statussen if not kolom.startswith("andere_"))
        for sleutel, (_, statussen) in MATRIX.items()
    }

    assert {sleutel: kolommen for sleutel, kolommen in onvolledig.items() if kolommen} == {}


def test_every_url_is_in_the_matrix():
    assert {naam for _, naam in MATRIX} == set(portaal_urls())


@pytest.mark.parametrize("app", TABELLEN)
def test_what_is_not_in_the_matrix_does_not_exist(app):
    """Another method than the table names is refused, also to who may everything."""
    tabel = TABELLEN[app]
    _, urls = maak_wereld(app)
    alleskunner = aanmelden(GebruikerFactory(rollen=list(Rol)))

    gevonden = {
        (methode, naam): status(methode, url, alleskunner)
        for naam, url in urls.items()
        for methode in METHODEN
        if (methode, naam) not in tabel.MATRIX
    }

    assert {sleutel: code for sleutel, code in gevonden.items() if code != 405} == {}


def is_open(patroon: URLPattern) -> bool:
    view = patroon.callback
    if hasattr(view, "cls"):  # Django REST framework guards by itself
        return AllowAny in view.cls.permission_classes
    return not getattr(view, "login_required", True)


def gevraagde_permission(patroon: URLPattern) -> str:
    view = patroon.callback
    return view.cls.permission if hasattr(view, "cls") else getattr(view, "required_permission", "")


def test_only_these_pages_are_open():
    assert {naam for naam, patroon in portaal_urls().items() if is_open(patroon)} == OPEN


def test_every_closed_view_asks_an_existing_permission():
    gevraagd = {naam: gevraagde_permission(patroon) for naam, patroon in portaal_urls().items() if not is_open(patroon)}

    assert {naam: permission for naam, permission in gevraagd.items() if not rules.perm_exists(permission)} == {}


# --- Django admin: apart, because its URLs come by themselves --------------------------------------------------------

BUITENDEUR = {"login", "logout"}


def admin_urls() -> dict[str, str]:
    """Every page of the admin for a row that may not exist."""
    gegevens = {"object_id": "1", "content_type_id": 1, "app_label": "core", "url": "x"}
    urls = {}
    for model in [None, *admin.site._registry.values()]:
        for patroon in model.get_urls() if model else admin.site.get_urls():
            if isinstance(patroon, URLPattern) and patroon.name and patroon.name not in BUITENDEUR:
                kwargs = {naam: gegevens[naam] for naam in patroon.pattern.regex.groupindex}
                urls[patroon.name] = reverse(f"admin:{patroon.name}", kwargs=kwargs)
    return urls


@pytest.mark.parametrize("rol", [None, *Rol], ids=str)
def test_admin_index_is_for_the_beheerder(rol):
    cookies = aanmelden(GebruikerFactory(rollen=[rol]) if rol else None)

    assert status("get", reverse("admin:index"), cookies) == (200 if rol == Rol.BEHEERDER else 302)


@pytest.mark.parametrize("rol", [rol for rol in Rol if rol != Rol.BEHEERDER])
def test_no_page_of_the_admin_opens_for_another_role(rol):
    cookies = aanmelden(GebruikerFactory(rollen=[rol]))

    antwoorden = {naam: status("get", url, cookies) for naam, url in admin_urls().items()}

    assert {naam: code for naam, code in antwoorden.items() if code not in {301, 302, 403}} == {}


def test_admin_holds_no_dossier_and_no_plan():
    """Reference data only: people, organisations, fixed lists."""
    assert {model._meta.app_label for model in admin.site._registry} <= {"core", "housing", "budget", "dashboard"}
