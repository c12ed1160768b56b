"""Scenarios side by side, and what one unit cost: beside the begroting, never in it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from budget.forms_beheer import ScenarioForm
from budget.models import Verdeelscenario
from budget.selectors import kosten_per_eenheid, laatste_boeking, scenarios_van
from budget.services.scenarios import maak_scenario, verwijder_scenario, wijzig_scenario
from budget.views.formulier import doe, klaar_naar, toon_formulier
from budget.views.overzicht import gekozen_plan, mag_wijzigen, overzicht_url
from plan.models import Plan
from zwijndrecht_portal.core.access import requires, submit
from zwijndrecht_portal.core.opmaak import getal

GET_POST = require_http_methods(["GET", "HEAD", "POST"])
BEDRAGEN = ("te_verdelen", "deel", "geheel", "kosten")


def _lijst(slug: str) -> str:
    return f"{reverse('budget:scenario_lijst')}?plan={slug}"


@require_safe
@requires("budget.view_begroting")
def scenario_lijst(request: HttpRequest) -> HttpResponse:
    plan = gekozen_plan(request)
    context = {
        "plan": plan,
        "scenarios": scenarios_van(plan.slug),
        "mag_wijzigen": mag_wijzigen(request),
        "kruimels": [("Budget", overzicht_url(request, plan))],
    }
    return render(request, "budget/scenario_lijst.html", context)


@GET_POST
@requires("budget.change_begroting")
def scenario_nieuw(request: HttpRequest) -> HttpResponse:
    plan = get_object_or_404(Plan.objects.visible_to(request.user), slug=gekozen_plan(request).slug)
    form = ScenarioForm(request.POST or None)
    if request.method == "POST" and submit(form, maak_scenario, plan=plan, door=request.user):
        return klaar_naar(request, _lijst(plan.slug), "Het scenario is opgeslagen.")
    kruimels = [("Budget", overzicht_url(request, plan)), ("Scenario's", _lijst(plan.slug))]
    uitleg = "Een scenario is een aanname. Het verandert niets aan de begroting."
    return toon_formulier(
        request, form, titel="Nieuw scenario", knop="Sla scenario op", uitleg=uitleg, kruimels=kruimels
    )


@GET_POST
@requires("budget.change_begroting", model=Verdeelscenario)
def scenario_wijzigen(request: HttpRequest, scenario: Verdeelscenario) -> HttpResponse:
    velden = ("naam", "jaar", "sleutel", "aannames", "versie")
    initial = {veld: getattr(scenario, veld) for veld in velden}
    initial |= {veld: getal(getattr(scenario, veld), 2) for veld in BEDRAGEN}
    initial["korting_percentage"] = getal(scenario.korting_percentage)
    form = ScenarioForm(request.POST or None, initial=initial)
    if request.method == "POST" and submit(form, wijzig_scenario, scenario=scenario, door=request.user):
        return klaar_naar(request, _lijst(scenario.plan.slug), "Het scenario is gewijzigd.")
    kruimels = [("Budget", overzicht_url(request, scenario.plan)), ("Scenario's", _lijst(scenario.plan.slug))]
    return toon_formulier(request, form, titel=f"Wijzig {scenario.naam}", knop="Sla scenario op", kruimels=kruimels)


@require_POST
@requires("budget.change_begroting", model=Verdeelscenario)
def scenario_verwijderen(request: HttpRequest, scenario: Verdeelscenario) -> HttpResponse:
    url = _lijst(scenario.plan.slug)
    return doe(request, url, "Het scenario is verwijderd.", verwijder_scenario, scenario=scenario)


@require_safe
@requires("budget.view_begroting")
def eenheden(request: HttpRequest) -> HttpResponse:
    regels = kosten_per_eenheid(request.peildatum)
    is_leeg = bool(regels) and not any(regel.besteed for regel in regels)
    context = {
        "regels": regels,
        "laatste_boeking": laatste_boeking(request.peildatum) if is_leeg else None,
        "jaar": request.peildatum.year,
        "kruimels": [("Budget", reverse("budget:overzicht"))],
    }
    return render(request, "budget/eenheden.html", context)
