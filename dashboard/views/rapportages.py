"""Reports as their readers find them: the list, one with its documents and tables, and making a new one."""

from datetime import timedelta
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe
from django_htmx.http import reswap, retarget

from dashboard.forms import RapportageForm, TeruggevenForm
from dashboard.models import Rapportage
from dashboard.selectors.rapport import lees_payload
from dashboard.services.rapportages import maak_rapportage
from dashboard.tabellen import TABELLEN, als_csv, als_zip
from plan.selectors import plannen
from zwijndrecht_portal.core.access import requires, submit
from zwijndrecht_portal.core.opmaak import datum, tijdstip

DUURT_LANG = timedelta(minutes=2)
STAPPEN = ("change_rapportage", "geef_rapportage_terug", "stel_rapportage_vast", "bied_rapportage_aan")


@require_safe
@requires("dashboard.view_rapportage")
def rapportage_lijst(request: HttpRequest) -> HttpResponse:
    rapportages = Rapportage.objects.visible_to(request.user).for_lijst()
    return render(request, "dashboard/rapportage_lijst.html", {"rapportages": rapportages})


@require_http_methods(["GET", "HEAD", "POST"])
@requires("dashboard.add_rapportage")
def rapportage_maken(request: HttpRequest) -> HttpResponse:
    form = RapportageForm(request.POST or None, plannen=plannen(), vandaag=timezone.localdate())
    if request.method == "POST" and submit(form, maak_rapportage, door=request.user):
        return redirect("dashboard:rapportage_opstellen", pk=form.result.pk)
    return render(request, "dashboard/rapportage_maken.html", {"form": form, "kruimels": kruimels()})


@require_safe
@requires("dashboard.view_rapportage", model=Rapportage, verb="zonder_bestand")
def rapportage_detail(request: HttpRequest, rapportage: Rapportage) -> HttpResponse:
    """The page; htmx asks for its part `#stand` until the PDFs are there."""
    return toon_rapportage(request, rapportage, TeruggevenForm())


def toon_rapportage(request: HttpRequest, rapportage: Rapportage, form: TeruggevenForm) -> HttpResponse:
    context = {
        "rapportage": rapportage,
        "mag": {stap: request.user.has_perm(f"dashboard.{stap}", rapportage) for stap in STAPPEN},
        "kruimels": kruimels(),
        "feiten": _feiten(rapportage),
        "tabellen": TABELLEN.values(),
        "form": form,
    } | voortgang_van(rapportage)
    if not request.htmx:
        return render(request, "dashboard/rapportage_detail.html", context)
    antwoord = render(request, "dashboard/rapportage_detail.html#stand", context)
    return reswap(retarget(antwoord, "#stand"), "outerHTML")


@require_safe
@requires("dashboard.view_rapportage", model=Rapportage, verb="met_pdf")
def rapportage_pdf(request: HttpRequest, rapportage: Rapportage) -> HttpResponse:
    return _bestand(rapportage.pdf, rapportage.bestandsnaam())


@require_safe
@requires("dashboard.view_rapportage", model=Rapportage, verb="met_samenvatting")
def rapportage_samenvatting(request: HttpRequest, rapportage: Rapportage) -> HttpResponse:
    return _bestand(rapportage.samenvatting, rapportage.bestandsnaam("samenvatting"))


@require_safe
@requires("dashboard.view_rapportage", model=Rapportage, verb="met_brief")
def rapportage_brief(request: HttpRequest, rapportage: Rapportage) -> HttpResponse:
    return _bestand(rapportage.brief, rapportage.bestandsnaam("brief"))


@require_safe
@requires("dashboard.view_rapportage", model=Rapportage, verb="met_inhoud")
def rapportage_tabel(request: HttpRequest, rapportage: Rapportage, tabel: str) -> HttpResponse:
    """One table as CSV, from the payload of this report."""
    if tabel not in TABELLEN:
        raise Http404("Deze tabel bestaat niet.")
    inhoud = als_csv(TABELLEN[tabel], lees_payload(rapportage.payload))
    return _bestand(inhoud, rapportage.bestandsnaam(tabel, "csv"), "text/csv; charset=utf-8")


@require_safe
@requires("dashboard.view_rapportage", model=Rapportage, verb="met_inhoud")
def rapportage_tabellen(request: HttpRequest, rapportage: Rapportage) -> HttpResponse:
    """Every table in one zip file."""
    inhoud = als_zip(lees_payload(rapportage.payload))
    return _bestand(inhoud, rapportage.bestandsnaam("tabellen", "zip"), "application/zip")


def _bestand(inhoud: bytes, naam: str, mime: str = "application/pdf") -> HttpResponse:
    koppen = {"Content-Disposition": f'attachment; filename="{naam}"', "Cache-Control": "private, no-cache"}
    return HttpResponse(bytes(inhoud), content_type=mime, headers=koppen)


def kruimels() -> list[tuple[str, str]]:
    return [("Rapportages", reverse("dashboard:rapportage_lijst"))]


def voortgang_van(rapportage: Rapportage) -> dict[str, Any]:
    """How far the PDFs are: the facts are there from the start, then they wait for a worker, then they are drawn."""
    if rapportage.pdf_begonnen_op is None:
        stap, tekst, sinds = 1, "De gegevens zijn verzameld. De opmaak begint zo.", rapportage.pdf_gevraagd_op
    else:
        stap, tekst, sinds = 2, "De pagina's worden opgemaakt.", rapportage.pdf_begonnen_op
    return {
        "gedaan": stap,
        "voortgang_tekst": tekst,
        "duurt_lang": timezone.now() - (sinds or rapportage.created_at) > DUURT_LANG,
        "ververs_url": reverse("dashboard:rapportage_detail", kwargs={"pk": rapportage.pk}),
    }


def _feiten(rapportage: Rapportage) -> list[tuple[str, str]]:
    feiten = [
        ("Soort", rapportage.get_soort_display()),
        ("Plan", rapportage.plan.naam),
        ("Periode", rapportage.periode_tekst),
        ("Peildatum", datum(rapportage.peildatum)),
        ("Gemaakt", f"{tijdstip(rapportage.created_at)} door {rapportage.maker.naam}"),
    ]
    if rapportage.correctie:
        feiten.append((f"Verbetert versie {rapportage.verbetert}", rapportage.correctie))
    for wat, dag, wie in (
        ("Voorgelegd", rapportage.voorgelegd_op, rapportage.voorgelegd_door),
        ("Vastgesteld", rapportage.vastgesteld_op, rapportage.vastgesteld_door),
    ):
        if dag and wie:
            feiten.append((wat, f"{datum(dag)} door {wie.naam}"))
    if rapportage.aangeboden_op:
        feiten.append(("Aangeboden aan de raad", datum(rapportage.aangeboden_op)))
    feiten.append(("Controlegetal van de inhoud (SHA-256)", _leesbaar(rapportage.payload_sha256)))
    if rapportage.is_klaar:
        feiten.append(("Controlegetal van de pdf (SHA-256)", _leesbaar(rapportage.pdf_sha256)))
    return feiten


def _leesbaar(sha256: str) -> str:
    """In groups of eight, so that it fits a phone and two people can compare it aloud."""
    return " ".join(sha256[plek : plek + 8] for plek in range(0, len(sha256), 8))
