"""The second step of signing in: a code of an app, a passkey, or one of ten recovery codes on paper."""

import secrets
from io import BytesIO

import segno
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice
from django_otp_webauthn.models import WebAuthnCredential

from zwijndrecht_portal.core.models import Gebruiker

AANTAL_HERSTELCODES = 10
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # nothing that reads as something else on paper
FOUT = "Deze code klopt niet. Gebruik de code die nu in uw app staat, of een herstelcode die u nog niet gebruikte."


def heeft_app(gebruiker: Gebruiker) -> bool:
    return TOTPDevice.objects.filter(user=gebruiker, confirmed=True).exists()


def passkeys_van(gebruiker: Gebruiker) -> QuerySet[WebAuthnCredential]:
    """The oldest first."""
    return WebAuthnCredential.objects.filter(user=gebruiker, confirmed=True).order_by("created_at", "pk")


def heeft_tweestaps(gebruiker: Gebruiker) -> bool:
    return heeft_app(gebruiker) or passkeys_van(gebruiker).exists()


@transaction.atomic
def begin_tweestaps(*, gebruiker: Gebruiker) -> TOTPDevice:
    """The app that this person is setting up: the same secret until it is confirmed."""
    Gebruiker.objects.select_for_update(of=("self",)).get(pk=gebruiker.pk)
    apparaat, _ = TOTPDevice.objects.get_or_create(user=gebruiker, confirmed=False, defaults={"name": "app"})
    return apparaat


def maak_qr(*, gebruiker: Gebruiker) -> bytes:
    """The secret as an SVG for the camera of the app; with its namespace, else no browser shows it."""
    beeld = BytesIO()
    code = segno.make(begin_tweestaps(gebruiker=gebruiker).config_url, error="m")
    code.save(beeld, kind="svg", scale=5, border=4, light="#fff", xmldecl=False)
    return beeld.getvalue()


@transaction.atomic
def bevestig_tweestaps(*, gebruiker: Gebruiker, code: str) -> list[str]:
    """
    The first right code switches the second step on, in place of an earlier app.

    Returns the recovery codes, which nothing can show again.
    """
    apparaat = begin_tweestaps(gebruiker=gebruiker)
    if not apparaat.verify_token(_kaal(code)):
        raise ValidationError({"code": "Deze code klopt niet. Controleer of de klok van uw telefoon goed staat."})
    TOTPDevice.objects.filter(user=gebruiker, confirmed=True).delete()
    apparaat.confirmed = True
    apparaat.save()
    return nieuwe_herstelcodes(gebruiker)


def controleer_code(*, gebruiker: Gebruiker, code: str) -> None:
    """
    Raises ValidationError unless this is the code of now or an unused recovery code, which is then used.

    After wrong codes the app's codes wait ever longer; django-otp keeps count, also when this is refused.
    """
    apparaten = [
        *TOTPDevice.objects.filter(user=gebruiker, confirmed=True),
        *StaticDevice.objects.filter(user=gebruiker, confirmed=True),
    ]
    vrij = [apparaat for apparaat in apparaten if apparaat.verify_is_allowed()[0]]
    if any(apparaat.verify_token(_kaal(code)) for apparaat in vrij):
        return
    if not vrij:
        raise ValidationError({"code": "U hebt te vaak een verkeerde code gegeven. Wacht even en probeer het opnieuw."})
    raise ValidationError({"code": FOUT})


@transaction.atomic
def zet_tweestaps_uit(*, gebruiker: Gebruiker) -> None:
    """For who lost the phone: the beheerder checked who asks. Where it is forced it must be set up anew."""
    TOTPDevice.objects.filter(user=gebruiker).delete()
    StaticDevice.objects.filter(user=gebruiker).delete()
    WebAuthnCredential.objects.filter(user=gebruiker).delete()


def nieuwe_herstelcodes(gebruiker: Gebruiker) -> list[str]:
    """In place of the ones before."""
    StaticDevice.objects.filter(user=gebruiker).delete()
    blad = StaticDevice.objects.create(user=gebruiker, name="herstelcodes")
    codes = ["".join(secrets.choice(LETTERS) for _ in range(10)) for _ in range(AANTAL_HERSTELCODES)]
    for code in codes:
        blad.token_set.create(token=code)
    return [f"{code[:5]}-{code[5:]}" for code in codes]


def _kaal(code: str) -> str:
    return code.replace(" ", "").replace("-", "").lower()
