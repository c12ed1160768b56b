"""The buurtcirkels: groups of neighbours, known by their number only."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from casework.buurtcirkels import lees_buurtcirkels
from casework.forms.team import BijeenkomstForm, BuurtcirkelForm
from casework.models import Buurtcirkel
from casework.services.team import bewaar_buurtcirkel, schrijf_bijeenkomst
from casework.views.lijst import altijd_vandaag
from zwijndrecht_portal.core.access import requires, submit
from zwijndrecht_portal.core.opmaak import datum

GET_POST = require_http_methods(["GET", "HEAD", "POST"])
VELDEN = ("naam", "gebied", "deelnemers", "vrijwilliger", "professional")


@require_safe
@requires("casework.view_buurtcirkel", rls=True)
def buurtcirkel_lijst(request: HttpRequest) -> HttpResponse:
    altijd_vandaag(request)
    context = {
        "cirkels": lees_buurtcirkels(request.user, request.peildatum),
        "mag_wijzigen": request.user.has_perm("casework.change_buurtcirkel"),
    }
    return render(request, "casework/buurtcirkel_lijst.html", context)


@GET_POST
@requires("casework.change_buurtcirkel", rls=True)
def buurtcirkel_nieuw(request: HttpRequest) -> HttpResponse:
    form = BuurtcirkelForm(request.POST or None)
    if request.method == "POST" and submit(form, bewaar_buurtcirkel):
        messages.success(request, f"{form.result} is begonnen.")
        return redirect("casework:buurtcirkel_lijst")
    return _toon(request, form, titel="Nieuwe buurtcirkel", naam="")


@GET_POST
@requires("casework.change_buurtcirkel", model=Buurtcirkel, rls=True)
def buurtcirkel_wijzigen(request: HttpRequest, buurtcirkel: Buurtcirkel) -> HttpResponse:
    begin = {naam: getattr(buurtcirkel, naam) for naam in VELDEN} | {
        "gestart_op": datum(buurtcirkel.gestart_op),
        "gestopt_op": datum(buurtcirkel.gestopt_op) if buurtcirkel.gestopt_op else "",
    }
    form = BuurtcirkelForm(request.POST or None, initial=begin)
    if request.method == "POST" and submit(form, bewaar_buurtcirkel, buurtcirkel=buurtcirkel):
        messages.success(request, f"{form.result} is bewaard.")
        return redirect("casework:buurtcirkel_lijst")
    return _toon(request, form, titel="Wijzig de buurtcirkel", naam=str(buurtcirkel))


@GET_POST
@requires("casework.add_bijeenkomst", model=Buurtcirkel, rls=True)
def bijeenkomst_nieuw(request: HttpRequest, buurtcirkel: Buurtcirkel) -> HttpResponse:
    form = BijeenkomstForm(request.POST or None, initial={"datum": datum(timezone.localdate())})
    if request.method == "POST" and submit(form, schrijf_bijeenkomst, buurtcirkel=buurtcirkel, door=request.user):
        messages.success(request, f"De bijeenkomst van {buurtcirkel} is bewaard.")
        return redirect("casework:buurtcirkel_lijst")
    return _toon(request, form, titel="Schrijf een bijeenkomst op", naam=str(buurtcirkel))


def _toon(request: HttpRequest, form: object, *, titel: str, naam: str) -> HttpResponse:
    url = reverse("casework:buurtcirkel_lijst")
    context = {"form": form, "titel": titel, "knop": "Bewaar", "naam": naam, "terug": url, "uitleg": ""}
    return render(request, "casework/formulier.html", {**context, "kruimels": [("Buurtcirkels", url)]})
