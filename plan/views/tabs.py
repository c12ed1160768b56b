"""Tabs of the pages about the plans as a whole: which page, and which plan."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

RUBRIEKEN = (
    ("Opgaven", "plan:opgave_lijst", "plan.view_opgave"),
    ("Dekking", "plan:dekking", "plan.view_opgave"),
    ("Verversing", "plan:verversing", "plan.view_verversing"),
    ("Aandachtspunten", "plan:aandachtspunt_lijst", "plan.view_aandachtspunt"),
    ("Plannen", "plan:plan_lijst", "plan.view_plan"),
)

Tab = tuple[str, str, bool]


def rubriek_tabs(request: HttpRequest) -> list[Tab]:
    """The pages about the plans that this person may see."""
    tabs = [(label, reverse(naam)) for label, naam, recht in RUBRIEKEN if request.user.has_perm(recht)]
    return [(label, met_peildatum(request, url), url == request.path) for label, url in tabs]


def kies_plan(request: HttpRequest, plannen: Sequence[Any]) -> tuple[list[Any], list[Tab]]:
    """What `?plan=` leaves of these plans (each with slug and naam), and the tabs to choose; unknown: all."""
    gekozen = [plan for plan in plannen if plan.slug == request.GET.get("plan")]
    tabs = [("Alle plannen", met_peildatum(request, request.path), not gekozen)]
    tabs += [(plan.naam, met_peildatum(request, request.path, plan=plan.slug), plan in gekozen) for plan in plannen]
    return gekozen or list(plannen), tabs if len(plannen) > 1 else []


def met_peildatum(request: HttpRequest, url: str, **query: str) -> str:
    """The URL with this query; a chosen past date goes along."""
    if request.peildatum < timezone.localdate():
        query["peildatum"] = request.peildatum.isoformat()
    return f"{url}?{urlencode(query)}" if query else url
