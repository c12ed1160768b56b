"""`./portaal start`: everything on one machine, from the database to the sign-ins on the screen."""

import fcntl
import hashlib
import http.client
import os
import socket
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from zwijndrecht_portal.embedded.children import Supervisor, portal_children
from zwijndrecht_portal.embedded.errors import PortalError
from zwijndrecht_portal.embedded.processes import launch
from zwijndrecht_portal.embedded.services import Services
from zwijndrecht_portal.embedded.signals import Stopped, StopRequest
from zwijndrecht_portal.embedded.state import CHECKOUT, State, default_folder, open_state

READY_SECONDS = 90
MANAGE = [sys.executable, str(CHECKOUT / "manage.py")]


def start(port: int, stop: StopRequest) -> int:
    """Run the portal until Ctrl-C. Returns the exit code; raises PortalError for what the reader can mend."""
    begin = float(os.environ.get("PORTAAL_BEGIN", time.time()))
    address = f"http://127.0.0.1:{port}/"
    state = open_state(default_folder())
    with only_one(state, address):
        check_port(port)
        services = Services.of(state)
        try:
            print("Database en wachtrij starten ...", flush=True)
            with services.running():
                _run(services, port, address, begin, stop)
        except Stopped:
            print("Het portaal is gestopt. Uw gegevens zijn bewaard.", flush=True)
    return 0


def _run(services: Services, port: int, address: str, begin: float, stop: StopRequest) -> None:
    state = services.state
    prepare(services, stop)
    environment = services.environment("dev") | {"PORTAAL_ADRES": address.rstrip("/")}
    supervisor = Supervisor(services, portal_children(state, port), environment)
    try:
        supervisor.start()
        print("Webserver, taakverwerker en klok starten ...", flush=True)
        wait_until_healthy(supervisor, port, stop)
        print(welcome(address, services.demo_password(), state, time.time() - begin), flush=True)
        supervisor.watch(stop)
    finally:
        stop.forget()
        print("\nStoppen ... (nog een keer Ctrl-C: niet wachten op lopend werk)", flush=True)
        supervisor.stop(stop)


@contextmanager
def only_one(state: State, address: str) -> Iterator[None]:
    """One running portal per state folder; the lock file holds its address for the second one to read."""
    with state.open_lock("start") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise PortalError(
                f"het portaal draait al (of start net), op {lock.read()}",
                "gebruik dat adres, of stop het daar met Ctrl-C.",
            ) from error
        lock.truncate()
        lock.write(address)
        lock.flush()
        yield


def check_port(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except PermissionError as error:
            raise PortalError(f"u mag poort {port} niet gebruiken.", "kies een poort boven 1023.") from error
        except OSError as error:
            raise PortalError(
                f"poort {port} is al in gebruik door een ander programma.",
                f"stop dat programma, of kies een andere poort: ./portaal start --poort {port + 1}",
            ) from error


def prepare(services: Services, stop: StopRequest) -> None:
    """Bring database, static files, plans and demo data up to date. Each step is safe to run again."""
    step("Database bijwerken", ["migrate", "--verbosity", "0"], services, stop, as_owner=True)
    sources = static_fingerprint()
    done = services.state.folder / "static.bron"
    if not done.exists() or done.read_text() != sources:
        step("Vormgeving klaarzetten", ["collectstatic", "--noinput", "--clear", "--verbosity", "0"], services, stop)
        done.write_text(sources)
    step("Plannen laden", ["laad_plannen"], services, stop)
    step("Demogegevens laden", ["laad_demodata", "--eenmalig"], services, stop)


def step(title: str, command: list[str], services: Services, stop: StopRequest, *, as_owner: bool = False) -> None:
    """One management command, with its output in the log. A failure stops the start and shows the end of the log."""
    print(f"{title} ...", flush=True)
    log = services.state.log(command[0])
    log.unlink(missing_ok=True)
    environment = services.environment("dev", as_owner=as_owner)
    process = launch([*MANAGE, *command], log=log, env=environment)
    try:
        while process.poll() is None:
            stop.wait(0.05)
    finally:
        process.kill()
        process.wait()
    if process.returncode != 0:
        raise PortalError(
            f"{title.lower()} is niet gelukt (manage {command[0]}).",
            "los op wat hierboven staat en start opnieuw; uw gegevens zijn bewaard.",
            log=log,
        )


def static_fingerprint() -> str:
    """Changes when a static file of ours, a dependency or the settings change; cheaper than collecting again."""
    ours = [file for folder in CHECKOUT.glob("*/static") for file in sorted(folder.rglob("*")) if file.is_file()]
    settings = [CHECKOUT / "requirements/embedded.txt", CHECKOUT / "zwijndrecht_portal/settings/base.py"]
    facts = [f"{file} {status.st_size} {status.st_mtime_ns}" for file in [*ours, *settings] if (status := file.stat())]
    return hashlib.sha256("\n".join(facts).encode()).hexdigest()


def wait_until_healthy(supervisor: Supervisor, port: int, stop: StopRequest) -> None:
    end = time.monotonic() + READY_SECONDS
    while not is_healthy(port):
        stop.wait(0.1)
        supervisor.look_once()
        if time.monotonic() > end:
            raise PortalError(
                f"het portaal geeft na {READY_SECONDS} seconden nog geen antwoord.",
                "los op wat hierboven staat en start opnieuw; uw gegevens zijn bewaard.",
                log=supervisor.children[0].log,
            )


def is_healthy(port: int) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request("GET", "/gezond/")
        return connection.getresponse().status == http.HTTPStatus.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def welcome(address: str, password: str, state: State, seconds: float) -> str:
    """What a new user needs: where, as whom, with which password, and how to stop."""
    from zwijndrecht_portal.core.enums import Rol  # costs a third of a second, so not for every command

    lines = [f"  {rol.label:<22} {rol.value}@zwijndrecht.example" for rol in Rol]
    elapsed = f"{seconds:.1f}".replace(".", ",")
    return "\n".join(
        [
            "",
            f"Het portaal draait op {address} (gereed na {elapsed} seconden)",
            "",
            "Aanmelden kan als (fictieve mensen, alleen voor proberen):",
            *lines,
            f"  Wachtwoord van allemaal: {password}",
            "",
            f"Gegevens en logboeken: {state.folder}",
            "Stoppen: Ctrl-C",
        ]
    )
