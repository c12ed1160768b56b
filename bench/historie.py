"""What keeping every version of a row costs: inserting and updating with the triggers of the history and without."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import psycopg
from django.db import transaction
from environ import Env

from bench.gegevens import maak_acties
from bench.meten import Regel, mediaan, om_en_om, regel
from plan.models import Actie, Mijlpaal

TABEL = Mijlpaal._meta.db_table
RIJEN, BLOKKEN, RONDES = 50, 12, 5


def meet_historie(vertel: Callable[[str], None]) -> list[Regel]:
    """Row by row through the ORM, as a page saves; in one transaction: the disk would hide the difference."""
    vertel("historie meten: met en zonder triggers")
    maak_acties(1000)
    actie = Actie.objects.order_by("pk").first()
    mijlpalen = list(Mijlpaal.objects.order_by("pk")[:RIJEN])
    for mijlpaal in mijlpalen:
        mijlpaal.naam += "."  # a change each time: every round is taken back

    def voeg_toe() -> None:
        with transaction.atomic():
            for nummer in range(RIJEN):
                Mijlpaal(actie=actie, naam=f"Meting {nummer}", volgorde=900 + nummer).save(force_insert=True)
            transaction.set_rollback(True)

    def wijzig() -> None:
        with transaction.atomic():
            for mijlpaal in mijlpalen:
                mijlpaal.save(update_fields=["naam"])
            transaction.set_rollback(True)

    met: dict[str, list[float]] = {"insert": [], "update": []}
    zonder: dict[str, list[float]] = {"insert": [], "update": []}
    for _ in range(BLOKKEN):
        _voeg_bij(met, om_en_om({"insert": voeg_toe, "update": wijzig}, rondes=RONDES))
        with _zonder_triggers():
            _voeg_bij(zonder, om_en_om({"insert": voeg_toe, "update": wijzig}, rondes=RONDES))
    return [
        regel(f"historie, {naam} van {RIJEN} rijen, met / zonder", mediaan(met[naam]), mediaan(zonder[naam]), doel)
        for naam, doel in (("insert", 1.4), ("update", 1.6))
    ]


def _voeg_bij(tijden: dict[str, list[float]], nieuw: dict[str, list[float]]) -> None:
    for naam, rij in nieuw.items():
        tijden[naam] += rij


@contextmanager
def _zonder_triggers() -> Iterator[None]:
    """Only the owner may switch them off; foreign keys stay, those are triggers of the database itself."""
    url = Env.db_url_config(os.environ["DATABASE_URL_EIGENAAR"])
    waar = {"host": url["HOST"], "port": url["PORT"], "user": url["USER"], "password": url["PASSWORD"]}
    waar = {naam: waarde for naam, waarde in waar.items() if waarde}
    with psycopg.connect(**waar, dbname=url["NAME"], autocommit=True) as eigenaar:
        try:
            eigenaar.execute(f'alter table "{TABEL}" disable trigger user')
            yield
        finally:
            eigenaar.execute(f'alter table "{TABEL}" enable trigger user')
