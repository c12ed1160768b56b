"""Pages of the plan: list, form, save. Measured in this process through all middleware."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

from django.db import connection
from django.test.utils import CaptureQueriesContext

from bench.gegevens import analyseer, maak_acties
from bench.meten import Bezoeker, Regel, mediaan, om_en_om, p95, regel
from plan.models import Actie
from zwijndrecht_portal.core.enums import Rol
from zwijndrecht_portal.core.models import Gebruiker

LIJST = "/acties/?plan=een-plek-voor-iedereen"


def meet_paginas(vertel: Callable[[str], None]) -> list[Regel]:
    """List, form and save with 11 and with 1,000 acties."""
    bezoeker = Bezoeker(Gebruiker.objects.met_rol(Rol.BELEIDSMEDEWERKER).first())
    actie = Actie.objects.filter(plan__slug="een-plek-voor-iedereen").order_by("code").first()
    formulier, voortgang = f"/acties/{actie.pk}/wijzigen/", f"/acties/{actie.pk}/voortgang/"
    klein = [bezoeker.tel_queries(pad) for pad in (LIJST, formulier)]

    vertel("1.000 acties maken")
    maak_acties(1000)
    analyseer()
    groot = [bezoeker.tel_queries(pad) for pad in (LIJST, formulier)]

    def bewaar() -> Any:
        return bezoeker.post(voortgang, _melding())

    bewaar()  # the first percentage also starts the actie
    with CaptureQueriesContext(connection) as queries:
        bewaar()
    bij_opslaan = len(
        [q for q in queries if not q["sql"].startswith(("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "SELECT 1"))]
    )
    vertel("lijst, formulier en opslaan meten")
    tijden = om_en_om(
        {
            "L": lambda: bezoeker.get("/bench/limiet/"),
            "hello": lambda: bezoeker.get("/bench/hello/"),
            "lijst": lambda: bezoeker.get(LIJST),
            "formulier": lambda: bezoeker.get(formulier),
            "opslaan": bewaar,
        },
        rondes=60,
    )
    m = {naam: mediaan(reeks) for naam, reeks in tijden.items()}
    return [
        regel("hello / L", m["hello"], m["L"], 1.0),
        regel("lijst, 50 van 1.000 acties, p50 / L", m["lijst"], m["L"], 5.0, groot[0], 6),
        regel(f"lijst, p95 / p50 (van L zelf {p95(tijden['L']) / m['L']:.2f})", p95(tijden["lijst"]), m["lijst"], 1.5),
        regel("lijst, queries bij 1.000 / bij 11 acties", groot[0], klein[0], 1.0, groot[0], 6),
        regel("formulier openen, p50 / L", m["formulier"], m["L"], 10.0, groot[1], 10),
        regel("formulier, queries bij 1.000 / bij 11 acties", groot[1], klein[1], 1.0, groot[1], 10),
        regel("voortgang opslaan met historie, p50 / L", m["opslaan"], m["L"], 6.0, bij_opslaan, 12),
    ]


def _melding() -> dict[str, Any]:
    return {
        "sleutel": str(uuid4()),
        "percentage": 50,
        "tijd": "rood",
        "geld": "onbekend",
        "kwaliteit": "onbekend",
        "oorzaak": "Meting.",
        "gevolg": "Meting.",
        "bijsturing": "Meting.",
        "toelichting": "Meting.",
        "volgende_stap": "",
    }
