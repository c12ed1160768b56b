"""Making and changing an actie, its status, trekker and betrokkenen."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from plan.enums import TOEGESTANE_OVERGANGEN, ActieStatus
from plan.forms import ActieForm, BetrokkeneForm, NieuweActieForm, StatusForm, TrekkerForm, VoortgangForm
from plan.models import Actie, Betrokkene, Plan
from plan.selectors import lees_actie
from plan.services.acties import (
    beeindig_betrokkene,
    maak_actie,
    voeg_betrokkene_toe,
    wijzig_actie,
    wijzig_status,
    wijzig_trekker,
)
from plan.services.voortgang import meld_voortgang
from plan.views.formulier import klaar, toon_formulier, verschillen
from zwijndrecht_portal.core.access import requires, submit

GET_POST = require_http_methods(["GET", "HEAD", "POST"])


@GET_POST
@requires("plan.add_actie")
def actie_nieuw(request: HttpRequest) -> HttpResponse:
    plannen = Plan.objects.visible_to(request.user).order_by("van")
    plan = get_object_or_404(plannen, slug=request.GET["plan"]) if "plan" in request.GET else plannen.first()
    form = NieuweActieForm(request.POST or None, plan=plan)
    form.fields.pop("versie")
    if request.method == "POST" and submit(form, maak_actie, plan=plan, door=request.user):
        return klaar(request, form.result, "De actie is gemaakt als concept.")
    return toon_formulier(request, form, titel=f"Nieuwe actie in {plan}", knop="Maak actie", plannen=plannen, plan=plan)


@GET_POST
@requires("plan.change_actie", model=Actie, verb="for_bewerken")
def actie_wijzigen(request: HttpRequest, actie: Actie) -> HttpResponse:
    form = ActieForm(request.POST or None, instance=actie, plan=actie.plan)
    if request.method == "POST" and submit(form, wijzig_actie, actie=actie, door=request.user):
        return klaar(request, actie, "De actie is gewijzigd.")
    return toon_formulier(
        request, form, titel="Wijzig actie", knop="Sla op", actie=actie, verschillen=verschillen(form)
    )


@GET_POST
@requires("plan.meld_voortgang", model=Actie)
def voortgang_melden(request: HttpRequest, actie: Actie) -> HttpResponse:
    form = VoortgangForm(request.POST or None)
    if request.method == "POST" and submit(form, meld_voortgang, actie=actie, door=request.user):
        return klaar(request, actie, "De voortgang is gemeld.")
    if vorige := actie.meldingen.order_by("-gemeld_op").first():
        form.initial["percentage"] = vorige.percentage
    form.toon_berekend(lees_actie(actie.pk, timezone.localdate()).lichten)
    return toon_formulier(
        request, form, titel="Meld voortgang", knop="Meld voortgang", actie=actie, template="plan/voortgang.html"
    )


@GET_POST
@requires("plan.change_actie", model=Actie)
def status_wijzigen(request: HttpRequest, actie: Actie) -> HttpResponse:
    mogelijk = TOEGESTANE_OVERGANGEN[ActieStatus(actie.huidige_stand.status)]
    form = StatusForm(request.POST or None, overgangen=[status for status in ActieStatus if status in mogelijk])
    if request.method == "POST" and submit(form, wijzig_status, actie=actie, door=request.user):
        return klaar(request, actie, f"De status is nu: {form.result.get_status_display().lower()}.")
    return toon_formulier(request, form, titel="Wijzig status", knop="Wijzig status", actie=actie)


@GET_POST
@requires("plan.change_actie", model=Actie)
def trekker_wijzigen(request: HttpRequest, actie: Actie) -> HttpResponse:
    stand = actie.huidige_stand
    initial = {"trekker": stand.trekker_id, "trekker_organisatie": stand.trekker_organisatie_id}
    form = TrekkerForm(request.POST or None, initial=initial)
    if request.method == "POST" and submit(form, wijzig_trekker, actie=actie, door=request.user):
        return klaar(request, actie, "De trekker is gewijzigd.")
    return toon_formulier(request, form, titel="Wijzig trekker", knop="Wijzig trekker", actie=actie)


@GET_POST
@requires("plan.change_actie", model=Actie)
def betrokkene_toevoegen(request: HttpRequest, actie: Actie) -> HttpResponse:
    form = BetrokkeneForm(request.POST or None)
    if request.method == "POST" and submit(form, voeg_betrokkene_toe, actie=actie):
        return klaar(request, actie, f"{form.result.organisatie} is toegevoegd.")
    return toon_formulier(request, form, titel="Voeg betrokkene toe", knop="Voeg toe", actie=actie)


@require_POST
@requires("plan.change_actie", model=Betrokkene)
def betrokkene_beeindigen(request: HttpRequest, betrokkene: Betrokkene) -> HttpResponse:
    betrokkene = beeindig_betrokkene(betrokkene=betrokkene)
    return klaar(request, betrokkene.actie, f"{betrokkene.organisatie} is niet meer betrokken.")
