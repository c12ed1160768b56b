"""Mails of the house itself."""

from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.core.mail import send_mail
from django.template import Context, Engine
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from zwijndrecht_portal.core.models import Gebruiker


def stuur_wachtwoordlink(gebruiker: Gebruiker) -> None:
    """A link that works once and for three days (PASSWORD_RESET_TIMEOUT), to choose a password."""
    uid = urlsafe_base64_encode(force_bytes(gebruiker.pk))
    pad = reverse("wachtwoord_kiezen", args=[uid, default_token_generator.make_token(gebruiker)])
    sjabloon = Engine.get_default().get_template("core/email/wachtwoord.txt")
    tekst = sjabloon.render(Context({"url": f"{settings.PORTAAL_ADRES}{pad}"}, autoescape=False))
    send_mail("Kies uw wachtwoord voor het portaal", tekst, None, [gebruiker.email])


def mail_rechtenherinnering(aan: Gebruiker) -> None:
    """That the list of accounts waits for a signature; whose accounts they are stands behind the link."""
    sjabloon = Engine.get_default().get_template("core/email/rechten.txt")
    tekst = sjabloon.render(Context({"url": f"{settings.PORTAAL_ADRES}{reverse('rechten')}"}, autoescape=False))
    send_mail("Kijk de rechten van dit kwartaal na", tekst, None, [aan.email])
