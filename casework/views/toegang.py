"""Asking why, before a dossier outside the own work opens. Nothing of the dossier is on this page."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from casework.enums import Toegangsreden
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
