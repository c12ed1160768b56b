"""Composing a concept chapter by chapter, and its steps to the raad."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from dashboard.enums import Sectie
from dashboard.forms import SectieForm, TeruggevenForm, VoorleggenForm
from dashboard.models import Rapportage
from dashboard.pdf import HOOFDSTUKKEN
from dashboard.rapport import Rapport
from dashboard.selectors.gaten import Gat
from dashboard.selectors.rapport import lees_gaten_nu, lees_payload
from dashboard.selectors.voorstel import voorstel_voor
from dashboard.services.rapportages import maak_pdf_opnieuw, schrijf_tekst, tekst_vingerafdruk, werk_bij
from dashboard.services.vaststellen import bied_aan, geef_terug, leg_voor, stel_rapportage_vast
from dashboard.views.rapportages import kruimels, toon_rapportage
from zwijndrecht_portal.core.access import requires, submit


@require_safe
@requires("dashboard.change_rapportage", model=Rapportage, verb="met_inhoud")
def rapportage_opstellen(request: HttpRequest, rapportage: Rapportage) -> HttpResponse:
    """One chapter at a time: what is missing, its text, and how it will look."""
    sectie = _sectie(request.GET.get("sectie", Sectie.VERANDERD))
    return _toon(request, rapportage, sectie, SectieForm(initial=_begin(rapportage, sectie)), _voorleggen(rapportage))


@require_POST
@requires("dashboard.change_rapportage", model=Rapportage, verb="met_inhoud")
def sectie_schrijven(request: HttpRequest, rapportage: Rapportage, sectie: str) -> HttpResponse:
    hoofdstuk, form = _sectie(sectie), SectieForm(request.POST)
    if submit(form, schrijf_tekst, rapportage=rapportage, sectie=hoofdstuk):
        messages.success(request, f'Uw tekst bij "{hoofdstuk.label}" is bewaard. De pdf wordt bijgewerkt.')
        return redirect(_pad(rapportage, hoofdstuk))
    return _toon(request, rapportage, hoofdstuk, form, _voorleggen(rapportage))


@require_POST
@requires("dashboard.change_rapportage", model=Rapportage, verb="met_inhoud")
def sectie_voorbeeld(request: HttpRequest, rapportage: Rapportage, sectie: str) -> HttpResponse:
    """While somebody types: the chapter with the words so far. Nothing is saved."""
    hoofdstuk = _sectie(sectie)
    context = _voorbeeld(lees_payload(rapportage.payload), hoofdstuk, request.POST.get("tekst", ""))
    return render(request, "dashboard/rapportage_opstellen.html#voorbeeld", context)


@require_POST
@requires("dashboard.change_rapportage", model=Rapportage, verb="met_inhoud")
def rapportage_bijwerken(request: HttpRequest, rapportage: Rapportage) -> HttpResponse:
    try:
        anders = werk_bij(rapportage=rapportage)
    except ValidationError as fout:
        messages.error(request, " ".join(fout.messages))
    else:
        tekst = "De gegevens zijn bijgewerkt. De pdf volgt." if anders else "Er is niets veranderd in de gegevens."
        messages.success(request, tekst)
    return redirect(_pad(rapportage, _sectie(request.POST.get("sectie", Sectie.VERANDERD))))


@require_POST
@requires("dashboard.change_rapportage", model=Rapportage, verb="met_inhoud")
def rapportage_voorleggen(request: HttpRequest, rapportage: Rapportage) -> HttpResponse:
    form = VoorleggenForm(request.POST)
    if submit(form, leg_voor, rapportage=rapportage, door=request.user):
        messages.success(request, "De rapportage ligt nu ter vaststelling. De programmamanager krijgt een mail.")
        return redirect("dashboard:rapportage_detail", pk=rapportage.pk)
    rapportage.refresh_from_db()
    sectie = _sectie(request.POST.get("sectie", Sectie.VERANDERD))
    return _toon(request, rapportage, sectie, SectieForm(initial=_begin(rapportage, sectie)), form)


@require_POST
@requires("dashboard.geef_rapportage_terug", model=Rapportage, verb="zonder_bestand")
def rapportage_teruggeven(request: HttpRequest, rapportage: Rapportage) -> HttpResponse:
    form = TeruggevenForm(request.POST)
    if submit(form, geef_terug, rapportage=rapportage, door=request.user):
        messages.success(request, "De rapportage is weer een concept.")
        return redirect("dashboard:rapportage_detail", pk=rapportage.pk)
    return toon_rapportage(request, rapportage, form)


@require_POST
@requires("dashboard.stel_rapportage_vast", model=Rapportage, verb="zonder_bestand")
def rapportage_vaststellen(request: HttpRequest, rapportage: Rapportage) -> HttpResponse:
    try:
        stel_rapportage_vast(rapportage=rapportage, door=request.user)
    except ValidationError as fout:
        messages.error(request, " ".join(fout.messages))
    else:
        messages.success(request, "De rapportage is vastgesteld. Vanaf nu verandert er niets meer aan.")
    return redirect("dashboard:rapportage_detail", pk=rapportage.pk)


@require_POST
@requires("dashboard.bied_rapportage_aan", model=Rapportage, verb="zonder_bestand")
def rapportage_aanbieden(request: HttpRequest, rapportage: Rapportage) -> HttpResponse:
    try:
        bied_aan(rapportage=rapportage)
    except ValidationError as fout:
        messages.error(request, " ".join(fout.messages))
    else:
        messages.success(request, "De rapportage is aangeboden. Elk raadslid krijgt een mail met een link.")
    return redirect("dashboard:rapportage_detail", pk=rapportage.pk)


@require_POST
@requires("dashboard.add_rapportage", model=Rapportage, verb="zonder_bestand")
def rapportage_opnieuw(request: HttpRequest, rapportage: Rapportage) -> HttpResponse:
    maak_pdf_opnieuw(rapportage=rapportage)
    return redirect("dashboard:rapportage_detail", pk=rapportage.pk)


def _toon(
    request: HttpRequest, rapportage: Rapportage, sectie: Sectie, form: SectieForm, voorleggen: VoorleggenForm
) -> HttpResponse:
    rapport = lees_payload(rapportage.payload)
    gaten = lees_gaten_nu(rapportage)
    nu = rapportage.teksten.get(sectie, "")
    context = {
        "rapportage": rapportage,
        "kruimels": [
            *kruimels(),
            (rapportage.naam, reverse("dashboard:rapportage_detail", kwargs={"pk": rapportage.pk})),
        ],
        "sectie": sectie,
        "secties": _secties(rapportage, sectie, gaten),
        "form": form,
        "voorleggen": voorleggen,
        "voorstel": voorstel_voor(rapport, sectie),
        "gaten": [(gat, reverse(gat.url_naam, args=[gat.sleutel])) for gat in gaten],
        "andere_tekst": nu if _is_verouderd(form) else None,
        # Who has seen the other text starts from it; any other mistake keeps what the writer started from.
        "basis": form["basis"].value() if form.is_bound and not _is_verouderd(form) else tekst_vingerafdruk(nu),
        "is_correctie": rapport.correctie is not None or "correctie" in voorleggen.errors,
    }
    tekst = str(form["tekst"].value() or "")
    return render(request, "dashboard/rapportage_opstellen.html", context | _voorbeeld(rapport, sectie, tekst))


def _voorbeeld(rapport: Rapport, sectie: Sectie, tekst: str) -> dict[str, Any]:
    return {
        "sectie": sectie,
        "rapport": rapport,
        "kop": rapport.kop,
        "alineas": [alinea.strip() for alinea in tekst.splitlines() if alinea.strip()],
        "sjabloon": HOOFDSTUKKEN[sectie],
    }


def _begin(rapportage: Rapportage, sectie: Sectie) -> dict[str, str]:
    tekst = rapportage.teksten.get(sectie, "")
    return {"tekst": tekst, "basis": tekst_vingerafdruk(tekst)}


def _voorleggen(rapportage: Rapportage) -> VoorleggenForm:
    return VoorleggenForm(initial={"correctie": rapportage.correctie})


def _secties(rapportage: Rapportage, huidig: Sectie, gaten: list[Gat]) -> list[dict[str, Any]]:
    return [
        {
            "sectie": sectie,
            "url": _pad(rapportage, sectie),
            "huidig": sectie == huidig,
            "gaten": sum(gat.sectie == sectie for gat in gaten),
            "heeft_tekst": sectie in rapportage.teksten,
        }
        for sectie in Sectie
    ]


def _is_verouderd(form: SectieForm) -> bool:
    return form.is_bound and form.has_error("tekst", "verouderd")


def _pad(rapportage: Rapportage, sectie: Sectie) -> str:
    return f"{reverse('dashboard:rapportage_opstellen', kwargs={'pk': rapportage.pk})}?sectie={sectie.value}"


def _sectie(naam: str) -> Sectie:
    if naam not in Sectie.values:
        raise Http404("Dit hoofdstuk bestaat niet.")
    return Sectie(naam)
