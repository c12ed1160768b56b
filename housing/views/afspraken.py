"""What is agreed with who got a home: preventief contract, cards, woonevaluatie and its signatures."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from housing.enums import Partij
from housing.forms.afspraken import ContractEindeForm, ContractForm, KaartForm, TekenForm, WoonevaluatieForm
from housing.models import Kaart, PreventiefContract, Woonevaluatie, Woonvraag
from housing.services.contracten import beeindig_contract, geef_kaart, sluit_contract, trek_kaart_in
from housing.services.woonevaluaties import leg_woonevaluatie_vast, teken, trek_handtekening_in
from housing.views.formulier import gepost
from housing.views.verblijven import GET_POST
from housing.views.woonvragen import naar_detail, woonvraag_formulier
from zwijndrecht_portal.core.access import requires, submit
from zwijndrecht_portal.core.opmaak import datum


@GET_POST
@requires("housing.change_woonvraag", model=Woonvraag, verb="for_dossier", rls=True)
def contract_sluiten(request: HttpRequest, woonvraag: Woonvraag) -> HttpResponse:
    form = ContractForm(gepost(request), initial={"ingegaan_op": _vandaag()})
    if request.method == "POST" and submit(form, sluit_contract, woonvraag=woonvraag, door=request.user):
        return naar_detail(request, woonvraag, "Het preventief contract is vastgelegd.")
    return woonvraag_formulier(request, form, woonvraag, "Leg preventief contract vast", "Leg vast")


@GET_POST
@requires("housing.change_woonvraag", model=PreventiefContract, verb="for_formulier", rls=True)
def kaart_geven(request: HttpRequest, contract: PreventiefContract) -> HttpResponse:
    form = KaartForm(gepost(request), contract=contract, initial={"datum": _vandaag()})
    if request.method == "POST" and submit(form, geef_kaart, contract=contract, door=request.user):
        return naar_detail(request, contract.woonvraag, f"De {form.result.get_kleur_display().lower()} is vastgelegd.")
    return woonvraag_formulier(request, form, contract.woonvraag, "Geef een kaart", "Geef kaart")


@GET_POST
@requires("housing.change_woonvraag", model=PreventiefContract, verb="for_formulier", rls=True)
def contract_beeindigen(request: HttpRequest, contract: PreventiefContract) -> HttpResponse:
    form = ContractEindeForm(gepost(request), initial={"geeindigd_op": _vandaag()})
    if request.method == "POST" and submit(form, beeindig_contract, contract=contract):
        return naar_detail(request, contract.woonvraag, "Het preventief contract is gestopt.")
    return woonvraag_formulier(request, form, contract.woonvraag, "Beëindig preventief contract", "Beëindig")


@require_POST
@requires("housing.change_woonvraag", model=Kaart, verb="for_formulier", rls=True)
def kaart_intrekken(request: HttpRequest, kaart: Kaart) -> HttpResponse:
    woonvraag, form = kaart.contract.woonvraag, forms.Form(request.POST)
    if submit(form, trek_kaart_in, kaart=kaart):
        return naar_detail(request, woonvraag, "De kaart is ingetrokken.")
    return woonvraag_formulier(request, form, woonvraag, "Trek kaart in", "Trek in")


@GET_POST
@requires("housing.change_woonvraag", model=Woonvraag, verb="for_dossier", rls=True)
def evaluatie_vastleggen(request: HttpRequest, woonvraag: Woonvraag) -> HttpResponse:
    form = WoonevaluatieForm(gepost(request), initial={"datum": _vandaag()})
    if request.method == "POST" and submit(form, leg_woonevaluatie_vast, woonvraag=woonvraag, door=request.user):
        return naar_detail(request, woonvraag, "De woonevaluatie is vastgelegd. Nu kunnen drie partijen tekenen.")
    return woonvraag_formulier(request, form, woonvraag, "Leg woonevaluatie vast", "Leg vast")


@GET_POST
@requires("housing.change_woonvraag", model=Woonevaluatie, verb="for_formulier", rls=True)
def evaluatie_tekenen(request: HttpRequest, evaluatie: Woonevaluatie) -> HttpResponse:
    form = TekenForm(gepost(request), evaluatie=evaluatie, initial={"op": _vandaag()})
    if request.method == "POST" and submit(form, teken, evaluatie=evaluatie):
        wie = form.cleaned_data["partij"].label.lower()
        return naar_detail(request, evaluatie.woonvraag, f"De handtekening van de {wie} is vastgelegd.")
    return woonvraag_formulier(request, form, evaluatie.woonvraag, "Leg handtekening vast", "Leg vast")


@require_POST
@requires("housing.change_woonvraag", model=Woonevaluatie, verb="for_formulier", rls=True)
def handtekening_intrekken(request: HttpRequest, evaluatie: Woonevaluatie, partij: Partij) -> HttpResponse:
    form = forms.Form(request.POST)
    if submit(form, trek_handtekening_in, evaluatie=evaluatie, partij=partij):
        return naar_detail(request, evaluatie.woonvraag, "De handtekening is ingetrokken.")
    return woonvraag_formulier(request, form, evaluatie.woonvraag, "Trek handtekening in", "Trek in")


def _vandaag() -> str:
    return datum(timezone.localdate())
