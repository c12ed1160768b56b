"""One begroting: what was adopted, and the decisions that changed it since."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from budget.enums import BegrotingStatus
from budget.forms import WijzigingForm
from budget.models import Begroting
from budget.regels import JaarOverzicht
from budget.selectors import begroting_overzicht, wijzigingen_van
from budget.services.wijzigingen import wijzig_begroting
from budget.views.overzicht import mag_wijzigen, overzicht_url
from zwijndrecht_portal.core.access import requires, submit


@require_safe
@requires("budget.view_begroting", model=Begroting, verb="for_detail")
def begroting_pagina(request: HttpRequest, begroting: Begroting) -> HttpResponse:
    context = {
        "titel": f"Begroting {begroting.jaar}",
        "jaar": _stand(request, begroting),
        "plan": begroting.plan,
        "wijzigingen": wijzigingen_van(begroting, request.peildatum),
        "kruimels": [("Budget", overzicht_url(request, begroting.plan))],
        "mag": _mag(begroting) if mag_wijzigen(request) else {},
    }
    return render(request, "budget/begroting_detail.html", context)


def _mag(begroting: Begroting) -> dict[str, bool]:
    """What can be done in this stage of its life."""
    concept = begroting.status == BegrotingStatus.CONCEPT
    vastgesteld = begroting.status == BegrotingStatus.VASTGESTELD
    return {
        "vaststellen": concept,
        "raster": concept or vastgesteld,
        "post": concept or vastgesteld,
        "wijziging": vastgesteld,
        "afsluiten": vastgesteld and begroting.jaar < timezone.localdate().year,
        "heropenen": begroting.status == BegrotingStatus.AFGESLOTEN,
    }


@require_http_methods(["GET", "HEAD", "POST"])
@requires("budget.change_begroting", model=Begroting, verb="for_detail")
def wijziging_maken(request: HttpRequest, begroting: Begroting) -> HttpResponse:
    terug = reverse("budget:begroting_detail", args=[begroting.pk])
    jaar = _stand(request, begroting)
    form = WijzigingForm(
        request.POST or None,
        posten=jaar.posten,
        initial={"nummer": len(wijzigingen_van(begroting, request.peildatum)) + 1},
    )
    if request.method == "POST" and submit(form, wijzig_begroting, begroting=begroting, door=request.user):
        messages.success(request, f"Begrotingswijziging {form.result.nummer} is opgeslagen.")
        return redirect(terug)
    context = {
        "form": form,
        "jaar": jaar,
        "terug": terug,
        "kruimels": [("Budget", overzicht_url(request, begroting.plan)), (f"Begroting {begroting.jaar}", terug)],
    }
    return render(request, "budget/wijziging.html", context)


def _stand(request: HttpRequest, begroting: Begroting) -> JaarOverzicht:
    """The begroting on the peildatum; before its adoption it does not exist."""
    zichtbaar = Begroting.objects.visible_to(request.user)
    per_jaar = begroting_overzicht(begroting.plan, request.peildatum, begrotingen=zichtbaar).per_jaar
    if begroting.jaar not in per_jaar:
        raise Http404("Deze begroting was er nog niet op die datum.")
    return per_jaar[begroting.jaar]
