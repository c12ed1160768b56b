"""The plans themselves: read, adopt, close, and set when an update is due."""

from typing import Any

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from plan.forms_plannen import AfsluitForm, DrempelForm, VaststelForm
from plan.models import Actie, Plan
from plan.selectors.planpagina import plan_pagina
from plan.services.plannen import sluit_plan_af, stel_plan_vast, wijzig_drempels
from plan.views.bewerken import GET_POST
from plan.views.formulier import klaar_naar, toon_formulier, verschillen
from plan.views.tabs import rubriek_tabs
from zwijndrecht_portal.core.access import requires, submit
from zwijndrecht_portal.core.opmaak import datum


@require_safe
@requires("plan.view_plan")
def plan_lijst(request: HttpRequest) -> HttpResponse:
    plannen = Plan.objects.visible_to(request.user).annotate(aantal_acties=Count("acties")).order_by("van", "slug")
    return render(request, "plan/plan_lijst.html", {"plannen": plannen, "rubrieken": rubriek_tabs(request)})


@require_safe
@requires("plan.view_plan", model=Plan, lookup="slug")
def plan_detail(request: HttpRequest, plan: Plan) -> HttpResponse:
    context = {
        "plan": plan,
        "pagina": plan_pagina(plan, Actie.objects.visible_to(request.user), request.peildatum),
        "mag": _wat_mag(request, plan),
        "kruimels": [("Plannen", reverse("plan:plan_lijst"))],
    }
    return render(request, "plan/plan_detail.html", context)


def _wat_mag(request: HttpRequest, plan: Plan) -> dict[str, bool]:
    """Which buttons this person sees; the past is read only."""
    heden = request.peildatum == timezone.localdate()
    rechten = ("change_plan", "stel_plan_vast", "sluit_plan_af")
    return {recht: heden and request.user.has_perm(f"plan.{recht}", plan) for recht in rechten}


@GET_POST
@requires("plan.stel_plan_vast", model=Plan, lookup="slug")
def plan_vaststellen(request: HttpRequest, plan: Plan) -> HttpResponse:
    form = VaststelForm(request.POST or None, initial={"vastgesteld_op": datum(timezone.localdate())})
    if request.method == "POST" and submit(form, stel_plan_vast, plan=plan, door=request.user):
        return klaar_naar(request, _adres(plan), f"{plan} is vastgesteld.")
    uitleg = "Iedere mijlpaal houdt de periode van nu als vastgestelde periode. Acties in concept worden gepland."
    return _toon(request, form, plan, titel=f"Stel {plan} vast", knop="Stel vast", uitleg=uitleg)


@GET_POST
@requires("plan.sluit_plan_af", model=Plan, lookup="slug")
def plan_afsluiten(request: HttpRequest, plan: Plan) -> HttpResponse:
    form = AfsluitForm(request.POST or None, initial={"afgesloten_op": datum(timezone.localdate())})
    if request.method == "POST" and submit(form, sluit_plan_af, plan=plan, door=request.user):
        return klaar_naar(request, _adres(plan), f"{plan} is afgesloten.")
    uitleg = "De acties blijven zichtbaar zoals ze zijn. Er gaan geen herinneringen meer uit."
    return _toon(request, form, plan, titel=f"Sluit {plan} af", knop="Sluit af", uitleg=uitleg)


@GET_POST
@requires("plan.change_plan", model=Plan, lookup="slug")
def drempels_wijzigen(request: HttpRequest, plan: Plan) -> HttpResponse:
    velden = ("versie", "herinner_na_dagen", "verouderd_na_dagen")
    form = DrempelForm(request.POST or None, initial={veld: getattr(plan, veld) for veld in velden})
    if request.method == "POST" and submit(form, wijzig_drempels, plan=plan):
        return klaar_naar(request, _adres(plan), "De termijnen zijn gewijzigd.")
    return _toon(request, form, plan, titel="Wijzig de termijnen", knop="Sla op", verschillen=verschillen(form))


def _adres(plan: Plan) -> str:
    return reverse("plan:plan_detail", args=[plan.slug])


def _toon(
    request: HttpRequest, form: VaststelForm | AfsluitForm | DrempelForm, plan: Plan, **rest: Any
) -> HttpResponse:
    kruimels = [("Plannen", reverse("plan:plan_lijst")), (plan.naam, _adres(plan))]
    return toon_formulier(request, form, terug=_adres(plan), kruimels=kruimels, **rest)
