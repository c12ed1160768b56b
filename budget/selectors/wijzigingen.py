"""The decisions that changed a begroting, oldest first."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.db.models.functions import JSONObject

from budget.models import Begroting, Dekking, Wijzigingsregel
from budget.querysets import als_tekst
from budget.regels import som


@dataclass(frozen=True, slots=True)
class Wijziging:
    """One begrotingswijziging; lines are (name, amount) pairs."""

    nummer: int
    datum: date
    raadsbesluit: str
    omschrijving: str
    door: str | None
    posten: tuple[tuple[str, Decimal], ...]
    dekkingen: tuple[tuple[str, Decimal], ...]

    @property
    def som(self) -> Decimal:
        return som(bedrag for _, bedrag in self.posten)


def wijzigingen_van(begroting: Begroting, peildatum: date) -> list[Wijziging]:
    """Every wijziging up to and including that day with its lines, in one query."""
    regels = Wijzigingsregel.objects.filter(wijziging=OuterRef("pk")).order_by("post__volgorde", "pk")
    dekkingen = Dekking.objects.filter(wijziging=OuterRef("pk")).order_by("pk")
    wijzigingen = (
        begroting.wijzigingen.op_peildatum(peildatum)
        .annotate(
            regels_json=ArraySubquery(regels.values(rij=JSONObject(naam="post__naam", bedrag=als_tekst("bedrag")))),
            dekkingen_json=ArraySubquery(
                dekkingen.values(rij=JSONObject(naam="bron__naam", bedrag=als_tekst("bedrag")))
            ),
        )
        .order_by("nummer")
        .values("nummer", "datum", "raadsbesluit", "omschrijving", "door__naam", "regels_json", "dekkingen_json")
    )
    return [
        Wijziging(
            nummer=rij["nummer"],
            datum=rij["datum"],
            raadsbesluit=rij["raadsbesluit"],
            omschrijving=rij["omschrijving"],
            door=rij["door__naam"],
            posten=_regels(rij["regels_json"]),
            dekkingen=_regels(rij["dekkingen_json"]),
        )
        for rij in wijzigingen
    ]


def _regels(rijen: list[dict[str, str]]) -> tuple[tuple[str, Decimal], ...]:
    return tuple((rij["naam"], Decimal(rij["bedrag"])) for rij in rijen)
