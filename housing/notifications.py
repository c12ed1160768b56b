"""Mails about wonen. Nothing personal in them: a number, and where to look."""

from collections.abc import Sequence

from django.conf import settings
from django.core.mail import send_mail
from django.template import Context, Engine
from django.urls import reverse

from housing.enums import Partij
from housing.models import Beurtherinnering, Contactadres, Contingent
from zwijndrecht_portal.core.enums import Rol
from zwijndrecht_portal.core.models import Gebruiker
from zwijndrecht_portal.core.opmaak import meervoud


def mail_beurten(herinneringen: Sequence[Beurtherinnering]) -> bool:
    """One mail to one person or one organisation; False when the organisation has no address any more."""
    eerste = herinneringen[0]
    if eerste.aan is not None:
        adres, sjabloon = eerste.aan.email, "housing/email/beurt_collega.txt"
    else:
        contact = Contactadres.objects.filter(organisatie=eerste.organisatie_id).first()
        if contact is None:
            return False
        adres, sjabloon = contact.email, "housing/email/beurt_organisatie.txt"
    regels = [
        (_zin(h), f"{settings.PORTAAL_ADRES}{reverse('housing:woonvraag_lijst')}?aan_zet={h.partij}")
        for h in herinneringen
    ]
    tekst = Engine.get_default().get_template(sjabloon)
    inhoud = tekst.render(Context({"regels": regels, "organisatie": eerste.organisatie}, autoescape=False))
    send_mail("Er wachten woonvragen", inhoud, None, [adres])
    return True


def _zin(herinnering: Beurtherinnering) -> str:
    """ "Trivire: 3 woonvragen, de langste wacht 23 dagen"."""
    wie = str(herinnering.organisatie or Partij(herinnering.partij).label)
    aantal = meervoud(herinnering.aantal, "woonvraag", "woonvragen")
    return f"{wie}: {aantal}, de langste wacht {meervoud(herinnering.langste, 'dag', 'dagen')}"


def mail_vrije_woningen(contingenten: Sequence[Contingent]) -> bool:
    """One mail to all who place people, about these contingents (`te_herbieden`); False when there is nobody."""
    adressen = list(Gebruiker.objects.met_rol(Rol.WOONCONSULENT).order_by("email").values_list("email", flat=True))
    if not adressen:
        return False
    regels = [f"{c.corporatie}: {meervoud(c.vrij, 'woning', 'woningen')}" for c in contingenten]
    inhoud = Engine.get_default().get_template("housing/email/te_herbieden.txt")
    context = {
        "jaar": contingenten[0].jaar,
        "regels": regels,
        "url": f"{settings.PORTAAL_ADRES}{reverse('housing:overzicht')}",
    }
    send_mail("Woningen te herbieden voor 1 oktober", inhoud.render(Context(context, autoescape=False)), None, adressen)
    return True
