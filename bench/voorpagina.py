"""The front page with twelve figures, with 100,000 and with 1,000,000 contactmomenten, beside counting them all."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

from django.db import connection
from django.utils import timezone

from bench.gegevens import analyseer
from bench.meten import Bezoeker, Regel, mediaan, om_en_om, regel
from casework.models import Contactmoment, Huishouden
from casework.services.standen import lock_stand, verwerk
from zwijndrecht_portal.core.enums import Rol
from zwijndrecht_portal.core.models import Gebruiker
from zwijndrecht_portal.core.rls import namens

PAD = "/?plan=we-zijn-ervan"  # the plan that the other measurements do not fill with acties
WEINIG, VEEL = 100_000, 1_000_000
GROEI = 1.2

CONTACTEN = """
insert into casework_contactmoment (huishouden_id, sleutel, moment, uitkomst, vorm, door_id)
select h.id, gen_random_uuid(), now() - interval '90 days' - n * interval '37 minutes', 'gesproken', 'telefoon', %(wie)s
from generate_series(1, %(aantal)s / (select count(*) from casework_huishouden where regisseur_id = %(wie)s)) n
cross join (select id from casework_huishouden where regisseur_id = %(wie)s) h
"""
# What each of the twelve would cost without what is kept beside the contacts: all of them over a year.
KAAL = """
select date_trunc('quarter', moment), count(*), count(distinct huishouden_id)
from casework_contactmoment where moment > now() - interval '1 year' and uitkomst <> 'geen_gehoor' group by 1
"""


def meet_voorpagina(vertel: Callable[[str], None]) -> list[Regel]:
    bezoeker = Bezoeker(Gebruiker.objects.met_rol(Rol.PROGRAMMAMANAGER).first())
    metingen = {}
    for aantal in (WEINIG, VEEL):
        vertel(f"voorpagina meten met {aantal:,} contactmomenten".replace(",", "."))
        _vul_aan(aantal)
        metingen[aantal] = om_en_om(
            {"L": lambda: bezoeker.get("/bench/limiet/"), "voorpagina": lambda: bezoeker.get(PAD)}, rondes=40
        )
    m = {naam: mediaan(tijden) for naam, tijden in metingen[VEEL].items()}
    weinig = {naam: mediaan(tijden) for naam, tijden in metingen[WEINIG].items()}
    kaal = 12 * mediaan(om_en_om({"kaal": _tel_kaal}, rondes=3)["kaal"])
    queries = bezoeker.tel_queries(PAD)
    groei = m["voorpagina"] / m["L"], weinig["voorpagina"] / weinig["L"]
    return [
        regel("voorpagina, 12 cijfers, 1.000.000 contacten, p50 / L", m["voorpagina"], m["L"], 5.0, queries, 10),
        regel("voorpagina / 12 kale tellingen over een jaar", m["voorpagina"], kaal, 1 / 50),
        regel("voorpagina / L, 1.000.000 / 100.000 contacten", *groei, GROEI),
        regel("contact bewaren, met / zonder wat het bijhoudt", *_bijhouden(), 1.5),
    ]


def _bijhouden() -> tuple[float, float]:
    """A contact with the state and the series that the figures are counted from, and the same without those."""
    regisseur = Gebruiker.objects.met_rol(Rol.TRAJECTREGISSEUR).order_by("pk").first()
    with namens(regisseur):
        huishouden = Huishouden.objects.filter(regisseur=regisseur).order_by("pk").first()

    def bewaar(*, met: bool) -> None:
        with namens(regisseur):
            stand = lock_stand(huishouden.pk)
            contact = Contactmoment(
                huishouden=huishouden, door=regisseur, sleutel=uuid4(), moment=timezone.now(), uitkomst="gesproken",
                vorm="telefoon",
            )  # fmt: skip
            contact.save(force_insert=True)
            if met:
                verwerk(stand, contact)

    tijden = om_en_om({"met": lambda: bewaar(met=True), "zonder": lambda: bewaar(met=False)}, rondes=100)
    return mediaan(tijden["met"]), mediaan(tijden["zonder"])


def _vul_aan(aantal: int) -> None:
    """More contacts of longer ago for the first regisseur's huishoudens; nobody's state changes by them."""
    regisseur = Gebruiker.objects.met_rol(Rol.TRAJECTREGISSEUR).order_by("pk").first()
    with namens(Gebruiker.objects.met_rol(Rol.TEAMLEIDER).first()):
        nodig = aantal - Contactmoment.objects.count()
    if nodig > 0:
        with namens(regisseur), connection.cursor() as cursor:
            cursor.execute(CONTACTEN, {"aantal": nodig, "wie": regisseur.pk})
    analyseer()


def _tel_kaal() -> Any:
    with namens(Gebruiker.objects.met_rol(Rol.TEAMLEIDER).first()), connection.cursor() as cursor:
        cursor.execute(KAAL)
        return cursor.fetchall()
