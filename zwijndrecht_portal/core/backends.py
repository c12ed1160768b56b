"""Who signs in with a password. Rights do not live here: `permissions.py` of each app decides."""

from typing import Any

from axes.backends import AxesStandaloneBackend
from django.contrib.auth import get_user_model
from django.http import HttpRequest


class WachtwoordBackend(AxesStandaloneBackend):
    """With a lock (django-axes): after five wrong passwords from one address an account waits a quarter."""

    def authenticate(
        self, request: HttpRequest | None, username: str | None = None, password: str | None = None, **kwargs: Any
    ) -> Any:
        Gebruiker = get_user_model()
        if request is not None:
            super().authenticate(request, username=username, password=password, **kwargs)  # raises when locked
        if not username or password is None:
            return None
        gebruiker = Gebruiker.objects.filter(email__iexact=username.strip()).first()
        if gebruiker is None:
            Gebruiker().set_password(password)  # the same work for an unknown address: no telling by time
            return None
        return gebruiker if gebruiker.check_password(password) and gebruiker.mag_binnen else None

    def get_user(self, user_id: int) -> Any:
        """A deactivated person is signed out at once: every request comes past here."""
        Gebruiker = get_user_model()
        try:
            gebruiker = Gebruiker.objects.get(pk=user_id)
        except Gebruiker.DoesNotExist:
            return None
        return gebruiker if gebruiker.mag_binnen else None


def adres_van(request: HttpRequest) -> str:
    """The address that our own proxy saw: the last one it wrote down."""
    doorgestuurd = request.headers.get("X-Forwarded-For", "")
    return doorgestuurd.rpartition(",")[2].strip() or request.META.get("REMOTE_ADDR", "")


def naam_voor_slot(request: HttpRequest, credentials: dict[str, Any] | None) -> str:
    """Capitals do not make another account."""
    naam = (credentials or {}).get("username") or request.POST.get("username", "")
    return str(naam).strip().lower()
