"""Who asks, whether they may, and how often: tokens, scopes and throttling."""

import hashlib
import logging
from typing import Any

from django.utils import timezone
from redis.exceptions import RedisError
from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.permissions import BasePermission
from rest_framework.request import Request
from rest_framework.throttling import SimpleRateThrottle

from zwijndrecht_portal.core.models import Gebruiker, Toegangstoken
from zwijndrecht_portal.core.services import merk_gebruik

logger = logging.getLogger(__name__)
ONGELDIG = "Dit token is onbekend, ingetrokken of verlopen."


def vingerafdruk(sleutel: str) -> str:
    """What is kept of a token. It is long and random, so a plain hash is enough."""
    return hashlib.sha256(sleutel.encode()).hexdigest()


class TokenAuthenticatie(BaseAuthentication):
    """`Authorization: Bearer <token>`; a used token remembers so, at most once an hour."""

    def authenticate(self, request: Request) -> tuple[Gebruiker, Toegangstoken] | None:
        delen = get_authorization_header(request).split()
        if not delen or delen[0].lower() != b"bearer":
            return None
        if len(delen) != 2:
            raise AuthenticationFailed(ONGELDIG)
        nu = timezone.now()
        rijen = Toegangstoken.objects.geldig(nu).select_related("gebruiker")
        token = rijen.filter(vingerafdruk=vingerafdruk(delen[1].decode("latin-1"))).first()
        if token is None or not token.gebruiker.mag_binnen:
            raise AuthenticationFailed(ONGELDIG)
        merk_gebruik(token=token, nu=nu)
        return token.gebruiker, token

    def authenticate_header(self, request: Request) -> str:
        return "Bearer"


class MagDit(BasePermission):
    """The rule of the resource (`permission`), and for a token also its scope (`recht`)."""

    def has_permission(self, request: Request, view: Any) -> bool:
        gebruiker = request.user
        if not gebruiker or not gebruiker.is_authenticated:
            return False
        recht, permission = view.eis(request.method)
        token = request.auth
        if isinstance(token, Toegangstoken) and recht not in token.rechten:
            return False
        return not permission or gebruiker.has_perm(permission)


class Rem(SimpleRateThrottle):
    """So many questions a minute per person or, for who is unknown, per address (settings: REST_FRAMEWORK)."""

    def get_rate(self) -> None:
        return None

    def allow_request(self, request: Request, view: Any) -> bool:
        bekend = bool(request.user and request.user.is_authenticated)
        self.rate = self.THROTTLE_RATES["bekend" if bekend else "onbekend"]
        self.num_requests, self.duration = self.parse_rate(self.rate)
        try:
            return super().allow_request(request, view)
        except RedisError:  # counting stops, the API does not; /gezond/ tells that the broker is away
            logger.warning("De rem op de API kan niet tellen: de broker is niet bereikbaar.")
            return True

    def get_cache_key(self, request: Request, view: Any) -> str:
        bekend = request.user and request.user.is_authenticated
        wie = f"persoon-{request.user.pk}" if bekend else f"adres-{self.get_ident(request)}"
        return f"api-rem-{wie}"
