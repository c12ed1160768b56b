"""
How the portal asks a browser for a passkey, and checks what comes back (django-otp-webauthn, py_webauthn).

A passkey belongs to the address at which people reach the portal: it does not work for a page that imitates it.
"""

from typing import Any

from django.conf import settings
from django_otp_webauthn.helpers import WebAuthnHelper

Staat = dict[str, Any]  # what the session remembers of a question until its answer


class Passkeys(WebAuthnHelper):
    """Of one request; ALLOWED_HOSTS guards which addresses there are."""

    def get_relying_party_domain(self) -> str:
        return self.request.get_host().partition(":")[0]

    def get_relying_party_name(self) -> str:
        return str(settings.OTP_TOTP_ISSUER)

    def get_allowed_origins(self) -> list[str]:
        return [f"{self.request.scheme}://{self.request.get_host()}"]

    def get_credential_display_name(self, user: Any) -> str:
        return str(user)
