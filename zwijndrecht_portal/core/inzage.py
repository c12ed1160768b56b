"""
What the access log writes down about a request, and how its chain of hashes is checked (docs/adr/0009).

Every view with `rls=True` leaves one line by itself. A view that shows several huishoudens says how many:
`request.inzage.aantal = len(kaarten)`. What is read in a dossier never goes into the log, nor what was searched for.
"""

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address, ip_network
from typing import Any
from uuid import uuid4

from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpRequest

from zwijndrecht_portal.core.enums import Handeling
from zwijndrecht_portal.core.models import Inzage

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
EERSTE = "0" * 64  # what the first line follows
# What stands in the chain, in this order; the same list is in the database's function (core.0005).
KETEN = (
    "nummer", "moment", "handeling", "resultaat", "gebruiker_id", "rollen", "organisatie_id", "namens", "pseudoniem",
    "object_soort", "object_id", "doel", "grondslag", "regel", "reden", "bron_ip", "verzoek", "aantal", "vorige",
)  # fmt: skip
DOELEN = {
    "casework": "ondersteuning van het huishouden",
    "housing": "passend wonen",
    "core": "toezicht op inzage",
}


class NietVastgelegd(PermissionDenied):
    """The log could not be written, so nobody gets to see anything."""


@dataclass(frozen=True, slots=True)
class Toelating:
    """Why this person may open this dossier."""

    regel: str
    pseudoniem: str
    grondslag: str = ""
    reden: str = ""


class RedenNodig(Exception):
    """This dossier opens only for who says why; `url` is the page that asks."""

    def __init__(self, url: str, pseudoniem: str = "") -> None:
        super().__init__(url)
        self.url, self.pseudoniem = url, pseudoniem


# Asked before a view gets an object of this app: person, model, what the URL names, and the object (None: not visible).
Poort = Callable[[Any, type[models.Model], Any, Any], Toelating | None]
POORTEN: dict[str, Poort] = {}


def registreer_poort(app_label: str, poort: Poort) -> None:
    """From `AppConfig.ready()`: who guards the dossiers of this app."""
    POORTEN[app_label] = poort


def begin_inzage(
    request: HttpRequest, permission: str, handeling: Handeling | None, model: type[models.Model] | None, sleutel: Any
) -> Inzage:
    """The line of this request, completed while it runs. Reading, a list or a change unless the view says more."""
    app = permission.partition(".")[0]
    gebruiker: Any = request.user  # signed in: the guard has looked
    if handeling is None:
        lezen = Handeling.LEZEN if model is not None else Handeling.LIJST
        handeling = lezen if request.method in ("GET", "HEAD") else Handeling.WIJZIGEN
    return Inzage(
        handeling=handeling,
        gebruiker=gebruiker,
        rollen=",".join(gebruiker.rollen),
        organisatie_id=gebruiker.organisatie_id,
        object_soort=model._meta.label if model is not None else "",
        object_id="" if sleutel is None else str(sleutel)[:40],
        doel=DOELEN[app],
        regel=permission,
        bron_ip=netwerk_van(request.META.get("REMOTE_ADDR", "")),
        verzoek=uuid4(),
    )


_lopend: ContextVar[Inzage | None] = ContextVar("inzage", default=None)


@contextmanager
def lopend(inzage: Inzage) -> Iterator[None]:
    """Inside, this is the line of the request that runs now."""
    token = _lopend.set(inzage)
    try:
        yield
    finally:
        _lopend.reset(token)


def niets_gewijzigd() -> None:
    """What the person sent was refused and is shown again: the line of this request says looked at, not changed."""
    inzage = _lopend.get()
    if inzage is not None and inzage.handeling in (Handeling.WIJZIGEN, Handeling.VERNIETIGEN):
        inzage.handeling = Handeling.LEZEN if inzage.object_soort else Handeling.LIJST


def netwerk_van(adres: str) -> str:
    """The network and not the computer: 192.0.2.0/24, or the first 48 bits of an IPv6 address. "" when unknown."""
    try:
        ip = ip_address(adres)
    except ValueError:
        return ""
    return str(ip_network((ip, 24 if ip.version == 4 else 48), strict=False))


def vingerafdruk(rij: Any) -> str:
    """SHA-256 of a line. Each value goes in with its length before it, so that no two lines read the same."""
    waarden = (_tekst(getattr(rij, naam)) for naam in KETEN)
    return hashlib.sha256(",".join(f"{len(waarde)}:{waarde}" for waarde in waarden).encode()).hexdigest()


def _tekst(waarde: Any) -> str:
    if isinstance(waarde, datetime):
        return str((waarde - EPOCH) // timedelta(microseconds=1))
    return "" if waarde is None else str(waarde)
