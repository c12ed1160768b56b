"""What someone sees of offers to hand over: asked of them, and what became of their own."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Q

from casework.enums import OverdrachtStatus
from casework.models import Overdracht
from zwijndrecht_portal.core.enums import Rol
from zwijndrecht_portal.core.opmaak import dagen_geleden, datum_lang, over_dagen

BLIJFT_STAAN = timedelta(days=7)
TERUG = (OverdrachtStatus.GEWEIGERD, OverdrachtStatus.TERUG)


@dataclass(frozen=True, slots=True)
class Gevraagd:
    """An offer that waits for this person."""

    id: int
    pseudoniem: str
    wie: str
    toelichting: str
    tot: str


@dataclass(frozen=True, slots=True)
class Aanbod:
    gevraagd: list[Gevraagd]
    terug: list[str]  # in words: which of the own offers came back

    def __bool__(self) -> bool:
        return bool(self.gevraagd or self.terug)


def lees_aanbod(gebruiker: Any, vandaag: date) -> Aanbod:
    """One query; none for who is no regisseur. What was refused or came back stays in sight for a week."""
    if not gebruiker.heeft_rol(Rol.TRAJECTREGISSEUR):
        return Aanbod([], [])
    wacht = Q(naar=gebruiker, status=OverdrachtStatus.OPEN, antwoord_tot__gte=vandaag)
    terug = Q(van=gebruiker, status__in=TERUG, afgehandeld_op__date__gt=vandaag - BLIJFT_STAAN)
    rijen = Overdracht.objects.filter(wacht | terug).select_related("naar", "door").order_by("antwoord_tot", "pk")
    overdrachten = list(rijen)
    return Aanbod(
        gevraagd=[_gevraagd(o, vandaag) for o in overdrachten if o.status == OverdrachtStatus.OPEN],
        terug=[_terug(o, vandaag) for o in overdrachten if o.status != OverdrachtStatus.OPEN],
    )


def overdracht_in_woorden(overdracht: Overdracht) -> str:
    """For the page of the huishouden."""
    return (
        f"Aangeboden aan {overdracht.naar.naam}, die kan antwoorden tot en met {datum_lang(overdracht.antwoord_tot)}."
    )


def _gevraagd(overdracht: Overdracht, vandaag: date) -> Gevraagd:
    return Gevraagd(
        overdracht.pk,
        overdracht.pseudoniem,
        overdracht.door.naam,
        overdracht.toelichting,
        over_dagen(overdracht.antwoord_tot, vandaag),
    )


def _terug(overdracht: Overdracht, vandaag: date) -> str:
    wanneer = dagen_geleden(overdracht.afgehandeld_op, vandaag)
    if overdracht.status == OverdrachtStatus.GEWEIGERD:
        return f"{overdracht.naar.naam} neemt {overdracht.pseudoniem} niet over ({wanneer}): {overdracht.antwoord}"
    return f"{overdracht.naar.naam} antwoordde niet op tijd. U houdt de regie over {overdracht.pseudoniem} ({wanneer})."
