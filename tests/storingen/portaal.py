"""A whole portal of real processes, small enough to break again and again: everything in it can be killed."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import psycopg
import requests

from tests.poorten import vrije_poort
from tests.storingen.hulp import WACHTWOORD
from zwijndrecht_portal.embedded.postgres import SUPERUSER
from zwijndrecht_portal.embedded.processes import end_with_parent, launch, wait_until
from zwijndrecht_portal.embedded.services import Services
from zwijndrecht_portal.embedded.start import is_healthy
from zwijndrecht_portal.embedded.state import CHECKOUT

PYTHON = [sys.executable, "-m"]
# As in docker-compose.yml, with one process.
ALLEEN = ["--without-gossip", "--without-mingle"]
CELERY = [*PYTHON, "celery", "--app", "zwijndrecht_portal.celery", "worker", "--concurrency", "1", *ALLEEN]
WACHT = "select count(*) >= %s from pg_locks where not granted"
GEDULD = 60  # seconds, on a busy machine
Antwoord = requests.Response | None  # None: the connection was broken off


@dataclass
class Portaal:
    """Web server, worker, database and broker, with one person signed in. `herstel()` brings back what was killed."""

    services: Services
    poort: int = field(default_factory=vrije_poort)
    processen: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)
    wereld: dict[str, Any] = field(default_factory=dict)
    klok: int = 0  # seconds that the clock of the web server runs ahead

    def __post_init__(self) -> None:
        self.draden = ThreadPoolExecutor(4)
        self.browser = requests.Session()

    @property
    def omgeving(self) -> dict[str, str]:
        return self.services.environment("test") | {"DJANGO_SETTINGS_MODULE": "tests.storingen.settings"}

    # --- Processes ---------------------------------------------------------------------------------------------------

    def start(self) -> None:
        """From a migrated cluster to a portal in which somebody is signed in."""
        self.services.ensure_running()
        with self.services.state.log("hulp").open("ab") as log:
            self.hulp = subprocess.Popen(
                [*PYTHON, "tests.storingen.hulp"], cwd=CHECKOUT, env=self.omgeving, text=True,
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log, preexec_fn=end_with_parent,
            )  # fmt: skip
        self.herstel(wacht=False)
        self.wereld = json.loads(self.beheer("maak_wereld"))
        self.herstel()
        self.log_in()
        assert self.log_contact(uuid4()).status_code == 302  # the first line of the access log

    def stop(self) -> None:
        for naam in list(self.processen):
            self.dood(naam)
        self.hulp.kill()
        self.hulp.communicate()
        self.draden.shutdown()

    def herstel(self, *, wacht: bool = True) -> None:
        """Start what does not run, as `./portaal start` and systemd do."""
        self.services.ensure_running()
        self.bewaak()
        for naam in {"web", "taakverwerker"} - self.processen.keys():
            self.start_proces(naam)
        assert not wacht or wait_until(lambda: is_healthy(self.poort), GEDULD), self.logboek("web")

    def bewaak(self) -> None:
        """What ended by itself starts again: a worker that loses its broker may give up. What was killed stays dead."""
        for naam in [naam for naam, proces in self.processen.items() if proces.poll() is not None]:
            self.start_proces(naam)

    def start_proces(self, naam: str) -> None:
        opdracht = self._web() if naam == "web" else CELERY
        klok = {"STORING_KLOK": str(self.klok if naam == "web" else 0)}
        self.processen[naam] = launch(opdracht, log=self.services.state.log(naam), env=self.omgeving | klok)

    def _web(self) -> list[str]:
        adres = ["--bind", f"127.0.0.1:{self.poort}", "--workers", "1", "--worker-class", "gthread", "--threads", "4"]
        return [*PYTHON, "gunicorn", *adres, "--no-control-socket", "zwijndrecht_portal.wsgi"]

    def dood(self, naam: str) -> None:
        """SIGKILL: to the process and to everything it started."""
        if naam in ("database", "wachtrij"):
            dienst = self.services.postgres if naam == "database" else self.services.valkey
            for pid in familie(dienst.pid()):
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
            assert wait_until(lambda: dienst.pid() is None, 10)
        elif naam == "werkproces":  # the one that does the work; the worker makes another
            for pid in familie(self.processen["taakverwerker"].pid) - {self.processen["taakverwerker"].pid}:
                os.kill(pid, signal.SIGKILL)
        else:
            proces = self.processen.pop(naam)
            os.killpg(proces.pid, signal.SIGKILL)
            proces.wait()

    def beheer(self, *opdracht: str) -> str:
        """A management command (or one of hulp.py); what it said. Fails when it fails."""
        self.hulp.stdin.write(json.dumps(opdracht) + "\n")
        self.hulp.stdin.flush()
        gelukt, tekst = json.loads(self.hulp.stdout.readline())
        assert gelukt, f"{opdracht}: {tekst}"
        return tekst

    def klok_tikt(self) -> None:
        """What beat starts every ten minutes."""
        for opdracht in ("hervat_werk", "hervat_imports", "werk_rapportages_af"):
            self.beheer(opdracht, "--uitvoeren")

    def logboek(self, naam: str) -> str:
        return self.services.state.log(naam).read_text(errors="replace")[-3000:]

    # --- What a person does ------------------------------------------------------------------------------------------

    def vraag(self, methode: str, pad: str, **inhoud: Any) -> Antwoord:
        koppen = {"X-CSRFToken": self.browser.cookies.get("csrftoken", "")}
        url = f"http://127.0.0.1:{self.poort}{pad}"
        try:
            return self.browser.request(methode, url, headers=koppen, allow_redirects=False, timeout=GEDULD, **inhoud)
        except requests.ConnectionError:
            return None

    def log_in(self) -> None:
        self.browser.cookies.clear()
        self.vraag("GET", "/inloggen/")
        gegevens = {"username": "storing@zwijndrecht.example", "password": WACHTWOORD}
        assert self.vraag("POST", "/inloggen/", data=gegevens).status_code == 302

    def log_contact(self, sleutel: UUID, huishouden: int | None = None, notitie: str = "") -> Antwoord:
        pad = f"/huishoudens/{huishouden or self.wereld['huishoudens'][0]}/contact/"
        velden = {"sleutel": str(sleutel), "uitkomst": "gesproken", "notitie": notitie}
        return self.vraag("POST", pad, data=velden)

    def lever_boekingen(self, naam: str, aantal: int) -> Antwoord:
        """A file whose rows all have numbers of their own; the answer leads to the page of the import."""
        kop = "Boekingsnummer;Datum;Post;Bedrag;Organisatie;Omschrijving;Verplichting;Jaar\n"
        rijen = "".join(f"{naam}-{n};1-5-2020;Waakvlam;1,00;;;;\n" for n in range(aantal))
        bestand = {"bestand": (f"{naam}.csv", (kop + rijen).encode())}
        return self.vraag("POST", "/budget/imports/", data={"plan": self.wereld["plan"]}, files=bestand)

    def tegelijk(self, doe: Callable[..., Antwoord], *args: Any) -> Future[Antwoord]:
        return self.draden.submit(doe, *args)

    # --- What really stands in the database --------------------------------------------------------------------------

    def verbinding(self) -> psycopg.Connection:
        """As superuser, who sees past row-level security."""
        return psycopg.connect(host=str(self.services.state.sockets), user=SUPERUSER, dbname="portaal", autocommit=True)

    def tel(self, vraag: str, *waarden: Any) -> Any:
        """The one value that this query gives."""
        with self.verbinding() as database:
            return database.execute(vraag, waarden).fetchone()[0]

    def wacht_op(self, vraag: str, *waarden: Any) -> None:
        """Until this query gives true."""
        zover = wait_until(lambda: self.bewaak() or self.tel(vraag, *waarden), GEDULD)
        assert zover, f"{vraag} {waarden}\n{self.logboek('taakverwerker')}"

    @contextmanager
    def opgehouden(self, slot: str, *waarden: Any) -> Iterator[Callable[[int], None]]:
        """Hold this lock; the function that you get waits until that many others stand still before it."""
        database = self.verbinding()

        def tot_er_wachten(aantal: int = 1) -> None:
            self.wacht_op(WACHT, aantal)

        try:
            database.execute("begin")
            database.execute(slot, waarden)
            yield tot_er_wachten
        finally:
            with suppress(psycopg.OperationalError):  # the database may be what was killed
                database.rollback()
            database.close()


def familie(pid: int) -> set[int]:
    """A process and its children."""
    kinderen = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return {pid, *(int(kind) for kind in kinderen)}
