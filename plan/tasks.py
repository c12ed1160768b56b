"""Work after commit. Thin: an id in, fetch, delegate; only its own bookkeeping changes here."""

from celery import shared_task
from django.db import transaction
from django.utils import timezone

from plan.models import Herinnering
from plan.notifications import mail_herinnering


@shared_task(name="plan.mail_herinneringen", autoretry_for=(OSError,), retry_backoff=True, max_retries=5)
def mail_herinneringen(gebruiker_id: int) -> None:
    """
    Send one mail with everything that waits for this person. Delivered twice, it is one mail.

    The rows stay locked until the mail has left: a second delivery waits, and then finds none. When sending fails
    (OSError includes SMTP) nothing is marked, and the task tries again.
    """
    with transaction.atomic():
        wachtend = Herinnering.objects.wachtend().filter(aan=gebruiker_id).select_related("actie", "aan")
        herinneringen = list(wachtend.select_for_update(of=("self",)).order_by("actie__naam", "pk"))
        if not herinneringen:
            return
        mail_herinnering(herinneringen[0].aan, [herinnering.actie for herinnering in herinneringen])
        Herinnering.objects.filter(pk__in=[h.pk for h in herinneringen]).update(verstuurd_op=timezone.now())
