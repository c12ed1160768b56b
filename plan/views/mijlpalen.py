"""Planning of an actie: add, move, reach, reopen."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from plan.forms import GehaaldForm, HeropenForm, MijlpaalForm, VerschuifForm
from plan.models import Actie, Mijlpaal
from plan.services.mijlpalen import haal_mijlpaal, heropen_mijlpaal, verschuif_mijlpaal, voeg_mijlpaal_toe
from plan.views.bewerken import GET_POST
from plan.views.formulier import klaar, toon_formulier
from zwijndrecht_portal.core.access import requires, submit
from zwijndrecht_portal.core.opmaak import datum


@GET_POST
@requires("plan.change_actie", model=Actie)
def mijlpaal_toevoegen(request: HttpRequest, actie: Actie) -> HttpResponse:
    form = MijlpaalForm(request.POST or None)
    if request.method == "POST" and submit(form, voeg_mijlpaal_toe, actie=actie, door=request.user):
        return klaar(request, actie, "De mijlpaal is toegevoegd.")
    return toon_formulier(request, form, titel="Voeg mijlpaal toe", knop="Voeg toe", actie=actie)


@GET_POST
@requires("plan.plan_mijlpaal", model=Mijlpaal)
def mijlpaal_verschuiven(request: HttpRequest, mijlpaal: Mijlpaal) -> HttpResponse:
    form = VerschuifForm(request.POST or None)
    if request.method == "POST" and submit(form, verschuif_mijlpaal, mijlpaal=mijlpaal, door=request.user):
        return klaar(request, mijlpaal.actie, f"{mijlpaal.naam} staat nu op {form.result.periode}.")
    return toon_formulier(request, form, titel=f"Verschuif {mijlpaal.naam}", knop="Verschuif", actie=mijlpaal.actie)


@GET_POST
@requires("plan.plan_mijlpaal", model=Mijlpaal)
def mijlpaal_gehaald(request: HttpRequest, mijlpaal: Mijlpaal) -> HttpResponse:
    form = GehaaldForm(request.POST or None, initial={"gerealiseerd_op": datum(timezone.localdate())})
    if request.method == "POST" and submit(form, haal_mijlpaal, mijlpaal=mijlpaal, door=request.user):
        return klaar(request, mijlpaal.actie, f"{mijlpaal.naam} is gehaald.")
    return toon_formulier(request, form, titel=f"{mijlpaal.naam} gehaald", knop="Sla op", actie=mijlpaal.actie)


@GET_POST
@requires("plan.plan_mijlpaal", model=Mijlpaal)
def mijlpaal_heropenen(request: HttpRequest, mijlpaal: Mijlpaal) -> HttpResponse:
    form = HeropenForm(request.POST or None)
    if request.method == "POST" and submit(form, heropen_mijlpaal, mijlpaal=mijlpaal, door=request.user):
        return klaar(request, mijlpaal.actie, f"{mijlpaal.naam} staat weer open.")
    return toon_formulier(request, form, titel=f"Heropen {mijlpaal.naam}", knop="Heropen", actie=mijlpaal.actie)
