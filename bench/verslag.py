"""The result on the screen, as JSON, and as a document that describes the machine and says why a goal was missed."""

import math
import os
import platform
import re
from collections.abc import Sequence
from datetime import date
from importlib.metadata import version
from pathlib import Path

from django.db import connection

from bench.meten import Regel

KOP = f"{'meting':62} {'ons':>10} {'limiet':>10} {'verh.':>7} {'doel':>6} {'queries':>8}"
METINGEN, BELASTING = "Metingen", "Zestig mensen tegelijk"
# Part of a row's name: what is known about why it can miss its goal.
WAAROM = {
    "historie, insert": "Elke ingevoegde rij schrijft een tweede, in de historie, met een index erbij; de limiet "
    "schrijft alleen de eerste.",
    "historie, update": "Elke gewijzigde rij schrijft er een bij in de historie, met een index erbij.",
    "API, lijst": "Het werk van de lijst van acties zelf, en daarbij het schrijven van negentien velden per actie, een "
    "kwart van de tijd. Met `velden=` komt alleen wat iemand vraagt.",
    "cijfers op": "Boven op de kale SQL komt het afronden en weglaten van kleine aantallen, per cijfer en per dag.",
    "pdf met labels": "Bijna alles is WeasyPrint zelf, en het doel laat daar 5 ms per pagina boven: de rijen erboven "
    "zeggen wat ons eigen werk kost.",
    "lijst, p95 / p50": "Wat de machine er zelf aan doet, staat erbij: de staart van L in dezelfde minuut.",
    "rijbeveiliging": "De database vraagt per rij of het huishouden te zien is; op een pagina over veel huishoudens is "
    "dat het hele verschil.",
    "doorvoer": "Er telt wat een van beide haalt: een tiende van een leeg antwoord, of 120 per seconde.",
    "pdf, een pagina erbij": "Een verschil tussen twee tijden: een drukke minuut telt dubbel.",
    "rapportgegevens": "Een tijd en geen verhouding: op een langzame of drukke machine niet te halen.",
    "rapportage vastleggen": "Een tijd en geen verhouding: op een langzame of drukke machine niet te halen.",
    "voorpagina (": "De pagina leest alle 1.000 acties met hun mijlpalen en geld, en telt ze over acht kwartalen. Echt "
    "zijn het er 25.",
    "p95, ms": "Een tijd en geen verhouding, gemeten door wie op dezelfde machine klikt.",
    "groei": "Een verhouding van twee verhoudingen: een wisselende machine telt dubbel.",
    # What says least comes last.
    "queries": "Het aantal queries mag niet groeien met het aantal rijen.",
    "import van": "Rond de COPY staan het lezen van het bestand en het nakijken van elke rij.",
    "extra geheugen": "Het bestand wordt in stukken gelezen; een groter stuk vraagt meer.",
    "geheugen": "Alles wat bij het starten is geladen telt mee, ook waar niemand om vroeg.",
    "/ L": "L zelf duurt maar enkele milliseconden: wat de machine er even bij doet, telt in de verhouding zwaar mee.",
}
ONBEKEND = "Nog niet onderzocht."


def op_het_scherm(regels: Sequence[Regel]) -> str:
    return "\n".join([KOP, *(_rij(rij) for rij in regels)])


def _rij(rij: Regel) -> str:
    queries = "" if rij.queries is None else rij.queries
    maten = f"{_getal(rij.waarde_ms):>10} {_getal(rij.limiet_ms):>10} {_getal(rij.verhouding):>7} {_getal(rij.doel):>6}"
    return f"{rij.naam:62} {maten} {queries:>8}{'' if rij.gehaald else '  NIET GEHAALD'}"


def schrijf_document(pad: Path, deel: str, regels: Sequence[Regel], opdracht: str) -> None:
    """Replace this part of the document; the other parts stay as they were measured."""
    tekst = pad.read_text(encoding="utf-8") if pad.exists() else _inleiding()
    nieuw = f"## {deel}\n\n{_deel(regels, opdracht)}\n"
    oud = re.compile(rf"^## {re.escape(deel)}\n.*?(?=^## |\Z)", re.MULTILINE | re.DOTALL)
    tekst = oud.sub(lambda _: f"{nieuw}\n", tekst) if oud.search(tekst) else f"{tekst.rstrip()}\n\n{nieuw}"
    pad.write_text(tekst.rstrip() + "\n", encoding="utf-8")


