"""Asking for an actie or a plan as PDF. The web only asks; a task makes it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from plan.models import Actie, Plan
from plan.selectors import actie_detail
from plan.selectors.planafdruk import plan_afdruk
from plan.views.tabs import met_peildatum
from zwijndrecht_portal.core.access import requires
from zwijndrecht_portal.core.services import vraag_afdruk


@require_POST
@requires("plan.view_actie", model=Actie, verb="for_bewerken")
def actie_afdrukken(request: HttpRequest, actie: Actie) -> HttpResponse:
    try:
        detail = actie_detail(actie, request.peildatum)
    except LookupError as fout:
        raise Http404(str(fout)) from fout
    afdruk = vraag_afdruk(
        titel=actie.naam,
        sjabloon="plan/pdf/actie.html",
        context={"actie": actie, "detail": detail, "regel": detail.regel, "peildatum": request.peildatum},
        door=request.user,
        terug=met_peildatum(request, reverse("plan:actie_detail", args=[actie.pk])),
    )
    return redirect("afdruk", pk=afdruk.pk)


@require_POST
@requires("plan.view_plan", model=Plan, lookup="slug")
def plan_afdrukken(request: HttpRequest, plan: Plan) -> HttpResponse:
    afdruk = vraag_afdruk(
        titel=plan.naam,
        sjabloon="plan/pdf/plan.html",
        context={
            "afdruk": plan_afdruk(plan, Actie.objects.visible_to(request.user), request.peildatum),
            "plan": plan,
            "peildatum": request.peildatum,
        },
        door=request.user,
        terug=met_peildatum(request, reverse("plan:plan_detail", args=[plan.slug])),
    )
    return redirect("afdruk", pk=afdruk.pk)
