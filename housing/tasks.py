"""Work after commit. Thin: ids in, fetch, delegate; only its own bookkeeping changes here."""

from celery import shared_task
from django.db import transaction
from django.utils import timezone

from housing.models import Beurtherinnering
from housing.notifications import mail_beurten


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
