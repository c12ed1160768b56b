"""What people know about homes in Zwijndrecht, and about moving in and out."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from housing.enums import Richting, Verhuisgebied
from housing.models import Verhuisstroom, Voorraadmeting


@transaction.atomic
def leg_verhuisstroom_vast(
    *, jaar: int, richting: Richting, gebied: Verhuisgebied, aantal: int, bron: str
) -> Verhuisstroom:
    """
    Record how many people moved in one year, or correct it; the history keeps what it was.

    Raises ValidationError for a year that is not over.
    """
    vandaag = timezone.localdate()
    if jaar >= vandaag.year:
        raise ValidationError({"jaar": f"Dit jaar is nog niet voorbij. Kies {vandaag.year - 1} of eerder."})
    stroom = Verhuisstroom.objects.select_for_update(of=("self",)).filter(jaar=jaar, richting=richting, gebied=gebied)
    rij = stroom.first() or Verhuisstroom(jaar=jaar, richting=richting, gebied=gebied, bekend_sinds=vandaag)
    rij.aantal, rij.bron = aantal, bron
    rij.full_clean()
    rij.save()
    return rij


@transaction.atomic
def leg_voorraad_vast(*, code: str, **velden: Any) -> Voorraadmeting:
    """Record how many homes there are, or correct it; the history keeps what it was. Fields left out stay."""
    rijen = Voorraadmeting.objects.select_for_update(of=("self",)).filter(code=code)
    rij = rijen.first() or Voorraadmeting(code=code, bekend_sinds=timezone.localdate())
    for naam, waarde in velden.items():
        setattr(rij, naam, waarde)
    rij.full_clean()
    rij.save()
    return rij


@transaction.atomic
def verwijder_voorraad(*, code: str) -> None:
    """Take back a figure that was brought in by mistake; the history keeps it."""
    Voorraadmeting.objects.filter(code=code).delete()
