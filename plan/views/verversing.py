"""Acties that need an update, who is responsible, and which herinneringen went out."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from plan.selectors.verversing import te_verversen
from plan.views.tabs import rubriek_tabs
from zwijndrecht_portal.core.access import requires


@require_safe
@requires("plan.view_verversing")
def verversing(request: HttpRequest) -> HttpResponse:
    context = {"regels": te_verversen(request.peildatum), "rubrieken": rubriek_tabs(request)}
    return render(request, "plan/verversing.html", context)
