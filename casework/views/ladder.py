"""Steps on the ladder, and the waakvlam."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from casework.enums import Trede
from casework.forms.ladder import TredeForm, WaakvlamForm
from casework.models import Huishouden
from casework.services.niveaus import zet_trede
from casework.services.waakvlammen import stop_waakvlam, zet_waakvlam
from casework.views.formulier import toon_formulier, url_van_dossier
from zwijndrecht_portal.core.access import requires, submit

GET_POST = require_http_methods(["GET", "HEAD", "POST"])


@GET_POST
@requires("casework.zet_trede", model=Huishouden, verb="for_dossier", rls=True)
def trede_zetten(request: HttpRequest, huishouden: Huishouden) -> HttpResponse:
    form = TredeForm(request.POST or None)
    if request.method == "POST" and submit(form, zet_trede, huishouden=huishouden, door=request.user):
        messages.success(request, f"Dit huishouden staat nu op '{form.result.get_trede_display()}'.")
        if form.result.trede == Trede.WAAKVLAM and huishouden.contactstand.waakvlam_id is None:
            messages.info(request, "Spreek nu af wie de waakvlam houdt: kies 'Regel de waakvlam'.")
        return redirect(url_van_dossier(huishouden.pk))
    staat = "nog geen trede" if huishouden.trede is None else f"'{Trede(huishouden.trede).label}'"
    return toon_formulier(
        request, form, huishouden, titel="Schaal op of af", knop="Bewaar de stap", uitleg=f"Nu: {staat}."
    )


@GET_POST
@requires("casework.zet_waakvlam", model=Huishouden, verb="for_dossier", rls=True)
def waakvlam_zetten(request: HttpRequest, huishouden: Huishouden) -> HttpResponse:
    waakvlam = huishouden.contactstand.waakvlam
    form = WaakvlamForm(request.POST or None, waakvlam=waakvlam)
    if request.method == "POST" and submit(form, zet_waakvlam, huishouden=huishouden):
        messages.success(request, "De waakvlam is bewaard.")
        return redirect(url_van_dossier(huishouden.pk))
    uitleg = "Een nieuw ritme telt vanaf het laatste contact." if waakvlam else ""
    return toon_formulier(request, form, huishouden, titel="Regel de waakvlam", knop="Bewaar", uitleg=uitleg)


@require_POST
@requires("casework.zet_waakvlam", model=Huishouden, rls=True)
def waakvlam_stoppen(request: HttpRequest, huishouden: Huishouden) -> HttpResponse:
    stop_waakvlam(huishouden=huishouden)
    messages.success(request, "De waakvlam is gestopt. Er is geen vast ritme meer.")
    return redirect(url_van_dossier(huishouden.pk))
