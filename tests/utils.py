"""What several tests ask about the house: its source, its views, and whether a fragment is part of a page."""

import ast
import re
import time
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection, models
from django.http import HttpResponse
from django.test.html import parse_html
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, URLResolver, get_resolver

ROOT = Path(settings.BASE_DIR)
APPS = ("core", "plan", "casework", "housing", "budget", "dashboard")
# What django-pghistory says about the request goes in front of a statement.
TRANSACTION = re.compile(
    r"(SELECT set_config\('pghistory.*?\); )?(BEGIN|COMMIT|SAVEPOINT|RELEASE SAVEPOINT)\b", re.DOTALL
)
ONE_TIME = re.compile(r'(name="(?:csrfmiddlewaretoken|sleutel)") value="[^"]*"')


@cache
def broncode() -> dict[str, ast.Module]:
    """Every module of the house (no migrations, no tests) by its path, parsed once."""
    mappen = ("zwijndrecht_portal", *APPS[1:])
    paden = [pad for map in mappen for pad in sorted((ROOT / map).rglob("*.py")) if "migrations" not in pad.parts]
    return {pad.relative_to(ROOT).as_posix(): ast.parse(pad.read_text(encoding="utf-8")) for pad in paden}


@cache
def sjablonen() -> dict[str, str]:
    """Every template by its name, as `render` knows it."""
    map = ROOT / "templates"
    return {
        pad.relative_to(map).as_posix(): pad.read_text(encoding="utf-8")
        for pad in sorted(map.rglob("*"))
        if pad.is_file()
    }


def eigen_modellen() -> list[type[models.Model]]:
    """The models that people wrote: no history tables, no tables of links."""
    return [
        model
        for naam in APPS
        for model in apps.get_app_config(naam).get_models()
        if not hasattr(model, "pgh_tracked_model")
    ]


def portaal_urls() -> dict[str, URLPattern]:
    """Every URL of the house by the name that `reverse` knows; Django admin is tested apart."""
    return dict(_urls(get_resolver().url_patterns, ""))


def _urls(patronen: list[URLPattern | URLResolver], ruimte: str) -> Iterator[tuple[str, URLPattern]]:
    for patroon in patronen:
        if isinstance(patroon, URLPattern):
            yield f"{ruimte}{patroon.name}", patroon
        elif patroon.app_name != "admin":
            yield from _urls(patroon.url_patterns, f"{patroon.namespace}:" if patroon.namespace else ruimte)


def tel_queries(vastgelegd: CaptureQueriesContext) -> int:
    """How many questions went to the database; the ends of a transaction are not questions."""
    return len([query for query in vastgelegd if not TRANSACTION.match(query["sql"])])


def assert_is_region_of(fragment: HttpResponse, page: HttpResponse) -> None:
    """The answer to htmx is, element by element, a part of the whole page."""
    deel, geheel = (parse_html(ONE_TIME.sub(r"\1", antwoord.content.decode())) for antwoord in (fragment, page))

    assert geheel.count(deel) == 1, f"Dit staat niet precies zo in de pagina:\n{deel}"


def wacht_tot_iemand_wacht() -> None:
    """Until another connection waits for a lock that we hold; at most ten seconds, on a busy machine."""
    vraag = "select from pg_locks where not granted and pg_backend_pid() = any(pg_blocking_pids(pid))"
    for _ in range(200):
        with connection.cursor() as cursor:
            cursor.execute(vraag)
            if cursor.rowcount:
                return
        time.sleep(0.05)
    pytest.fail("Niemand wacht op het slot.")
