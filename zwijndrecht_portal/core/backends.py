"""Who signs in with a password. Rights do not live here: `permissions.py` of each app decides."""

from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.backends import BaseBackend
from django.http import HttpRequest


class WachtwoordBackend(BaseBackend):
    def authenticate(
        self, request: HttpRequest | None, username: str | None = None, password: str | None = None, **kwargs: Any
    ) -> Any:
        Gebruiker = get_user_model()
        if not username or password is None:
            return None
        gebruiker = Gebruiker.objects.filter(email__iexact=username.strip()).first()
        if gebruiker is None:
            Gebruiker().set_password(password)  # the same work for an unknown address: no telling by time
            return None
        return gebruiker if gebruiker.check_password(password) and gebruiker.is_active else None

    def get_user(self, user_id: int) -> Any:
        """A deactivated person is signed out at once: every request comes past here."""
        Gebruiker = get_user_model()
        try:
            return Gebruiker.objects.get(pk=user_id, is_active=True)
        except Gebruiker.DoesNotExist:
            return None
