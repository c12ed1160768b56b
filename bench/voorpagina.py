"""The front page with twelve figures, beside counting all contactmomenten (`bench.contacten` makes those)."""

from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from django.db import connection
from django.utils import timezone

from bench.meten import Bezoeker, Regel, mediaan, om_en_om, regel
from casework.models import Contactmoment, Huishouden
from casework.services.standen import lock_stand, verwerk
from zwijndrecht_portal.core.enums import Rol
from zwijndrecht_portal.core.models import Gebruiker
from zwijndrecht_portal.core.rls import namens

PAD = "/?plan=we-zijn-ervan"  # the plan that the other measurements do not fill with acties
GROEI = 1.2

# What each of the twelve would cost without what is kept beside the contacts: all of them over a year.
KAAL = """
select date_trunc('quarter', moment), count(*), count(distinct huishouden_id)
from casework_contactmoment where moment > now() - interval '1 year' and uitkomst <> 'geen_gehoor' group by 1
"""


def meet_pagina() -> dict[str, float]:
    """The page beside L, with as many contacts as there are now."""
    bezoeker = _bezoeker()
    taken = {"L": lambda: bezoeker.get("/bench/limiet/"), "voorpagina": lambda: bezoeker.get(PAD)}
    return {naam: mediaan(tijden) for naam, tijden in om_en_om(taken, rondes=40).items()}


def regels_van_voorpagina(weinig: Mapping[str, float], veel: Mapping[str, float]) -> list[Regel]:
    """Out of what `meet_pagina` measured with a tenth of the contacts, and with all there are now."""
    kaal = 12 * mediaan(om_en_om({"kaal": _tel_kaal}, rondes=3)["kaal"])
    queries = _bezoeker().tel_queries(PAD)
    groei = veel["voorpagina"] / veel["L"], weinig["voorpagina"] / weinig["L"]
    return [
        regel("voorpagina, 12 cijfers, 1.000.000 contacten, p50 / L", veel["voorpagina"], veel["L"], 5.0, queries, 10),
        regel("voorpagina / 12 kale tellingen over een jaar", veel["voorpagina"], kaal, 1 / 50),
        regel("voorpagina / L, 1.000.000 / 100.000 contacten", *groei, GROEI),
        regel("contact bewaren, met / zonder wat het bijhoudt", *_bijhouden(), 1.5),
    ]


def _bezoeker() -> Bezoeker:
    return Bezoeker(Gebruiker.objects.met_rol(Rol.PROGRAMMAMANAGER).first())


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


def _tel_kaal() -> Any:
    with namens(Gebruiker.objects.met_rol(Rol.TEAMLEIDER).first()), connection.cursor() as cursor:
        cursor.execute(KAAL)
        return cursor.fetchall()
