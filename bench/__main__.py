"""Run the measurements; exit code 1 when a goal is missed."""

import argparse
import io
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import django
from django.conf import settings
from django.core.management import call_command

if TYPE_CHECKING:
    from bench.meten import Regel

BEGIN = time.monotonic()


def main() -> int:
    keuze = _keuze()
    if keuze.faults:
        from bench.storingen import beproef

        return beproef(vertel)
    django.setup()
    settings.ROOT_URLCONF = "bench.urls"
    from bench.verslag import BELASTING, METINGEN, op_het_scherm, schrijf_document

    vertel("gegevens laden")
    call_command("collectstatic", interactive=False, verbosity=0)
    call_command("laad_alles", stdout=io.StringIO())
    deel, regels = (BELASTING, _belasting(keuze.seconden)) if keuze.load else (METINGEN, _metingen())
    if keuze.markdown:
        schrijf_document(keuze.markdown, deel, regels, f"./portaal bench {' '.join(sys.argv[1:])}")
    if keuze.json:
        print(json.dumps([rij.als_json() for rij in regels], ensure_ascii=False, indent=2))
    else:
        print(op_het_scherm(regels))
    vertel("klaar")
    return 0 if all(rij.gehaald for rij in regels) else 1


def _keuze() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="./portaal bench", description="Meet hoe snel het portaal is, als verhouding."
    )
    parser.add_argument("--json", action="store_true", help="druk het resultaat af als JSON")
    parser.add_argument("--markdown", type=Path, help="zet het resultaat in dit document, zoals docs/metingen.md")
    parser.add_argument("--load", action="store_true", help="laat zestig mensen tegelijk werken op ./portaal start")
    parser.add_argument("--seconden", type=int, default=300, help="hoe lang, bij --load (standaard 300)")
    parser.add_argument("--faults", action="store_true", help="maak alles stuk en val alles aan, in plaats van meten")
    return parser.parse_args()


def vertel(tekst: str) -> None:
    print(f"[{time.monotonic() - BEGIN:4.0f} s] {tekst}", file=sys.stderr, flush=True)


def _belasting(seconden: int) -> list["Regel"]:
    from bench.belasting import meet_belasting

    return meet_belasting(vertel, seconden)


def _metingen() -> list["Regel"]:
    """From the real size to the large data set. What only grows comes last."""
    from bench.budget import meet_budget
    from bench.contacten import meet_contacten
    from bench.doorvoer import meet_doorvoer
    from bench.groot import groei, maak_groot, meet_paginas_van_allen
    from bench.historie import meet_historie
    from bench.koppelvlak import meet_koppelvlak
    from bench.pagina import meet_paginas
    from bench.rapport import meet_rapport
    from bench.tellingen import meet_tellingen
    from bench.wonen import meet_wonen

    metingen: tuple[Callable[[Callable[[str], None]], list[Regel]], ...] = (
        meet_paginas,
        meet_doorvoer,
        meet_historie,
        meet_contacten,
        meet_rapport,
        meet_budget,
        meet_koppelvlak,
    )
    klein = meet_paginas_van_allen(vertel)
    regels = [rij for meting in metingen for rij in meting(vertel)]
    maak_groot(vertel)
    regels += [*meet_tellingen(vertel), *groei(klein, meet_paginas_van_allen(vertel))]
    return [*regels, *meet_wonen(vertel)]


if __name__ == "__main__":
    raise SystemExit(main())
