"""
Who someone is according to the municipality, and whether the portal asks that at all.

Apart from `core.oidc`, which talks with the provider: its libraries take memory in every process that imports them, and
only who signs in that way needs them. So views import it where they use it.
"""

from dataclasses import dataclass

from django.conf import settings


class Geweigerd(Exception):
    """The provider's answer is not one to trust; `reden` is for the log, without personal data."""

    def __init__(self, reden: str) -> None:
        self.reden = reden
        super().__init__(reden)


@dataclass(frozen=True, slots=True)
class Identiteit:
    """Who the provider says this is."""

    tenant: str
    onderwerp: str
    naam: str
    email: str
    rollen: tuple[str, ...]
    id_token: str


def is_aan() -> bool:
    return bool(settings.OIDC_UITGEVER)
