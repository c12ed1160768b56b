"""Production starts with everything it needs, or not at all. Each time in a process of its own, as on a server."""

import os
import subprocess
import sys

import pytest

from tests.utils import ROOT

VERPLICHT = {
    "DATABASE_URL": "postgres://portaal_app@/portaal",
    "PORTAAL_GEHEIM": "een-geheim-dat-alleen-in-deze-test-bestaat-0123456789-abcdefgh",
    "PORTAAL_HOSTS": "portaal.zwijndrecht.example",
    "PORTAAL_ADRES": "https://portaal.zwijndrecht.example",
    "PORTAAL_MAIL": "smtp://mail.zwijndrecht.example:25",
    "REDIS_URL": "redis://127.0.0.1:6379/0",
}


def beheer(*opdracht: str, zonder: str = "", **extra: str) -> tuple[int, str]:
    """Run manage.py with production settings and nothing else in the environment."""
    omgeving = {naam: waarde for naam, waarde in (VERPLICHT | extra).items() if naam != zonder}
    omgeving |= {"PATH": os.environ["PATH"], "DJANGO_SETTINGS_MODULE": "zwijndrecht_portal.settings.production"}
    uitkomst = subprocess.run(
        [sys.executable, "manage.py", *opdracht], cwd=ROOT, env=omgeving, capture_output=True, text=True
    )
    return uitkomst.returncode, uitkomst.stdout + uitkomst.stderr


def test_production_is_ready_to_deploy():
    assert beheer("check", "--deploy", "--fail-level", "WARNING") == (
        0,
        "System check identified no issues (3 silenced).\n",
    )


@pytest.mark.parametrize("naam", VERPLICHT)
def test_production_refuses_to_start_without(naam):
    code, tekst = beheer("check", zonder=naam)

    assert code != 0
    assert f"Set the {naam} environment variable" in tekst


def test_production_knows_no_demo():
    code, tekst = beheer("laad_demodata", PORTAAL_DEMO_WACHTWOORD="welkom-in-zwijndrecht")

    assert code != 0
    assert "Unknown command: 'laad_demodata'" in tekst


@pytest.fixture(scope="module")
def web_proces():
    """What a web process of production says of itself, once it is ready for the first visitor."""
    vraag = """
import sys, zwijndrecht_portal.wsgi
from django.conf import settings as s
zwaar = {"numpy", "openpyxl", "odf", "highspy", "weasyprint", "pikepdf", "PIL", "lxml", "icalendar"}
print(s.DEBUG, s.DEMO, 'zwijndrecht_portal.demo' in s.INSTALLED_APPS, s.SESSION_COOKIE_NAME, s.CSRF_COOKIE_NAME,
    s.SECURE_HSTS_SECONDS >= 31536000, s.ALLOWED_HOSTS)
print('zwijndrecht_portal.urls' in sys.modules, 'budget.views.uitvoer' in sys.modules, sorted(zwaar & set(sys.modules)))
"""
    code, tekst = beheer("shell", "--no-imports", "-c", vraag, PORTAAL_DEBUG="1")
    assert code == 0, tekst
    return [regel for regel in tekst.splitlines() if regel.startswith(("True", "False"))]


def test_production_is_strict(web_proces):
    """Read from the settings as they come out, not as they are written."""
    assert web_proces[0] == "False False False __Host-sessie __Host-csrf True ['portaal.zwijndrecht.example']"


def test_web_process_has_its_views_and_no_library_of_files(web_proces):
    """Spreadsheets, PDF and the solver are loaded where somebody asks for them: together 150 MB a process."""
    assert web_proces[1] == "True True []"
