"""The stock of homes: what there is, what is wanted, the path to it, and who moves in and out."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from housing.forms.voorraad import BouwprogrammaForm, VerhuisstroomForm
from housing.selectors import verhuisstromen, voorraad_op
from housing.services.voorraad import leg_verhuisstroom_vast
from housing.views.formulier import gepost, klaar, kruimels, toon_formulier
from housing.views.verblijven import GET_POST
from zwijndrecht_portal.core.access import requires, submit


@require_safe
@requires("housing.view_overzicht")
def voorraad(request: HttpRequest) -> HttpResponse:
    form = BouwprogrammaForm(request.GET or None, initial={"aandeel": 0})
    stand = voorraad_op(request.peildatum)
    context = {
        "stand": stand,
        "paden": stand.paden(form.gekozen),
        "form": form,
        "stromen": verhuisstromen(request.peildatum),
        "kruimels": kruimels(request.user),
    }
    return render(request, "housing/voorraad.html", context)


@GET_POST
@requires("housing.change_verhuisstroom")
def verhuisstroom_vastleggen(request: HttpRequest) -> HttpResponse:
    form = VerhuisstroomForm(gepost(request), initial={"jaar": timezone.localdate().year - 1})
    if request.method == "POST" and submit(form, leg_verhuisstroom_vast):
        antwoord = redirect(f"{reverse('housing:voorraad')}#verhuizen")
        return klaar(request, f"Vastgelegd: {form.result}, {form.result.aantal} mensen.", antwoord)
    return toon_formulier(
        request,
        form,
        titel="Leg verhuisstroom vast",
        knop="Leg vast",
        inleiding="Staat dit jaar er al? Dan verandert u het aantal.",
        terug=reverse("housing:voorraad"),
    )
