"""
PostgreSQL and Valkey for as long as someone uses them: `start`, `manage`, or both at once.

Every user holds a shared lock. Starting and stopping happen under a second, exclusive lock; who leaves and can then
turn the shared lock into an exclusive one is the last, and stops them. The kernel frees the locks of a killed process,
so there is no count that can go wrong.
"""

import fcntl
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from zwijndrecht_portal.embedded.postgres import Postgres
from zwijndrecht_portal.embedded.state import State, open_state
from zwijndrecht_portal.embedded.valkey import Valkey

STARTING = "services"
IN_USE = "gebruik"


@dataclass(frozen=True)
class Services:
    """The two services of one state folder."""

    state: State
    postgres: Postgres
    valkey: Valkey

    @classmethod
    def of(cls, state: State, *, durable: bool = True, for_tests: bool = False) -> "Services":
        postgres = Postgres(state, durable=durable, for_tests=for_tests)
        return cls(state, postgres, Valkey(state, durable=durable))

    def ensure_running(self) -> None:
        """Start what does not run."""
        with self.state.lock(STARTING):
            self._start()

    @contextmanager
    def running(self) -> Iterator[None]:
        """Running inside the block; after it stopped, unless someone else still uses them."""
        with self.state.open_lock(IN_USE) as in_use:
            with self.state.lock(STARTING):
                fcntl.flock(in_use, fcntl.LOCK_SH)
                try:
                    self._start()
                except BaseException:
                    self._stop_if_last(in_use)
                    raise
            try:
                yield
            finally:
                with self.state.lock(STARTING):
                    self._stop_if_last(in_use)

    def environment(self, settings: str, *, as_owner: bool = False) -> dict[str, str]:
        """What Django and Celery need to find this state, on top of the environment of the caller."""
        return os.environ | {
            "DJANGO_SETTINGS_MODULE": f"zwijndrecht_portal.settings.{settings}",
            "DATABASE_URL": self.postgres.url("portaal_app"),
            "DATABASE_URL_EIGENAAR": self.postgres.url("portaal_eigenaar"),
            "REDIS_URL": self.valkey.url(),
            "PORTAAL_GEHEIM": self.state.secret("geheim"),
            "PORTAAL_DEMO_WACHTWOORD": self.demo_password(),
            "PORTAAL_HOSTS": "127.0.0.1,localhost",
            "PORTAAL_STATE": str(self.state.folder),
            "PORTAAL_ALS_EIGENAAR": "1" if as_owner else "0",
        }

    def demo_password(self) -> str:
        """The password of the demo accounts: the one that was asked for, or one of this portal's own."""
        return os.environ.get("PORTAAL_DEMO_WACHTWOORD") or self.state.secret("demo-wachtwoord")

    def _start(self) -> None:
        self.postgres.start()
        self.valkey.start()

    def _stop_if_last(self, in_use: IO[str]) -> None:
        try:
            fcntl.flock(in_use, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return
        self.valkey.stop()
        self.postgres.stop()


@contextmanager
def throw_away_services(state: State, template: Path, *, durable: bool) -> Iterator[Services]:
    """
    A copy of a cluster, and a broker, in a folder that disappears afterwards: for tests, and for measurements.

    What is measured is `durable`, and its roles have the rights that they have in the real one.
    """
    parent = state.folder / "wegwerp"
    parent.mkdir(mode=0o711, exist_ok=True)
    with state.lock("opruimen"):
        _remove_leftovers(parent, state.programs)
        folder = Path(tempfile.mkdtemp(dir=parent, prefix=""))
        folder.chmod(0o711)
        own = open_state(folder, programs=state.programs)
        services = Services.of(own, durable=durable, for_tests=not durable)
        services.postgres.copy_from(template)
        in_use = own.open_lock(IN_USE)
        fcntl.flock(in_use, fcntl.LOCK_SH)
    with in_use:
        try:
            with services.running():
                yield services
        finally:
            services.valkey.stop()
            services.postgres.stop()
            own.remove()


def _remove_leftovers(parent: Path, programs: Path) -> None:
    """What a killed `./portaal test` left behind: nobody holds its lock any more."""
    for folder in parent.iterdir():
        left = open_state(folder, programs=programs)
        with left.open_lock(IN_USE) as in_use:
            try:
                fcntl.flock(in_use, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                continue
            services = Services.of(left)
            services.valkey.stop()
            services.postgres.stop()
            left.remove()
