"""Bringing in a file with boekingen: first a check, then, when somebody says so, all of it."""

import hashlib
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from budget.enums import ImportStatus
from budget.models import Boekingenimport
from budget.tasks import verwerk_boekingen
from plan.models import Plan
from zwijndrecht_portal.core.bestanden import GROOT, Onleesbaar, lees_rijen, schat_rijen
from zwijndrecht_portal.core.models import Gebruiker
from zwijndrecht_portal.core.tasks import na_commit


@transaction.atomic
def vraag_import(*, plan: Plan, bestandsnaam: str, inhoud: bytes, door: Gebruiker | None) -> Boekingenimport:
    """
    Ask for a check of this file; a task does it after commit. A second click gives the same import.

    Raises ValidationError when it is no csv or xlsx at all (as `bestand`).
    """
    vraag, is_nieuw = _leg_vast(plan, bestandsnaam, inhoud, door)
    if is_nieuw:
        na_commit(verwerk_boekingen, vraag.pk)
    return vraag


@transaction.atomic
def boek_import(*, boekingenimport: Boekingenimport) -> Boekingenimport:
    """Book what was checked. Raises ValidationError when there is nothing to book any more."""
    vraag, is_nieuw = _zet_op_boeken(boekingenimport)
    if is_nieuw:
        na_commit(verwerk_boekingen, vraag.pk)
    return vraag


@transaction.atomic
def begin_opnieuw(*, boekingenimport: Boekingenimport) -> Boekingenimport:
    """Ask for the task once more when it went silent. Two tasks at one import are safe: one of them books."""
    vraag = Boekingenimport.objects.select_for_update(of=("self",)).get(pk=boekingenimport.pk)
    if vraag.ligt_stil:
        vraag.gelezen, vraag.gemeld_op = 0, timezone.now()
        vraag.save(update_fields=["gelezen", "gemeld_op"])
        na_commit(verwerk_boekingen, vraag.pk)
    return vraag


@transaction.atomic
def ruim_imports_op(*, nu: datetime | None = None) -> int:
    """Let go of files that were never booked and of tasks that never came back; returns how many."""
    moment = nu or timezone.now()
    opgegeven = Boekingenimport.objects.opgegeven(moment).update(status=ImportStatus.MISLUKT, bestand=None)
    return opgegeven + Boekingenimport.objects.verlopen(moment).update(status=ImportStatus.VERLOPEN, bestand=None)


def importeer_nu(*, plan: Plan, bestandsnaam: str, inhoud: bytes, proef: bool) -> Boekingenimport:
    """Check, and without `proef` book as well, in this process: for the command line. Same report, same rules."""
    with transaction.atomic():
        vraag, _ = _leg_vast(plan, bestandsnaam, inhoud, None)
    if vraag.status != ImportStatus.GECONTROLEERD:
        verwerk_boekingen(vraag.pk)
        vraag.refresh_from_db()
    if vraag.status == ImportStatus.GECONTROLEERD and not proef:
        with transaction.atomic():
            _zet_op_boeken(vraag)
        verwerk_boekingen(vraag.pk)
        vraag.refresh_from_db()
    return vraag


def _leg_vast(plan: Plan, bestandsnaam: str, inhoud: bytes, door: Gebruiker | None) -> tuple[Boekingenimport, bool]:
    """The import of this file, and whether it is new."""
    try:
        lees_rijen(inhoud, GROOT)
    except Onleesbaar as fout:
        raise ValidationError({"bestand": str(fout)}) from fout
    vingerafdruk = hashlib.sha256(inhoud).hexdigest()
    Plan.objects.select_for_update(of=("self",)).get(pk=plan.pk)  # two clicks at once wait for each other here
    loopt = Boekingenimport.objects.onbeslist().filter(plan=plan, vingerafdruk=vingerafdruk, aangevraagd_door=door)
    if (bestaand := loopt.first()) is not None:
        return bestaand, False
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
    return nieuw, True


def _zet_op_boeken(boekingenimport: Boekingenimport) -> tuple[Boekingenimport, bool]:
    """The import, and whether this was the first click."""
    vraag = Boekingenimport.objects.select_for_update(of=("self",)).get(pk=boekingenimport.pk)
    if vraag.status in {ImportStatus.BOEKEN, ImportStatus.GEBOEKT}:
        return vraag, False
    if vraag.status != ImportStatus.GECONTROLEERD:
        raise ValidationError("Dit bestand kan niet worden geboekt. Lever het opnieuw aan.")
    vraag.status, vraag.gelezen, vraag.gemeld_op = ImportStatus.BOEKEN, 0, timezone.now()
    vraag.save(update_fields=["status", "gelezen", "gemeld_op"])
    return vraag, True
