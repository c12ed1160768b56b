"""Requests a second over a real socket: two workers, as in production, with the signed-in list and an empty answer."""

import http.client
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable

from bench.meten import Bezoeker, Regel, regel
from bench.pagina import LIJST
from zwijndrecht_portal.core.enums import Rol
from zwijndrecht_portal.core.models import Gebruiker

SECONDEN = 4
KLANTEN = 6


def meet_doorvoer(vertel: Callable[[str], None]) -> list[Regel]:
    """
    At least a tenth of `hello`, or 120 a second.

    The row gives milliseconds per request; the ratio is list over hello, at most 10.
    """
    bezoeker = Bezoeker(Gebruiker.objects.met_rol(Rol.BELEIDSMEDEWERKER).first())
    poort = _vrije_poort()
    opdracht = [
        sys.executable, "-m", "gunicorn", "bench.wsgi:application", "--config", "python:zwijndrecht_portal.webserver",
        "--bind", f"127.0.0.1:{poort}", "--log-level", "warning",
    ]  # fmt: skip
    server = subprocess.Popen(opdracht, env=os.environ.copy())
    try:
        _wacht_op(poort)
        vertel("doorvoer meten met twee werkers")
        rondes = [
            (_per_seconde(poort, "/bench/hello/", bezoeker.cookie), _per_seconde(poort, LIJST, bezoeker.cookie))
            for _ in range(2)
        ]
        hello, lijst = (max(waarden) for waarden in zip(*rondes, strict=True))
        geheugen = _geheugen_mb(server.pid)
    finally:
        server.terminate()
        server.wait(20)
    rij = regel(f"doorvoer: lijst {lijst:.0f}/s, hello {hello:.0f}/s", 1000 / lijst, 1000 / hello, 10.0)
    if lijst >= 120 and not rij.gehaald:
        rij = regel(f"doorvoer: lijst {lijst:.0f}/s (doel 120/s)", 1000 / lijst, 1000 / 120, 1.0)
    return [rij, regel(f"geheugen per werker {geheugen:.0f} MB (doel 130 MB)", geheugen, 130.0, 1.0)]


def _vrije_poort() -> int:
    with socket.socket() as proef:
        proef.bind(("127.0.0.1", 0))
        return proef.getsockname()[1]


def _wacht_op(poort: int) -> None:
    """Until it answers: the port is open before the processes behind it are ready."""
    for _ in range(300):
        verbinding = http.client.HTTPConnection("127.0.0.1", poort, timeout=30)
        try:
            verbinding.request("GET", "/bench/hello/")
            verbinding.getresponse().read()
            return
        except OSError:
            time.sleep(0.2)
        finally:
            verbinding.close()
    raise RuntimeError("de webserver start niet")


def _per_seconde(poort: int, pad: str, cookie: str) -> float:
    """Bounded in time and clients; every answer must be a 200."""
    einde = time.monotonic() + SECONDEN
    gedaan = [0] * KLANTEN

    def klant(nummer: int) -> None:
        verbinding = http.client.HTTPConnection("127.0.0.1", poort, timeout=30)
        while time.monotonic() < einde:
            verbinding.request("GET", pad, headers={"Cookie": cookie})
            antwoord = verbinding.getresponse()
            antwoord.read()
            if antwoord.status != 200:
                raise RuntimeError(f"{pad} gaf {antwoord.status}")
            gedaan[nummer] += 1
        verbinding.close()

    draden = [threading.Thread(target=klant, args=(nummer,)) for nummer in range(KLANTEN)]
    for draad in draden:
        draad.start()
    for draad in draden:
        draad.join()
    return sum(gedaan) / SECONDEN


def _geheugen_mb(meester: int) -> float:
    """Resident memory of the biggest worker."""
    from pathlib import Path

    kinderen = Path(f"/proc/{meester}/task/{meester}/children").read_text().split()
    groottes = []
    for pid in kinderen:
        for regel_ in Path(f"/proc/{pid}/status").read_text().splitlines():
            if regel_.startswith("VmRSS:"):
                groottes.append(int(regel_.split()[1]) / 1024)
    return max(groottes)
