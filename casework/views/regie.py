"""
Dividing the work: the board of who divides it, and handing over from one regisseur to another.

Messages name no huishouden: when the log then fails, they still stand on the page that refuses.
"""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from casework.forms.regie import AanbodForm, ToewijzingForm, WeigerForm
from casework.forms.team import InzetForm
from casework.models import Huishouden, Overdracht
from casework.services.regie import bied_aan, neem_over, trek_in, weiger, wijs_toe
from casework.services.team import zet_inzet
from casework.verdeling import lees_verdeling
from casework.views.formulier import toon_formulier, url_van_dossier
from casework.views.lijst import altijd_vandaag
from zwijndrecht_portal.core.access import requires, submit
from zwijndrecht_portal.core.inzage import niets_gewijzigd
from zwijndrecht_portal.core.models import Gebruiker
from zwijndrecht_portal.core.opmaak import datum, datum_lang

GET_POST = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@requires("casework.view_verdeling", rls=True)
def verdeling(request: HttpRequest) -> HttpResponse:
    altijd_vandaag(request)
    bord = lees_verdeling(request.user, request.peildatum)
    request.inzage.aantal = len(bord.zonder) + len(bord.overdrachten) + len(bord.stil)
    return render(request, "casework/verdeling.html", {"verdeling": bord})


@GET_POST
@requires("casework.wijs_toe", model=Huishouden, verb="with_roepnamen", rls=True)
def toewijzen(request: HttpRequest, huishouden: Huishouden) -> HttpResponse:
    form = ToewijzingForm(request.POST or None, initial={"was": huishouden.regisseur_id})
    if request.method == "POST" and submit(form, wijs_toe, huishouden=huishouden, door=request.user):
        messages.success(request, f"{form.result.regisseur.naam} heeft nu de regie.")
        return redirect("casework:verdeling")
    return toon_formulier(
        request,
        form,
        huishouden,
        titel="Wijs een regisseur toe",
        knop="Wijs toe",
        uitleg="De regie gaat meteen over. Staat er een overdracht open, dan vervalt die.",
    )


@GET_POST
@requires("casework.bied_aan", model=Huishouden, verb="with_roepnamen", rls=True)
def overdragen(request: HttpRequest, huishouden: Huishouden) -> HttpResponse:
    form = AanbodForm(request.POST or None, behalve=huishouden.regisseur_id)
    if request.method == "POST" and submit(form, bied_aan, huishouden=huishouden, door=request.user):
        tot = datum_lang(form.result.antwoord_tot)
        messages.success(request, f"{form.result.naar.naam} heeft tot en met {tot} om dit huishouden over te nemen.")
        return redirect(url_van_dossier(huishouden.pk))
    return toon_formulier(
        request,
        form,
        huishouden,
        titel="Bied een overdracht aan",
        knop="Bied aan",
        uitleg="Uw collega heeft vijf werkdagen. Tot die tijd houdt de regisseur van nu de regie.",
    )


@require_POST
@requires("casework.beantwoord_overdracht", model=Overdracht, rls=True)
def overdracht_aannemen(request: HttpRequest, overdracht: Overdracht) -> HttpResponse:
    try:
        neem_over(overdracht=overdracht, door=request.user)
    except ValidationError as fout:
        niets_gewijzigd()
        messages.error(request, fout.messages[0])
        return redirect("casework:caseload")
    messages.success(request, "U hebt nu de regie over dit huishouden.")
    return redirect(url_van_dossier(overdracht.huishouden_id))


@GET_POST
@requires("casework.beantwoord_overdracht", model=Overdracht, rls=True)
def overdracht_weigeren(request: HttpRequest, overdracht: Overdracht) -> HttpResponse:
    form = WeigerForm(request.POST or None)
    if request.method == "POST" and submit(form, weiger, overdracht=overdracht, door=request.user):
        messages.success(request, "U neemt het huishouden niet over. De regie blijft waar die was.")
        return redirect("casework:caseload")
    return _los_formulier(request, form, titel="Neem niet over", naam=overdracht.pseudoniem, knop="Neem niet over")


@require_POST
@requires("casework.trek_overdracht_in", model=Overdracht, rls=True)
def overdracht_intrekken(request: HttpRequest, overdracht: Overdracht) -> HttpResponse:
    try:
        trek_in(overdracht=overdracht, door=request.user)
    except ValidationError as fout:
        niets_gewijzigd()
        messages.error(request, fout.messages[0])
        return redirect("casework:caseload")
    messages.success(request, "De overdracht is ingetrokken.")
    return redirect(url_van_dossier(overdracht.huishouden_id))


@GET_POST
@requires("casework.zet_inzet", rls=True)
def inzet_wijzigen(request: HttpRequest, pk: int) -> HttpResponse:
    medewerker = Gebruiker.objects.filter(pk=pk).first()
    if medewerker is None:
        niets_gewijzigd()
        messages.error(request, "Deze medewerker bestaat niet meer.")
        return redirect("casework:verdeling")
    form = InzetForm(request.POST or None, initial={"vanaf": datum(timezone.localdate())})
    if request.method == "POST" and submit(form, zet_inzet, medewerker=medewerker):
        messages.success(request, f"De inzet van {medewerker.naam} is bewaard.")
        return redirect("casework:verdeling")
    return _los_formulier(
        request, form, titel="Wijzig de inzet", naam=medewerker.naam, knop="Bewaar", terug="casework:verdeling"
    )


def _los_formulier(
    request: HttpRequest, form: object, *, titel: str, naam: str, knop: str, terug: str = "casework:caseload"
) -> HttpResponse:
    url = reverse(terug)
    kruimel = "Verdeling" if terug == "casework:verdeling" else "Mijn dag"
    context = {"form": form, "titel": titel, "knop": knop, "naam": naam, "terug": url, "uitleg": ""}
    return render(request, "casework/formulier.html", {**context, "kruimels": [(kruimel, url)]})
