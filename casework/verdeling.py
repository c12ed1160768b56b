"""The board of who divides the work: who has no regisseur, what is offered, who has room, what stands still."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from casework.bandbreedte import Bandbreedte, prognose
from casework.belasting import Last, lasten_op
from casework.models import Huishouden, Inzet, Overdracht
from zwijndrecht_portal.core.enums import Rol
from zwijndrecht_portal.core.models import Gebruiker
from zwijndrecht_portal.core.opmaak import dagen_geleden

TWEE_KWARTALEN = timedelta(days=182)
STIL_OP_DE_PAGINA = 50


@dataclass(frozen=True, slots=True)
class ZonderRegisseur:
    huishouden: Any
    sinds: str


@dataclass(frozen=True, slots=True)
class Medewerker:
    id: int
    naam: str
    huishoudens: int
    bandbreedte: Bandbreedte


@dataclass(frozen=True, slots=True)
class Verdeling:
    zonder: list[ZonderRegisseur]
    overdrachten: list[Overdracht]
    medewerkers: list[Medewerker]
    team: Bandbreedte
    prognose: str
    stil: list[Any]
    stil_totaal: int


def fte_op(dag: date) -> dict[int, Decimal]:
    """The hours of each colleague on this day."""
    return dict(Inzet.objects.op(dag).values_list("medewerker_id", "fte"))


def lees_verdeling(gebruiker: Any, vandaag: date) -> Verdeling:
    huishoudens = Huishouden.objects.werk_van(gebruiker)
    toen = vandaag - TWEE_KWARTALEN
    lasten = lasten_op([vandaag, toen])
    erbij = _totaal(lasten[vandaag]) - _totaal(lasten[toen])
    medewerkers = _medewerkers(lasten[vandaag], fte_op(vandaag))
    team = Bandbreedte(
        belasting=sum(medewerker.bandbreedte.belasting for medewerker in medewerkers),
        fte=sum((medewerker.bandbreedte.fte or Decimal(0) for medewerker in medewerkers), Decimal(0)) or None,
        vrijwillig=sum(medewerker.bandbreedte.vrijwillig for medewerker in medewerkers),
    )
    stil = list(huishoudens.stilstaand(vandaag).for_bord()[:STIL_OP_DE_PAGINA])
    return Verdeling(
        zonder=[_zonder(huishouden, vandaag) for huishouden in huishoudens.zonder_regisseur().select_related("buurt")],
        overdrachten=list(
            Overdracht.objects.visible_to(gebruiker).open().select_related("van", "naar").order_by("antwoord_tot", "pk")
        ),
        medewerkers=medewerkers,
        team=team,
        prognose=prognose(team, toen=team.belasting - erbij, vandaag=vandaag),
        stil=stil,
        stil_totaal=stil[0].totaal if stil else 0,
    )


def _totaal(lasten: dict[int | None, Last]) -> int:
    return sum(last.belasting for last in lasten.values())


def _medewerkers(lasten: dict[int | None, Last], fte: dict[int, Decimal]) -> list[Medewerker]:
    """Who works as trajectregisseur now, and whoever still has huishoudens."""
    met_huishoudens = Gebruiker.objects.filter(pk__in=[wie for wie in lasten if wie is not None])
    mensen = Gebruiker.objects.met_rol(Rol.TRAJECTREGISSEUR) | met_huishoudens
    rijen = [(mens, lasten.get(mens.pk, Last())) for mens in mensen.order_by("naam", "pk")]
    return [
        Medewerker(mens.pk, mens.naam, last.huishoudens, Bandbreedte(last.belasting, fte.get(mens.pk), last.vrijwillig))
        for mens, last in rijen
    ]


def _zonder(huishouden: Any, vandaag: date) -> ZonderRegisseur:
    sinds = huishouden.zonder_sinds or huishouden.geopend_op
    return ZonderRegisseur(huishouden, dagen_geleden(sinds, vandaag))
