"""What the source leaves open about money, with the acties it is about."""

import json
from dataclasses import dataclass
from datetime import date

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet
from django.db.models.functions import JSONObject

from budget.selectors.vaste_vraag import PEILDATUM, PLAN, stel
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
    rijen = stel(_open_geldpunten, {PLAN: plan, PEILDATUM: peildatum})
    return [GeldAandachtspunt(acties=tuple(map(_paar, rij.pop("acties_"))), **rij) for rij in rijen]


def _paar(actie: str) -> tuple[int, str]:
    gelezen = json.loads(actie)
    return gelezen["id"], gelezen["naam"]


def _open_geldpunten() -> QuerySet:
    acties = Actie.objects.filter(aandachtspunten=OuterRef("pk")).order_by("volgorde", "pk")
    punten = Aandachtspunt.objects.open(PEILDATUM).filter(plannen__slug=PLAN, soort=AandachtspuntSoort.GELD)
    punten = punten.annotate(acties_=ArraySubquery(acties.values(rij=JSONObject(id="pk", naam="naam"))))
    return punten.order_by("pk").values("code", "titel", "omschrijving", "ernst", "acties_")


def codes_per_actie(punten: list[GeldAandachtspunt]) -> dict[int, list[str]]:
    """The codes of the questions about each actie."""
    codes: dict[int, list[str]] = {}
    for punt in punten:
        for actie, _ in punt.acties:
            codes.setdefault(actie, []).append(punt.code)
    return codes
