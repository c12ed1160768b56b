"""
`./portaal bench --faults`: every victim at every moment, everything that befalls a machine, and every attack.

The short form is in `./portaal test`: tests/storingen, tests/browser/test_stoute_bezoeker.py. The machinery is theirs.
"""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import requests

from tests.storingen.portaal import Portaal
from tests.storingen.proeven import MOMENTEN, RAMPEN, SLACHTOFFERS, controleer
from zwijndrecht_portal.embedded.services import Services
from zwijndrecht_portal.embedded.state import open_state

RONDES = 3
AANVALLEN = [
    sys.executable,
    "-m",
    "pytest",
    "-q",
    "-p",
    "no:cacheprovider",
    "-n",
    str(os.cpu_count()),
    "tests/browser/test_stoute_bezoeker.py",
    "--lang",
]
Doen = Callable[[Portaal], str]


def beproef(vertel: Callable[[str], None]) -> int:
    """Break it all, print what happened. Returns the exit code: 1 when anything was lost, doubled or let in."""
    state = open_state(Path(os.environ["PORTAAL_STATE"]))
    portaal = Portaal(Services.of(state))
    mislukt = 0
    try:
        portaal.start()
        print(f"{'slachtoffer':14} {'moment':22} {'uitkomst':8} nagekeken")
        for ronde in range(1, RONDES + 1):
            vertel(f"ronde {ronde} van {RONDES}")
            mislukt += sum(not een_proef(portaal, *proef) for proef in proeven())
    finally:
        portaal.stop()
    vertel("aanvallen, de lange vorm")
    Services.of(state, for_tests=True).ensure_running()
    als_test = {"DJANGO_SETTINGS_MODULE": "zwijndrecht_portal.settings.test", "PORTAAL_ALS_EIGENAAR": "1"}
    aanvallen = subprocess.run(AANVALLEN, env=os.environ | als_test).returncode
    return 1 if mislukt or aanvallen else 0


def proeven() -> Iterator[tuple[str, str, Doen]]:
    for moment, proef in MOMENTEN.items():
        for slachtoffer in SLACHTOFFERS:
            yield slachtoffer, moment, lambda portaal, proef=proef, wie=slachtoffer: proef(portaal, wie)
    for naam, ramp in RAMPEN.items():
        if naam != "schijf loopt vol" or os.geteuid() == 0:  # mounting asks root
            yield "de machine", naam, ramp


def een_proef(portaal: Portaal, slachtoffer: str, moment: str, proef: Doen) -> bool:
    """One line of the table."""
    try:
        nagekeken = f"{proef(portaal)}; inzagelog en standen kloppen"
        controleer(portaal)
    except (AssertionError, AttributeError, KeyError, requests.RequestException, psycopg.Error) as fout:
        portaal.herstel()  # the others are still tried
        print(f"{slachtoffer:14} {moment:22} {'MISLUKT':8} {fout!r}", flush=True)
        return False
    print(f"{slachtoffer:14} {moment:22} {'goed':8} {nagekeken}", flush=True)
    return True
