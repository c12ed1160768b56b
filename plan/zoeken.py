"""What the search box finds in the plans."""

from typing import Any

from django.contrib.postgres.search import SearchQuery
from django.db.models import F, Q, QuerySet
from django.urls import reverse

from plan.models import Actie, Opgave, Plan
from zwijndrecht_portal.core.zoeken import LIJKT, Treffer, ZoekBron, als_rijen, lijkt_op

OP_GELIJKENIS = ("-gelijkenis", "naam")


def _acties(gebruiker: Any, tekst: str) -> QuerySet:
    """By their words (Dutch full text) or a name that looks like it."""
    woorden = Q(zoek=SearchQuery(tekst, config="dutch", search_type="websearch"))
    rijen = Actie.objects.visible_to(gebruiker) if gebruiker.has_perm("plan.view_actie") else Actie.objects.none()
    gevonden = lijkt_op(rijen, tekst, "naam").filter(woorden | Q(gelijkenis__gte=LIJKT))
    return als_rijen("Acties", gevonden, OP_GELIJKENIS, "id", "naam", "code", "kern", plan=F("plan__naam"))


def _actie(rij: dict[str, Any]) -> Treffer:
    url = reverse("plan:actie_detail", args=[rij["id"]])
    return Treffer(rij["naam"], url, rij["kern"], f"{rij['code']} · {rij['plan']}")


def _opgaven(gebruiker: Any, tekst: str) -> QuerySet:
    plannen = Plan.objects.visible_to(gebruiker) if gebruiker.has_perm("plan.view_opgave") else Plan.objects.none()
    gevonden = lijkt_op(Opgave.objects.filter(plan__in=plannen), tekst, "naam", "doelgroep")
    velden = ("naam", "doelgroep")
    return als_rijen("Opgaven", gevonden.filter(gelijkenis__gte=LIJKT), OP_GELIJKENIS, *velden, plan=F("plan__naam"))


def _opgave(rij: dict[str, Any]) -> Treffer:
    return Treffer(rij["naam"], reverse("plan:opgave_lijst"), rij["doelgroep"], rij["plan"])


ACTIES = ZoekBron("Acties", _acties, _actie)
OPGAVEN = ZoekBron("Opgaven", _opgaven, _opgave)
