"""Signing for who may come in, and asking for that signature."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from zwijndrecht_portal.core.enums import Rol
from zwijndrecht_portal.core.models import Gebruiker, Rechtenbeoordeling, Rechtenherinnering
from zwijndrecht_portal.core.rechten import accountregels, als_lijst, kwartaal_van, vingerafdruk
from zwijndrecht_portal.core.tasks import na_commit, stuur_rechtenherinnering

NAKIJKERS = (Rol.BEHEERDER, Rol.PRIVACY_OFFICER)


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


def is_nagekeken(vandaag: date) -> bool:
    """Somebody signed in the quarter of this day."""
    return Rechtenbeoordeling.objects.filter(kwartaal=kwartaal_van(vandaag)).exists()


@transaction.atomic
def herinner_rechten(*, vandaag: date | None = None) -> int:
    """
    Remind who may sign, unless somebody did this quarter; returns how many people may.

    Nobody gets a second mail in a quarter; a mail that never left is offered again, after commit.
    """
    dag = vandaag or timezone.localdate()
    if is_nagekeken(dag):
        return 0
    kwartaal = kwartaal_van(dag)
    personen = [persoon for persoon in Gebruiker.objects.met_rol(*NAKIJKERS).order_by("pk") if persoon.mag_binnen]
    Rechtenherinnering.objects.bulk_create(
        (Rechtenherinnering(kwartaal=kwartaal, aan=persoon) for persoon in personen), ignore_conflicts=True
    )
    wachtend = Rechtenherinnering.objects.filter(kwartaal=kwartaal, aan__in=personen, verstuurd_op=None)
    for pk in wachtend.order_by("pk").values_list("pk", flat=True):
        na_commit(stuur_rechtenherinnering, pk)
    return len(personen)
