"""What the search box finds in the plans."""

from typing import Any

from django.contrib.postgres.search import SearchQuery
from django.db.models import Q
from django.urls import reverse

from plan.models import Actie, Opgave, Plan
from zwijndrecht_portal.core.zoeken import LIJKT, PER_SOORT, Treffer, lijkt_op


def zoek_plannen(gebruiker: Any, tekst: str) -> list[Treffer]:
    """Acties by their words (Dutch full text) or a name that looks like it; opgaven by name. Two queries."""
    if not gebruiker.has_perm("plan.view_actie"):
        return []
    return [*_acties(gebruiker, tekst), *_opgaven(gebruiker, tekst)]


def _acties(gebruiker: Any, tekst: str) -> list[Treffer]:
    woorden = Q(zoek=SearchQuery(tekst, config="dutch", search_type="websearch"))
    acties = lijkt_op(Actie.objects.visible_to(gebruiker), tekst, "naam").filter(woorden | Q(gelijkenis__gte=LIJKT))
    rijen = acties.order_by("-gelijkenis", "naam").values_list("pk", "naam", "code", "plan__naam")
    return [
        Treffer("Acties", naam, reverse("plan:actie_detail", args=[pk]), f"{code}, {plan}")
        for pk, naam, code, plan in rijen[:PER_SOORT]
    ]


def _opgaven(gebruiker: Any, tekst: str) -> list[Treffer]:
    opgaven = Opgave.objects.filter(plan__in=Plan.objects.visible_to(gebruiker))
    rijen = lijkt_op(opgaven, tekst, "naam", "doelgroep").filter(gelijkenis__gte=LIJKT).order_by("-gelijkenis", "naam")
    pagina = reverse("plan:opgave_lijst")
    return [
        Treffer("Opgaven", naam, pagina, plan) for naam, plan in rijen.values_list("naam", "plan__naam")[:PER_SOORT]
    ]
