"""The scripts of ops/database as commands of the portal, for where the programs of PostgreSQL are at hand."""

import os
import shutil
import subprocess

from django.conf import settings
from django.core.management.base import CommandError

SCRIPTS = settings.BASE_DIR / "ops" / "database"


def draai_script(naam: str, *argumenten: str, **omgeving: str) -> str:
    """Run a script against the database of the settings. Returns what it prints.

    Raises CommandError with what the script says when it fails; libpq's own variables (PGHOST, PGUSER) say as whom.
    """
    if shutil.which("pg_dump") is None:
        raise CommandError(
            f"Hier staan geen programma's van PostgreSQL. Draai ops/database/{naam} bij de database (docs/beheer.md)."
        )
    gedraaid = subprocess.run(
        [SCRIPTS / naam, *argumenten],
        env=os.environ | {"PGDATABASE": str(settings.DATABASES["default"]["NAME"])} | omgeving,
        capture_output=True,
        text=True,
    )
    if gedraaid.returncode != 0:
        raise CommandError(gedraaid.stderr.strip() or f"ops/database/{naam} is niet gelukt.")
    return gedraaid.stdout.strip()
