"""Who may come in, and what about an account deserves a look."""

import hashlib
import json
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone

from zwijndrecht_portal.core.enums import OrganisatieSoort, Rol
from zwijndrecht_portal.core.models import Gebruiker

STIL = timedelta(days=90)
EIGEN = {OrganisatieSoort.GEMEENTE, OrganisatieSoort.AFDELING, OrganisatieSoort.WIJKTEAM, OrganisatieSoort.JEUGDTEAM}


@dataclass(frozen=True, slots=True)
class Account:
    """An account as somebody signs for it; when it was last used is only to look at."""

    id: int
    naam: str
    organisatie: str
    rollen: str
    toegang_tot: str


@dataclass(frozen=True, slots=True)
class Accountregel:
    account: Account
    toegang_tot: date | None
    laatst: datetime | None
    let_op: tuple[str, ...]


def accountregels(vandaag: date) -> list[Accountregel]:
    """Everybody who can come in, by name. One query."""
    rijen = Gebruiker.objects.filter(is_active=True).select_related("organisatie").order_by("naam", "pk")
    return [_regel(rij, vandaag) for rij in rijen]


def als_lijst(regels: list[Accountregel]) -> list[dict[str, Any]]:
    return [asdict(regel.account) for regel in regels]


def vingerafdruk(regels: list[Accountregel]) -> str:
    """Another account, role or last day gives another one."""
    return hashlib.sha256(json.dumps(als_lijst(regels), sort_keys=True).encode()).hexdigest()


def kwartaal_van(dag: date) -> str:
    return f"{dag.year}-Q{(dag.month + 2) // 3}"


def _regel(rij: Gebruiker, vandaag: date) -> Accountregel:
    tot = rij.toegang_tot.isoformat() if rij.toegang_tot else ""
    organisatie = rij.organisatie.naam if rij.organisatie else ""
    account = Account(rij.pk, rij.naam, organisatie, rij.get_rollen_display(), tot)
    return Accountregel(account, rij.toegang_tot, rij.last_login, tuple(_let_op(rij, vandaag)))


def _let_op(rij: Gebruiker, vandaag: date) -> list[str]:
    zinnen = []
    if rij.toegang_tot and rij.toegang_tot < vandaag:
        zinnen.append("de laatste dag is voorbij")
    if is_van_partner(rij) and rij.toegang_tot is None:
        zinnen.append("partner zonder laatste dag")
    if not rij.rollen:
        zinnen.append("geen rol")
    if rij.last_login is None:
        zinnen.append("nog nooit ingelogd")
    elif rij.last_login < timezone.now() - STIL:
        zinnen.append("langer dan 90 dagen niet ingelogd")
    if rij.heeft_rol(Rol.BEHEERDER) and len(rij.rollen) > 1:
        zinnen.append("beheerder met nog een rol")
    return zinnen


def is_van_partner(rij: Gebruiker) -> bool:
    """Works for an organisation outside the municipality and its teams."""
    return rij.organisatie is not None and rij.organisatie.soort not in EIGEN
