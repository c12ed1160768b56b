"""Who may what: the list to look at each quarter, and the matrix that follows from the code."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from zwijndrecht_portal.core.access import requires, submit
from zwijndrecht_portal.core.autorisatie import KOPPEN, autorisatiematrix
from zwijndrecht_portal.core.bestanden import SOORTEN, stroom_bestand
from zwijndrecht_portal.core.forms import RechtenbeoordelingForm
from zwijndrecht_portal.core.models import Rechtenbeoordeling
from zwijndrecht_portal.core.rechten import accountregels, kwartaal_van, vingerafdruk
from zwijndrecht_portal.core.services import beoordeel_rechten

LAATSTE = 12


@require_http_methods(["GET", "HEAD", "POST"])
@requires("core.beoordeel_rechten")
def rechten(request: HttpRequest) -> HttpResponse:
    """Every account with its roles, and the signature under it."""
    vandaag = timezone.localdate()
    form = RechtenbeoordelingForm(request.POST or None)
    if request.method == "POST" and submit(form, beoordeel_rechten, door=request.user):
        messages.success(request, "U hebt getekend voor de rechten van dit kwartaal.")
        return redirect("rechten")
    regels = accountregels(vandaag)
    eerder = list(
        Rechtenbeoordeling.objects.select_related("door").defer("accounts").order_by("-beoordeeld_op")[:LAATSTE]
    )
    kwartaal = kwartaal_van(vandaag)
    context = {
        "form": form,
        "gezien": vingerafdruk(regels),
        "regels": sorted(regels, key=lambda regel: not regel.let_op),
        "aantal_let_op": sum(bool(regel.let_op) for regel in regels),
        "eerder": eerder,
        "kwartaal": kwartaal,
        "nu": next((keer for keer in eerder if keer.kwartaal == kwartaal), None),
        "mag_beheren": request.user.has_perm("core.change_gebruiker"),
    }
    return render(request, "core/rechten.html", context)


@require_safe
@requires("core.beoordeel_rechten")
def rechtenbeoordeling(request: HttpRequest, pk: int) -> HttpResponse:
    """What somebody signed for, as it was then."""
    keer = get_object_or_404(Rechtenbeoordeling.objects.select_related("door"), pk=pk)
    kruimels = [("Rechten", reverse("rechten"))]
    return render(request, "core/rechtenbeoordeling.html", {"keer": keer, "kruimels": kruimels})


@require_safe
@requires("core.beoordeel_rechten")
def rechten_matrix(request: HttpRequest, vorm: str) -> StreamingHttpResponse:
    """The authorisation matrix as the code has it today."""
    naam = f"autorisatiematrix-{timezone.localdate().isoformat()}.{vorm}"
    koppen = {"Content-Disposition": f'attachment; filename="{naam}"', "Cache-Control": "private, no-store"}
    delen = stroom_bestand(KOPPEN, autorisatiematrix(), vorm)
    return StreamingHttpResponse(delen, content_type=SOORTEN[vorm], headers=koppen)
