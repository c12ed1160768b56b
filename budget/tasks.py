"""Files with boekingen, away from the web. An id in; only the state of the import changes here."""

from decimal import Decimal
from typing import Any

from celery import Task, shared_task
from django.db import InterfaceError, OperationalError, transaction
from django.utils import timezone

from budget.enums import ImportStatus
from budget.inlezen.klaarzetten import Klaargezet, klaargezet
from budget.inlezen.tussentabel import anders_dan_bekend, boek
from budget.models import Boekingenimport
from budget.selectors.bekenden import bekenden_van


class ImportTaak(Task):
    """Whatever stops the task, also a bug or its time limit: who waits sees that it stopped."""

    def on_failure(self, exc: BaseException, task_id: str, args: Any, kwargs: Any, einfo: Any) -> None:
        Boekingenimport.objects.bezig().filter(pk=args[0]).update(status=ImportStatus.MISLUKT, bestand=None)


@shared_task(
    name="budget.verwerk_boekingen",
    base=ImportTaak,
    autoretry_for=(OperationalError, InterfaceError),
    retry_backoff=True,
    max_retries=3,
    soft_time_limit=540,
    time_limit=600,
)
def verwerk_boekingen(import_id: int) -> None:
    """
    Check a file, or book a file that was asked to be booked: whole or not at all.

    The rows stand in a temporary table until one transaction books them all. A killed worker leaves nothing, and the
    next delivery starts again. Delivered twice, a boeking is there once: its number is unique.
    """
    wachtend = Boekingenimport.objects.bezig().filter(pk=import_id)
    vraag = wachtend.first()
    if vraag is None:
        return
    if vraag.status == ImportStatus.WACHT:
        wachtend.update(status=ImportStatus.CONTROLEREN)

    def meld(gelezen: int) -> None:
        wachtend.update(gelezen=gelezen, gemeld_op=timezone.now())

    with klaargezet(bytes(vraag.bestand or b""), bekenden_van(vraag.plan_id), meld) as stand:
        if stand.fouten:
            _sluit(vraag, stand, ImportStatus.GEWEIGERD)
        elif vraag.status == ImportStatus.BOEKEN:
            _boek(vraag, stand)
        else:
            _sluit(vraag, stand, ImportStatus.GECONTROLEERD)


def _boek(vraag: Boekingenimport, stand: Klaargezet) -> None:
    """Everything in one transaction, with the state of the import; a boeking that came in between stops it all."""
    with transaction.atomic():
        if not Boekingenimport.objects.bezig().select_for_update(of=("self",)).filter(pk=vraag.pk).exists():
            return
        boek()
        fouten = anders_dan_bekend()
        if not fouten:
            _sluit(vraag, stand, ImportStatus.GEBOEKT)
            return
        transaction.set_rollback(True)
    _sluit(vraag, Klaargezet(stand.gelezen, stand.telling, fouten), ImportStatus.GEWEIGERD)


def _sluit(vraag: Boekingenimport, stand: Klaargezet, status: ImportStatus) -> None:
    """What was found; a file that is done with is not kept."""
    mag_door = status == ImportStatus.GECONTROLEERD
    Boekingenimport.objects.filter(pk=vraag.pk).update(
        status=status,
        gelezen=stand.gelezen,
        nieuw=0 if stand.fouten else stand.telling.nieuw,
        bekend=0 if stand.fouten else stand.telling.bekend,
        bedrag=Decimal(0) if stand.fouten else stand.telling.bedrag,
        fouten=stand.fouten,
        aantal_fouten=len(stand.fouten),
        bestand=vraag.bestand if mag_door else None,
    )
