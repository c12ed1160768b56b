"""The list behind a figure of the dashboard: woonvragen for who may see those, plekken for who reads about wonen."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from housing.cijferlijsten import PLEKLIJSTEN, WOONVRAAGLIJSTEN
from housing.views.formulier import kruimels
from zwijndrecht_portal.core.access import requires
from zwijndrecht_portal.core.cijferlijsten import context_van


@require_safe
@requires("housing.view_woonvraag", rls=True)
def woonvragen(request: HttpRequest) -> HttpResponse:
    context = context_van(request, WOONVRAAGLIJSTEN, "dagen-tot-plaatsing")
    request.inzage.aantal = len(context["pagina"].rijen)
    return render(request, "core/cijferlijst.html", {**context, "kruimels": kruimels(request.user)})


@require_safe
@requires("housing.view_overzicht")
def plekken(request: HttpRequest) -> HttpResponse:
    context = context_van(request, PLEKLIJSTEN, "bezetting-terugvalvoorziening")
    return render(request, "core/cijferlijst.html", {**context, "kruimels": kruimels(request.user)})
