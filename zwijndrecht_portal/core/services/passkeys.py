"""A passkey as the second step: a key in a phone, a computer or a stick, that never leaves it."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp_webauthn.exceptions import OTPWebAuthnApiError
from django_otp_webauthn.models import WebAuthnCredential
from webauthn.helpers.exceptions import WebAuthnException

from zwijndrecht_portal.core.models import Gebruiker
from zwijndrecht_portal.core.passkeys import Passkeys, Staat
from zwijndrecht_portal.core.services.tweestaps import heeft_app, nieuwe_herstelcodes, passkeys_van

MISLUKT = "Dat is niet gelukt. Probeer het opnieuw."
DUBBEL = "U hebt al een passkey met deze naam. Kies een andere naam."
ENIGE = "Dit is uw enige tweede stap. Koppel eerst een app of maak nog een passkey."


@transaction.atomic
def voeg_passkey_toe(
    *, gebruiker: Gebruiker, passkeys: Passkeys, staat: Staat | None, naam: str, antwoord: dict[str, Any]
) -> list[str]:
    """
    Keep the passkey that the browser made.

    Returns recovery codes for who had none, which nothing can show again. Raises ValidationError when the answer is
    not about our question (`staat`, which is asked once), or about another site, or about a passkey that is known;
    and for a name that another passkey of this person has (as `naam`).
    """
    Gebruiker.objects.select_for_update(of=("self",)).get(pk=gebruiker.pk)
    _eis_eigen_naam(passkeys_van(gebruiker), naam)
    antwoord = {sleutel: waarde for sleutel, waarde in antwoord.items() if sleutel != "clientExtensionResults"}
    with _geweigerd():
        passkey = passkeys.register_complete(user=gebruiker, state=staat or {}, data=antwoord)
    passkey.name = naam
    passkey.save(update_fields=["name"])
    if StaticDevice.objects.filter(user=gebruiker).exists():
        return []
    return nieuwe_herstelcodes(gebruiker)


def controleer_passkey(
    *, gebruiker: Gebruiker, passkeys: Passkeys, staat: Staat | None, antwoord: dict[str, Any]
) -> None:
    """Raises ValidationError unless one of this person's passkeys signed our question (`staat`, asked once)."""
    with _geweigerd():
        passkeys.authenticate_complete(user=gebruiker, state=staat or {}, data=antwoord)


@transaction.atomic
def hernoem_passkey(*, gebruiker: Gebruiker, passkey: WebAuthnCredential, naam: str) -> None:
    """Only the name by which its owner knows it. Raises ValidationError for the name of another one (as `naam`)."""
    Gebruiker.objects.select_for_update(of=("self",)).get(pk=gebruiker.pk)
    _eis_eigen_naam(passkeys_van(gebruiker).exclude(pk=passkey.pk), naam)
    passkey.name = naam
    passkey.save(update_fields=["name"])


@transaction.atomic
def verwijder_passkey(*, gebruiker: Gebruiker, passkey: WebAuthnCredential) -> None:
    """Refused for the last second step that there is."""
    Gebruiker.objects.select_for_update(of=("self",)).get(pk=gebruiker.pk)
    if not heeft_app(gebruiker) and not passkeys_van(gebruiker).exclude(pk=passkey.pk).exists():
        raise ValidationError(ENIGE)
    passkey.delete()


def _eis_eigen_naam(andere: QuerySet[WebAuthnCredential], naam: str) -> None:
    if andere.filter(name__iexact=naam).exists():
        raise ValidationError({"naam": DUBBEL})


@contextmanager
def _geweigerd() -> Iterator[None]:
    """Whatever is wrong with the answer, it is one message: who typed nothing cannot mend it."""
    try:
        with transaction.atomic():
            yield
    except (WebAuthnException, OTPWebAuthnApiError, IntegrityError, KeyError, TypeError, ValueError) as fout:
        raise ValidationError(MISLUKT) from fout
