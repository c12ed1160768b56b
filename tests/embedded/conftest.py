"""Real clusters in folders of their own, reachable for the system account that runs them when we are root."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from zwijndrecht_portal.embedded.services import Services
from zwijndrecht_portal.embedded.state import CHECKOUT, open_state

MEMORY = Path("/dev/shm")  # noqa: S108 - these clusters write durably, and a disk takes its time for that
TEMPLATE = Path(os.environ["PORTAAL_SJABLOON"])  # made by `./portaal test`


@pytest.fixture
def folder() -> Iterator[Path]:
    """An empty state folder; afterwards every process that names it is gone."""
    in_memory = MEMORY.exists() and shutil.disk_usage(MEMORY).free > 2 * 1024**3
    path = Path(tempfile.mkdtemp(prefix="portaal-test-", dir=MEMORY if in_memory else None))
    path.chmod(0o711)
    yield path
    left = processes_naming(path)
    for pid in left:
        os.kill(pid, 9)
    shutil.rmtree(path, ignore_errors=True)
    assert left == set()


@pytest.fixture
def migrated_folder(folder: Path) -> Path:
    """A state folder with a copy of the migrated cluster."""
    Services.of(open_state(folder)).postgres.copy_from(TEMPLATE)
    return folder


@pytest.fixture
def services(migrated_folder: Path) -> Iterator[Services]:
    """Services that are not started yet, and stopped afterwards."""
    services = Services.of(open_state(migrated_folder), durable=False)
    yield services
    services.valkey.stop()
    services.postgres.stop()


def processes_naming(path: Path) -> set[int]:
    """Every living process whose command line or environment names this path, ourselves excepted."""
    found = set()
    for process in Path("/proc").glob("[0-9]*"):
        try:
            facts = (process / "cmdline").read_bytes() + (process / "environ").read_bytes()
            alive = (process / "stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
        except (FileNotFoundError, ProcessLookupError, PermissionError):
            continue
        if alive and os.fsencode(path) in facts:
            found.add(int(process.name))
    return found - {os.getpid()}


def connect(services: Services, role: str, database: str = "portaal") -> psycopg.Connection:
    return psycopg.connect(host=str(services.state.sockets), user=role, dbname=database, autocommit=True)


def read_until(process: subprocess.Popen[str], beginning: str) -> str:
    """What the process says up to and including the first line that begins like this."""
    said = ""
    for line in process.stdout:
        said += line
        if line.startswith(beginning):
            return said
    pytest.fail(f"it stopped before it said {beginning!r}:\n{said}")


@pytest.fixture
def portaal(folder: Path) -> Iterator[Callable[..., subprocess.Popen[str]]]:
    """`portaal("start", ...)`: the command past its installation, as a process of its own on the state of the test."""
    started = []

    def run(*arguments: str, **environment: str) -> subprocess.Popen[str]:
        clean = {key: value for key, value in os.environ.items() if not key.startswith("PORTAAL_")}
        process = subprocess.Popen(
            [sys.executable, "-m", "zwijndrecht_portal.embedded", *arguments],
            cwd=CHECKOUT,
            env=clean | {"PORTAAL_STATE": str(folder)} | environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
            preexec_fn=lambda: signal.signal(signal.SIGHUP, signal.SIG_DFL),  # also when we run under nohup
        )
        started.append(process)
        return process

    yield run
    for process in started:
        process.terminate()
        process.wait(timeout=60)
        process.stdout.close()
