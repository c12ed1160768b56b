"""A huishouden by its pseudoniem, and by nothing else: who searches for a name finds nothing."""

import re
from typing import Any

from django.db.models import F, QuerySet
from django.urls import reverse

from casework.enums import HuishoudenStatus
from casework.models import Huishouden
from casework.selectors import zoek_dossier
from zwijndrecht_portal.core.zoeken import DossierBron, Treffer, ZoekBron, als_rijen

# HH-2026-0042 as people type it: "hh 2026 42", "2026-0042", and "HH 42" of any year.
PSEUDONIEM = re.compile(r"(?:HH[\s-]*)?(?P<jaar>\d{4})[\s-]+(?P<a>\d{1,6})|HH[\s-]*(?P<b>\d{1,6})", re.IGNORECASE)


def is_pseudoniem(tekst: str) -> bool:
    return PSEUDONIEM.fullmatch(tekst) is not None


def _lees(tekst: str) -> tuple[str, str]:
    """Year ("" for any) and number with its zeros."""
    gevonden = PSEUDONIEM.fullmatch(tekst)
    if gevonden is None:
        return "", ""
    return gevonden["jaar"] or "", f"{int(gevonden['a'] or gevonden['b']):04}"


def _huishoudens(gebruiker: Any, tekst: str) -> QuerySet:
    jaar, nummer = _lees(tekst)
    rijen = Huishouden.objects.visible_to(gebruiker)
    gevonden = (
        rijen.filter(pseudoniem=f"HH-{jaar}-{nummer}") if jaar else rijen.filter(pseudoniem__endswith=f"-{nummer}")
    )
    return als_rijen("Huishoudens", gevonden, ("-pseudoniem",), "id", "pseudoniem", "status", buurt=F("buurt__naam"))


def _huishouden(rij: dict[str, Any]) -> Treffer:
    url = reverse("casework:huishouden_detail", args=[rij["id"]])
    return Treffer(rij["pseudoniem"], url, bij=f"{rij['buurt']} · {HuishoudenStatus(rij['status']).label.lower()}")


def _elders(tekst: str) -> Treffer | None:
    """Outside the own work: only that it exists, and where to say why one needs it."""
    jaar, nummer = _lees(tekst)
    dossier = zoek_dossier(pseudoniem=f"HH-{jaar}-{nummer}") if jaar else None
    if dossier is None:
        return None
    url = reverse("casework:toegang_vragen", args=[dossier.id])
    return Treffer(
        dossier.pseudoniem, url, bij="Niet uit uw eigen werk: het portaal vraagt eerst waarom u dit nodig hebt"
    )


DOSSIERS = DossierBron(
    "casework.zoek_huishouden", is_pseudoniem, ZoekBron("Huishoudens", _huishoudens, _huishouden), _elders
)
