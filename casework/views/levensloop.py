"""Intake, the people in a huishouden, correcting, closing and opening again."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from casework.forms.levensloop import GegevensForm, IntakeForm, InwonerForm, SamenvoegForm, SluitForm, SplitsForm
from casework.models import Huishouden, Inwoner
from casework.services.herindelingen import splits_huishouden, voeg_samen
from casework.services.levensloop import (
    heropen_dossier,
    open_huishouden,
    sluit_dossier,
    verbeter_huishouden,
    verbeter_inwoner,
    voeg_inwoner_toe,
)
from casework.views.contacten import GET_POST
from casework.views.formulier import toon_formulier, url_van_dossier
from zwijndrecht_portal.core.access import requires, submit


@GET_POST
@requires("casework.open_huishouden", rls=True)
def huishouden_openen(request: HttpRequest) -> HttpResponse:
    form = IntakeForm(request.POST or None)
    if request.method == "POST" and submit(form, open_huishouden, door=request.user):
        request.inzage.pseudoniem, request.inzage.aantal = form.result.pseudoniem, 1
        messages.success(request, f"{form.result} is geopend. Voeg de anderen toe en kies een regisseur.")
        return redirect("casework:huishouden_detail", pk=form.result.pk)
    kruimels = [("Mijn dag", reverse("casework:caseload"))]
    context = {"form": form, "titel": "Begin een intake", "knop": "Open dossier", "terug": kruimels[0][1]}
    return render(request, "casework/formulier.html", {**context, "naam": "", "uitleg": "", "kruimels": kruimels})


@GET_POST
@requires("casework.verbeter_huishouden", model=Huishouden, verb="with_roepnamen", rls=True)
def huishouden_verbeteren(request: HttpRequest, huishouden: Huishouden) -> HttpResponse:
    initial = {"buurt": huishouden.buurt_id, "grondslag": huishouden.grondslag, "doel": huishouden.doel}
    form = GegevensForm(request.POST or None, initial=initial)
    if request.method == "POST" and submit(form, verbeter_huishouden, huishouden=huishouden):
        return _klaar(request, huishouden.pk, "De gegevens zijn verbeterd. Wat er eerst stond, blijft bewaard.")
    return toon_formulier(request, form, huishouden, titel="Verbeter de gegevens", knop="Sla op")


@GET_POST
@requires("casework.add_inwoner", model=Huishouden, verb="with_roepnamen", rls=True)
def inwoner_toevoegen(request: HttpRequest, huishouden: Huishouden) -> HttpResponse:
    form = InwonerForm(request.POST or None)
    if request.method == "POST" and submit(form, voeg_inwoner_toe, huishouden=huishouden):
        return _klaar(request, huishouden.pk, f"{form.result.roepnaam} staat nu bij dit huishouden.")
    return toon_formulier(request, form, huishouden, titel="Voeg iemand toe", knop="Voeg toe")


@GET_POST
@requires("casework.change_inwoner", model=Inwoner, verb="for_formulier", rls=True)
def inwoner_verbeteren(request: HttpRequest, inwoner: Inwoner) -> HttpResponse:
    wie = "kind" if inwoner.is_kind else "naaste" if inwoner.is_naaste else ""
    form = InwonerForm(request.POST or None, initial={"roepnaam": inwoner.roepnaam, "wie": wie})
    if request.method == "POST" and submit(form, verbeter_inwoner, inwoner=inwoner):
        return _klaar(request, inwoner.huishouden_id, "Verbeterd. Wat er eerst stond, blijft bewaard.")
    return toon_formulier(request, form, inwoner.huishouden, titel=f"Verbeter {inwoner.roepnaam}", knop="Sla op")


@GET_POST
@requires("casework.sluit_dossier", model=Huishouden, verb="with_roepnamen", rls=True)
def dossier_sluiten(request: HttpRequest, huishouden: Huishouden) -> HttpResponse:
    form = SluitForm(request.POST or None)
    if request.method == "POST" and submit(form, sluit_dossier, huishouden=huishouden, door=request.user):
        return _klaar(request, huishouden.pk, "Het dossier is dicht. Regie, plan en waakvlam zijn gestopt.")
    uitleg = "Regie, plan en waakvlam stoppen vandaag. Heropenen kan twaalf maanden lang, zonder nieuwe intake."
    return toon_formulier(request, form, huishouden, titel="Sluit het dossier", knop="Sluit dossier", uitleg=uitleg)


@GET_POST
@requires("casework.heropen_dossier", model=Huishouden, verb="with_roepnamen", rls=True)
def dossier_heropenen(request: HttpRequest, huishouden: Huishouden) -> HttpResponse:
    form = forms.Form(request.POST if request.method == "POST" else None)
    if request.method == "POST" and submit(form, heropen_dossier, huishouden=huishouden, door=request.user):
        return _klaar(request, huishouden.pk, "Het dossier is weer open. Kies nu een regisseur.")
    uitleg = "Dit huishouden krijgt weer hulp, met hetzelfde dossier. Kies daarna een regisseur en een plan."
    return toon_formulier(request, form, huishouden, titel="Heropen het dossier", knop="Heropen", uitleg=uitleg)


@GET_POST
@requires("casework.deel_opnieuw_in", model=Huishouden, verb="with_roepnamen", rls=True)
def huishouden_splitsen(request: HttpRequest, huishouden: Huishouden) -> HttpResponse:
    form = SplitsForm(request.POST or None, huishouden=huishouden, initial={"buurt": huishouden.buurt_id})
    if request.method == "POST" and submit(form, splits_huishouden, huishouden=huishouden, door=request.user):
        return _klaar(request, form.result.pk, f"{form.result} is een eigen huishouden. Kies nu een regisseur.")
    uitleg = "Wat tot nu toe is gelogd, blijft bij allebei te lezen. Vanaf nu ziet de een niets meer van de ander."
    return toon_formulier(request, form, huishouden, titel="Splits het huishouden", knop="Splits", uitleg=uitleg)


@GET_POST
@requires("casework.deel_opnieuw_in", model=Huishouden, verb="with_roepnamen", rls=True)
def huishouden_samenvoegen(request: HttpRequest, huishouden: Huishouden) -> HttpResponse:
    form = SamenvoegForm(request.POST or None)
    if request.method == "POST" and submit(form, voeg_samen, huishouden=huishouden, door=request.user):
        return _klaar(request, form.result.naar_id, f"Iedereen van {huishouden} hoort nu hierbij.")
    uitleg = f"Iedereen van {huishouden} gaat naar het andere huishouden, met alle contacten. Dit dossier gaat dicht."
    return toon_formulier(
        request, form, huishouden, titel="Voeg samen met een ander huishouden", knop="Voeg samen", uitleg=uitleg
    )


def _klaar(request: HttpRequest, pk: int, tekst: str) -> HttpResponse:
    messages.success(request, tekst)
    return redirect(url_van_dossier(pk))
