"""Reports: the list, a new one, one with its progress, its PDF, adopting it."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import reswap, retarget

from dashboard.forms import RapportageForm
from dashboard.models import Rapportage
from dashboard.services.rapportages import maak_pdf_opnieuw, maak_rapportage, stel_rapportage_vast
from plan.selectors import plannen
from zwijndrecht_portal.core.access import requires, submit
from zwijndrecht_portal.core.opmaak import datum, tijdstip

DUURT_LANG = timedelta(minutes=2)


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
        return redirect("dashboard:rapportage_detail", pk=form.result.pk)
    return render(request, "dashboard/rapportage_maken.html", {"form": form, "kruimels": _kruimels()})


@require_safe
@requires("dashboard.view_rapportage", model=Rapportage, verb="zonder_bestand")
def rapportage_detail(request: HttpRequest, rapportage: Rapportage) -> HttpResponse:
    """The page; htmx asks for its part `#stand` until the PDF is there."""
    context = {
        "rapportage": rapportage,
        "naam": f"{rapportage.plan.naam}, {rapportage.periode_tekst}",
        "mag_vaststellen": request.user.has_perm("dashboard.stel_rapportage_vast", rapportage),
        "kruimels": _kruimels(),
        "feiten": _feiten(rapportage),
        "ververs_url": reverse("dashboard:rapportage_detail", kwargs={"pk": rapportage.pk}),
    } | _voortgang(rapportage)
    if not request.htmx:
        return render(request, "dashboard/rapportage_detail.html", context)
    antwoord = render(request, "dashboard/rapportage_detail.html#stand", context)
    return reswap(retarget(antwoord, "#stand"), "outerHTML")


@require_safe
@requires("dashboard.view_rapportage", model=Rapportage, verb="met_pdf")
def rapportage_pdf(request: HttpRequest, rapportage: Rapportage) -> HttpResponse:
    antwoord = HttpResponse(bytes(rapportage.pdf), content_type="application/pdf")
    antwoord["Content-Disposition"] = f'attachment; filename="{rapportage.bestandsnaam}"'
    antwoord["Cache-Control"] = "private, no-cache"
    return antwoord


@require_POST
@requires("dashboard.add_rapportage", model=Rapportage, verb="zonder_bestand")
def rapportage_opnieuw(request: HttpRequest, rapportage: Rapportage) -> HttpResponse:
    maak_pdf_opnieuw(rapportage=rapportage)
    return redirect("dashboard:rapportage_detail", pk=rapportage.pk)


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


def _kruimels() -> list[tuple[str, str]]:
    return [("Rapportages", reverse("dashboard:rapportage_lijst"))]


def _voortgang(rapportage: Rapportage) -> dict[str, Any]:
    """How far the PDF is: the facts are there from the start, then it waits for a worker, then it is drawn."""
    if rapportage.pdf_begonnen_op is None:
        stap, tekst, sinds = 1, "De gegevens zijn verzameld. De opmaak begint zo.", rapportage.created_at
    else:
        stap, tekst, sinds = 2, "De pagina's worden opgemaakt.", rapportage.pdf_begonnen_op
    return {"gedaan": stap, "voortgang_tekst": tekst, "duurt_lang": timezone.now() - sinds > DUURT_LANG}


def _feiten(rapportage: Rapportage) -> list[tuple[str, str]]:
    feiten = [
        ("Plan", rapportage.plan.naam),
        ("Periode", rapportage.periode_tekst),
        ("Peildatum", datum(rapportage.peildatum)),
        ("Gemaakt", f"{tijdstip(rapportage.created_at)} door {rapportage.maker.naam}"),
    ]
    if rapportage.vastgesteld_op and rapportage.vastgesteld_door:
        feiten.append(("Vastgesteld", f"{datum(rapportage.vastgesteld_op)} door {rapportage.vastgesteld_door.naam}"))
    feiten.append(("Controlegetal van de inhoud (SHA-256)", _leesbaar(rapportage.payload_sha256)))
    if rapportage.is_klaar:
        feiten.append(("Controlegetal van de pdf (SHA-256)", _leesbaar(rapportage.pdf_sha256)))
    return feiten


def _leesbaar(sha256: str) -> str:
    """In groups of eight, so that it fits a phone and two people can compare it aloud."""
    return " ".join(sha256[plek : plek + 8] for plek in range(0, len(sha256), 8))
