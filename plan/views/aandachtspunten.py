"""What is wrong or missing in the sources of the plans, until someone settles it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from plan.forms_plannen import AandachtspuntFilterForm, OplosForm
from plan.models import Aandachtspunt, Plan
from plan.services.aandachtspunten import heropen_aandachtspunt, los_aandachtspunt_op
from plan.views.bewerken import GET_POST
from plan.views.formulier import klaar_naar, toon_formulier
from plan.views.tabs import rubriek_tabs
from zwijndrecht_portal.core.access import requires, submit


@require_safe
@requires("plan.view_aandachtspunt")
def aandachtspunt_lijst(request: HttpRequest) -> HttpResponse:
    plannen = Plan.objects.visible_to(request.user).order_by("van").values_list("slug", "naam")
    filters = AandachtspuntFilterForm(request.GET, list(plannen))
    punten = filters.apply(Aandachtspunt.objects.visible_to(request.user), request.peildatum)
    context = {
        "filters": filters,
        "punten": punten.for_lijst(request.user, request.peildatum),
        "mag_wijzigen": _mag_wijzigen(request),
        "rubrieken": rubriek_tabs(request),
    }
    part = "#resultaat" if request.htmx else ""
    return render(request, f"plan/aandachtspunt_lijst.html{part}", context)


def _mag_wijzigen(request: HttpRequest) -> bool:
    """The past is read only."""
    return request.peildatum == timezone.localdate() and request.user.has_perm("plan.change_aandachtspunt")


@GET_POST
@requires("plan.change_aandachtspunt", model=Aandachtspunt)
def aandachtspunt_oplossen(request: HttpRequest, punt: Aandachtspunt) -> HttpResponse:
    lijst = reverse("plan:aandachtspunt_lijst")
    form = OplosForm(request.POST or None)
    if request.method == "POST" and submit(form, los_aandachtspunt_op, aandachtspunt=punt, door=request.user):
        return klaar_naar(request, lijst, f"{punt.code} is opgelost.")
    return toon_formulier(
        request,
        form,
        titel=punt.titel,
        knop="Los op",
        uitleg=punt.omschrijving,
        terug=lijst,
        kruimels=[("Aandachtspunten", lijst)],
    )


@require_POST
@requires("plan.change_aandachtspunt", model=Aandachtspunt)
def aandachtspunt_heropenen(request: HttpRequest, punt: Aandachtspunt) -> HttpResponse:
    heropen_aandachtspunt(aandachtspunt=punt)
    return klaar_naar(request, reverse("plan:aandachtspunt_lijst"), f"{punt.code} staat weer open.")
