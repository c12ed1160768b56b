"""Mails about figures. Nothing personal in them: names of figures and where to find them."""

from collections.abc import Sequence

from django.conf import settings
from django.core.mail import send_mail
from django.template import Context, Engine
from django.urls import reverse

from dashboard.models import Meetherinnering
from zwijndrecht_portal.core.models import Gebruiker
from zwijndrecht_portal.core.opmaak import datum


def mail_meetherinneringen(aan: Gebruiker, herinneringen: Sequence[Meetherinnering]) -> None:
    """One mail about all figures of which a new value should be there."""
    regels = [
        (
            str(herinnering.indicator),
            datum(herinnering.verwacht_op),
            f"{settings.PORTAAL_ADRES}{reverse('dashboard:indicator', args=[herinnering.indicator.sleutel])}",
        )
        for herinnering in herinneringen
    ]
    adres = f"{settings.PORTAAL_ADRES}{reverse('dashboard:metingen_inlezen')}"
    sjabloon = Engine.get_default().get_template("dashboard/email/meetherinnering.txt")
    tekst = sjabloon.render(Context({"regels": regels, "adres": adres}, autoescape=False))  # plain text
    send_mail("Is er een nieuwe waarde van deze cijfers?", tekst, None, [aan.email])