def _inleiding() -> str:
    return """# Metingen

Gemaakt door `./portaal bench`, niet met de hand. Elke rij is een verhouding: onze tijd gedeeld door het beste dat deze
machine op dat moment kan, om en om gemeten in dezelfde minuut, met de mediaan van beide. Alleen de verhouding telt: de
snelheid van een machine wisselt per minuut.

- **L**: een view met één query plus de kale lijstvraag van vijftig rijen. **hello**: een leeg antwoord door alle
  middleware.
- **ons** en **limiet** zijn milliseconden, tenzij de rij iets anders zegt (MB, aantallen, kB).
- Kleine gegevens zijn zo groot als het echt is: 25 acties, 60 huishoudens, 900 contacten. Grote gegevens: 5.000
  huishoudens, 1.000.000 contactmomenten, 100.000 boekingen en 1.000 acties; en bij wonen 100.000 woonvragen.
"""


def _deel(regels: Sequence[Regel], opdracht: str) -> str:
    gemist = [rij for rij in regels if not rij.gehaald]
    tabel = ["| meting | ons | limiet | verhouding | doel | queries | gehaald |", "|---|--:|--:|--:|--:|--:|---|"]
    tabel += [
        f"| {rij.naam} | {' | '.join(map(_getal, (rij.waarde_ms, rij.limiet_ms, rij.verhouding, rij.doel)))} "
        f"| {'' if rij.queries is None else rij.queries} | {'ja' if rij.gehaald else '**nee**'} |"
        for rij in regels
    ]
    uitleg = [f"- **{rij.naam}**: {_hoeveel(rij)} {_waarom(rij)}" for rij in gemist]
    slot = ["Alle doelen zijn gehaald."] if not gemist else ["Niet gehaald, met hoeveel en waarom:", "", *uitleg]
    return "\n".join([*_machine(opdracht), "", *tabel, "", *slot])


def _getal(waarde: float) -> str:
    """Two decimals; what is smaller than that keeps two digits that say something: 0,0019."""
    decimalen = 1 - math.floor(math.log10(abs(waarde))) if 0 < abs(waarde) < 0.1 else 2
    return f"{waarde:.{decimalen}f}".rstrip("0").rstrip(".").replace(".", ",")


def _hoeveel(rij: Regel) -> str:
    """By how much a goal was missed; a ratio may hold where the number of queries does not."""
    delen = []
    if rij.verhouding > rij.doel and _getal(rij.verhouding) == _getal(rij.doel):
        delen.append(f"afgerond precies het doel ({_getal(rij.doel)}), en net erboven")
    elif rij.verhouding > rij.doel:
        delen.append(f"{_getal(rij.verhouding)} in plaats van hooguit {_getal(rij.doel)}")
    if rij.queries is not None and rij.doel_queries is not None and rij.queries > rij.doel_queries:
        delen.append(f"{rij.queries} queries in plaats van hooguit {rij.doel_queries}")
    zin = " en ".join(delen)
    return f"{zin[:1].upper()}{zin[1:]}."


def _waarom(rij: Regel) -> str:
    return next((tekst for deel, tekst in WAAROM.items() if deel in rij.naam), ONBEKEND)


def _machine(opdracht: str) -> list[str]:
    processor = re.search(r"^model name\s*: (.*)$", Path("/proc/cpuinfo").read_text(), re.MULTILINE)
    geheugen = re.search(r"^MemTotal:\s+(\d+) kB", Path("/proc/meminfo").read_text(), re.MULTILINE)
    with connection.cursor() as cursor:
        cursor.execute("show server_version")
        (postgresql,) = cursor.fetchone()
    delen = [
        f"{os.cpu_count()} kernen ({processor[1] if processor else platform.machine()})",
        f"{int(geheugen[1]) / 1024**2:.1f} GB geheugen".replace(".", ",") if geheugen else "",
        f"Python {platform.python_version()}",
        *(f"{naam} {version(pakket)}" for naam, pakket in (("Django", "django"), ("gunicorn", "gunicorn"))),
        f"WeasyPrint {version('weasyprint')}",
        f"PostgreSQL {postgresql.split()[0]}",
    ]
    return [
        f"Gemeten op {date.today():%d-%m-%Y} met `{opdracht}`.",
        "",
        "Machine: " + ", ".join(filter(None, delen)) + ".",
    ]
