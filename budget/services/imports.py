"""Bringing in a file with boekingen: first a check, then, when somebody says so, all of it."""

import hashlib
from functools import partial

from django.core.exceptions import ValidationError
from django.db import transaction

from budget.enums import ImportStatus
from budget.inlezen.bestanden import Onleesbaar, lees_rijen, schat_rijen
from budget.models import Boekingenimport
from budget.tasks import verwerk_boekingen
from plan.models import Plan
from zwijndrecht_portal.core.models import Gebruiker


@transaction.atomic
def vraag_import(*, plan: Plan, bestandsnaam: str, inhoud: bytes, door: Gebruiker | None) -> Boekingenimport:
    """
    Ask for a check of this file; a task does it after commit. A second click gives the same import.

    Raises ValidationError when it is no csv or xlsx at all (as `bestand`).
    """
    try:
        lees_rijen(inhoud)
    except Onleesbaar as fout:
        raise ValidationError({"bestand": str(fout)}) from fout
    vingerafdruk = hashlib.sha256(inhoud).hexdigest()
    Plan.objects.select_for_update(of=("self",)).get(pk=plan.pk)  # two clicks at once wait for each other here
    loopt = Boekingenimport.objects.onbeslist().filter(plan=plan, vingerafdruk=vingerafdruk, aangevraagd_door=door)
    if (bestaand := loopt.first()) is not None:
        return bestaand
    nieuw = Boekingenimport(
        plan=plan,
        bestandsnaam=bestandsnaam[-160:],
        bestand=inhoud,
        vingerafdruk=vingerafdruk,
        rijen=schat_rijen(inhoud),
        aangevraagd_door=door,
    )
    nieuw.full_clean()
    nieuw.save()
    transaction.on_commit(partial(verwerk_boekingen.delay, nieuw.pk))
    return nieuw


@transaction.atomic
def boek_import(*, boekingenimport: Boekingenimport) -> Boekingenimport:
    """Book what was checked. Raises ValidationError when there is nothing to book any more."""
    vraag = Boekingenimport.objects.select_for_update(of=("self",)).get(pk=boekingenimport.pk)
    if vraag.status in {ImportStatus.BOEKEN, ImportStatus.GEBOEKT}:
        return vraag  # a second click
    if vraag.status != ImportStatus.GECONTROLEERD:
        raise ValidationError("Dit bestand kan niet worden geboekt. Lever het opnieuw aan.")
    vraag.status, vraag.gelezen = ImportStatus.BOEKEN, 0
    vraag.save(update_fields=["status", "gelezen"])
    transaction.on_commit(partial(verwerk_boekingen.delay, vraag.pk))
    return vraag
