"""Making the PDF of a report, away from the web."""

import hashlib
from typing import Any

from celery import Task, shared_task
from django.db import transaction
from django.utils import timezone

from dashboard.models import Rapportage
from dashboard.pdf import rapport_als_pdf
from dashboard.rapport import Rapport, uit_json

FOUT = "De pdf kon niet worden gemaakt. Probeer het opnieuw. Blijft het fout gaan, meld het dan bij de beheerder."


class RapportageTaak(Task):
    """Whatever stops the task, also a bug or its time limit: the user sees that it stopped."""

    def on_failure(self, exc: BaseException, task_id: str, args: Any, kwargs: Any, einfo: Any) -> None:
        Rapportage.objects.filter(pk=args[0], pdf_sha256="").update(pdf_fout=FOUT)


@shared_task(
    name="dashboard.maak_rapportage_pdf",
    base=RapportageTaak,
    autoretry_for=(OSError,),
    retry_backoff=True,
    max_retries=3,
    soft_time_limit=300,
)
def maak_rapportage_pdf(rapportage_id: int) -> None:
    """
    Make the PDF of this report from its payload, if it is not there yet.

    The row stays locked meanwhile: a second delivery waits and then finds it done. A killed worker loses its lock, and
    the next delivery makes the PDF. There is never half a file.
    """
    Rapportage.objects.filter(pk=rapportage_id, pdf_sha256="").update(pdf_begonnen_op=timezone.now(), pdf_fout="")
    with transaction.atomic():
        rapportage = Rapportage.objects.select_for_update(of=("self",)).filter(pk=rapportage_id, pdf_sha256="").first()
        if rapportage is None:
            return
        rapport: Rapport = uit_json(Rapport, rapportage.payload)
        rapportage.pdf = rapport_als_pdf(rapport)
        rapportage.pdf_sha256 = hashlib.sha256(rapportage.pdf).hexdigest()
        rapportage.save(update_fields=["pdf", "pdf_sha256"])
