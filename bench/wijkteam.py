"""Mijn dag with 100 huishoudens: the page, a tap, growth of the contacts, and what row-level security costs."""

import math
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import partial
from typing import Any
from uuid import uuid4

import psycopg
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from environ import Env

from bench.gegevens import analyseer
from bench.meten import Bezoeker, Regel, mediaan, om_en_om, regel
from casework.enums import Grondslag, WaakvlamSoort
from casework.models import Contactmoment, Huishouden, Inwoner, Regie, Ritmeprofiel, Waakvlam
from casework.services.huishoudens import reserveer_pseudoniemen
from casework.services.standen import herbereken
from zwijndrecht_portal.core.enums import Rol
from zwijndrecht_portal.core.models import Gebied, Gebruiker
from zwijndrecht_portal.core.rls import namens
from zwijndrecht_portal.demo.personen import adres

LIJST = "/caseload/"
HUISHOUDENS, WEINIG, VEEL = 100, 100_000, 1_000_000
GROEI = 10**0.1  # an exponent of at most 0.1 for ten times as many
BLOKKEN = 4

CONTACTEN = """
insert into casework_contactmoment (huishouden_id, sleutel, moment, uitkomst, vorm, door_id)
select h.id, gen_random_uuid(), now() - (200 + n) * interval '1 minute', 'gesproken', 'telefoon', h.regisseur_id
from generate_series(1, %s / %s) n, (select id, regisseur_id from casework_huishouden where regisseur_id = %s) h
"""


