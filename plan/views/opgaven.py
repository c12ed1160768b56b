"""How the plans are built up, and what they leave open."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from plan.models import Actie, Plan
from plan.selectors.dekking import dekking_van
from plan.selectors.opbouw import PlanOpbouw, lees_opbouw
from plan.views.tabs import kies_plan, rubriek_tabs
from zwijndrecht_portal.core.access import requires


def _opbouw(request: HttpRequest) -> list[PlanOpbouw]:
    acties = Actie.objects.visible_to(request.user).op_peildatum(request.peildatum)
    return lees_opbouw(Plan.objects.visible_to(request.user), acties, request.peildatum)


@require_safe
@requires("plan.view_opgave")
def opgave_lijst(request: HttpRequest) -> HttpResponse:
    plannen, plan_tabs = kies_plan(request, _opbouw(request))
    context = {"plannen": plannen, "plan_tabs": plan_tabs, "rubrieken": rubriek_tabs(request)}
    return render(request, "plan/opgave_lijst.html", context)


@require_safe
@requires("plan.view_opgave")
def dekking(request: HttpRequest) -> HttpResponse:
    plannen, plan_tabs = kies_plan(request, _opbouw(request))
    context = {
        "plannen": [dekking_van(plan) for plan in plannen],
        "plan_tabs": plan_tabs,
        "rubrieken": rubriek_tabs(request),
    }
    return render(request, "plan/dekking.html", context)
