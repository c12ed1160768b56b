"""Bringing in boekingen from a file: give it, see what is in it, book it."""

import csv
from collections.abc import Iterator

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from budget.forms import ImportForm
from budget.inlezen.boekingen import NIET_VERPLICHT, VERPLICHT
from budget.models import Boekingenimport
from budget.services.imports import begin_opnieuw, boek_import, vraag_import
from plan.models import Plan
from zwijndrecht_portal.core.access import requires, submit

FOUTEN_PER_PAGINA = 100
LAATSTE = 20


@require_http_methods(["GET", "HEAD", "POST"])
@requires("budget.change_begroting")
def import_nieuw(request: HttpRequest) -> HttpResponse:
    plannen = Plan.objects.visible_to(request.user).order_by("van")
    form = ImportForm(request.POST or None, request.FILES or None, plannen=plannen)
    if request.method == "POST" and submit(form, vraag_import, door=request.user):
        return redirect("budget:import_detail", pk=form.result.pk)
    context = {
        "form": form,
        "imports": Boekingenimport.objects.visible_to(request.user).for_lijst()[:LAATSTE],
        "verplicht": VERPLICHT,
        "niet_verplicht": NIET_VERPLICHT,
        "kruimels": [("Budget", reverse("budget:overzicht"))],
    }
    return render(request, "budget/import_nieuw.html", context)


@require_safe
@requires("budget.change_begroting", model=Boekingenimport, verb="zonder_inhoud")
def import_pagina(request: HttpRequest, boekingenimport: Boekingenimport) -> HttpResponse:
    """How far it is and what was found; htmx asks again for the part that changes until it is done."""
    bladen = Paginator(boekingenimport.fouten, FOUTEN_PER_PAGINA)
    context = {
        "import": boekingenimport,
        "fouten": bladen.get_page(request.GET.get("pagina")),
        "kruimels": [("Budget", reverse("budget:overzicht")), ("Boekingen importeren", reverse("budget:import_nieuw"))],
    }
    return render(request, f"budget/import_detail.html{'#stand' if request.htmx else ''}", context)


@require_POST
@requires("budget.change_begroting", model=Boekingenimport, verb="zonder_inhoud")
def import_boeken(request: HttpRequest, boekingenimport: Boekingenimport) -> HttpResponse:
    try:
        boek_import(boekingenimport=boekingenimport)
    except ValidationError as fout:
        messages.error(request, fout.messages[0])
    return redirect("budget:import_detail", pk=boekingenimport.pk)


@require_POST
@requires("budget.change_begroting", model=Boekingenimport, verb="zonder_inhoud")
def import_opnieuw(request: HttpRequest, boekingenimport: Boekingenimport) -> HttpResponse:
    begin_opnieuw(boekingenimport=boekingenimport)
    return redirect("budget:import_detail", pk=boekingenimport.pk)


@require_safe
@requires("budget.change_begroting", model=Boekingenimport, verb="zonder_inhoud")
def import_fouten(request: HttpRequest, boekingenimport: Boekingenimport) -> StreamingHttpResponse:
    """Every fault with its row and column, for beside the spreadsheet."""
    koppen = {"Content-Disposition": f'attachment; filename="fouten-import-{boekingenimport.pk}.csv"'}
    return StreamingHttpResponse(_csv(boekingenimport), content_type="text/csv; charset=utf-8", headers=koppen)


class _Doorgeven:
    """A file that hands on what is written to it."""

    def write(self, tekst: str) -> str:
        return tekst


def _csv(boekingenimport: Boekingenimport) -> Iterator[str]:
    schrijver = csv.writer(_Doorgeven(), delimiter=";")
    yield "\ufeff" + str(schrijver.writerow(("rij", "kolom", "melding")))
    for rij, kolom, melding in boekingenimport.fouten:
        yield str(schrijver.writerow((rij, kolom, f"'{melding}" if melding[:1] in "=+-@" else melding)))
