"""Mails about the plans. Nothing personal in them: the name of an actie and where to find it."""

from collections.abc import Sequence

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse

from plan.models import Actie
from zwijndrecht_portal.core.models import Gebruiker


def mail_herinnering(aan: Gebruiker, acties: Sequence[Actie]) -> None:
    """One mail about all acties for which this person is asked to see to an update."""
    regels = [
        (actie.naam, f"{settings.PORTAAL_ADRES}{reverse('plan:actie_detail', args=[actie.pk])}") for actie in acties
    ]
    tekst = render_to_string("plan/email/herinnering.txt", {"acties": regels})
    send_mail("Wilt u de voortgang melden?", tekst, None, [aan.email])
