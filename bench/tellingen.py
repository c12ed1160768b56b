"""What is counted live against its bare SQL; what keeping up the figures costs for many contacts at once."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any
from uuid import uuid4

from django.db import connection, transaction
from django.utils import timezone

from bench.meten import Regel, mediaan, om_en_om, regel
from casework.models import Contactmoment, Huishouden
from casework.services.standen import herbereken
from zwijndrecht_portal.core import indicatoren
from zwijndrecht_portal.core.enums import Rol
from zwijndrecht_portal.core.indicatoren import Telbron
from zwijndrecht_portal.core.models import Gebruiker
from zwijndrecht_portal.core.peildatum import einde_van
from zwijndrecht_portal.core.rls import namens

REEKS = 40  # quarters: ten years, as in a chart
CONTACTEN_PER_HUISHOUDEN, HUISHOUDENS = 100, 20


def meet_tellingen(vertel: Callable[[str], None]) -> list[Regel]:
    vertel("live tellingen meten")
    sleutels = [rij.sleutel for rij in indicatoren.alle() if rij.telbron is not None]
    bronnen = indicatoren.bronnen_van(sleutels)
    dagen = [date(2026 - n // 4, 3 * (n % 4) + 1, 1) for n in range(REEKS)]
    tijden = om_en_om(
        {
            "ons": lambda: indicatoren.bereken_reeksen(sleutels, dagen),
            "kaal": lambda: [_kaal(bron, dagen) for bron in bronnen],
        },
        rondes=7,
    )
    titel = f"{len(sleutels)} cijfers op {REEKS} dagen / de kale SQL ervan"
    return [regel(titel, mediaan(tijden["ons"]), mediaan(tijden["kaal"]), 1.15), _bijhouden_in_bulk(vertel)]


def _kaal(bron: Telbron, dagen: Sequence[date]) -> Any:
    waarden = {"dagen": list(dagen), "momenten": [einde_van(dag) for dag in dagen], "plan": None, **bron.waarden}
    with connection.cursor() as cursor:
        cursor.execute(bron.sql, waarden)
        return cursor.fetchall()


def _bijhouden_in_bulk(vertel: Callable[[str], None]) -> Regel:
    """Many contacts with deriving everything from them anew, and the same without."""
    vertel("veel contacten tegelijk bewaren, met en zonder wat het bijhoudt")
    regisseur = Gebruiker.objects.met_rol(Rol.TRAJECTREGISSEUR).order_by("pk").last()
    with namens(regisseur):
        huishoudens = list(Huishouden.objects.filter(regisseur=regisseur).order_by("pk")[:HUISHOUDENS])

    def bewaar(*, met: bool) -> None:
        with namens(regisseur), transaction.atomic():
            nu = timezone.now()
            Contactmoment.objects.bulk_create(
                Contactmoment(
                    huishouden=huishouden, door=regisseur, sleutel=uuid4(), moment=nu, uitkomst="gesproken",
                    vorm="telefoon",
                )
                for huishouden in huishoudens
                for _ in range(CONTACTEN_PER_HUISHOUDEN)
            )  # fmt: skip
            if met:
                herbereken([huishouden.pk for huishouden in huishoudens])
            transaction.set_rollback(True)

    tijden = om_en_om({"met": lambda: bewaar(met=True), "zonder": lambda: bewaar(met=False)}, rondes=7)
    aantal = len(huishoudens) * CONTACTEN_PER_HUISHOUDEN
    titel = f"{aantal} contacten tegelijk bewaren, met / zonder wat het bijhoudt"
    return regel(titel, mediaan(tijden["met"]), mediaan(tijden["zonder"]), 1.3)
