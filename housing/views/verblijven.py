"""Plekken: book, extend, end, cancel, take out of use."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from housing.forms.verblijven import BoekForm, BuitenGebruikForm, VerlengForm, VertrekForm
from housing.models import Plek, Verblijf
from housing.selectors import plek_detail
from housing.services.verblijven import (
    annuleer_verblijf,
    beeindig_verblijf,
    boek_verblijf,
    verleng_verblijf,
    zet_buiten_gebruik,
)
from housing.views.formulier import gepost, klaar, kruimels, toon_formulier
from zwijndrecht_portal.core.access import requires, submit
from zwijndrecht_portal.core.opmaak import datum

GET_POST = require_http_methods(["GET", "HEAD", "POST"])


@GET_POST
@requires("housing.change_verblijf")
def verblijf_boeken(request: HttpRequest) -> HttpResponse:
    vandaag = timezone.localdate()
    initial = {"plek": request.GET.get("plek", ""), "aankomst": request.GET.get("aankomst") or datum(vandaag)}
    form = BoekForm(gepost(request), vandaag=vandaag, initial=initial)
    if request.method == "POST" and submit(form, boek_verblijf, door=request.user):
        verblijf = form.result
        return klaar(request, f"{verblijf.plek} is geboekt van {_nachten(verblijf)}.")
    return toon_formulier(request, form, titel="Boek een plek", knop="Boek deze plek")


@require_safe
@requires("housing.view_overzicht", model=Plek, verb="for_formulier")
def plek_pagina(request: HttpRequest, plek: Plek) -> HttpResponse:
    return render(
        request,
        "housing/plek.html",
        {"detail": plek_detail(plek, request.peildatum), "kruimels": kruimels(request.user)},
    )


@GET_POST
@requires("housing.change_verblijf", model=Verblijf, verb="for_formulier", rls=True)
def verblijf_beeindigen(request: HttpRequest, verblijf: Verblijf) -> HttpResponse:
    form = VertrekForm(gepost(request), initial={"vertrokken_op": datum(timezone.localdate())})
    if request.method == "POST" and submit(form, beeindig_verblijf, verblijf=verblijf, door=request.user):
        return klaar(request, f"Het vertrek van {verblijf.plek} is vastgelegd.")
    return _formulier(request, form, verblijf, "Beëindig verblijf", "Leg vertrek vast")


@GET_POST
@requires("housing.change_verblijf", model=Verblijf, verb="for_formulier")
def verblijf_verlengen(request: HttpRequest, verblijf: Verblijf) -> HttpResponse:
    form = VerlengForm(gepost(request), initial={"vertrek": datum(verblijf.geldig.upper)})
    if request.method == "POST" and submit(form, verleng_verblijf, verblijf=verblijf):
        return klaar(request, f"Het vertrek van {verblijf.plek} staat nu op {datum(form.cleaned_data['vertrek'])}.")
    return _formulier(request, form, verblijf, "Verander vertrek", "Sla op")


@require_POST
@requires("housing.change_verblijf", model=Verblijf, verb="for_formulier", rls=True)
def verblijf_annuleren(request: HttpRequest, verblijf: Verblijf) -> HttpResponse:
    form = forms.Form(request.POST)
    if submit(form, annuleer_verblijf, verblijf=verblijf):
        return klaar(request, f"De boeking van {verblijf.plek} is geannuleerd.")
    return _formulier(request, form, verblijf, "Annuleer boeking", "Annuleer")


@GET_POST
@requires("housing.change_verblijf", model=Plek, verb="for_formulier")
def plek_buiten_gebruik(request: HttpRequest, plek: Plek) -> HttpResponse:
    form = BuitenGebruikForm(gepost(request), initial={"van": datum(timezone.localdate())})
    if request.method == "POST" and submit(form, zet_buiten_gebruik, plek=plek, door=request.user):
        return klaar(request, f"{plek} staat buiten gebruik.")
    titel = f"Zet {plek} buiten gebruik"
    return toon_formulier(request, form, titel=titel, knop="Zet buiten gebruik", inleiding=str(plek.voorziening))


def _formulier(request: HttpRequest, form: forms.Form, verblijf: Verblijf, titel: str, knop: str) -> HttpResponse:
    inleiding = f"{verblijf.plek.voorziening}, {verblijf.plek}: van {_nachten(verblijf)}."
    terug = reverse("housing:plek", args=[verblijf.plek_id])
    return toon_formulier(request, form, titel=titel, knop=knop, inleiding=inleiding, terug=terug)


def _nachten(verblijf: Verblijf) -> str:
    return f"{datum(verblijf.geldig.lower)} tot {datum(verblijf.geldig.upper)}"
