"""
Signing in with the account of the municipality: OpenID Connect, authorization code with PKCE.

The provider says who someone is and which app roles that person has; the settings say which role of the portal each
app role is. The key of a person is tenant and subject, never the e-mail address.
"""

from functools import cache
from typing import Any

import requests
from authlib.integrations.base_client.errors import OAuthError
from authlib.integrations.django_client import OAuth
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from zwijndrecht_portal.core.identiteit import Geweigerd, Identiteit

AFMELDING = "http://schemas.openid.net/event/backchannel-logout"  # what the provider names such a message
SECONDEN_SPELING = 60  # clocks differ; Entra ID advises at most five minutes


def begin(request: HttpRequest, terug: str) -> HttpResponse:
    """To the provider; state, nonce and code verifier stay in the session."""
    try:
        return _client().authorize_redirect(request, terug)
    except (requests.RequestException, OAuthError) as fout:
        raise Geweigerd("aanbieder_onbereikbaar") from fout


def lees_antwoord(request: HttpRequest) -> Identiteit:
    """
    Who came back, after checking state, code, signature, issuer, audience, nonce and time.

    Raises Geweigerd.
    """
    eisen = {
        "iss": {"essential": True, "value": settings.OIDC_UITGEVER},
        "aud": {"essential": True, "value": settings.OIDC_CLIENT},
        "nonce": {"essential": True},
    }
    try:
        token = _client().authorize_access_token(request, claims_options=eisen, leeway=SECONDEN_SPELING)
    except OAuthError as fout:
        raise Geweigerd(f"aanbieder_{fout.error or 'fout'}") from fout
    except JoseError as fout:
        raise Geweigerd(f"token_{fout.error}") from fout
    except requests.RequestException as fout:
        raise Geweigerd("aanbieder_onbereikbaar") from fout
    gegevens = token.get("userinfo")
    if not gegevens:
        raise Geweigerd("geen_id_token")
    if settings.OIDC_TENANT and gegevens.get("tid") != settings.OIDC_TENANT:
        raise Geweigerd("andere_tenant")
    return Identiteit(
        tenant=str(gegevens.get("tid", "")),
        onderwerp=str(gegevens["sub"]),
        naam=str(gegevens.get("name", ""))[:120],
        email=str(gegevens.get("email") or gegevens.get("preferred_username") or "").lower(),
        rollen=_rollen(gegevens.get("roles", [])),
        id_token=token["id_token"],
    )


def uitloglink(id_token: str, terug: str) -> str:
    """Where to go to sign out at the provider as well; "" when it has no such address."""
    if not _client().load_server_metadata().get("end_session_endpoint"):
        return ""
    return _client().create_logout_url(post_logout_redirect_uri=terug, id_token_hint=id_token)["url"]


def lees_afmelding(bericht: str) -> tuple[str, str]:
    """
    Tenant and subject of who signed out at the provider (OpenID Connect Back-Channel Logout 1.0).

    Raises Geweigerd for what the provider did not sign, is not for us, is too old, or is no such message.
    """
    eisen = jwt.JWTClaimsRegistry(
        leeway=SECONDEN_SPELING,
        iss={"essential": True, "value": settings.OIDC_UITGEVER},
        aud={"essential": True, "value": settings.OIDC_CLIENT},
        sub={"essential": True},
        iat={"essential": True},
        exp={"essential": True},
    )
    try:
        sleutels = KeySet.import_key_set(_client().fetch_jwk_set())
        gegevens = jwt.decode(bericht, sleutels).claims
        eisen.validate(gegevens)
    except requests.RequestException as fout:
        raise Geweigerd("aanbieder_onbereikbaar") from fout
    except (JoseError, ValueError) as fout:
        raise Geweigerd(f"afmelding_{getattr(fout, 'error', 'onleesbaar')}") from fout
    if AFMELDING not in gegevens.get("events", {}) or "nonce" in gegevens:  # an id_token is no such message
        raise Geweigerd("geen_afmelding")
    return str(gegevens.get("tid", settings.OIDC_TENANT)), str(gegevens["sub"])


def _rollen(genoemd: Any) -> tuple[str, ...]:
    """Our roles for these app roles; what the settings do not name counts for nothing."""
    namen = genoemd if isinstance(genoemd, list) else []
    return tuple(sorted({settings.OIDC_ROLLEN[naam] for naam in namen if naam in settings.OIDC_ROLLEN}))


@cache
def _client() -> Any:
    return OAuth().register(
        "gemeente",
        server_metadata_url=f"{settings.OIDC_UITGEVER.rstrip('/')}/.well-known/openid-configuration",
        client_id=settings.OIDC_CLIENT,
        client_secret=settings.OIDC_GEHEIM,
        client_kwargs={"scope": "openid profile email", "code_challenge_method": "S256", "default_timeout": 10},
    )
