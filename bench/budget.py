"""The money: the matrix page with 11 and with 1,000 posten, and 100,000 boekingen from a file against COPY."""

import io
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import openpyxl
from django.db import connection, transaction

from bench.gegevens import analyseer
from bench.meten import Bezoeker, Regel, mediaan, om_en_om, regel
from budget.inlezen import tussentabel
from budget.inlezen.klaarzetten import klaargezet
from budget.models import Begroting, Begrotingspost
from budget.selectors.bekenden import bekenden_van
from plan.models import Plan
from zwijndrecht_portal.core.enums import Rol
from zwijndrecht_portal.core.models import Gebruiker, Organisatie

PAGINA = "/budget/?plan=een-plek-voor-iedereen&peildatum=2020-12-31"
GROOT = "/budget/?plan=bench-budget"
BOEKINGEN = 100_000
MB = 1024 * 1024
KOP = ("boekingsnummer", "datum", "post", "bedrag", "organisatie", "jaar", "omschrijving")
KOLOMMEN = "boekingsnummer, post_id, datum, bedrag, organisatie_id, verplichting_id, omschrijving"


def meet_budget(vertel: Callable[[str], None]) -> list[Regel]:
    """The page against L; the import against COPY of the same rows, in the same run."""
    bezoeker = Bezoeker(Gebruiker.objects.met_rol(Rol.CONTROLLER).first())
    klein = bezoeker.tel_queries(PAGINA)
    vertel("begroting met 1.000 posten maken")
    _maak_posten(1000)
    analyseer()
    groot = bezoeker.tel_queries(GROOT)
    vertel("begroting meten")
    tijden = om_en_om({"L": lambda: bezoeker.get("/bench/limiet/"), "matrix": lambda: bezoeker.get(PAGINA)}, rondes=40)
    return [
        regel("begroting, 11 posten, p50 / L", mediaan(tijden["matrix"]), mediaan(tijden["L"]), 8.0, klein, 8),
        regel("begroting, queries bij 1.000 / bij 11 posten", groot, klein, 1.0, groot, 8),
        *_meet_import(vertel),
    ]


def _maak_posten(aantal: int) -> None:
    plan, is_nieuw = Plan.objects.get_or_create(
        slug="bench-budget",
        defaults={
            "naam": "Meetplan",
            "van": date(2020, 1, 1),
            "tot": date(2020, 12, 31),
            "status": "vastgesteld",
            "vastgesteld_op": date(2020, 1, 1),
        },
    )
    if is_nieuw:
        begroting = Begroting.objects.create(plan=plan, jaar=2020)
        Begrotingspost.objects.bulk_create(
            Begrotingspost(begroting=begroting, naam=f"Post {n}", bedrag=Decimal(n), volgorde=n) for n in range(aantal)
        )


def _meet_import(vertel: Callable[[str], None]) -> list[Regel]:
    """Whole imports up to and including the insert, rolled back after each."""
    plan = Plan.objects.get(slug="een-plek-voor-iedereen")
    bekenden = bekenden_van(plan.pk)
    vertel(f"bestanden met {BOEKINGEN} boekingen maken")
    csv, xlsx = _csv(_rijen(bekenden)), _xlsx(_rijen(bekenden))
    with klaargezet(csv, bekenden, lambda gelezen: None), connection.cursor() as cursor:
        cursor.execute(f"select {KOLOMMEN} from boeking_in")  # noqa: S608 - our own names
        zelfde = cursor.fetchall()

    def importeer(inhoud: bytes) -> None:
        with klaargezet(inhoud, bekenden, lambda gelezen: None) as stand, transaction.atomic():
            if stand.fouten:
                raise RuntimeError(f"fouten in het meetbestand: {stand.fouten[:3]}")
            tussentabel.boek()
            tussentabel.anders_dan_bekend()
            transaction.set_rollback(True)

    def kopieer() -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            with cursor.copy(f"copy budget_boeking ({KOLOMMEN}) from stdin") as kopie:
                for rij in zelfde:
                    kopie.write_row(rij)
            cursor.execute("set constraints all immediate")
            transaction.set_rollback(True)

    vertel("import meten")
    taken: dict[str, Callable[[], Any]] = {
        "copy": kopieer,
        "csv": lambda: importeer(csv),
        "xlsx": lambda: importeer(xlsx),
    }
    tijden: dict[str, list[float]] = {naam: [] for naam in taken}
    for _ in range(3):
        for naam, taak in taken.items():
            begin = time.perf_counter()
            taak()
            tijden[naam].append((time.perf_counter() - begin) * 1000)
    m = {naam: statistics.median(reeks) for naam, reeks in tijden.items()}
    return [
        regel("import van 100.000 boekingen uit csv / COPY", m["csv"], m["copy"], 3.0),
        regel("import van 100.000 boekingen uit xlsx / COPY", m["xlsx"], m["copy"], 3.0),
        regel("import uit csv, extra geheugen / 120 MB", _geheugen(csv) / MB, 120.0, 1.0),
        regel("import uit xlsx, extra geheugen / 120 MB", _geheugen(xlsx) / MB, 120.0, 1.0),
    ]


def _geheugen(inhoud: bytes) -> float:
    """What an import of this file takes in a process of its own, in bytes."""
    with tempfile.NamedTemporaryFile() as bestand:
        bestand.write(inhoud)
        bestand.flush()
        opdracht = [sys.executable, "-m", "bench.geheugen", bestand.name]
        return float(subprocess.run(opdracht, check=True, capture_output=True, text=True).stdout)


def _rijen(bekenden: Any) -> Iterator[tuple[Any, ...]]:
    posten = [naam for jaar, naam in bekenden.posten if jaar == 2020]
    organisaties = list(Organisatie.objects.order_by("pk").values_list("naam", flat=True)[:20])
    for n in range(BOEKINGEN):
        dag = date(2020, n % 12 + 1, n % 28 + 1)
        bedrag = Decimal(n % 9999 + 1) + Decimal(n % 100) / 100
        organisatie = organisaties[n % len(organisaties)]
        yield f"BENCH{n:06}", dag, posten[n % len(posten)], bedrag, organisatie, 2020, f"Termijn nummer {n}"


def _csv(rijen: Iterator[tuple[Any, ...]]) -> bytes:
    regels = (
        f"{nummer};{dag:%d-%m-%Y};{post};{str(bedrag).replace('.', ',')};{organisatie};{jaar};{tekst}"
        for nummer, dag, post, bedrag, organisatie, jaar, tekst in rijen
    )
    return "\n".join([";".join(KOP), *regels]).encode()


def _xlsx(rijen: Iterator[tuple[Any, ...]]) -> bytes:
    boek = openpyxl.Workbook(write_only=True)
    blad = boek.create_sheet()
    blad.append(KOP)
    for rij in rijen:
        blad.append(rij)
    uit = io.BytesIO()
    boek.save(uit)
    return uit.getvalue()
