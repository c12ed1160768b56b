"""Mails about reports: what happened and where to look. Never a figure or a file, those can go stale."""

from django.conf import settings
from django.core.mail import send_mail
from django.template import Context, Engine
from django.urls import reverse

from dashboard.enums import BerichtSoort
from dashboard.models import Bericht

ONDERWERPEN = {
    BerichtSoort.KLAAR: "De pdf van uw rapportage is klaar",
    BerichtSoort.MISLUKT: "De pdf van uw rapportage is niet gelukt",
    BerichtSoort.VOORGELEGD: "Wilt u een rapportage vaststellen?",
    BerichtSoort.TERUG: "Een rapportage komt bij u terug",
    BerichtSoort.AANGEBODEN: "Nieuwe rapportage voor de raad",
}


def mail_bericht(bericht: Bericht) -> None:
    """One mail to one person. Raises OSError when it cannot be sent."""
    rapportage = bericht.rapportage
    pad = reverse("dashboard:rapportage_detail", kwargs={"pk": rapportage.pk})
    sjabloon = Engine.get_default().get_template("dashboard/email/bericht.txt")
    context = {"rapportage": rapportage, "soort": bericht.soort, "url": f"{settings.PORTAAL_ADRES}{pad}"}
    tekst = sjabloon.render(Context(context, autoescape=False))  # plain text: an & stays an &
    send_mail(ONDERWERPEN[BerichtSoort(bericht.soort)], tekst, None, [bericht.aan.email])
