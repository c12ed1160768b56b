"""
Sixty people at once on the real `./portaal start`: forty on their day list, fifteen on plan and money, five on the
dashboard.

Each signs in at the page, then clicks as people do: with some seconds in between. Measured at the client, on the same
machine, from asking to the last byte: so waiting for a free process counts.
"""

import http.client
import os
import random
import re
import signal
import subprocess
import sys
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode
from uuid import uuid4

from bench.doorvoer import _vrije_poort
from bench.groot import is_van_bench, maak_groot, maak_regisseurs
from bench.meten import Regel, p95, regel
from plan.models import Actie
from zwijndrecht_portal.core.enums import Rol
from zwijndrecht_portal.demo.personen import adres

DENKTIJD = (3.0, 7.0)  # seconds between two clicks of one person
GRENS_MS, GROEI_GEHEUGEN = 250.0, 1.1
KOEKJE = "a" * 32
START_SECONDEN = 240
HUISHOUDEN = re.compile(r'action="(/huishoudens/\d+/contact/)[^"]*"')
INGELOGD = re.compile(r"(sessionid=\w+)")


@dataclass
class Uitslag:
    """What all people saw together."""

    tijden: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    fouten: Counter[str] = field(default_factory=Counter)
    geheugen: list[tuple[float, float]] = field(default_factory=list)  # seconds since the start, MB of all processes


class Persoon:
    """A browser with one signed-in person."""

    def __init__(self, poort: int, uitslag: Uitslag) -> None:
        self.poort, self.uitslag = poort, uitslag
        self.koekje = f"csrftoken={KOEKJE}"
        self.verbinding = http.client.HTTPConnection("127.0.0.1", poort, timeout=30)

    def log_in(self, email: str, wachtwoord: str) -> None:
        _, koppen = self._vraag("POST", "/inloggen/", {"username": email, "password": wachtwoord})
        gevonden = INGELOGD.search(koppen)
        if gevonden is None:
            raise RuntimeError(f"{email} kan niet inloggen")
        self.koekje = f"csrftoken={KOEKJE}; {gevonden[1]}"

    def klik(self, naam: str, pad: str, velden: dict[str, str] | None = None) -> str:
        begin = time.perf_counter()
        try:
            tekst, _ = self._vraag("POST" if velden else "GET", pad, velden)
        except (OSError, http.client.HTTPException, RuntimeError) as fout:
            self.uitslag.fouten[f"{naam}: {fout}"] += 1
            self.verbinding.close()
            return ""
        self.uitslag.tijden[naam].append((time.perf_counter() - begin) * 1000)
        return tekst

    def _vraag(self, methode: str, pad: str, velden: dict[str, str] | None) -> tuple[str, str]:
        lichaam = urlencode({**velden, "csrfmiddlewaretoken": KOEKJE}) if velden else None
        koppen = {"Cookie": self.koekje, "Content-Type": "application/x-www-form-urlencoded"}
        self.verbinding.request(methode, pad, lichaam, koppen)
        antwoord = self.verbinding.getresponse()
        tekst = antwoord.read().decode()
        if antwoord.status >= 400:
            raise RuntimeError(f"status {antwoord.status}")
        return tekst, str(antwoord.headers)


def op_mijn_dag(persoon: Persoon) -> None:
    """Look at the day list, and log a contact with one of the huishoudens on it."""
    lijst = persoon.klik("Mijn dag", "/caseload/")
    _denk()
    if paden := HUISHOUDEN.findall(lijst):
        velden = {"sleutel": str(uuid4()), "uitkomst": "gesproken"}
        persoon.klik("contact loggen", random.choice(paden), velden)  # noqa: S311 - no secret


def aan_plan_en_geld(persoon: Persoon) -> None:
    persoon.klik("lijst van acties", "/acties/?plan=een-plek-voor-iedereen")
    _denk()
    persoon.klik("actie", f"/acties/{random.choice(ACTIES)}/")  # noqa: S311
    _denk()
    persoon.klik("begroting", "/budget/?plan=een-plek-voor-iedereen&peildatum=2020-12-31")


def op_het_dashboard(persoon: Persoon) -> None:
    persoon.klik("voorpagina", "/")
    _denk()
    persoon.klik("rapportages", "/rapportages/")


ACTIES: list[int] = []
GROEPEN = ((40, op_mijn_dag), (10, aan_plan_en_geld), (5, aan_plan_en_geld), (5, op_het_dashboard))
ROLLEN = (None, Rol.BELEIDSMEDEWERKER, Rol.CONTROLLER, Rol.PROGRAMMAMANAGER)


