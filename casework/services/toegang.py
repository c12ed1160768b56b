"""Asking for access to a dossier outside the own work."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from casework.enums import Toegangsreden
from casework.models import Dossiertoegang
from casework.tasks import mail_noodtoegang
from zwijndrecht_portal.core.models import Gebruiker
from zwijndrecht_portal.core.tasks import na_commit

DUUR = timedelta(hours=8)
DUUR_NOOD = timedelta(hours=1)


@transaction.atomic
def vraag_toegang(*, huishouden_id: int, soort: Toegangsreden, toelichting: str, door: Gebruiker) -> Dossiertoegang:
    """
    Open a dossier for this person for a working day, or in an emergency for an hour.

    An emergency is told at once to the teamleiders and the privacy officer. Raises ValidationError for a reason that is
    too short or too long, or holds a BSN.
    """
    duur = DUUR_NOOD if soort == Toegangsreden.NOOD else DUUR
    toegang = Dossiertoegang(
        huishouden_id=huishouden_id, gebruiker=door, soort=soort, toelichting=toelichting, tot=timezone.now() + duur
    )
    toegang.clean_fields(exclude=["huishouden", "gebruiker", "vanaf"])
    toegang.save(force_insert=True)
    if soort == Toegangsreden.NOOD:
        na_commit(mail_noodtoegang, door.pk)
    return toegang
