"""Mijn dag and the page of one huishouden."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from casework.daglijst import lees_daglijst
from casework.dossier import lees_dossier
from casework.forms import NotitieForm
from casework.models import Contactmoment, Huishouden
from zwijndrecht_portal.core.access import requires


@require_safe
@requires("casework.view_caseload", rls=True)
def caseload(request: HttpRequest) -> HttpResponse:
    altijd_vandaag(request)
    daglijst = lees_daglijst(
        request.user, request.peildatum, pagina=_getal(request, "pagina") or 1, gelogd=_getal(request, "gelogd")
    )
    request.inzage.aantal = len(daglijst.kaarten)
    pagina, gelogd = daglijst.pagina, daglijst.gelogd
    context = {
        "daglijst": daglijst,
        "vorige_url": f"?pagina={pagina - 1}" if pagina > 1 else "",
        "volgende_url": f"?pagina={pagina + 1}" if pagina < daglijst.paginas else "",
        "gelogd": gelogd,
        "notitie_form": NotitieForm(contact_id=gelogd.contact_id) if gelogd else None,
        "bewaard": False,
        "fout": "",
        "focus": False,
    }
    return render(request, "casework/caseload.html", context)


@require_safe
@requires("casework.view_huishouden", model=Huishouden, verb="for_dossier", rls=True)
def huishouden_detail(request: HttpRequest, huishouden: Huishouden) -> HttpResponse:
    altijd_vandaag(request)
    voor = None
    if "voor" in request.GET:
        van_dit_huishouden = Contactmoment.objects.filter(huishouden=huishouden)
        voor = get_object_or_404(van_dit_huishouden, pk=_getal(request, "voor"))
    context = {
        "huishouden": huishouden,
        "dossier": lees_dossier(huishouden, request.peildatum, voor=voor),
        "kruimels": [("Mijn dag", reverse("casework:caseload"))],
        "mag_loggen": request.user.has_perm("casework.log_contact", huishouden),
    }
    return render(request, "casework/huishouden_detail.html", context)


def altijd_vandaag(request: HttpRequest) -> None:
    """These pages are about work that is to be done, so a chosen past date does not hold here."""
    vandaag = timezone.localdate()
    if request.peildatum != vandaag:
        request.peildatum = vandaag
        messages.info(request, "Deze pagina laat altijd de stand van vandaag zien.")


def _getal(request: HttpRequest, naam: str) -> int | None:
    """A positive whole number from the URL; None for anything else."""
    tekst = request.GET.get(naam, "")
    return int(tekst) or None if tekst.isdecimal() and tekst.isascii() and len(tekst) < 10 else None
