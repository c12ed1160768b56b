"""`./portaal start | test | manage | bench`."""

import argparse
import errno
import os
import subprocess
import sys
from contextlib import nullcontext
from pathlib import Path

from zwijndrecht_portal.embedded.errors import PortalError
from zwijndrecht_portal.embedded.prepare import MANAGE
from zwijndrecht_portal.embedded.processes import end_with_parent
from zwijndrecht_portal.embedded.screen import say
from zwijndrecht_portal.embedded.services import Services, throw_away_services
from zwijndrecht_portal.embedded.signals import Stopped, StopRequest
from zwijndrecht_portal.embedded.start import only_one, start
from zwijndrecht_portal.embedded.state import CHECKOUT, default_folder, open_state
from zwijndrecht_portal.embedded.template import TEST_PROCESSES, migrated_cluster

STOPPED = 130  # what a shell expects after Ctrl-C
DEFAULT_PORT = 8000
OWNER_COMMANDS = {"migrate", "herstel"}  # they change the structure; all else runs without that right
COPY_COMMANDS = {"backup", "herstel"}  # they read and write past every lock, with the programs of PostgreSQL


def main(arguments: list[str]) -> int:
    """Run one of the four commands. Returns the exit code."""
    stop = StopRequest()
    command, rest = arguments[0], arguments[1:]
    try:
        if command == "start":
            return start(_port(rest), stop)
        return {"manage": manage, "test": test, "bench": bench}[command](rest, stop)
    except Stopped:
        return STOPPED
    except PortalError as error:
        say(error, error=True)
    except OSError as error:
        if error.errno not in (errno.ENOSPC, errno.EACCES, errno.EROFS, errno.EDQUOT):
            raise
        advice = "maak ruimte op de schijf of pas de rechten aan, en probeer het opnieuw."
        say(PortalError(f"{error.strerror}: {error.filename}", advice), error=True)
    return 1


def manage(arguments: list[str], stop: StopRequest) -> int:
    """A management command, from the folder where the caller stands; uses the running services or its own."""
    services = Services.of(open_state(default_folder()))
    as_owner = bool(OWNER_COMMANDS.intersection(arguments[:1])) or os.environ.get("PORTAAL_ALS_EIGENAAR") == "1"
    alone = only_one(services.state, "deze computer") if arguments[:1] == ["herstel"] else nullcontext()
    with alone, services.running():
        if as_owner:
            services.postgres.prepared.unlink(missing_ok=True)  # the next start looks at the database again
        environment = services.environment("dev", as_owner=as_owner)
        if COPY_COMMANDS.intersection(arguments[:1]):
            environment |= services.postgres.as_superuser()
        return _run([*MANAGE, *arguments], environment, stop, folder=Path(os.environ.get("PORTAAL_CWD", CHECKOUT)))


def test(arguments: list[str], stop: StopRequest) -> int:
    """All tests in two processes, or in one those that pytest is asked for. The services disappear afterwards."""
    state = open_state(default_folder())
    template = migrated_cluster(state, stop)
    with throw_away_services(state, template, durable=False) as services:
        # The owner looks after the test database; tests/conftest.py then works as the role of the application.
        environment = services.environment("test", as_owner=True) | {"PORTAAL_SJABLOON": str(template)}
        processes = (
            [] if arguments else [f"--numprocesses={TEST_PROCESSES}", "--dist=loadscope", "--no-loadscope-reorder"]
        )
        return _run([sys.executable, "-m", "pytest", *processes, *arguments], environment, stop)


def bench(arguments: list[str], stop: StopRequest) -> int:
    """The measurements, against a migrated database as durable as the real one, that disappears afterwards."""
    state = open_state(default_folder())
    with throw_away_services(state, migrated_cluster(state, stop), durable=True) as services:
        return _run([sys.executable, "-m", "bench", *arguments], services.environment("dev"), stop)


def _run(command: list[str], environment: dict[str, str], stop: StopRequest, *, folder: Path = CHECKOUT) -> int:
    """Run a command at the caller's terminal. Returns its exit code."""
    stop.check()
    process = subprocess.Popen(command, env=environment, cwd=folder, preexec_fn=end_with_parent)
    stop.pass_on_to(process)
    code = process.wait()
    return code if code >= 0 else 128 - code


def _port(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="./portaal start", add_help=False)
    parser.add_argument("--poort", type=int, default=DEFAULT_PORT)
    port = parser.parse_args(arguments).poort
    if not 1 <= port <= 65535:
        raise PortalError(f"{port} is geen poortnummer.", "kies een poort tussen 1024 en 65535.")
    return int(port)
