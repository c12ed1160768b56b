"""Who may come in with the account of the municipality, and who went out there."""

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from zwijndrecht_portal.core.identiteit import Geweigerd, Identiteit
from zwijndrecht_portal.core.models import ExterneIdentiteit, Gebruiker

ID_TOKEN = "oidc_id_token"  # noqa: S105 - the key of a session that began at the provider


@transaction.atomic
def laat_binnen(identiteit: Identiteit) -> Gebruiker:
    """
    The account that belongs to this identity, with the roles that the provider names now.

    Who is new and has a role gets an account. Raises Geweigerd for who has no role here, is deactivated, or has an
    e-mail address that already belongs to another account: an address proves nothing.
    """
    sleutel = {"tenant": identiteit.tenant, "onderwerp": identiteit.onderwerp}
    bekend = ExterneIdentiteit.objects.select_related("gebruiker").filter(**sleutel).first()
    if bekend is not None and not bekend.gebruiker.mag_binnen:
        raise Geweigerd("account_uitgezet")
    if not identiteit.rollen:
        raise Geweigerd("geen_rol")
    if bekend is not None:
        return _werk_bij(bekend.gebruiker, identiteit)
    if Gebruiker.objects.filter(email__iexact=identiteit.email).exists():
        raise Geweigerd("adres_van_ander_account")
    try:
        gebruiker = Gebruiker.objects.create_user(
            identiteit.email, identiteit.naam or identiteit.email, rollen=list(identiteit.rollen)
        )
    except ValidationError as fout:
        raise Geweigerd("gegevens_onvolledig") from fout
    ExterneIdentiteit.objects.create(gebruiker=gebruiker, **sleutel)
    return gebruiker


def _werk_bij(gebruiker: Gebruiker, identiteit: Identiteit) -> Gebruiker:
    """The provider decides about roles: what it no longer names ends here too."""
    if sorted(gebruiker.rollen) != list(identiteit.rollen):
        gebruiker.rollen = list(identiteit.rollen)
        gebruiker.save(update_fields=["rollen"])
    return gebruiker


def beeindig_sessies(*, tenant: str, onderwerp: str) -> int:
    """End every session that this person began at the provider; returns how many. A local sign-in goes on."""
    bekend = ExterneIdentiteit.objects.filter(tenant=tenant, onderwerp=onderwerp).first()
    if bekend is None:
        return 0
    weg = [
        sessie.pk
        for sessie in Session.objects.filter(expire_date__gt=timezone.now()).iterator()
        if _is_van(sessie.get_decoded(), bekend.gebruiker_id)
    ]
    Session.objects.filter(pk__in=weg).delete()
    return len(weg)


def _is_van(inhoud: dict[str, object], gebruiker_id: int) -> bool:
    return ID_TOKEN in inhoud and inhoud.get(SESSION_KEY) == str(gebruiker_id)