def meet_wijkteam(vertel: Callable[[str], None], *, ook: Callable[[], None]) -> list[Regel]:
    """With 100,000 contacts and with ten times as many; `ook` is measured with either number too."""
    regisseur = Gebruiker.objects.get(email=adres(Rol.TRAJECTREGISSEUR))
    bezoeker = Bezoeker(regisseur)
    eerste = _vul_aan(regisseur)
    vertel("100.000 contacten maken")
    _maak_contacten(regisseur, WEINIG)
    weinig = _meet(bezoeker, eerste)
    ook()
    vertel("1.000.000 contacten maken")
    _maak_contacten(regisseur, VEEL)
    veel = _meet(bezoeker, eerste)
    ook()
    vertel("Pagina's zonder rijbeveiliging meten")
    sloten = _met_en_zonder_slot(_paginas(bezoeker, regisseur, eerste))
    groei = veel["lijst"] / veel["L"], weinig["lijst"] / weinig["L"]
    exponent = math.log10(groei[0] / groei[1])
    with CaptureQueriesContext(connection) as tik:
        _tik(bezoeker, eerste)
    queries = len([q for q in tik if not q["sql"].startswith(("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "SELECT 1"))])
    aantal = bezoeker.tel_queries(LIJST)
    return [
        regel("Mijn dag, 100 huishoudens, p50 / L", veel["lijst"], veel["L"], 6.0, aantal, 10),
        regel("contact loggen, p50 / L", veel["tik"], veel["L"], 6.0, queries, 12),
        regel(f"Mijn dag, 1.000.000 / 100.000 (exponent {exponent:.2f})", *groei, GROEI),
        *(regel(f"{naam}, met / zonder rijbeveiliging", met, zonder, 1.15) for naam, (met, zonder) in sloten.items()),
    ]


def _meet(bezoeker: Bezoeker, huishouden: int) -> dict[str, float]:
    analyseer()
    taken = {
        "L": lambda: bezoeker.get("/bench/limiet/"),
        "lijst": lambda: bezoeker.get(LIJST),
        "tik": lambda: _tik(bezoeker, huishouden),
    }
    return {naam: mediaan(tijden) for naam, tijden in om_en_om(taken, rondes=40).items()}


def _tik(bezoeker: Bezoeker, huishouden: int) -> Any:
    return bezoeker.post(f"/huishoudens/{huishouden}/contact/", {"sleutel": str(uuid4()), "uitkomst": "gesproken"})


def _paginas(bezoeker: Bezoeker, regisseur: Gebruiker, huishouden: int) -> dict[str, Callable[[], Any]]:
    """Each kind of page that reads dossiers, for who works with it."""
    coordinator, teamleider = (
        Bezoeker(Gebruiker.objects.get(email=adres(rol))) for rol in (Rol.WAAKVLAMCOORDINATOR, Rol.TEAMLEIDER)
    )
    with namens(regisseur):
        pseudoniem = Huishouden.objects.get(pk=huishouden).pseudoniem
    dossier = f"/huishoudens/{huishouden}/"
    return {
        "Mijn dag": partial(bezoeker.get, LIJST),
        "Mijn dag van de coördinator": partial(coordinator.get, LIJST),
        "verdeling": partial(teamleider.get, "/verdeling/"),
        "huishouden": partial(bezoeker.get, dossier),
        "formulier van een contact": partial(bezoeker.get, f"{dossier}contact/"),
        "ondersteuningsplan": partial(bezoeker.get, f"{dossier}plan/"),
        "wie keek er": partial(bezoeker.get, f"{dossier}inzage/"),
        "wat is er verbeterd": partial(bezoeker.get, f"{dossier}verbeteringen/"),
        "zoeken naar een huishouden": partial(bezoeker.get, f"/zoeken/?q={pseudoniem}"),
    }


def _met_en_zonder_slot(taken: dict[str, Callable[[], Any]]) -> dict[str, tuple[float, float]]:
    """In turns, because the speed of a machine changes by the minute."""
    met: dict[str, list[float]] = {naam: [] for naam in taken}
    zonder: dict[str, list[float]] = {naam: [] for naam in taken}
    for _ in range(BLOKKEN):
        _voeg_bij(met, om_en_om(taken, rondes=15))
        with _zonder_slot():
            _voeg_bij(zonder, om_en_om(taken, rondes=15))
    return {naam: (mediaan(met[naam]), mediaan(zonder[naam])) for naam in taken}


def _voeg_bij(tijden: dict[str, list[float]], nieuw: dict[str, list[float]]) -> None:
    for naam, rij in nieuw.items():
        tijden[naam] += rij


@contextmanager
def _zonder_slot() -> Iterator[None]:
    """Row-level security off on every table of casework; the owner may do that, the application may not."""
    url = Env.db_url_config(os.environ["DATABASE_URL_EIGENAAR"])
    waar = {"host": url["HOST"], "port": url["PORT"], "user": url["USER"], "password": url["PASSWORD"]}
    waar = {naam: waarde for naam, waarde in waar.items() if waarde}
    with psycopg.connect(**waar, dbname=url["NAME"], autocommit=True) as eigenaar:
        tabellen = eigenaar.execute(
            "select relname from pg_class where relrowsecurity and relname like 'casework_%' order by relname"
        ).fetchall()
        try:
            for (tabel,) in tabellen:
                eigenaar.execute(f'alter table "{tabel}" disable row level security')
            yield
        finally:
            for (tabel,) in tabellen:
                eigenaar.execute(f'alter table "{tabel}" enable row level security')


def _vul_aan(regisseur: Gebruiker) -> int:
    """The caseload of this regisseur grows to a hundred; the key of its first huishouden."""
    with namens(Gebruiker.objects.met_rol(Rol.TEAMLEIDER).first()):
        nodig = HUISHOUDENS - Huishouden.objects.filter(regisseur=regisseur).count()
        vandaag, begin = timezone.localdate(), timezone.now() - timedelta(days=20)
        buurt, ritme = Gebied.objects.buurten().first(), Ritmeprofiel.objects.get(slug="stabiel")
        huishoudens = Huishouden.objects.bulk_create(
            Huishouden(pseudoniem=naam, buurt=buurt, grondslag=Grondslag.WMO, geopend_op=vandaag - timedelta(days=900))
            for naam in reserveer_pseudoniemen(jaar=vandaag.year, aantal=max(0, nodig))
        )
        Inwoner.objects.bulk_create(Inwoner(huishouden=h, roepnaam="Samira") for h in huishoudens)
        Regie.objects.bulk_create(Regie(huishouden=h, regisseur=regisseur, geldig=(begin, None)) for h in huishoudens)
        Waakvlam.objects.bulk_create(
            Waakvlam(
                huishouden=h,
                soort=WaakvlamSoort.PROFESSIONAL,
                naam_of_rol="Wijkteam",
                ritmeprofiel=ritme,
                geldig=(begin, None),
            )
            for h in huishoudens
        )
        herbereken([h.pk for h in huishoudens])
        return Huishouden.objects.filter(regisseur=regisseur).order_by("pk").values_list("pk", flat=True)[0]


def _maak_contacten(regisseur: Gebruiker, totaal: int) -> None:
    """Up to so many, over the caseload, in bulk; what is derived from them stays as it is."""
    with namens(Gebruiker.objects.met_rol(Rol.TEAMLEIDER).first()):
        erbij = totaal - Contactmoment.objects.count()
        with connection.cursor() as cursor:
            cursor.execute(CONTACTEN, [erbij, HUISHOUDENS, regisseur.pk])
