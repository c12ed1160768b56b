"""Work after commit and on the clock. Thin: an id or a name in, fetch, delegate."""

import logging
from io import StringIO
from typing import Any

from celery import Task, shared_task
from django.conf import settings
from django.core.management import call_command
from django.db import InterfaceError, OperationalError, transaction
from django.utils import timezone

from zwijndrecht_portal.core.enums import AfdrukStatus, InvoerStatus
from zwijndrecht_portal.core.models import Afdruk, Gebruiker, Invoer, Rechtenherinnering
from zwijndrecht_portal.core.notifications import mail_rechtenherinnering, stuur_wachtwoordlink
from zwijndrecht_portal.core.pdf import render_pdf
from zwijndrecht_portal.core.rls import namens_systeem

logger = logging.getLogger(__name__)


def na_commit(taak: Task, *args: Any) -> None:
    """
    Start this task after commit. What was saved is safe by then, so a broker that is away costs nobody an error page.

    It is logged; the clock looks for work that stayed behind (`hervat_werk`, `hervat_imports`, `werk_rapportages_af`).
    """

    def start_taak() -> None:  # a robust function needs a name: no partial
        taak.delay(*args)

    transaction.on_commit(start_taak, robust=True)


class AfdrukTaak(Task):
    """Whatever stops the task, also a bug or its time limit: who waits sees that it stopped."""

    def on_failure(self, exc: BaseException, task_id: str, args: Any, kwargs: Any, einfo: Any) -> None:
        with namens_systeem():
            Afdruk.objects.te_maken().filter(pk=args[0]).update(status=AfdrukStatus.MISLUKT)


@shared_task(
    name="core.maak_afdruk",
    base=AfdrukTaak,
    autoretry_for=(OSError, OperationalError, InterfaceError),
    retry_backoff=True,
    max_retries=3,
    soft_time_limit=240,
    time_limit=300,
)
def maak_afdruk(afdruk_id: str) -> None:
    """
    Make the PDF, if it is not there yet.

    The row stays locked meanwhile: a second delivery waits, and then finds it done. A killed worker loses its lock,
    and the next delivery makes the PDF. There is never half a file.
    """
    te_maken = Afdruk.objects.te_maken().filter(pk=afdruk_id)
    with namens_systeem():
        te_maken.update(status=AfdrukStatus.BEZIG)
    with namens_systeem():
        afdruk = te_maken.select_for_update(of=("self",)).first()
        if afdruk is None:
            return
        afdruk.pdf = render_pdf(afdruk.html, titel=afdruk.titel, gemaakt_op=afdruk.aangevraagd_op)
        afdruk.status = AfdrukStatus.KLAAR
        afdruk.save(update_fields=["pdf", "status"])


@shared_task(name="core.mail_wachtwoordlink", autoretry_for=(OSError,), retry_backoff=True, max_retries=5)
def mail_wachtwoordlink(gebruiker_id: int) -> None:
    """Mail a link to choose a password. Delivered twice it mails twice: both links work, the first use ends both."""
    gebruiker = Gebruiker.objects.filter(pk=gebruiker_id, is_active=True).first()
    if gebruiker is not None:
        stuur_wachtwoordlink(gebruiker)


@shared_task(name="core.stuur_rechtenherinnering", autoretry_for=(OSError,), retry_backoff=True, max_retries=5)
def stuur_rechtenherinnering(herinnering_id: int) -> None:
    """Delivered twice it is one mail: the row stays locked until it is sent."""
    with transaction.atomic():
        wachtend = Rechtenherinnering.objects.filter(pk=herinnering_id, verstuurd_op=None, aan__is_active=True)
        herinnering = wachtend.select_for_update(of=("self",)).select_related("aan").first()
        if herinnering is not None:
            mail_rechtenherinnering(herinnering.aan)
            wachtend.update(verstuurd_op=timezone.now())


class InvoerTaak(Task):
    """Whatever stops the task: who waits sees that it stopped, and nothing was changed."""

    def on_failure(self, exc: BaseException, task_id: str, args: Any, kwargs: Any, einfo: Any) -> None:
        invoer = Invoer.objects.filter(pk=args[0])
        invoer.filter(status=InvoerStatus.LEZEN).update(
            status=InvoerStatus.ONLEESBAAR, bestand=None, melding="Het lezen is gestopt. Lees het bestand opnieuw in."
        )
        invoer.filter(status=InvoerStatus.VERWERKEN).update(
            status=InvoerStatus.VOORBEELD, melding="Het verwerken is gestopt. Er is niets veranderd."
        )
        invoer.filter(status=InvoerStatus.TERUGDRAAIEN).update(
            status=InvoerStatus.VERWERKT, melding="Het terugdraaien is gestopt. Alles is nog verwerkt."
        )


@shared_task(
    name="core.werk_invoer_af",
    base=InvoerTaak,
    autoretry_for=(OperationalError, InterfaceError),
    retry_backoff=True,
    max_retries=3,
    soft_time_limit=540,
    time_limit=600,
)
def werk_invoer_af(invoer_id: str) -> None:
    """Read, carry out or put back a large import. Delivered twice it is done once: its status says how far it is."""
    call_command("werk_invoer_af", invoer_id)


@shared_task(name="core.draai_commando")
def draai_commando(naam: str) -> None:
    """
    Run a management command that the settings allow the clock to start; its output goes to the log.

    A killed worker's task is delivered again: such a command must be safe to run twice.
    """
    if naam not in settings.KLOK_COMMANDOS:
        raise ValueError(f"De klok mag dit commando niet starten: {naam}")
    uit = StringIO()
    call_command(naam, *settings.KLOK_COMMANDOS[naam], stdout=uit)
    logger.info("%s: %s", naam, uit.getvalue().strip())
