"""Spreadsheets out and in: export, upload, look at the differences, carry out, put back."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from zwijndrecht_portal.core.access import requires
from zwijndrecht_portal.core.bestanden import SOORTEN, Onleesbaar, stroom_bestand
from zwijndrecht_portal.core.enums import InvoerStatus
from zwijndrecht_portal.core.forms import InvoerForm
from zwijndrecht_portal.core.invoer import Invoersoort, invoerpaginas, invoersoort, invoersoorten
from zwijndrecht_portal.core.models import Invoer
from zwijndrecht_portal.core.opmaak import getal, meervoud
from zwijndrecht_portal.core.services import gedaan_van, vraag_invoer, vraag_terugdraaien, vraag_verwerking

LAATSTE = 20
PER_PAGINA = 100


@require_safe
@requires("core.view_invoer")
def invoer_lijst(request: HttpRequest) -> HttpResponse:
    """What can come in and where, and what this person brought in before."""
    soorten = invoersoorten(request.user)
    paginas = [pagina for pagina in invoerpaginas(request.user) if pagina.beschikbaar()]
    context = {"soorten": soorten, "paginas": paginas, "vormen": list(SOORTEN)}
    return render(request, "core/invoer_lijst.html", context | _eerder(request, [soort.naam for soort in soorten]))


@require_http_methods(["GET", "HEAD", "POST"])
@requires("core.view_invoer")
def invoer_nieuw(request: HttpRequest, soort: str) -> HttpResponse:
    """One kind: what it holds, the file to begin with, and the file that comes back."""
    gekozen = _soort(request, soort)
    form = InvoerForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        bestand = form.cleaned_data["bestand"]
        try:
            gevraagd = vraag_invoer(soort=gekozen, bestandsnaam=bestand.name, inhoud=bestand.read(), door=request.user)
        except Onleesbaar as fout:
            form.add_error("bestand", str(fout))
        else:
            return redirect("invoer", pk=gevraagd.pk)
    context = {"soort": gekozen, "form": form, "vormen": list(SOORTEN), "kruimels": _kruimels()}
    return render(request, "core/invoer_soort.html", context | _eerder(request, [soort]))


@require_safe
@requires("core.view_invoer")
def invoer_export(request: HttpRequest, soort: str, vorm: str, leeg: bool = False) -> HttpResponseBase:
    """Everything of this kind that the person may see, in the form in which it can come back; or only the headings."""
    gekozen = _soort(request, soort)
    namen = [kolom.naam for kolom in gekozen.kolommen]
    overige = [kolom.naam for kolom in gekozen.kolommen if not kolom.is_sleutel]
    stand = {} if leeg else gekozen.stand(request.user)
    rijen = ([*sleutel, *(rij[naam] for naam in overige)] for sleutel, rij in stand.items())
    naam = f"{soort}-{'leeg' if leeg else timezone.localdate().isoformat()}.{vorm}"
    koppen = {"Content-Disposition": f'attachment; filename="{naam}"', "Cache-Control": "private, no-store"}
    return StreamingHttpResponse(stroom_bestand(namen, rijen, vorm), content_type=SOORTEN[vorm], headers=koppen)


@require_safe
@requires("core.view_invoer", model=Invoer, verb="zonder_inhoud")
def invoer(request: HttpRequest, invoer: Invoer) -> HttpResponse:
    """How far it is, the differences, or afterwards the report; htmx asks again until the task is done."""
    soort = _soort(request, invoer.soort)
    context = {
        "invoer": invoer,
        "soort": soort,
        "regels": Paginator(invoer.regels, PER_PAGINA).get_page(request.GET.get("pagina")),
        "kruimels": [*_kruimels(), (soort.label, reverse("invoer_nieuw", args=[soort.naam]))],
        "nieuw": invoer.tel("nieuw"),
        "gewijzigd": invoer.tel("gewijzigd"),
        "fout": invoer.tel("fout"),
        **_voortgang(invoer),
    }
    return render(request, f"core/invoer.html{'#stand' if request.htmx else ''}", context)


def _voortgang(invoer: Invoer) -> dict[str, object]:
    """How far the task is, as a bar and in words."""
    if not invoer.is_bezig:
        return {}
    totaal = invoer.rijen if invoer.status == InvoerStatus.LEZEN else len(invoer.regels)
    gedaan = min(gedaan_van(invoer), totaal)
    stand = f"{getal(gedaan)} van {meervoud(totaal, 'rij', 'rijen')}"
    return {"gedaan": gedaan, "totaal": totaal, "zin": f"{stand}. U mag deze pagina sluiten en later terugkomen."}


@require_POST
@requires("core.view_invoer", model=Invoer, verb="zonder_inhoud")
def invoer_verwerken(request: HttpRequest, invoer: Invoer) -> HttpResponse:
    _soort(request, invoer.soort)
    try:
        verwerkt = vraag_verwerking(invoer=invoer, door=request.user)
    except ValidationError as fout:
        messages.error(request, " ".join(fout.messages))
    else:
        if not verwerkt.is_bezig:
            messages.success(request, "De wijzigingen zijn verwerkt.")
    return redirect("invoer", pk=invoer.pk)


@require_POST
@requires("core.view_invoer", model=Invoer, verb="zonder_inhoud")
def invoer_terugdraaien(request: HttpRequest, invoer: Invoer) -> HttpResponse:
    _soort(request, invoer.soort)
    try:
        teruggedraaid = vraag_terugdraaien(invoer=invoer, door=request.user)
    except ValidationError as fout:
        messages.error(request, " ".join(fout.messages))
    else:
        if not teruggedraaid.is_bezig:
            messages.success(request, "De invoer is teruggedraaid. Alles staat weer zoals het was.")
    return redirect("invoer", pk=invoer.pk)


def _kruimels() -> list[tuple[str, str]]:
    return [("Invoer en export", reverse("invoer_lijst"))]


def _soort(request: HttpRequest, naam: str) -> Invoersoort:
    """The kind, if this person may bring it in."""
    try:
        soort = invoersoort(naam)
    except KeyError as fout:
        raise Http404 from fout
    if not request.user.has_perm(soort.permission):
        raise PermissionDenied
    return soort


def _eerder(request: HttpRequest, soorten: list[str]) -> dict[str, object]:
    """The newest first, with the name of their kind."""
    rijen = Invoer.objects.visible_to(request.user).filter(soort__in=soorten).zonder_inhoud()
    return {"eerder": [(rij, invoersoort(rij.soort)) for rij in rijen.order_by("-gemaakt_op")[:LAATSTE]]}
