"""Woonvragen: list, detail, ask, take a step. Each view works in a transaction in which the database knows who asks."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from housing.dossier import lees_lijst, lees_woonvraag, stapnaam
from housing.enums import Fase
from housing.forms.woonvragen import BeurtForm, StapForm, WoonvraagFilterForm, WoonvraagForm
from housing.models import Woonvraag
from housing.services.woonvragen import geef_beurt_door, meld_woonvraag_aan, zet_stap
from housing.views.formulier import gepost, klaar, kruimels, toon_formulier
from housing.views.verblijven import GET_POST
from zwijndrecht_portal.core.access import requires, submit
from zwijndrecht_portal.core.opmaak import datum


@require_safe
@requires("housing.view_woonvraag", rls=True)
def woonvraag_lijst(request: HttpRequest) -> HttpResponse:
    filters = WoonvraagFilterForm(request.GET)
    woonvragen = filters.apply(Woonvraag.objects.visible_to(request.user).with_stand())
    lijst = lees_lijst(woonvragen, pagina=_paginanummer(request))
    request.inzage.aantal = len(lijst.regels)
    context = {"lijst": lijst, "filters": filters, "kruimels": kruimels(request.user)}
    context |= {
        "vorige_url": _pagina_url(request, lijst.pagina - 1) if lijst.pagina > 1 else "",
        "volgende_url": _pagina_url(request, lijst.pagina + 1) if lijst.pagina < lijst.paginas else "",
    }
    part = "#resultaat" if request.htmx else ""
    return render(request, f"housing/woonvraag_lijst.html{part}", context)


def _paginanummer(request: HttpRequest) -> int:
    tekst = request.GET.get("pagina", "1")
    return max(1, int(tekst)) if tekst.isdecimal() and len(tekst) < 6 else 1


def _pagina_url(request: HttpRequest, nummer: int) -> str:
    query = request.GET.copy()
    query["pagina"] = str(nummer)
    return f"?{query.urlencode()}"


@require_safe
@requires("housing.view_woonvraag", model=Woonvraag, verb="for_dossier", rls=True)
def woonvraag_detail(request: HttpRequest, woonvraag: Woonvraag) -> HttpResponse:
    context = {"detail": lees_woonvraag(woonvraag), "kruimels": _kruimels(request)}
    return render(request, "housing/woonvraag_detail.html", context)


@GET_POST
@requires("housing.add_woonvraag", rls=True)
def woonvraag_nieuw(request: HttpRequest) -> HttpResponse:
    initial = {"huishouden": request.GET.get("huishouden", "")}
    form = WoonvraagForm(gepost(request), gebruiker=request.user, initial=initial)
    if request.method == "POST" and submit(form, meld_woonvraag_aan, door=request.user):
        request.inzage.pseudoniem, request.inzage.aantal = form.result.pseudoniem, 1
        return naar_detail(request, form.result, f"De woonvraag van {form.result} is aangemeld.")
    return toon_formulier(
        request,
        form,
        titel="Meld woonvraag aan",
        knop="Meld aan",
        inleiding="De woonconsulent ziet wat u hier invult en het pseudoniem, en verder niets uit het dossier.",
        terug=reverse("housing:woonvraag_lijst"),
        kruimelpad=_kruimels(request),
    )


@GET_POST
@requires("housing.change_woonvraag", model=Woonvraag, verb="for_dossier", rls=True)
def woonvraag_stap(request: HttpRequest, woonvraag: Woonvraag, fase: Fase) -> HttpResponse:
    vandaag = timezone.localdate()
    initial = {"op": datum(vandaag), "contingent": woonvraag.contingent_id}
    form = StapForm(gepost(request), woonvraag=woonvraag, fase=fase, vandaag=vandaag, initial=initial)
    if request.method == "POST" and submit(form, zet_stap, woonvraag=woonvraag, fase=fase, door=request.user):
        return naar_detail(request, woonvraag, f"{woonvraag} staat nu op {fase.label.lower()}.")
    return woonvraag_formulier(request, form, woonvraag, stapnaam(fase), "Sla op")


@GET_POST
@requires("housing.change_woonvraag", model=Woonvraag, verb="for_dossier", rls=True)
def woonvraag_beurt(request: HttpRequest, woonvraag: Woonvraag) -> HttpResponse:
    form = BeurtForm(gepost(request))
    if request.method == "POST" and submit(form, geef_beurt_door, woonvraag=woonvraag, door=request.user):
        return naar_detail(request, woonvraag, f"{form.result.get_aan_zet_display()} is nu aan zet.")
    return woonvraag_formulier(request, form, woonvraag, "Geef de beurt door", "Geef door")


def woonvraag_formulier(
    request: HttpRequest, form: forms.Form, woonvraag: Woonvraag, titel: str, knop: str
) -> HttpResponse:
    """A form about one woonvraag, that leads back to it."""
    terug = reverse("housing:woonvraag_detail", args=[woonvraag.pk])
    kruimelpad = [*_kruimels(request), (woonvraag.pseudoniem, terug)]
    inleiding = f"Woonvraag van {woonvraag}."
    return toon_formulier(
        request, form, titel=titel, knop=knop, inleiding=inleiding, terug=terug, kruimelpad=kruimelpad
    )


def _kruimels(request: HttpRequest) -> list[tuple[str, str]]:
    return [*kruimels(request.user), ("Woonvragen", reverse("housing:woonvraag_lijst"))]


def naar_detail(request: HttpRequest, woonvraag: Woonvraag, tekst: str) -> HttpResponse:
    """Back to the woonvraag, with a word about what was done."""
    return klaar(request, tekst, redirect("housing:woonvraag_detail", pk=woonvraag.pk))
