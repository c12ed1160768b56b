"""Reading about wonen: the page with everything at a glance, and a page for each part."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from casework.selectors import terug_na_afschalen
from housing.forms.contingenten import PlafondForm
from housing.permissions import drempel_voor
from housing.selectors import (
    bezetting_per_maand,
    doorstroom,
    draagkracht,
    lees_overzicht,
    terugval_cohorten,
)
from housing.selectors.draagkracht import PLAFOND
from housing.views.formulier import kruimels
from zwijndrecht_portal.core.access import requires


@require_safe
@requires("housing.view_overzicht")
def overzicht(request: HttpRequest) -> HttpResponse:
    stand = lees_overzicht(request.peildatum, drempel=drempel_voor(request.user))
    return render(request, "housing/overzicht.html", {"stand": stand})


@require_safe
@requires("housing.view_overzicht")
def bezetting(request: HttpRequest) -> HttpResponse:
    """Nights per voorziening and month."""
    context = {"groepen": bezetting_per_maand(request.peildatum), "kruimels": kruimels(request.user)}
    return render(request, "housing/bezetting.html", context)


@require_safe
@requires("housing.view_overzicht")
def doorstroom_kwartalen(request: HttpRequest) -> HttpResponse:
    """Woonvragen per phase and quarter, and who fell back."""
    drempel = drempel_voor(request.user)
    context = {
        "stroom": doorstroom(request.peildatum, drempel=drempel),
        "cohorten": terugval_cohorten(request.peildatum, drempel=drempel),
        "afgeschaald": terug_na_afschalen(request.peildatum, drempel=drempel),
        "kruimels": kruimels(request.user),
    }
    return render(request, "housing/doorstroom.html", context)


@require_safe
@requires("housing.view_overzicht")
def draagkracht_kaart(request: HttpRequest) -> HttpResponse:
    form = PlafondForm(request.GET or None, initial={"plafond": PLAFOND})
    stand = draagkracht(request.peildatum, drempel=drempel_voor(request.user), plafond=form.gekozen)
    return render(
        request, "housing/draagkracht.html", {"stand": stand, "form": form, "kruimels": kruimels(request.user)}
    )
