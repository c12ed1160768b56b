"""Work away from the web: the PDFs of a report and the mails about it, and mails about figures."""

import hashlib
from typing import Any

from celery import Task, shared_task
from django.db import InterfaceError, OperationalError, connection, transaction
from django.utils import timezone

from dashboard.enums import BerichtSoort, RapportageStatus
from dashboard.models import Bericht, Meetherinnering, Rapportage
from dashboard.notifications import mail_bericht
from dashboard.notifications_cijfers import mail_meetherinneringen
from dashboard.payload import uit_json
from dashboard.pdf import maak_documenten
from dashboard.rapport import Rapport

FOUT = "De pdf kon niet worden gemaakt. Probeer het opnieuw. Blijft het fout gaan, meld het dan bij de beheerder."


class RapportageTaak(Task):
    """Whatever stops the task, also a bug or its time limit: the user sees that it stopped, and gets a mail."""

    def on_failure(self, exc: BaseException, task_id: str, args: Any, kwargs: Any, einfo: Any) -> None:
        with transaction.atomic():
            if Rapportage.objects.te_maken().filter(pk=args[0]).update(pdf_fout=FOUT):
                rapportage = Rapportage.objects.zonder_bestand().get(pk=args[0])
                _meld(rapportage, BerichtSoort.MISLUKT, rapportage.payload_sha256)


@shared_task(
    name="dashboard.maak_rapportage_pdf",
    base=RapportageTaak,
    autoretry_for=(OSError, OperationalError, InterfaceError),
    retry_backoff=True,
    max_retries=3,
    soft_time_limit=300,
    time_limit=330,
)
def maak_rapportage_pdf(rapportage_id: int) -> None:
    """
    Make the PDFs of this report from its payload, if they are not there yet.

    One delivery at a time draws; the next one waits and then finds it done. A killed worker loses its turn, and the
    next delivery makes the PDFs. The row itself is free meanwhile: who changes the report does not wait, and what was
    drawn from the old payload is thrown away. There is never half a file.
    """
    te_maken = Rapportage.objects.te_maken().filter(pk=rapportage_id)
    te_maken.update(pdf_begonnen_op=timezone.now(), pdf_fout="")
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("select pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"pdf:{rapportage_id}"])
        rapportage = te_maken.met_inhoud().first()
        if rapportage is None:
            return
        rapport: Rapport = uit_json(Rapport, rapportage.payload)
        documenten = maak_documenten(rapport)
        bewaard = te_maken.filter(payload_sha256=rapportage.payload_sha256).update(
            pdf=documenten.rapportage,
            pdf_sha256=hashlib.sha256(documenten.rapportage).hexdigest(),
            samenvatting=documenten.samenvatting,
            samenvatting_sha256=hashlib.sha256(documenten.samenvatting).hexdigest(),
            brief=documenten.brief,
            brief_sha256=hashlib.sha256(documenten.brief).hexdigest(),
        )
        if bewaard and rapportage.status != RapportageStatus.TER_VASTSTELLING:
            _meld(rapportage, BerichtSoort.KLAAR, rapportage.status)


@shared_task(name="dashboard.verstuur_berichten", autoretry_for=(OSError,), retry_backoff=True, max_retries=5)
def verstuur_berichten() -> None:
    """
    Send every mail that waits. Delivered twice, each is one mail.

    A row stays locked until its mail has left: a second delivery skips it. When sending fails (OSError includes SMTP)
    that row is not marked and the task tries again; what left before stays marked.
    """
    for pk in Bericht.objects.wachtend().order_by("pk").values_list("pk", flat=True):
        with transaction.atomic():
            rijen = Bericht.objects.wachtend().select_for_update(of=("self",), skip_locked=True)
            bericht = rijen.select_related("aan", "rapportage__plan").filter(pk=pk).first()
            if bericht is not None:
                mail_bericht(bericht)
                Bericht.objects.filter(pk=pk).update(verstuurd_op=timezone.now())


def _meld(rapportage: Rapportage, soort: BerichtSoort, kenmerk: str) -> None:
    """Tell the maker once: that a step is ready, or that this content went wrong. Not after each word that changed."""
    _, is_nieuw = Bericht.objects.get_or_create(
        rapportage=rapportage, aan_id=rapportage.maker_id, soort=soort, kenmerk=kenmerk
    )
    if is_nieuw:
        transaction.on_commit(verstuur_berichten.delay, robust=True)


@shared_task(name="dashboard.mail_meetherinneringen", autoretry_for=(OSError,), retry_backoff=True, max_retries=5)
def stuur_meetherinneringen(gebruiker_id: int) -> None:
    """One mail with everything that waits for this person. Delivered twice it is one mail: the rows stay locked."""
    with transaction.atomic():
        wachtend = Meetherinnering.objects.filter(aan=gebruiker_id, verstuurd_op=None, aan__is_active=True)
        rijen = list(
            wachtend.select_for_update(of=("self",)).select_related("indicator__onderdeel_van", "aan").order_by("pk")
        )
        if rijen:
            mail_meetherinneringen(rijen[0].aan, rijen)
            Meetherinnering.objects.filter(pk__in=[rij.pk for rij in rijen]).update(verstuurd_op=timezone.now())
