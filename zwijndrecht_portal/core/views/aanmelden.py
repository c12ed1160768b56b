"""Signing in with the account of the municipality, and signing out."""

import logging
from time import time

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from zwijndrecht_portal.core.access import requires
from zwijndrecht_portal.core.identiteit import Geweigerd, is_aan
from zwijndrecht_portal.core.middleware import LAATST
from zwijndrecht_portal.core.navigatie import startpagina
from zwijndrecht_portal.core.services import ID_TOKEN, beeindig_sessies, laat_binnen
from zwijndrecht_portal.core.views.tweestaps import laat_in

logger = logging.getLogger(__name__)
UITLEG = {
    "geen_rol": "U hebt geen rol in het portaal. Vraag de beheerder om toegang.",
    "account_uitgezet": "Uw account staat uit. Vraag de beheerder om toegang.",
    "adres_van_ander_account": "Er is al een account met uw e-mailadres. Vraag de beheerder om het te koppelen.",
    "aanbieder_onbereikbaar": "Inloggen met het account van de gemeente lukt nu niet. Probeer het later opnieuw.",
}


@login_not_required
@require_safe
def gemeente_inloggen(request: HttpRequest) -> HttpResponse:
    """To the provider."""
    if not is_aan():
        raise Http404
    from zwijndrecht_portal.core import oidc

    try:
        return oidc.begin(request, f"{settings.PORTAAL_ADRES}{reverse('gemeente_terug')}")
    except Geweigerd as fout:
        return _weiger(request, fout)


@login_not_required
@require_safe
def gemeente_terug(request: HttpRequest) -> HttpResponse:
    """Back from the provider: in, or back to the sign-in page with a sentence."""
    if not is_aan():
        raise Http404
    from zwijndrecht_portal.core import oidc

    try:
        identiteit = oidc.lees_antwoord(request)
        gebruiker = laat_binnen(identiteit)
    except Geweigerd as fout:
        return _weiger(request, fout)
    antwoord = laat_in(request, gebruiker, "", met_code=True)  # the provider asks the second step
    request.session[ID_TOKEN] = identiteit.id_token
    return antwoord


@login_not_required
@require_POST
def uitloggen(request: HttpRequest) -> HttpResponse:
    """Here, and for who came in with the account of the municipality there too."""
    id_token = request.session.get(ID_TOKEN)
    logout(request)
    thuis = reverse("inloggen")
    if not (id_token and is_aan()):
        return redirect(thuis)
    from zwijndrecht_portal.core import oidc

    return redirect(oidc.uitloglink(id_token, f"{settings.PORTAAL_ADRES}{thuis}") or thuis)


@csrf_exempt  # the provider itself asks, not a browser; its signature is what counts
@login_not_required
@require_POST
def gemeente_afgemeld(request: HttpRequest) -> HttpResponse:
    """Who signed out at the provider is signed out here, in every browser."""
    if not is_aan():
        raise Http404
    from zwijndrecht_portal.core import oidc

    koppen = {"Cache-Control": "no-store"}
    try:
        tenant, onderwerp = oidc.lees_afmelding(request.POST.get("logout_token", ""))
    except Geweigerd as fout:
        logger.warning("Afmelding door de gemeente geweigerd: %s", fout.reden)
        return HttpResponse(status=400, headers=koppen)
    beeindig_sessies(tenant=tenant, onderwerp=onderwerp)
    return HttpResponse(headers=koppen)


@require_POST
@requires("core.verleng_sessie")
def sessie_verlengen(request: HttpRequest) -> HttpResponse:
    """Somebody is still there: the request itself is what counts."""
    request.session[LAATST] = int(time())
    return HttpResponse(status=204) if request.htmx else redirect(startpagina(request.user))


def _weiger(request: HttpRequest, fout: Geweigerd) -> HttpResponse:
    logger.warning("Inloggen met het account van de gemeente geweigerd: %s", fout.reden)
    messages.error(request, UITLEG.get(fout.reden, "Inloggen is niet gelukt. Probeer het opnieuw."))
    return redirect("inloggen")
