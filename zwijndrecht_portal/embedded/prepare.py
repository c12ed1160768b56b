"""Bring database, static files, plans and demo data up to date, and know when nothing has to be done."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from zwijndrecht_portal.embedded import fingerprint
from zwijndrecht_portal.embedded.errors import PortalError
from zwijndrecht_portal.embedded.processes import launch
from zwijndrecht_portal.embedded.screen import say
from zwijndrecht_portal.embedded.services import Services
from zwijndrecht_portal.embedded.signals import StopRequest
from zwijndrecht_portal.embedded.state import CHECKOUT

MANAGE = [sys.executable, str(CHECKOUT / "manage.py")]


def prepare(services: Services, stop: StopRequest) -> None:
    """Every step is safe to run again; the record of the last one is kept, so that a second start takes seconds."""
    code = fingerprint.fingerprint(fingerprint.code(), services.demo_password())
    static = fingerprint.fingerprint(fingerprint.static())
    static_record = services.state.folder / "static" / ".bron"
    with collected_static(services, stop, needed=_read(static_record) != static):
        if _read(services.postgres.prepared) != code:
            step("Database bijwerken", ["migrate", "--verbosity", "0"], services, stop, as_owner=True)
            step("Plannen en demogegevens laden", ["laad_alles"], services, stop)
            services.postgres.prepared.write_text(code)
    static_record.write_text(static)


@contextmanager
def collected_static(services: Services, stop: StopRequest, *, needed: bool) -> Iterator[None]:
    """Collect and compress the static files beside the work on the database: together they fill two cores."""
    if not needed:
        yield
        return
    say("Vormgeving klaarzetten ...")
    command = ["collectstatic", "--noinput", "--clear", "--verbosity", "0"]
    process = _launch(command, services)
    try:
        yield
        _finish(process, command, services, stop)
    finally:
        process.kill()
        process.wait()


def step(title: str, command: list[str], services: Services, stop: StopRequest, *, as_owner: bool = False) -> None:
    """One management command. Raises PortalError when it fails, Stopped when someone asks to stop."""
    say(f"{title} ...")
    process = _launch(command, services, as_owner=as_owner)
    try:
        _finish(process, command, services, stop)
    finally:
        process.kill()
        process.wait()


def _read(record: Path) -> str:
    return record.read_text() if record.exists() else ""


def _launch(command: list[str], services: Services, *, as_owner: bool = False) -> subprocess.Popen[bytes]:
    """A management command in the background, its output in a log of its own."""
    log = services.state.log(command[0])
    log.unlink(missing_ok=True)
    return launch([*MANAGE, *command], log=log, env=services.environment("dev", as_owner=as_owner))


def _finish(process: subprocess.Popen[bytes], command: list[str], services: Services, stop: StopRequest) -> None:
    while process.poll() is None:
        stop.wait(0.05)
    if process.returncode != 0:
        raise PortalError(
            f"de opdracht {command[0]} is niet gelukt.",
            "los op wat hierboven staat en start opnieuw; uw gegevens zijn bewaard.",
            log=services.state.log(command[0]),
        )
