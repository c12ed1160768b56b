"""The way out for programs and spreadsheets: the API, and 100,000 rows in a file."""

import tracemalloc
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import partial

from bench.gegevens import analyseer, maak_acties
from bench.meten import Bezoeker, Regel, mediaan, om_en_om, regel
from budget.models import Begrotingspost, Boeking
from zwijndrecht_portal.core.enums import Rol
from zwijndrecht_portal.core.models import Gebruiker

API = "/api/v1/acties?pageSize=50"
EXPORT = "/budget/imports/boekingen"
PLAN = "?plan=een-plek-voor-iedereen"
BOEKINGEN = 100_000
MB = 1024 * 1024


def meet_koppelvlak(vertel: Callable[[str], None]) -> list[Regel]:
    """A list of 50 acties through the API against L; xlsx against csv of the same query."""
    maak_acties(1000)
    analyseer()
    bezoeker = Bezoeker(Gebruiker.objects.met_rol(Rol.BELEIDSMEDEWERKER).first())
    queries = bezoeker.tel_queries(API)
    vertel("API meten")
    tijden = om_en_om({"L": lambda: bezoeker.get("/bench/limiet/"), "api": lambda: bezoeker.get(API)}, rondes=40)
    m = {naam: mediaan(reeks) for naam, reeks in tijden.items()}
    return [regel("API, lijst van 50 acties, p50 / L", m["api"], m["L"], 5.0, queries, 8), *_meet_export(vertel)]


def _meet_export(vertel: Callable[[str], None]) -> list[Regel]:
    """The boekingen stay: a boeking is never thrown away. So this measurement comes last."""
    controller = Bezoeker(Gebruiker.objects.met_rol(Rol.CONTROLLER).first())
    vertel(f"{BOEKINGEN} boekingen maken en ophalen")
    _maak_boekingen()
    tijden = om_en_om({vorm: partial(controller.get, f"{EXPORT}.{vorm}{PLAN}") for vorm in ("csv", "xlsx")}, rondes=3)
    tracemalloc.start()
    grootte = len(controller.get(f"{EXPORT}.xlsx{PLAN}"))
    _, piek = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    m = {naam: mediaan(reeks) for naam, reeks in tijden.items()}
    extra = float(piek - 2 * grootte)  # the bench itself keeps the pieces and joins them
    return [
        regel("export van 100.000 boekingen, xlsx / csv", m["xlsx"], m["csv"], 7.0),
        regel("export naar xlsx, extra geheugen / 50 MB", extra / MB, 50.0, 1.0),
    ]


def _maak_boekingen() -> None:
    posten = list(Begrotingspost.objects.filter(begroting__plan__slug="een-plek-voor-iedereen").order_by("pk"))
    Boeking.objects.bulk_create(
        (
            Boeking(
                boekingsnummer=f"BENCHUIT{n:06}",
                post=posten[n % len(posten)],
                datum=date(2020, n % 12 + 1, n % 28 + 1),
                bedrag=Decimal(n % 9999 + 1),
                omschrijving=f"Termijn nummer {n}",
            )
            for n in range(BOEKINGEN)
        ),
        batch_size=10_000,
        ignore_conflicts=True,
    )
