"""One machine on which the portal is installed as in production, without containers."""

import http.client
import re
import shlex
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
import yaml

from tests.utils import ROOT
from zwijndrecht_portal.embedded.account import run_as
from zwijndrecht_portal.embedded.processes import end_with_parent, wait_until
from zwijndrecht_portal.embedded.programs import valkey_program
from zwijndrecht_portal.embedded.state import State

COMPOSE = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
OPS = ROOT / "ops"
HOST = "portaal.gemeente.example"  # of ops/portaal.env.voorbeeld
DOOR_DE_PROXY = {"Host": HOST, "X-Forwarded-Proto": "https"}


@dataclass
class Installatie:
    """One machine on which the portal is installed."""

    state: State
    programma: Path  # of PostgreSQL
    database_poort: int
    valkey_poort: int
    web_poort: int

    @property
    def map(self) -> Path:
        return self.state.folder

    @property
    def code(self) -> Path:
        return self.map / "app"

    def omgeving(self, dienst: str) -> dict[str, str]:
        """The environment that docker-compose.yml gives this service, with the places of this machine."""
        voorbeeld = dict(re.findall(r"^(\w+)=\"?([^\"\n]*)", (OPS / "portaal.env.voorbeeld").read_text(), re.MULTILINE))
        waarden = {
            naam: re.sub(r"\$\{(\w+)(?::-)?([^}]*)\}", lambda m: voorbeeld.get(m[1], m[2]), waarde)
            .replace("/run/secrets", str(self.map / "geheimen"))
            .replace("redis://valkey:6379/0", f"redis://127.0.0.1:{self.valkey_poort}/0")
            for naam, waarde in COMPOSE["services"][dienst]["environment"].items()
        }
        return self.kale_omgeving() | voorbeeld | waarden | {
            "DJANGO_SETTINGS_MODULE": "zwijndrecht_portal.settings.production",
            "PORTAAL_STATE": str(self.code / "staat"),
            "PORTAAL_POORT": str(self.web_poort),
        }  # fmt: skip

    def kale_omgeving(self) -> dict[str, str]:
        """As in a container: nothing of the portal in it."""
        return {
            "PATH": f"{self.programma}:{Path(sys.executable).parent}:/usr/bin:/bin:/usr/sbin:/sbin",
            "HOSTNAME": "proef",
            "PGPORT": str(self.database_poort),
        }

    def als_superuser(self) -> dict[str, str]:
        return self.kale_omgeving() | {"PGHOST": str(self.state.sockets), "PGUSER": "postgres"}

    def manage(self, *opdracht: str, dienst: str = "web", **extra: str) -> str:
        return draai([sys.executable, "manage.py", *opdracht], cwd=self.code, env=self.omgeving(dienst) | extra)

    def verbinding(self, bestand: str) -> psycopg.Connection:
        """Sign in with the URL of this secret."""
        return psycopg.connect((self.map / "geheimen" / bestand).read_text().strip())

    def vraag(self, pad: str, inhoud: str | None = None, **headers: str) -> http.client.HTTPResponse:
        """Ask the web server as the proxy does; the body is read."""
        verbinding = http.client.HTTPConnection("127.0.0.1", self.web_poort, timeout=20)
        verbinding.request("POST" if inhoud else "GET", pad, inhoud, DOOR_DE_PROXY | headers)
        antwoord = verbinding.getresponse()
        antwoord.tekst = antwoord.read().decode()
        verbinding.close()
        return antwoord


def draai(opdracht: list[str | Path], **opties: object) -> str:
    """Run it; on failure everything it said is in the report."""
    uitslag = subprocess.run([str(deel) for deel in opdracht], capture_output=True, text=True, **opties)
    assert uitslag.returncode == 0, f"{opdracht}\n{uitslag.stdout}\n{uitslag.stderr}"
    return uitslag.stdout


def start(opdracht: list[str | Path], log: Path, **opties: object) -> subprocess.Popen[bytes]:
    """A process that ends with us, also when we are killed."""
    with log.open("ab") as uitvoer:
        return subprocess.Popen(
            [str(deel) for deel in opdracht],
            stdout=uitvoer,
            stderr=subprocess.STDOUT,
            preexec_fn=end_with_parent,
            **opties,
        )


@contextmanager
def postgres(machine: Installatie) -> Iterator[None]:
    """A new cluster with the options of docker-compose.yml, and passwords for who comes over the network."""
    dienst = COMPOSE["services"]["database"]
    data = machine.map / "database"
    account = {"env": machine.kale_omgeving()} | run_as(machine.state.account)
    machine.state.service_folder(data, mode=0o700)
    draai(
        [
            machine.programma / "initdb", f"--pgdata={data}", "--username=postgres", "--no-sync",
            "--auth-host=scram-sha-256", "--auth-local=trust",
            *shlex.split(dienst["environment"]["POSTGRES_INITDB_ARGS"]),
        ],
        **account,
    )  # fmt: skip
    plaats = [f"port={machine.database_poort}", f"unix_socket_directories={machine.state.sockets}"]
    opties = ["fsync=off", "listen_addresses=127.0.0.1", *plaats]
    opdracht = [machine.programma / "postgres", "-D", data, *shlex.split(dienst["command"])[1:]]
    log = machine.state.log("database")
    proces = start([*opdracht, *(deel for optie in opties for deel in ("-c", optie))], log, **account)
    klaar = [machine.programma / "psql", "--command=select 1", "postgres"]

    def antwoordt() -> bool:
        return subprocess.run(klaar, env=machine.als_superuser(), capture_output=True).returncode == 0

    try:
        assert wait_until(antwoordt, 60), log.read_text()
        yield
    finally:
        proces.send_signal(signal.SIGINT)
        proces.wait(timeout=60)


@contextmanager
def valkey(machine: Installatie) -> Iterator[None]:
    """The queue with the options of docker-compose.yml."""
    data = machine.map / "wachtrij"
    machine.state.service_folder(data, mode=0o700)
    _, *opties = shlex.split(COMPOSE["services"]["valkey"]["command"].replace("/data", str(data)))
    opdracht = [valkey_program(machine.state), *opties, "--bind", "127.0.0.1", "--port", str(machine.valkey_poort)]
    proces = start(opdracht, machine.state.log("wachtrij"), **run_as(machine.state.account))
    try:
        yield
    finally:
        proces.terminate()
        proces.wait(timeout=60)


@contextmanager
def draaiend(installatie: Installatie, dienst: str, opdracht: list[str]) -> Iterator[subprocess.Popen[bytes]]:
    """A service of docker-compose.yml for as long as the block lasts."""
    omgeving = installatie.omgeving(dienst)
    programma = shutil.which(opdracht[0], path=omgeving["PATH"])
    log = installatie.state.log(dienst)
    proces = start([programma, *opdracht[1:]], log, cwd=installatie.code, env=omgeving)
    try:
        yield proces
    finally:
        proces.terminate()
        proces.wait(timeout=60)


def is_gezond(installatie: Installatie) -> bool:
    """The health check of the image."""
    omgeving = installatie.omgeving("web")
    vraag = [sys.executable, "ops/gezond.py"]
    return subprocess.run(vraag, cwd=installatie.code, env=omgeving, capture_output=True).returncode == 0
