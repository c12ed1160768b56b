"""What someone sees of offers to hand over: asked of them, and what became of their own."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from casework.enums import OverdrachtStatus
from casework.models import Overdracht
from zwijndrecht_portal.core.enums import Rol
from zwijndrecht_portal.core.opmaak import dagen_geleden, datum_lang, over_dagen
from zwijndrecht_portal.core.peildatum import begin_van
from zwijndrecht_portal.core.vaste_vragen import lees_vast

BLIJFT_STAAN = timedelta(days=7)
TERUG = (OverdrachtStatus.GEWEIGERD, OverdrachtStatus.TERUG)

# On every visit of Mijn dag, and mostly without a row: compiling and planning the ORM's query took a sixth of the page.
SQL = """
select o.id, o.pseudoniem, o.status, naar.naam, door.naam, o.toelichting, o.antwoord, o.antwoord_tot, o.afgehandeld_op
from casework_overdracht o
join core_gebruiker naar on naar.id = o.naar_id
join core_gebruiker door on door.id = o.door_id
where o.naar_id = %(wie)s::bigint and o.status = %(open)s::text and o.antwoord_tot >= %(vandaag)s::date
  or o.van_id = %(wie)s::bigint and o.status = any(%(terug)s::text[]) and o.afgehandeld_op >= %(sinds)s::timestamptz
order by o.antwoord_tot, o.id
"""


@dataclass(frozen=True, slots=True)
class Rij:
    """What SQL gives."""

    id: int
    pseudoniem: str
    status: str
    naar: str
    door: str
    toelichting: str
    antwoord: str
    antwoord_tot: date
    afgehandeld_op: datetime


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
    waarden = {
        "wie": gebruiker.pk,
        "vandaag": vandaag,
        "open": OverdrachtStatus.OPEN.value,
        "terug": [status.value for status in TERUG],
        "sinds": begin_van(vandaag - BLIJFT_STAAN + timedelta(days=1)),
    }
    rijen = [Rij(*rij) for rij in lees_vast(SQL, waarden)]
    return Aanbod(
        gevraagd=[_gevraagd(rij, vandaag) for rij in rijen if rij.status == OverdrachtStatus.OPEN],
        terug=[_terug(rij, vandaag) for rij in rijen if rij.status != OverdrachtStatus.OPEN],
    )


def overdracht_in_woorden(overdracht: Overdracht) -> str:
    """For the page of the huishouden."""
    return (
        f"Aangeboden aan {overdracht.naar.naam}, die kan antwoorden tot en met {datum_lang(overdracht.antwoord_tot)}."
    )


def _gevraagd(rij: Rij, vandaag: date) -> Gevraagd:
    return Gevraagd(rij.id, rij.pseudoniem, rij.door, rij.toelichting, over_dagen(rij.antwoord_tot, vandaag))


def _terug(rij: Rij, vandaag: date) -> str:
    wanneer = dagen_geleden(rij.afgehandeld_op, vandaag)
    if rij.status == OverdrachtStatus.GEWEIGERD:
        return f"{rij.naar} neemt {rij.pseudoniem} niet over ({wanneer}): {rij.antwoord}"
    return f"{rij.naar} antwoordde niet op tijd. U houdt de regie over {rij.pseudoniem} ({wanneer})."
