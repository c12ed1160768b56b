"""Contingents: agree on them, use them."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from housing.forms.contingenten import ContactadresForm, ContingentForm, PlaatsingForm
from housing.models import Contactadres
from housing.services.contingenten import registreer_plaatsing, spreek_contingent_af
from housing.services.herinneringen import zet_contactadres
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


@GET_POST
@requires("housing.change_contactadres")
def contactadres_zetten(request: HttpRequest) -> HttpResponse:
    form = ContactadresForm(gepost(request))
    if request.method == "POST" and submit(form, zet_contactadres):
        organisatie = form.cleaned_data["organisatie"]
        naar = form.result or "de woonconsulent"
        return klaar(request, f"Herinneringen voor {organisatie} gaan nu naar {naar}.")
    bekend = Contactadres.objects.select_related("organisatie").order_by("organisatie__naam")
    adressen = ", ".join(f"{adres.organisatie}: {adres}" for adres in bekend)
    inleiding = "Is een organisatie een week aan zet? Dan krijgt zij hier een mail met een aantal, zonder namen. "
    inleiding += f"Nu bekend: {adressen or 'nog geen adres'}."
    return toon_formulier(request, form, titel="Adres voor herinneringen", knop="Sla op", inleiding=inleiding)
