"""One actie: what it is, how it goes, what happened, and everything that can be done with it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from plan.models import Actie
from plan.selectors import actie_detail
from zwijndrecht_portal.core.access import requires


@require_safe
@requires("plan.view_actie", model=Actie, verb="for_bewerken")
def actie_pagina(request: HttpRequest, actie: Actie) -> HttpResponse:
    try:
        detail = actie_detail(actie, request.peildatum)
    except LookupError as fout:
        raise Http404(str(fout)) from fout
    context = {
        "actie": actie,
        "detail": detail,
        "mag": _wat_mag(request, actie),
        "kruimels": [("Acties", reverse("plan:actie_lijst"))],
    }
    return render(request, "plan/actie_detail.html", context)


def _wat_mag(request: HttpRequest, actie: Actie) -> dict[str, bool]:
    """Which buttons this person sees; the past is read only."""
    heden = request.peildatum == timezone.localdate()
    mag = {naam: heden and request.user.has_perm(f"plan.{naam}", actie) for naam in ("meld_voortgang", "change_actie")}
    return mag | {"plan_mijlpaal": mag["meld_voortgang"] or mag["change_actie"]}
