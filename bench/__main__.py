"""Run all measurements; exit code 1 when a goal is missed."""

import argparse
import json
import sys

import django
from django.conf import settings
from django.core.management import call_command


def main() -> int:
    parser = argparse.ArgumentParser(
        prog="./portaal bench", description="Meet hoe snel het portaal is, als verhouding."
    )
    parser.add_argument("--json", action="store_true", help="schrijf het resultaat als JSON")
    keuze = parser.parse_args()
    django.setup()
    settings.ROOT_URLCONF = "bench.urls"
    from bench.budget import meet_budget
    from bench.doorvoer import meet_doorvoer
    from bench.koppelvlak import meet_koppelvlak
    from bench.pagina import meet_paginas
    from bench.rapport import meet_rapport
    from bench.voorpagina import meet_voorpagina
    from bench.wijkteam import meet_wijkteam
    from bench.wonen import meet_wonen

    def vertel(tekst: str) -> None:
        print(f"... {tekst}", file=sys.stderr, flush=True)

    vertel("gegevens laden")
    call_command("collectstatic", interactive=False, verbosity=0)
    call_command("laad_alles", stdout=sys.stderr)
    metingen = (
        meet_paginas,
        meet_doorvoer,
        meet_wijkteam,
        meet_wonen,
        meet_rapport,
        meet_budget,
        meet_voorpagina,
        meet_koppelvlak,
    )
    regels = [rij for meting in metingen for rij in meting(vertel)]
    if keuze.json:
        print(json.dumps([rij.als_json() for rij in regels], ensure_ascii=False, indent=2))
    else:
        print(f"{'meting':56} {'ons ms':>9} {'limiet':>9} {'verh.':>7} {'doel':>6} {'queries':>8}")
        for rij in regels:
            oordeel = "" if rij.gehaald else "  NIET GEHAALD"
            queries = "" if rij.queries is None else rij.queries
            maten = f"{rij.waarde_ms:9.2f} {rij.limiet_ms:9.2f} {rij.verhouding:7.2f} {rij.doel:6.2f}"
            print(f"{rij.naam:56} {maten} {queries:>8}{oordeel}")
    return 0 if all(rij.gehaald for rij in regels) else 1


if __name__ == "__main__":
    raise SystemExit(main())
