"""Mails of casework. Never about a huishouden: only that something happened, and where to look."""

from django.conf import settings
from django.core.mail import send_mail
from django.template import Context, Engine
from django.urls import reverse

from zwijndrecht_portal.core.enums import Rol
from zwijndrecht_portal.core.models import Gebruiker


def stuur_overdracht(ontvanger: Gebruiker) -> None:
    """Someone asks to take over a huishouden. Which one, and who asks, stands behind the sign-in."""
    url = f"{settings.PORTAAL_ADRES}{reverse('casework:caseload')}"
    sjabloon = Engine.get_default().get_template("casework/email/overdracht.txt")
    tekst = sjabloon.render(Context({"url": url}, autoescape=False))
    send_mail("Een collega vraagt u een huishouden over te nemen", tekst, None, [ontvanger.email])


def stuur_noodtoegang(ontvanger: Gebruiker, wie: Gebruiker) -> None:
    """Someone opened a dossier in an emergency. Which one stands in the access log, not in a mail."""
    url = f"{settings.PORTAAL_ADRES}{reverse('inzagelog')}" if ontvanger.heeft_rol(Rol.PRIVACY_OFFICER) else ""
    sjabloon = Engine.get_default().get_template("casework/email/noodtoegang.txt")
    tekst = sjabloon.render(Context({"wie": wie.naam, "url": url}, autoescape=False))
    send_mail("Noodtoegang tot een dossier", tekst, None, [ontvanger.email])
