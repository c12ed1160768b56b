"""Mijn dag and the page of one huishouden."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from casework.daglijst import lees_daglijst
from casework.dossier import lees_dossier
from casework.forms.contacten import NotitieForm
from casework.forms.daglijst import DaglijstFilterForm
from casework.models import Contactmoment, Huishouden
from casework.overdrachten import lees_aanbod
from zwijndrecht_portal.core.access import requires

HANDELINGEN = ("log_contact", "zet_trede", "zet_waakvlam", "bied_aan", "wijs_toe", "change_plan")
BEHEER = ("add_inwoner", "verbeter_huishouden", "deel_opnieuw_in", "sluit_dossier", "heropen_dossier")


@require_safe
@requires("casework.view_caseload", rls=True)
def caseload(request: HttpRequest) -> HttpResponse:
    altijd_vandaag(request)
    filters = filters_van(request)
    daglijst = lees_daglijst(
        request.user,
        request.peildatum,
        pagina=getal_uit(request, "pagina") or 1,
        gelogd=getal_uit(request, "gelogd"),
        filters=filters,
    )
    request.inzage.aantal = len(daglijst.kaarten)
    pagina, gelogd = daglijst.pagina, daglijst.gelogd
    gekozen = filters.gekozen if filters else {}
    query = urlencode({**gekozen, "pagina": ""})
    context = {
        "daglijst": daglijst,
        "kaarten": daglijst.kaarten,
        "filters": filters,
        "overdrachten": lees_aanbod(request.user, request.peildatum),
        "vorige_url": f"?{query}{pagina - 1}" if pagina > 1 else "",
        "volgende_url": f"?{query}{pagina + 1}" if pagina < daglijst.paginas else "",
        "lijst_query": f"?{query}{pagina}" if gekozen or pagina > 1 else "",
        "gelogd": gelogd,
        "notitie_form": NotitieForm(contact_id=gelogd.contact_id, huishouden_id=gelogd.id) if gelogd else None,
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
        voor = get_object_or_404(van_dit_huishouden, pk=getal_uit(request, "voor"))
    context = {
        "huishouden": huishouden,
        "dossier": lees_dossier(huishouden, request.peildatum, voor=voor),
        "kruimels": [("Mijn dag", reverse("casework:caseload"))],
        "mag": {naam: request.user.has_perm(f"casework.{naam}", huishouden) for naam in (*HANDELINGEN, *BEHEER)},
    }
    return render(request, "casework/huishouden_detail.html", context)


def filters_van(request: HttpRequest) -> DaglijstFilterForm | None:
    return DaglijstFilterForm(request.GET) if request.user.has_perm("casework.view_verdeling") else None


def url_van_daglijst(request: HttpRequest, *, kaart: int, gelogd: int | None = None) -> str:
    """The day list with the filters and the page from which someone logged without JavaScript, at this card."""
    filters, pagina = filters_van(request), getal_uit(request, "pagina")
    query = {**(filters.gekozen if filters else {}), **({"pagina": pagina} if pagina else {})}
    tekst = urlencode(query | {"gelogd": gelogd} if gelogd else query)
    return f"{reverse('casework:caseload')}{'?' if tekst else ''}{tekst}#kaart-{kaart}"


def altijd_vandaag(request: HttpRequest) -> None:
    """These pages are about work that is to be done, so a chosen past date does not hold here."""
    vandaag = timezone.localdate()
    if request.peildatum != vandaag:
        request.peildatum = vandaag
        messages.info(request, "Deze pagina laat altijd de stand van vandaag zien.")


def getal_uit(request: HttpRequest, naam: str) -> int | None:
    """A positive whole number from the URL; None for anything else."""
    tekst = request.GET.get(naam, "")
    return int(tekst) or None if tekst.isdecimal() and tekst.isascii() and len(tekst) < 10 else None
