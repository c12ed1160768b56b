"""The ondersteuningsplan: doelen, scores, and one page for the resident."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from casework.daglijst import naam_van
from casework.enums import DoelStatus
from casework.forms.plannen import DoelForm, DoelStatusForm, MetingenForm
from casework.models import Doel, Huishouden
from casework.ondersteuningsplan import lees_plan
from casework.services.plannen import leg_metingen_vast, rond_doel_af, sluit_plan, stel_doel
from casework.views.formulier import toon_formulier, url_van_dossier, url_van_plan
from zwijndrecht_portal.core.access import requires, submit
from zwijndrecht_portal.core.enums import Handeling
from zwijndrecht_portal.core.services import vraag_afdruk

GET_POST = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@requires("casework.view_huishouden", model=Huishouden, verb="for_dossier", rls=True)
def plan_detail(request: HttpRequest, huishouden: Huishouden) -> HttpResponse:
    context = {
        "huishouden": huishouden,
        "naam": naam_van(huishouden),
        "plan": lees_plan(huishouden),
        "mag_wijzigen": request.user.has_perm("casework.change_plan", huishouden),
        "kruimels": [
            ("Mijn dag", reverse("casework:caseload")),
            (huishouden.pseudoniem, url_van_dossier(huishouden.pk)),
        ],
    }
    return render(request, "casework/plan_detail.html", context)


@require_POST
@requires("casework.view_huishouden", model=Huishouden, verb="for_dossier", rls=True, handeling=Handeling.AFDRUKKEN)
def plan_afdrukken(request: HttpRequest, huishouden: Huishouden) -> HttpResponse:
    afdruk = vraag_afdruk(
        titel="Mijn plan",
        sjabloon="casework/pdf/plan.html",
        context={
            "huishouden": huishouden,
            "plan": lees_plan(huishouden),
            "peildatum": timezone.localdate(),
        },
        door=request.user,
        terug=url_van_plan(huishouden.pk),
    )
    return redirect("afdruk", pk=afdruk.pk)


@require_POST
@requires("casework.change_plan", model=Huishouden, rls=True)
def plan_sluiten(request: HttpRequest, huishouden: Huishouden) -> HttpResponse:
    sluit_plan(huishouden=huishouden)
    messages.success(request, "Het plan is afgesloten. Met een nieuw doel begint een nieuw plan.")
    return redirect(url_van_plan(huishouden.pk))


@GET_POST
@requires("casework.change_plan", model=Huishouden, verb="with_roepnamen", rls=True)
def doel_nieuw(request: HttpRequest, huishouden: Huishouden) -> HttpResponse:
    form = DoelForm(request.POST or None)
    if request.method == "POST" and submit(form, stel_doel, huishouden=huishouden, door=request.user):
        messages.success(request, "Het doel staat in het plan.")
        return redirect(url_van_plan(huishouden.pk))
    return toon_formulier(request, form, huishouden, titel="Nieuw doel", knop="Zet in het plan")


@require_POST
@requires("casework.rond_doel_af", model=Doel, verb="met_huishouden", rls=True)
def doel_afronden(request: HttpRequest, doel: Doel) -> HttpResponse:
    form = DoelStatusForm(request.POST)
    if submit(form, rond_doel_af, doel=doel):
        messages.success(request, f"Het doel: {DoelStatus(form.result.status).label.lower()}.")
    else:
        messages.error(request, form.refusal.messages[0] if form.refusal else "Kies wat er met het doel is gebeurd.")
    return redirect(url_van_plan(doel.plan.huishouden_id))


@GET_POST
@requires("casework.change_plan", model=Huishouden, verb="with_roepnamen", rls=True)
def metingen_vastleggen(request: HttpRequest, huishouden: Huishouden) -> HttpResponse:
    form = MetingenForm(request.POST or None)
    if request.method == "POST" and submit(form, leg_metingen_vast, huishouden=huishouden, door=request.user):
        messages.success(request, "De scores zijn bewaard.")
        return redirect(url_van_plan(huishouden.pk))
    return toon_formulier(
        request,
        form,
        huishouden,
        titel="Hoe gaat het?",
        knop="Bewaar de scores",
        uitleg="Kies samen met de inwoner per leefgebied hoeveel er zelf lukt. De scores worden niet opgeteld.",
    )