def meet_belasting(vertel: Callable[[str], None], seconden: int) -> list[Regel]:
    """Rows: slowest page at its 95th percentile, errors, and memory at the end against after the first fifth."""
    maak_groot(vertel)
    ACTIES.extend(Actie.objects.filter(plan__slug="een-plek-voor-iedereen").values_list("pk", flat=True)[:50])
    adressen = [rij.email for rij in maak_regisseurs() if is_van_bench(rij)]  # they have the demo's password
    poort = _vrije_poort()
    vertel("./portaal start")
    opdracht = [sys.executable, "-m", "zwijndrecht_portal.embedded", "start", "--poort", str(poort)]
    portaal = subprocess.Popen(opdracht, env=os.environ.copy(), stdout=subprocess.DEVNULL)
    try:
        _wacht_op(poort, portaal)
        uitslag = _laat_los(poort, portaal.pid, adressen, seconden, vertel)
    finally:
        portaal.send_signal(signal.SIGINT)
        portaal.wait(60)
    return _regels(uitslag, seconden)


def _wacht_op(poort: int, portaal: subprocess.Popen[bytes]) -> None:
    einde = time.monotonic() + START_SECONDEN
    while time.monotonic() < einde and portaal.poll() is None:
        verbinding = http.client.HTTPConnection("127.0.0.1", poort, timeout=5)
        try:
            verbinding.request("GET", "/gezond/")
            if verbinding.getresponse().status == 200:
                return
        except OSError:
            time.sleep(0.5)
        finally:
            verbinding.close()
    raise RuntimeError("./portaal start is niet gelukt")


def _laat_los(poort: int, pid: int, regisseurs: list[str], seconden: int, vertel: Callable[[str], None]) -> Uitslag:
    uitslag, begin = Uitslag(), threading.Event()
    draden = []
    for (aantal, werk), rol in zip(GROEPEN, ROLLEN, strict=True):
        for nummer in range(aantal):
            persoon = Persoon(poort, uitslag)
            persoon.log_in(adres(rol) if rol else regisseurs[nummer], os.environ["PORTAAL_DEMO_WACHTWOORD"])
            draden.append(threading.Thread(target=_werk, args=(persoon, werk, begin, seconden), daemon=True))
    vertel(f"{len(draden)} mensen zijn ingelogd en werken {seconden} seconden")
    for draad in draden:
        draad.start()
    begin.set()
    start = time.monotonic()
    while (verstreken := time.monotonic() - start) < seconden:
        uitslag.geheugen.append((verstreken, _geheugen_mb(pid)))
        time.sleep(min(5, seconden / 20))
    for draad in draden:
        draad.join(60)
    return uitslag


def _werk(persoon: Persoon, werk: Callable[[Persoon], None], begin: threading.Event, seconden: int) -> None:
    begin.wait()
    einde = time.monotonic() + seconden
    time.sleep(random.uniform(0, DENKTIJD[1]))  # noqa: S311 - people do not begin at one moment
    while time.monotonic() < einde:
        werk(persoon)
        _denk()


def _denk() -> None:
    time.sleep(random.uniform(*DENKTIJD))  # noqa: S311


def _geheugen_mb(pid: int) -> float:
    """What the portal's own processes hold, each page of memory counted once: web servers, worker, clock."""
    kinderen = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    totaal = sum(_geheugen_mb(int(kind)) for kind in kinderen)
    pss = re.search(r"Pss:\s+(\d+) kB", Path(f"/proc/{pid}/smaps_rollup").read_text())
    return totaal + (int(pss[1]) / 1024 if pss else 0)


def _regels(uitslag: Uitslag, seconden: int) -> list[Regel]:
    alle = [tijd for tijden in uitslag.tijden.values() for tijd in tijden]
    fouten = sum(uitslag.fouten.values())
    for soort, aantal in uitslag.fouten.most_common(5):
        print(f"    {aantal} keer {soort}", file=sys.stderr)
    warm = [mb for moment, mb in uitslag.geheugen if moment >= seconden / 5]
    eerste, laatste = warm[0], sum(warm[-3:]) / len(warm[-3:])
    kop = f"60 mensen, {seconden} s, {len(alle)} verzoeken"
    return [
        regel(f"{kop}: fouten", float(fouten), 1.0, 0.0),
        regel(f"{kop}: p95 van alle, ms", p95(alle), GRENS_MS, 1.0),
        *(
            regel(f"{naam} ({len(tijden)} keer): p95, ms", p95(tijden), GRENS_MS, 1.0)
            for naam, tijden in sorted(uitslag.tijden.items())
        ),
        regel("geheugen van het portaal, einde / begin, MB", laatste, eerste, GROEI_GEHEUGEN),
    ]
