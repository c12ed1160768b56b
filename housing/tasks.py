"""Work after commit. Thin: ids in, fetch, delegate; only its own bookkeeping changes here."""

from datetime import date

from celery import shared_task
from django.db import transaction
from django.utils import timezone

from housing.models import Beurtherinnering, Contingent
from housing.notifications import mail_beurten, mail_vrije_woningen


@shared_task(name="housing.mail_beurtherinneringen", autoretry_for=(OSError,), retry_backoff=True, max_retries=5)
def mail_beurtherinneringen(gebruiker_id: int, organisatie_id: int) -> None:
    """
    Send one mail with everything that waits for this person, or (person 0) for this organisation.

    The rows stay locked until the mail has left: a second delivery waits, and then finds none. When sending fails
    (OSError includes SMTP) nothing is marked, and the task tries again.
    """
    with transaction.atomic():
        wachtend = Beurtherinnering.objects.wachtend().for_mail()
        wie = {"aan": gebruiker_id} if gebruiker_id else {"aan": None, "organisatie": organisatie_id}
        herinneringen = list(wachtend.filter(**wie).select_for_update(of=("self",)).order_by("partij", "pk"))
        if herinneringen and mail_beurten(herinneringen):
            nu = timezone.now()
            Beurtherinnering.objects.filter(pk__in=[h.pk for h in herinneringen]).update(verstuurd_op=nu)


@shared_task(name="housing.mail_te_herbieden", autoretry_for=(OSError,), retry_backoff=True, max_retries=5)
def mail_te_herbieden(dag: str) -> None:
    """
    One mail with the contingents that have homes to be offered again, marked when it has left.

    The contingents of the year stay locked until then: a second delivery waits, and finds nothing to tell.
    """
    vandaag = date.fromisoformat(dag)
    with transaction.atomic():
        list(Contingent.objects.filter(jaar=vandaag.year).select_for_update(of=("self",)).order_by("pk"))
        vrij = list(Contingent.objects.te_herbieden(vandaag))
        if vrij and mail_vrije_woningen(vrij):
            Contingent.objects.filter(pk__in=[c.pk for c in vrij]).update(herinnerd_op=vandaag)
