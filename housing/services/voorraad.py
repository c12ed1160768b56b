"""What people know about moving in and out of Zwijndrecht."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from housing.enums import Richting, Verhuisgebied
from housing.models import Verhuisstroom


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
