"""Mails about the plans. Nothing personal in them: the name of an actie and where to find it."""

from collections.abc import Sequence

from django.conf import settings
from django.core.mail import send_mail
from django.template import Context, Engine
from django.urls import reverse

from plan.models import Actie
from zwijndrecht_portal.core.models import Gebruiker


def mail_herinnering(aan: Gebruiker, acties: Sequence[Actie]) -> None:
    """One mail about all acties for which this person is asked to see to an update."""
    regels = [
        (actie.naam, f"{settings.PORTAAL_ADRES}{reverse('plan:actie_detail', args=[actie.pk])}") for actie in acties
    ]
    sjabloon = Engine.get_default().get_template("plan/email/herinnering.txt")
    tekst = sjabloon.render(Context({"acties": regels}, autoescape=False))  # plain text: an & stays an &
    send_mail("Wilt u de voortgang melden?", tekst, None, [aan.email])
