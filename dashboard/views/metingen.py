"""Bringing in measured values: first what would change, then the change."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from dashboard.forms_cijfers import MetingenForm, bewaar
from dashboard.services.metingen import Voorstel, fouten_als_tekst, importeer_metingen, stel_metingen_voor
from zwijndrecht_portal.core.access import requires
from zwijndrecht_portal.core.opmaak import meervoud

TOON_HOOGUIT = 200


@require_http_methods(["GET", "HEAD", "POST"])
@requires("dashboard.add_meting")
def metingen_inlezen(request: HttpRequest) -> HttpResponse:
    form = MetingenForm(request.POST, request.FILES) if request.method == "POST" else MetingenForm()
    voorstel = _lees(request, form) if form.is_valid() else None
    if voorstel and not voorstel.fouten and "neem_over" in request.POST:
        messages.success(request, _gedaan(voorstel))
        return redirect("dashboard:metingen_inlezen")
    context: dict[str, Any] = {
        "form": form,
        "voorstel": voorstel,
        "kruimels": [("Dashboard", reverse("dashboard:overzicht"))],
    }
    if voorstel:
        fouten = fouten_als_tekst(voorstel.fouten)
        context |= {
            "fouten": fouten[:TOON_HOOGUIT],
            "meer_fouten": max(len(fouten) - TOON_HOOGUIT, 0),
            "wijzigingen": [*voorstel.gewijzigd, *voorstel.nieuw][:TOON_HOOGUIT],
            "aantal": len(voorstel.gewijzigd) + len(voorstel.nieuw),
            "bewaard": bewaar(form.cleaned_data["inhoud"]),
        }
    return render(request, "dashboard/metingen_inlezen.html", context)


def _lees(request: HttpRequest, form: MetingenForm) -> Voorstel | None:
    gegevens = form.cleaned_data
    try:
        if "neem_over" in request.POST:
            return importeer_metingen(**gegevens, door=request.user)
        return stel_metingen_voor(**gegevens)
    except ValueError as fout:
        form.add_error("bestand", str(fout))
        return None


def _gedaan(voorstel: Voorstel) -> str:
    nieuw = meervoud(len(voorstel.nieuw), "nieuwe waarde", "nieuwe waarden")
    return f"Ingelezen: {nieuw} en {meervoud(len(voorstel.gewijzigd), 'gewijzigde waarde', 'gewijzigde waarden')}."
