"""The begroting out and back: a spreadsheet with live totals, the same spreadsheet returned, and a PDF."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from budget.forms_beheer import CellenForm, ExcelForm
from budget.models import Begroting
from budget.rekenblad_terug import Wijziging, lees_rekenblad
from budget.selectors import begroting_overzicht
from budget.services.cellen import Cel, Kolom, verwerk_cellen
from budget.tabel import BegrotingOverzicht
from budget.views.overzicht import gekozen_plan, overzicht_url
from plan.selectors import PlanKop
from zwijndrecht_portal.core.access import requires, submit
from zwijndrecht_portal.core.bestanden import Onleesbaar
from zwijndrecht_portal.core.opmaak import meervoud
from zwijndrecht_portal.core.services import vraag_afdruk

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
KOLOM = {"begroot": Kolom.BEDRAG, "prognose": Kolom.PROGNOSE}


def _overzicht(request: HttpRequest, plan: PlanKop) -> BegrotingOverzicht:
    zichtbaar = Begroting.objects.visible_to(request.user)
    return begroting_overzicht(plan, request.peildatum, begrotingen=zichtbaar)


@require_safe
@requires("budget.view_begroting")
def export(request: HttpRequest) -> HttpResponse:
    from budget.rekenblad import maak_rekenblad  # heavy, and few ask for it

    plan = gekozen_plan(request)
    naam = f"begroting-{plan.slug}-{request.peildatum.isoformat()}.xlsx"
    koppen = {"Content-Disposition": f'attachment; filename="{naam}"', "Cache-Control": "private, no-store"}
    return HttpResponse(maak_rekenblad(_overzicht(request, plan)), content_type=XLSX, headers=koppen)


@require_POST
@requires("budget.view_begroting")
def afdrukken(request: HttpRequest) -> HttpResponse:
    plan = gekozen_plan(request)
    afdruk = vraag_afdruk(
        titel=f"Begroting {plan.naam}",
        sjabloon="budget/pdf/begroting.html",
        context={"overzicht": _overzicht(request, plan), "peildatum": request.peildatum},
        door=request.user,
        terug=overzicht_url(request, plan),
    )
    return redirect("afdruk", pk=afdruk.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@requires("budget.change_begroting")
def excel_terug(request: HttpRequest) -> HttpResponse:
    """Two steps on one page: give the file and see what it changes; then save that."""
    plan = gekozen_plan(request)
    terug = overzicht_url(request, plan)
    context: dict[str, Any] = {"plan": plan, "kruimels": [("Budget", terug)], "terug": terug}
    if request.method == "POST" and "cellen" in request.POST:
        return _sla_op(request, plan, terug, context)
    form = ExcelForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            wijzigingen, fouten = lees_rekenblad(form.cleaned_data["bestand"].read())
        except Onleesbaar as fout:
            form.add_error("bestand", str(fout))
        else:
            if not wijzigingen and not fouten:
                messages.info(request, "Het bestand is gelijk aan het portaal: er zijn 0 wijzigingen.")
                return redirect(request.get_full_path())
            cellen = None if fouten else _cellenform(request, plan, wijzigingen)
            return render(request, "budget/excel_voorbeeld.html", context | {"form": cellen, "fouten": fouten})
    return render(request, "budget/excel_terug.html", context | {"form": form})


def _cellenform(request: HttpRequest, plan: PlanKop, wijzigingen: Sequence[Wijziging], data: Any = None) -> CellenForm:
    """The changed cells as fields. A post that this person cannot see has no name; saving refuses it."""
    namen = {
        post.id: f"{post.naam} {jaar.jaar}" for jaar in _overzicht(request, plan).begrotingen for post in jaar.posten
    }
    cellen = [Cel(w.post, KOLOM[w.kolom], w.was, w.wordt, w.was_toelichting, w.toelichting) for w in wijzigingen]
    return CellenForm(data, cellen=cellen, labels={cel.post: namen.get(cel.post, "onbekende post") for cel in cellen})


def _sla_op(request: HttpRequest, plan: PlanKop, terug: str, context: dict[str, Any]) -> HttpResponse:
    """`cellen` names what changes ("bedrag_12 prognose_14"); the amounts come as fields of the form."""
    wijzigingen = [
        Wijziging(int(post), {"bedrag": "begroot"}.get(kolom, kolom), None, None)
        for kolom, _, post in (naam.partition("_") for naam in request.POST["cellen"].split())
        if kolom in Kolom.values and post.isdecimal()
    ]
    form = _cellenform(request, plan, wijzigingen, request.POST)
    mag = Begroting.objects.visible_to(request.user).filter(plan__slug=plan.slug)
    if submit(form, verwerk_cellen, begrotingen=mag, door=request.user):
        messages.success(request, f"{meervoud(form.result, 'bedrag', 'bedragen')} gewijzigd.")
        return redirect(terug)
    return render(request, "budget/excel_voorbeeld.html", context | {"form": form, "fouten": []})
