"""
What was corrected in the facts of a huishouden and its people: what stood there, what it became, who did it and when.

Read from the history that triggers keep (docs/adr/0004). The past of a person goes along to another huishouden; what
changes there afterwards is not shown in the huishouden that was left.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby, pairwise
from operator import attrgetter
from typing import Any

from django.apps import apps
from django.db.models import Q, QuerySet

from casework.models import Herindeling, Huishouden, Inwoner
from zwijndrecht_portal.core.models import Gebied, Gebruiker

PORTAAL = "Het portaal zelf"  # loaded or converted, without a person


@dataclass(frozen=True, slots=True)
class Verbetering:
    """One fact that was changed, or one time that a huishouden was split or merged; only the latter has a reden."""

    wanneer: datetime
    wat: str
    eerst: str
    daarna: str
    door: str
    reden: str = ""


def lees_geschiedenis(huishouden: Huishouden) -> tuple[list[Verbetering], list[Verbetering]]:
    """What was corrected, and who went where when this huishouden was split or merged; newest first."""
    herindelingen = _lees_herindelingen(huishouden)
    return _lees_verbeteringen(huishouden, is_heringedeeld=bool(herindelingen)), herindelingen


def _lees_verbeteringen(huishouden: Huishouden, *, is_heringedeeld: bool) -> list[Verbetering]:
    """
    Adding someone is no correction.

    Only after splitting or merging can there be versions of the people of now that were written elsewhere.
    """
    te_lezen = Q(huishouden=huishouden)
    if is_heringedeeld:
        mensen = Inwoner.objects.filter(huishouden=huishouden).values_list("pk", flat=True)
        te_lezen |= Q(pgh_obj__in=list(mensen))
    van_huishouden = list(_versies("HuishoudenEvent").filter(pgh_obj=huishouden))
    van_mensen = list(_versies("InwonerEvent").filter(te_lezen))
    buurten = Gebied.objects.in_bulk({versie.buurt_id for versie in van_huishouden})
    stappen = [
        *_stappen(van_huishouden, lambda versie: _feiten_van_huishouden(versie, buurten)),
        *_stappen(van_mensen, _feiten_van_inwoner),
    ]
    namen = Gebruiker.objects.in_bulk({_door(versie) for versie, *_ in stappen} - {None})
    verbeteringen = [
        Verbetering(versie.pgh_created_at, wat, eerst, daarna, str(namen.get(_door(versie), PORTAAL)))
        for versie, wat, eerst, daarna in stappen
    ]
    return sorted(verbeteringen, key=attrgetter("wanneer"))[::-1]


def _lees_herindelingen(huishouden: Huishouden) -> list[Verbetering]:
    rijen = Herindeling.objects.filter(Q(van=huishouden) | Q(naar=huishouden))
    return [
        Verbetering(
            rij.gedaan_op,
            rij.get_soort_display(),
            indeling_in_woorden(rij.eerst),
            indeling_in_woorden(rij.daarna),
            str(rij.door),
            rij.reden,
        )
        for rij in rijen.select_related("door").order_by("-gedaan_op", "-pk")
    ]


def indeling_in_woorden(indeling: dict[str, list[str]]) -> str:
    """A line per huishouden: "HH-2026-0042: Samira en Joris"."""
    regels = (f"{pseudoniem}: {' en '.join(namen) or 'niemand'}" for pseudoniem, namen in sorted(indeling.items()))
    return "\n".join(regels)


def _versies(historie: str) -> QuerySet[Any]:
    rijen = apps.get_model("casework", historie)._default_manager.all()
    return rijen.select_related("pgh_context").order_by("pgh_obj_id", "pgh_id")


def _stappen(versies: list[Any], feiten: Callable[[Any], dict[str, str]]) -> Iterator[tuple[Any, str, str, str]]:
    """Each fact that differs from the version before: (version, what, first, then)."""
    for _, van_een in groupby(versies, attrgetter("pgh_obj_id")):
        for vorige, deze in pairwise(van_een):
            for eerst, (wat, daarna) in zip(feiten(vorige).values(), feiten(deze).items(), strict=True):
                if eerst != daarna:
                    yield deze, wat, eerst, daarna


def _feiten_van_huishouden(versie: Any, buurten: dict[int, Gebied]) -> dict[str, str]:
    return {
        "Buurt": str(buurten.get(versie.buurt_id, "")),
        "Grondslag": versie.get_grondslag_display(),
        "Waarvoor": versie.get_doel_display(),
    }


def _feiten_van_inwoner(versie: Any) -> dict[str, str]:
    wie = (
        "Kind" if versie.is_kind else "Naaste die hier niet woont" if versie.is_naaste else "Volwassene die hier woont"
    )
    return {"Roepnaam": versie.roepnaam, f"Wie {versie.roepnaam} is": wie}


def _door(versie: Any) -> int | None:
    return versie.pgh_context.metadata.get("user") if versie.pgh_context else None
