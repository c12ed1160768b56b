"""Which files decide what, as one short text to compare with the last time."""

import hashlib
import re
from collections.abc import Iterable
from pathlib import Path

from zwijndrecht_portal.embedded.state import CHECKOUT

DEPENDENCIES = CHECKOUT / "requirements" / "embedded.txt"
OWN_IMPORT = re.compile(r"^(?:from|import) ([a-z_]+(?:\.[a-z_]+)+)", re.MULTILINE)


def fingerprint(files: Iterable[Path], *more: str) -> str:
    """Changes when one of the files or a dependency does."""
    summary = hashlib.sha256("\n".join(more).encode())
    for file in sorted({*files, DEPENDENCIES}):
        summary.update(f"\n{file.relative_to(CHECKOUT)}\n".encode() + file.read_bytes())
    return summary.hexdigest()[:16]


def app_files() -> list[Path]:
    """Every file of every app and of the project package."""
    apps = {CHECKOUT / "zwijndrecht_portal", *(file.parent for file in CHECKOUT.glob("[a-z]*/apps.py"))}
    return [file for app in apps for file in app.rglob("*") if file.is_file() and file.suffix != ".pyc"]


def code() -> list[Path]:
    """What decides the content of the database after a start: code, migrations and data files."""
    return [file for file in app_files() if "static" not in file.parts]


def static() -> list[Path]:
    """What decides the collected static files."""
    return [file for file in app_files() if {"static", "settings"} & set(file.parts)]


def migrations() -> list[Path]:
    """What decides the structure of the database: the migrations and the modules of ours that they import."""
    files = [file for file in app_files() if file.parent.name == "migrations" and file.suffix == ".py"]
    modules = {name for file in files for name in OWN_IMPORT.findall(file.read_text())}
    imported = [CHECKOUT / f"{name.replace('.', '/')}.py" for name in modules]
    return [*files, *(file for file in imported if file.exists()), Path(__file__).with_name("bootstrap.sql")]
