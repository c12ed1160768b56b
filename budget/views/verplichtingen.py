"""Money that is promised: entering into it, closing it, undoing that."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from budget.forms_beheer import VerplichtingForm
from budget.models import Begrotingspost, Verplichting
from budget.services.verplichtingen import ga_verplichting_aan, heropen_verplichting, sluit_verplichting
from budget.views.formulier import doe, klaar_naar, naar_post, toon_formulier
from zwijndrecht_portal.core.access import requires, submit


@require_http_methods(["GET", "HEAD", "POST"])
@requires("budget.change_begroting", model=Begrotingspost, verb="for_detail")
def verplichting_nieuw(request: HttpRequest, post: Begrotingspost) -> HttpResponse:
    form = VerplichtingForm(request.POST or None)
    if request.method == "POST" and submit(form, ga_verplichting_aan, post=post, door=request.user):
        url = reverse("budget:post_detail", args=[post.pk])
        return klaar_naar(request, url, f"Verplichting {form.result.nummer} is opgeslagen.")
    return toon_formulier(
        request,
        form,
        titel=f"Nieuwe verplichting voor {post.naam}",
        knop="Sla verplichting op",
        uitleg="Geld dat u toezegt met een opdracht of contract. Met elke boeking erop staat er minder open.",
        kruimels=naar_post(request, post),
    )


@require_POST
@requires("budget.change_begroting", model=Verplichting, verb="for_detail")
def verplichting_sluiten(request: HttpRequest, verplichting: Verplichting) -> HttpResponse:
    return doe(
        request,
        reverse("budget:post_detail", args=[verplichting.post_id]),
        f"Verplichting {verplichting.nummer} is afgesloten. Er staat niets meer open.",
        sluit_verplichting,
        verplichting=verplichting,
        afgesloten_op=timezone.localdate(),
    )


@require_POST
@requires("budget.change_begroting", model=Verplichting, verb="for_detail")
def verplichting_heropenen(request: HttpRequest, verplichting: Verplichting) -> HttpResponse:
    return doe(
        request,
        reverse("budget:post_detail", args=[verplichting.post_id]),
        f"Verplichting {verplichting.nummer} staat weer open.",
        heropen_verplichting,
        verplichting=verplichting,
    )
