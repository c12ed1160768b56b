"""What the page of the buurtcirkels shows."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Avg, Count, Max, Q

from casework.models import Buurtcirkel
from zwijndrecht_portal.core.opmaak import dagen_geleden, datum, getal, meervoud

KWARTAAL = timedelta(days=91)


@dataclass(frozen=True, slots=True)
class CirkelKaart:
    id: int
    naam: str
    stopte: str
    feiten: list[tuple[str, str]]


def lees_buurtcirkels(gebruiker: Any, vandaag: date) -> list[CirkelKaart]:
    """Those that run first, then those that stopped; with how many came in the last three months."""
    kort = Q(bijeenkomsten__datum__gt=vandaag - KWARTAAL)
    cirkels = (
        Buurtcirkel.objects.visible_to(gebruiker)
        .select_related("gebied", "professional")
        .annotate(
            keren=Count("bijeenkomsten", filter=kort),
            gemiddeld=Avg("bijeenkomsten__aanwezig", filter=kort),
            laatste=Max("bijeenkomsten__datum"),
        )
        .order_by("gestopt_op", "naam")
    )
    kaarten = [_kaart(cirkel, vandaag) for cirkel in cirkels]
    return sorted(kaarten, key=lambda kaart: bool(kaart.stopte))


def _kaart(cirkel: Any, vandaag: date) -> CirkelKaart:
    opkomst = "nog geen bijeenkomst"
    if cirkel.keren:
        opkomst = (
            f"{meervoud(cirkel.keren, 'bijeenkomst', 'bijeenkomsten')}, gemiddeld {_rond(cirkel.gemiddeld)} aanwezig"
        )
    return CirkelKaart(
        id=cirkel.pk,
        naam=cirkel.naam,
        stopte=f"Gestopt op {datum(cirkel.gestopt_op)}" if cirkel.gestopt_op else "",
        feiten=[
            ("Buurt", cirkel.gebied.naam),
            ("Deelnemers", getal(cirkel.deelnemers)),
            ("Vrijwilliger", cirkel.vrijwilliger or "nog niemand"),
            ("Professional", cirkel.professional.naam if cirkel.professional else "nog niemand"),
            ("Laatste drie maanden", opkomst),
            ("Laatste bijeenkomst", dagen_geleden(cirkel.laatste, vandaag)),
        ],
    )


def _rond(gemiddelde: float) -> str:
    return getal(Decimal(str(gemiddelde)), 1)
