"""Spreadsheets out and in: export, upload, look at the differences, carry out, put back."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from zwijndrecht_portal.core.access import requires
from zwijndrecht_portal.core.bestanden import SOORTEN, Onleesbaar, maak_bestand
from zwijndrecht_portal.core.forms import InvoerForm
from zwijndrecht_portal.core.invoer import Invoersoort, invoersoort, invoersoorten
from zwijndrecht_portal.core.models import Invoer
from zwijndrecht_portal.core.services import bereid_invoer_voor, draai_invoer_terug, verwerk_invoer

LAATSTE = 20


@require_safe
@requires("core.view_invoer")
def invoer_lijst(request: HttpRequest) -> HttpResponse:
    """What can go out and in, and what this person brought in before."""
    soorten = [(soort, InvoerForm(prefix=soort.naam)) for soort in invoersoorten(request.user)]
    return render(request, "core/invoer_lijst.html", _lijst(request, soorten))


@require_http_methods(["POST"])
@requires("core.view_invoer")
def invoer_nieuw(request: HttpRequest, soort: str) -> HttpResponse:
    """A file: to the page with the differences, or back with what is wrong with it."""
    gekozen = _soort(request, soort)
    form = InvoerForm(request.POST, request.FILES, prefix=soort)
    if form.is_valid():
        bestand = form.cleaned_data["bestand"]
        try:
            invoer = bereid_invoer_voor(
                soort=gekozen, bestandsnaam=bestand.name, inhoud=bestand.read(), door=request.user
            )
        except Onleesbaar as fout:
            form.add_error("bestand", str(fout))
        else:
            return redirect("invoer", pk=invoer.pk)
    soorten = [(s, form if s is gekozen else InvoerForm(prefix=s.naam)) for s in invoersoorten(request.user)]
    return render(request, "core/invoer_lijst.html", _lijst(request, soorten))


@require_safe
@requires("core.view_invoer")
def invoer_export(request: HttpRequest, soort: str, vorm: str) -> HttpResponse:
    """Everything of this kind that the person may see, in the form in which it can come back."""
    gekozen = _soort(request, soort)
    namen = [kolom.naam for kolom in gekozen.kolommen]
    overige = [kolom.naam for kolom in gekozen.kolommen if not kolom.is_sleutel]
    rijen = ([*sleutel, *(rij[naam] for naam in overige)] for sleutel, rij in gekozen.stand(request.user).items())
    koppen = {"Content-Disposition": f'attachment; filename="{soort}.{vorm}"', "Cache-Control": "private, no-store"}
    return HttpResponse(maak_bestand(namen, rijen, vorm), content_type=SOORTEN[vorm], headers=koppen)


@require_safe
@requires("core.view_invoer", model=Invoer)
def invoer(request: HttpRequest, invoer: Invoer) -> HttpResponse:
    """The differences, or afterwards the report."""
    context = {
        "invoer": invoer,
        "soort": _soort(request, invoer.soort),
        "kruimels": [("Invoer en export", reverse("invoer_lijst"))],
        "nieuw": invoer.tel("nieuw"),
        "gewijzigd": invoer.tel("gewijzigd"),
        "fout": invoer.tel("fout"),
    }
    return render(request, "core/invoer.html", context)


@require_POST
@requires("core.view_invoer", model=Invoer)
def invoer_verwerken(request: HttpRequest, invoer: Invoer) -> HttpResponse:
    _soort(request, invoer.soort)
    try:
        verwerk_invoer(invoer=invoer, door=request.user)
    except ValidationError as fout:
        messages.error(request, " ".join(fout.messages))
    else:
        messages.success(request, "De wijzigingen zijn verwerkt.")
    return redirect("invoer", pk=invoer.pk)


@require_POST
@requires("core.view_invoer", model=Invoer)
def invoer_terugdraaien(request: HttpRequest, invoer: Invoer) -> HttpResponse:
    _soort(request, invoer.soort)
    try:
        draai_invoer_terug(invoer=invoer, door=request.user)
    except ValidationError as fout:
        messages.error(request, " ".join(fout.messages))
    else:
        messages.success(request, "De invoer is teruggedraaid. Alles staat weer zoals het was.")
    return redirect("invoer", pk=invoer.pk)


def _soort(request: HttpRequest, naam: str) -> Invoersoort:
    """The kind, if this person may bring it in."""
    try:
        soort = invoersoort(naam)
    except KeyError as fout:
        raise Http404 from fout
    if not request.user.has_perm(soort.permission):
        raise PermissionDenied
    return soort


def _lijst(request: HttpRequest, soorten: list[tuple[Invoersoort, InvoerForm]]) -> dict[str, object]:
    eerder = Invoer.objects.visible_to(request.user).order_by("-gemaakt_op")[:LAATSTE]
    return {"soorten": soorten, "eerder": eerder, "vormen": list(SOORTEN)}
