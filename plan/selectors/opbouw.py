"""How a plan is built up: opgaven, ambities and sporen, each with the acties that serve it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, QuerySet, Value
from django.db.models.functions import JSONObject

from plan.enums import ActieStatus, AmbitieGroep
from plan.models import Actie, Ambitie, Opgave, Spoor, Spoordoel
from plan.querysets import ActieQuerySet, PlanQuerySet
from plan.selectors.regels import ActieRegel, lees_acties


@dataclass(frozen=True, slots=True)
class Doel:
    """A doel within a spoor, with the results that the plan names."""

    naam: str
    resultaten: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Onderdeel:
    """An opgave, ambitie or spoor, and the acties that serve it."""

    soort: str
    id: int
    naam: str
    tekst: str
    acties: tuple[ActieRegel, ...]
    doelen: tuple[Doel, ...] = ()

    @property
    def anker(self) -> str:
        return f"{self.soort}-{self.id}"


@dataclass(frozen=True, slots=True)
class PlanOpbouw:
    """One plan with everything it consists of."""

    slug: str
    naam: str
    acties: tuple[ActieRegel, ...]
    opgaven: tuple[Onderdeel, ...]
    ambities: tuple[Onderdeel, ...]
    sporen: tuple[Onderdeel, ...]


def lees_opbouw(plannen: PlanQuerySet, acties: ActieQuerySet, peildatum: date) -> list[PlanOpbouw]:
    """
    These plans with these acties (already `op_peildatum`), oldest plan first, in two queries plus those of the bronnen.

    An actie that is vervallen serves nothing and is left out.
    """
    regels = lees_acties(acties.exclude(stand_status=ActieStatus.VERVALLEN).order_by("volgorde", "code"), peildatum)
    rijen = plannen.order_by("van", "slug").annotate(
        opgaven_json=_delen(Opgave, Actie.opgaven.through, "opgave", tekst="kern", bij="doelgroep"),
        ambities_json=_delen(Ambitie, Actie.ambities.through, "ambitie", tekst=Value(""), bij="groep"),
        sporen_json=_delen(Spoor, Actie, "spoor", tekst="doel", bij=Value(""), doelen=_doelen()),
    )
    return [
        _opbouw(rij, tuple(regel for regel in regels if regel.plan_slug == rij["slug"]))
        for rij in rijen.values("slug", "naam", "opgaven_json", "ambities_json", "sporen_json")
    ]


def _delen(model: Any, koppeling: Any, sleutel: str, **velden: Any) -> ArraySubquery:
    """The parts of one kind of a plan as JSON, each with the ids of its acties."""
    actie_id = F("pk") if koppeling is Actie else F("actie_id")
    acties = koppeling.objects.filter(**{sleutel: OuterRef("pk")}).order_by().values_list(actie_id)
    rij = JSONObject(id="pk", naam="naam", acties=ArraySubquery(acties), **velden)
    return ArraySubquery(model.objects.filter(plan=OuterRef("pk")).order_by("volgorde", "code").values(rij=rij))


def _doelen() -> ArraySubquery:
    doelen: QuerySet = Spoordoel.objects.filter(spoor=OuterRef("pk")).order_by("volgorde", "code")
    return ArraySubquery(doelen.values(rij=JSONObject(naam="naam", resultaten="resultaten")))


def _opbouw(rij: dict[str, Any], acties: tuple[ActieRegel, ...]) -> PlanOpbouw:
    return PlanOpbouw(
        slug=rij["slug"],
        naam=rij["naam"],
        acties=acties,
        opgaven=_onderdelen("opgave", rij["opgaven_json"], acties),
        ambities=_onderdelen("ambitie", rij["ambities_json"], acties),
        sporen=_onderdelen("spoor", rij["sporen_json"], acties),
    )


def _onderdelen(soort: str, rijen: list[dict[str, Any]], acties: Iterable[ActieRegel]) -> tuple[Onderdeel, ...]:
    return tuple(
        Onderdeel(
            soort=soort,
            id=rij["id"],
            naam=rij["naam"],
            tekst=_tekst(soort, rij),
            acties=tuple(actie for actie in acties if actie.id in rij["acties"]),
            doelen=tuple(Doel(doel["naam"], tuple(doel["resultaten"])) for doel in rij.get("doelen", ())),
        )
        for rij in rijen
    )


def _tekst(soort: str, rij: dict[str, Any]) -> str:
    if soort == "ambitie":
        return AmbitieGroep(rij["bij"]).label
    if soort == "opgave" and rij["bij"]:
        return f"{rij['tekst']} Voor {rij['bij']}."
    return rij["tekst"]
