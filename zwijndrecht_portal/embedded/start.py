"""`./portaal start`: everything on one machine, from the database to the sign-ins on the screen."""

import fcntl
import http.client
import os
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager

from zwijndrecht_portal.embedded.children import Supervisor, portal_children
from zwijndrecht_portal.embedded.errors import PortalError
from zwijndrecht_portal.embedded.prepare import prepare
from zwijndrecht_portal.embedded.screen import say
from zwijndrecht_portal.embedded.services import Services
from zwijndrecht_portal.embedded.signals import Stopped, StopRequest
from zwijndrecht_portal.embedded.state import State, default_folder, open_state

READY_SECONDS = 90


def start(port: int, stop: StopRequest) -> int:
    """Run the portal until Ctrl-C. Returns the exit code; raises PortalError for what the reader can mend."""
    begin = float(os.environ.get("PORTAAL_BEGIN", time.time()))
    address = f"http://127.0.0.1:{port}/"
    state = open_state(default_folder())
    with only_one(state, address):
        check_port(port)
        services = Services.of(state)
        try:
            say("Database en wachtrij starten ...")
            with services.running():
                _run(services, port, address, begin, stop)
        except Stopped:
            say("Het portaal is gestopt. Uw gegevens zijn bewaard.")
    return 0


def _run(services: Services, port: int, address: str, begin: float, stop: StopRequest) -> None:
    state = services.state
    prepare(services, stop)
    environment = services.environment("dev") | {"PORTAAL_ADRES": address.rstrip("/")}
    supervisor = Supervisor(services, portal_children(state, port), environment)
    try:
        say("Webserver, taakverwerker en klok starten ...")
        supervisor.start_web()
        wait_until_healthy(supervisor, port, stop)
        supervisor.start_rest()
        say(welcome(address, services.demo_password(), state, time.time() - begin))
        supervisor.watch(stop)
    finally:
        stop.forget()
        say("\nStoppen ... (nog een keer Ctrl-C: niet wachten op lopend werk)")
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
