"""The web server, the worker and the clock: started, watched, restarted a few times, and stopped in order."""

import os
import signal
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from zwijndrecht_portal.embedded.errors import PortalError
from zwijndrecht_portal.embedded.processes import launch
from zwijndrecht_portal.embedded.screen import say
from zwijndrecht_portal.embedded.services import Services
from zwijndrecht_portal.embedded.signals import StopRequest
from zwijndrecht_portal.embedded.state import State

MAXIMUM_RESTARTS = 3
WITHIN_SECONDS = 60
LOOK_EVERY_SECONDS = 0.5


@dataclass
class Child:
    """One process that belongs to a running portal."""

    name: str
    command: list[str]
    log: Path
    patience: int  # seconds to finish what it is doing
    process: subprocess.Popen[bytes] | None = None

    def start(self, environment: Mapping[str, str]) -> None:
        self.process = launch(self.command, log=self.log, env=environment)

    def has_ended(self) -> bool:
        return self.process is not None and self.process.poll() is not None

    def stop(self, stop: StopRequest) -> None:
        """Ask it to finish, wait, and end whatever is left of its group."""
        if self.process is None:
            return
        if self.process.poll() is None:
            self.process.terminate()
        end = time.monotonic() + self.patience
        while self.process.poll() is None and time.monotonic() < end and not stop.in_a_hurry:
            time.sleep(0.05)
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


def portal_children(state: State, port: int) -> list[Child]:
    """In the order in which they stop: first nothing new comes in, then the work in hand is finished."""
    python = [sys.executable, "-m"]
    web = ["--bind", f"127.0.0.1:{port}", "--config", "python:zwijndrecht_portal.webserver", "--preload"]
    schedule = state.folder / "beat"
    schedule.mkdir(mode=0o700, exist_ok=True)
    celery = [*python, "celery", "--app", "zwijndrecht_portal.celery"]
    return [
        Child(
            "de webserver",
            [*python, "gunicorn", *web, "--graceful-timeout", "8", "zwijndrecht_portal.wsgi"],
            state.log("web"),
            patience=10,
        ),
        Child(
            "de taakverwerker",
            [*celery, "worker", "--concurrency", "1", "--loglevel", "INFO", "--without-gossip", "--without-mingle"],
            state.log("worker"),
            patience=30,
        ),
        Child(
            "de klok",
            [*celery, "beat", "--loglevel", "INFO", "--schedule", str(schedule / "schema"), "--pidfile", ""],
            state.log("beat"),
            patience=5,
        ),
    ]


@dataclass
class Supervisor:
    """Keeps the children and the services up, until asked to stop or until one keeps falling over."""

    services: Services
    children: list[Child]
    environment: Mapping[str, str]
    falls: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))

    def start_web(self) -> None:
        """First and alone: the pages are what people wait for."""
        self.children[0].start(self.environment)

    def start_rest(self) -> None:
        for child in self.children[1:]:
            child.start(self.environment)

    def stop(self, stop: StopRequest) -> None:
        for child in self.children:
            child.stop(stop)

    def watch(self, stop: StopRequest) -> None:
        """Returns never: raises Stopped when asked to stop, PortalError when a part keeps falling over."""
        while True:
            self.look_once()
            stop.wait(LOOK_EVERY_SECONDS)

    def look_once(self) -> None:
        """Restart what has ended."""
        for service in (self.services.postgres, self.services.valkey):
            if service.pid() is None:
                self._count_fall(service.name, service.log)
                self.services.ensure_running()
        for child in self.children:
            if child.has_ended():
                self._count_fall(child.name, child.log)
                child.start(self.environment)

    def _count_fall(self, name: str, log: Path) -> None:
        now = time.monotonic()
        recent = [moment for moment in self.falls[name] if moment > now - WITHIN_SECONDS]
        self.falls[name] = [*recent, now]
        if len(recent) >= MAXIMUM_RESTARTS:
            raise PortalError(
                f"{name} valt telkens om; het portaal is gestopt.",
                "los op wat hierboven staat en start opnieuw; uw gegevens zijn bewaard.",
                log=log,
            )
        say(f"Let op: {name} was gestopt en is opnieuw gestart (logboek: {log}).")
