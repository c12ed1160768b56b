"""Contingenten in a spreadsheet."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError

from housing.models import Contingent
from housing.services.contingenten import spreek_contingent_af, verwijder_contingent
from zwijndrecht_portal.core.invoer import Invoersoort, Kolom, Sleutel, Waarden, heel_getal
from zwijndrecht_portal.core.models import Organisatie


def stand_van_contingenten(gebruiker: Any) -> dict[Sleutel, Waarden]:
    """One query."""
    rijen = Contingent.objects.order_by("jaar", "corporatie__naam").values_list("corporatie__slug", "jaar", "aantal")
    return {(corporatie, str(jaar)): {"aantal": str(aantal)} for corporatie, jaar, aantal in rijen}


def spreek_af_uit_rij(sleutel: Sleutel, waarden: Mapping[str, str], door: Any) -> None:
    corporatie = Organisatie.objects.filter(slug=sleutel[0]).first()
    if corporatie is None:
        raise ValidationError(f'Het portaal kent geen organisatie "{sleutel[0]}".')
    if not waarden["aantal"]:
        raise ValidationError("Vul het aantal in.")
    spreek_contingent_af(corporatie=corporatie, jaar=int(sleutel[1]), aantal=int(waarden["aantal"]))


def verwijder_uit_rij(sleutel: Sleutel, door: Any) -> None:
    verwijder_contingent(contingent=Contingent.objects.get(corporatie__slug=sleutel[0], jaar=sleutel[1]))


CONTINGENTEN = Invoersoort(
    naam="contingenten",
    label="Contingenten",
    uitleg="Hoeveel woningen elke corporatie per jaar vrijhoudt.",
    permission="housing.change_contingent",
    kolommen=(
        Kolom("corporatie", "De vaste naam van de corporatie.", is_sleutel=True),
        Kolom("jaar", "Het jaar.", heel_getal, is_sleutel=True),
        Kolom("aantal", "Aantal woningen.", heel_getal, is_verplicht=True, max_lengte=6),
    ),
    stand=stand_van_contingenten,
    pas_toe=spreek_af_uit_rij,
    mag_nieuw=True,
    verwijder=verwijder_uit_rij,
)
