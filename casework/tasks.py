"""Work after commit. Thin: an id in, fetch, delegate."""

from celery import shared_task

from casework.notifications import stuur_noodtoegang, stuur_overdracht
from zwijndrecht_portal.core.enums import Rol
from zwijndrecht_portal.core.models import Gebruiker


@shared_task(name="casework.mail_noodtoegang", autoretry_for=(OSError,), retry_backoff=True, max_retries=5)
def mail_noodtoegang(gebruiker_id: int) -> None:
    """Tell who must know that someone took emergency access. Delivered twice it mails twice: better than not at all."""
    wie = Gebruiker.objects.filter(pk=gebruiker_id).first()
    if wie is not None:
        for ontvanger in Gebruiker.objects.met_rol(Rol.TEAMLEIDER, Rol.PRIVACY_OFFICER).order_by("pk"):
            stuur_noodtoegang(ontvanger, wie)


@shared_task(name="casework.mail_overdracht", autoretry_for=(OSError,), retry_backoff=True, max_retries=5)
def mail_overdracht(gebruiker_id: int) -> None:
    """Tell who is asked to take over that an offer waits. Delivered twice it mails twice; accepted."""
    ontvanger = Gebruiker.objects.filter(pk=gebruiker_id, is_active=True).first()
    if ontvanger is not None:
        stuur_overdracht(ontvanger)
