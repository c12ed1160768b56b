"""
The database as the application sees it, and people to sign in as.

The test database is built by the owner; each test then works as the application's role, so row-level security and
missing rights show in tests as they would in production.
"""

import gc
import os
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.db import connection
from django.db.backends.signals import connection_created
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

from tests.core.factories import GebruikerFactory
from zwijndrecht_portal.core.enums import Rol
from zwijndrecht_portal.core.models import Gebruiker

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # sync Playwright runs an event loop in the test thread

# A big process spends a tenth of its time looking for garbage.
gc.set_threshold(100_000, 20, 50)

# No test fails because the machine is busy.
hypothesis_settings.register_profile("rustig", deadline=None, suppress_health_check=[HealthCheck.too_slow])
hypothesis_settings.load_profile("rustig")

pytest_plugins = ["tests.verdeling"]
DATABASE_FIXTURES = {"db", "transactional_db", "live_server"}


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--lang", action="store_true", help="de lange vorm van de aanvallen: iedere tekst in ieder veld")


def _word_app_rol(**kwargs: object) -> None:
    with kwargs["connection"].cursor() as cursor:
        cursor.execute(f"set role {settings.APP_ROL}")


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None) -> Iterator[None]:
    """From here on every new connection works as the application's role."""
    connection_created.connect(_word_app_rol)
    yield
    connection_created.disconnect(_word_app_rol)


@pytest.fixture(autouse=True)
def als_app_rol(request: pytest.FixtureRequest, _django_db_marker: None) -> Iterator[None]:
    """Work as the application; a transactional test is cleaned up by the owner."""
    gevraagd = DATABASE_FIXTURES & set(request.fixturenames)
    if request.node.get_closest_marker("django_db") is None:
        if not gevraagd:
            yield
            return
        request.getfixturevalue("db" if gevraagd == {"db"} else "transactional_db")  # first, so cleaned up last
    _word_app_rol(connection=connection)
    yield
    if not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("reset role")


@pytest.fixture
def als_eigenaar() -> Iterator[None]:
    """For a test that must see past the second lock, to check what the application cannot."""
    with connection.cursor() as cursor:
        cursor.execute("reset role")
    yield
    _word_app_rol(connection=connection)


@pytest.fixture
def gebruiker_met(db: None):
    """`gebruiker_met(Rol.TREKKER)`: a person with these roles."""

    def maak(*rollen: Rol, **velden: object) -> Gebruiker:
        return GebruikerFactory(rollen=list(rollen), **velden)

    return maak


@pytest.fixture
def beleidsmedewerker(gebruiker_met) -> Gebruiker:
    return gebruiker_met(Rol.BELEIDSMEDEWERKER)
