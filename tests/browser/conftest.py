"""
A real Chromium against the whole portal.

One server with one database for all browser tests: filling and emptying it takes longer than a test. What a test
changes it makes itself. A request that fails, an error in the console or on the page fails the test.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from shutil import which

import pytest
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.core.management import call_command
from django.db import connection
from django.test.utils import modify_settings
from playwright.sync_api import Browser, BrowserContext, Page
from pytest_django.live_server_helper import LiveServer

from plan.models import Plan
from tests.browser.rondgang import Rondgang, loop_rond
from tests.casework.factories import laad_bewaartermijnen, laad_ritmeprofielen
from zwijndrecht_portal.core.enums import Rol
from zwijndrecht_portal.core.models import Gebruiker
from zwijndrecht_portal.demo.personen import adres, maak_personen

WACHTWOORD = "welkom-in-zwijndrecht"
LADEN = ("laad_plannen", "laad_begroting", "laad_indicatoren", "laad_woondoelen")
WAAR = {"locale": "nl-NL", "timezone_id": "Europe/Amsterdam"}
SCHERM = {"width": 1280, "height": 900}
RONDGANGEN: dict[Rol | None, Rondgang] = {}
AFGEBROKEN = "net::ERR_ABORTED"
TELEFOON = {"width": 360, "height": 740}


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marked as what they are, and as tests that need the database, so that one by itself gets it too."""
    hier = Path(__file__).parent
    for item in items:
        if item.path.is_relative_to(hier):
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.django_db(transaction=True))


# --- The portal ------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="package")
def server(django_db_setup, django_db_blocker) -> Iterator[LiveServer]:
    with django_db_blocker.unblock(), modify_settings(ALLOWED_HOSTS={"append": "127.0.0.1"}):
        server = LiveServer("127.0.0.1")
        maak_leeg()
        yield server
        server.stop()
        maak_leeg()
        connection.close()


@pytest.fixture
def _django_db_helper(server) -> None:
    """Instead of pytest-django's, which empties the database after each test."""


def maak_leeg() -> None:
    """Empty every table, as the owner; what migrations loaded comes back."""
    RONDGANGEN.clear()
    with connection.cursor() as cursor:
        cursor.execute("reset role")
        call_command("flush", interactive=False, verbosity=0)
        cursor.execute(f"set role {settings.APP_ROL}")
    laad_ritmeprofielen()
    laad_bewaartermijnen()


@pytest.fixture(scope="module")
def leeg_portaal(server) -> LiveServer:
    """Only people: one of each role."""
    maak_leeg()
    maak_personen(WACHTWOORD)
    return server


@pytest.fixture(scope="module")
def portaal(server) -> LiveServer:
    """Both plans and a small fictitious wijkteam; kept from the module before, when that had them."""
    if not Plan.objects.exists():
        os.environ["PORTAAL_DEMO_WACHTWOORD"] = WACHTWOORD
        for commando in LADEN:
            call_command(commando)
        call_command("laad_demodata", huishoudens=30, contacten=300)
    return server


@pytest.fixture(scope="module")
def rondgangen(portaal) -> dict[Rol | None, Rondgang]:
    """What each role meets in the filled portal; walked once for all modules that ask."""
    if not RONDGANGEN:
        RONDGANGEN.update({rol: loop_rond(rol) for rol in (None, *Rol)})
    return RONDGANGEN


# --- The browser -----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    args = ["--lang=nl-NL", "--disable-dev-shm-usage", "--disable-gpu"]
    if os.geteuid() == 0:
        args.append("--no-sandbox")
    # The shell is the same engine without windows: a third of the work for every page that is opened.
    chromium = os.environ.get("CHROMIUM") or which("chromium-headless-shell") or which("chromium")
    return {**browser_type_launch_args, "executable_path": chromium, "args": args}


@contextmanager
def bewaakt(context: BrowserContext) -> Iterator[Page]:
    """A page on which nothing may go wrong unseen."""
    mis: list[str] = []

    def meld(is_mis: bool, tekst: str) -> None:
        if is_mis:
            mis.append(tekst)

    context.on("response", lambda antwoord: meld(antwoord.status >= 400, f"{antwoord.status} {antwoord.url}"))
    # Whoever goes on to the next page breaks off what the last one was still fetching.
    context.on(
        "requestfailed", lambda vraag: meld(vraag.failure != AFGEBROKEN, f"mislukt: {vraag.url} {vraag.failure}")
    )
    context.on("console", lambda regel: meld(regel.type == "error", f"console: {regel.text}"))
    context.on("weberror", lambda fout: meld(True, f"javascript: {fout.error}"))
    yield context.new_page()
    assert mis == []


@pytest.fixture
def open_browser(browser: Browser) -> Iterator[Callable[..., Page]]:
    """`open_browser(portaal, Rol.TREKKER, viewport=TELEFOON)`: a page of its own, signed in with a cookie."""
    with ExitStack() as stapel:

        def openen(server: LiveServer, rol: Rol | None = None, *, toegestaan: bool = False, **opties: object) -> Page:
            context = browser.new_context(**{"base_url": server.url, "viewport": SCHERM, **WAAR, **opties})
            stapel.callback(context.close)
            if rol:
                context.add_cookies([{"name": "sessionid", "value": sessie_van(rol), "url": server.url}])
            return context.new_page() if toegestaan else stapel.enter_context(bewaakt(context))

        yield openen


def sessie_van(rol: Rol) -> str:
    """A session as signing in makes it."""
    gebruiker = Gebruiker.objects.get(email=adres(rol))
    sessie = SessionStore()
    sessie[SESSION_KEY] = str(gebruiker.pk)
    sessie[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    sessie[HASH_SESSION_KEY] = gebruiker.get_session_auth_hash()
    sessie.create()
    return sessie.session_key


def log_in(page: Page, rol: Rol) -> None:
    """Sign in as a person does."""
    page.goto("/inloggen/")
    page.get_by_label("E-mailadres").fill(adres(rol))
    page.get_by_label("Wachtwoord").fill(WACHTWOORD)
    page.get_by_role("button", name="Inloggen").click()
    page.wait_for_url(lambda url: "/inloggen/" not in url)
