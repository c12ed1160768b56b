"""Contingents: agree on them, use them."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from housing.forms import ContingentForm, PlaatsingForm
from housing.services.contingenten import registreer_plaatsing, spreek_contingent_af
from housing.views.formulier import gepost, klaar, toon_formulier
from housing.views.verblijven import GET_POST
from zwijndrecht_portal.core.access import requires, submit
from zwijndrecht_portal.core.opmaak import datum


@GET_POST
@requires("housing.change_contingent")
def contingent_afspreken(request: HttpRequest) -> HttpResponse:
    form = ContingentForm(gepost(request), initial={"jaar": timezone.localdate().year})
    if request.method == "POST" and submit(form, spreek_contingent_af):
        return klaar(request, f"Het contingent van {form.result} is nu {form.result.aantal} woningen.")
    inleiding = "Is er al een contingent voor dit jaar? Dan verandert u het aantal."
    return toon_formulier(request, form, titel="Spreek contingent af", knop="Sla op", inleiding=inleiding)


@GET_POST
@requires("housing.change_contingent")
def plaatsing_registreren(request: HttpRequest) -> HttpResponse:
    vandaag = timezone.localdate()
    form = PlaatsingForm(gepost(request), vandaag=vandaag, initial={"datum": datum(vandaag)})
    if request.method == "POST" and submit(form, registreer_plaatsing, door=request.user):
        return klaar(request, f"De plaatsing in {form.result.wijk} is vastgelegd.")
    inleiding = "Een huishouden kreeg de sleutel van een woning uit een contingent. Hoort er een woonvraag bij? "
    inleiding += "Leg de plaatsing dan daar vast, dan telt zij één keer."
    return toon_formulier(request, form, titel="Leg plaatsing vast", knop="Leg vast", inleiding=inleiding)
