"""Asking why, before a dossier outside the own work opens. Nothing of the dossier is on this page."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from casework.enums import Toegangsreden
from casework.forms.levensloop import ZoekForm
from casework.forms.toegang import ToegangForm
from casework.selectors import zoek_dossier
from casework.services.toegang import vraag_toegang
from casework.views.contacten import GET_POST
from zwijndrecht_portal.core.access import requires, submit
from zwijndrecht_portal.core.enums import Handeling


@GET_POST
@requires("casework.vraag_toegang", rls=True, handeling=Handeling.TOEGANG)
def toegang_vragen(request: HttpRequest, pk: int) -> HttpResponse:
    dossier = zoek_dossier(pk=pk)
    if dossier is None:
        raise Http404
    request.inzage.pseudoniem = dossier.pseudoniem
    form = ToegangForm(request.POST or None)
    if request.method == "POST" and submit(form, vraag_toegang, huishouden_id=pk, door=request.user):
        request.inzage.reden = form.result.reden
        if form.result.soort == Toegangsreden.NOOD:
            request.inzage.handeling = Handeling.NOODTOEGANG
        return redirect("casework:huishouden_detail", pk=pk)
    kruimels = [("Mijn dag", reverse("casework:caseload"))]
    return render(request, "casework/toegang.html", {"form": form, "kruimels": kruimels})


@GET_POST
@requires("casework.vraag_toegang", rls=True, handeling=Handeling.ZOEKEN)
def dossier_zoeken(request: HttpRequest) -> HttpResponse:
    """By its number only, and not in the address bar. The door of the dossier decides what comes next."""
    form = ZoekForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        request.inzage.pseudoniem = form.gevonden.pseudoniem
        return redirect("casework:huishouden_detail", pk=form.gevonden.id)
    kruimels = [("Mijn dag", reverse("casework:caseload"))]
    context = {"form": form, "titel": "Open een ander dossier", "knop": "Zoek", "terug": kruimels[0][1], "naam": ""}
    uitleg = "Van wie u niet zelf de regie hebt, vraagt het portaal eerst waarom u het dossier wilt openen."
    return render(request, "casework/formulier.html", {**context, "uitleg": uitleg, "kruimels": kruimels})
