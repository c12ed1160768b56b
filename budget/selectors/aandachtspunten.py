"""What the source leaves open about money, with the acties it is about."""

from dataclasses import dataclass
from datetime import date

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.db.models.functions import JSONObject

from plan.enums import AandachtspuntSoort
from plan.models import Aandachtspunt, Actie


@dataclass(frozen=True, slots=True)
class GeldAandachtspunt:
    """An open question about money; `acties` are (id, name) pairs."""

    code: str
    titel: str
    omschrijving: str
    ernst: str
    acties: tuple[tuple[int, str], ...]


def geld_aandachtspunten(plan: str, peildatum: date) -> list[GeldAandachtspunt]:
    """The questions about the money of this plan (slug) that were open then, in one query."""
    acties = Actie.objects.filter(aandachtspunten=OuterRef("pk")).order_by("volgorde", "pk")
    punten = (
        Aandachtspunt.objects.open(peildatum)
        .filter(plannen__slug=plan, soort=AandachtspuntSoort.GELD)
        .annotate(acties_json=ArraySubquery(acties.values(rij=JSONObject(id="pk", naam="naam"))))
        .order_by("pk")
    )
    return [
        GeldAandachtspunt(
            punt.code, punt.titel, punt.omschrijving, punt.ernst, tuple((a["id"], a["naam"]) for a in punt.acties_json)
        )
        for punt in punten
    ]


def codes_per_actie(punten: list[GeldAandachtspunt]) -> dict[int, list[str]]:
    """The codes of the questions about each actie."""
    codes: dict[int, list[str]] = {}
    for punt in punten:
        for actie, _ in punt.acties:
            codes.setdefault(actie, []).append(punt.code)
    return codes
