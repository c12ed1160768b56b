"""Signing for who may come in."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from zwijndrecht_portal.core.models import Gebruiker, Rechtenbeoordeling
from zwijndrecht_portal.core.rechten import accountregels, als_lijst, kwartaal_van, vingerafdruk


@transaction.atomic
def beoordeel_rechten(*, door: Gebruiker, gezien: str, opmerking: str, akkoord: bool = True) -> Rechtenbeoordeling:
    """
    Keep the list of this moment as looked at.

    Raises ValidationError when it is no longer the list that this person saw (`gezien`: its fingerprint).
    """
    vandaag = timezone.localdate()
    regels = accountregels(vandaag)
    if vingerafdruk(regels) != gezien:
        raise ValidationError("De lijst is intussen gewijzigd. Kijk haar opnieuw na en teken dan.")
    return Rechtenbeoordeling.objects.create(
        kwartaal=kwartaal_van(vandaag), door=door, opmerking=opmerking, accounts=als_lijst(regels)
    )
