"""The second step: asked after the password, set up by oneself, forced where the settings say so."""

import json
from time import time
from typing import Any

from django.contrib.auth import get_user_model, login
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_safe

from zwijndrecht_portal.core.access import requires, submit
from zwijndrecht_portal.core.forms import AntwoordForm, CodeForm, PasskeyForm
from zwijndrecht_portal.core.middleware import BEGONNEN, LAATST, TWEESTAPS
from zwijndrecht_portal.core.navigatie import startpagina
from zwijndrecht_portal.core.passkeys import Passkeys
from zwijndrecht_portal.core.services import (
    begin_tweestaps,
    bevestig_tweestaps,
    controleer_code,
    heeft_app,
    heeft_tweestaps,
    maak_qr,
    passkeys_van,
)

WACHTENDE = "tweede_stap_van"
CODES = "nieuwe_herstelcodes"
MAKEN, TONEN = "passkey_maken", "passkey_tonen"  # what was asked of the browser
GELDIG = 10 * 60  # seconds between password and code
BACKEND = "zwijndrecht_portal.core.backends.WachtwoordBackend"


def na_wachtwoord(request: HttpRequest, gebruiker: Any, volgende: str) -> HttpResponse:
    """The password was right: ask the second step of who has one, let in who has none."""
    if heeft_tweestaps(gebruiker):
        request.session.cycle_key()
        request.session[WACHTENDE] = [gebruiker.pk, int(time()), volgende]
        return redirect("inloggen_code")
    return laat_in(request, gebruiker, volgende, met_code=False)


def laat_in(request: HttpRequest, gebruiker: Any, volgende: str, *, met_code: bool) -> HttpResponse:
    login(request, gebruiker, backend=BACKEND)
    request.session[BEGONNEN] = request.session[LAATST] = int(time())
    request.session[TWEESTAPS] = met_code
    veilig = url_has_allowed_host_and_scheme(volgende, {request.get_host()}, request.is_secure())
    return redirect(volgende if volgende and veilig else startpagina(gebruiker))


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def inloggen_code(request: HttpRequest) -> HttpResponse:
    """The code, within ten minutes after the password."""
    gebruiker, volgende = wachtende(request)
    if gebruiker is None:
        return redirect("inloggen")
    form = CodeForm(request.POST or None)
    if request.method == "POST" and submit(form, controleer_code, gebruiker=gebruiker):
        del request.session[WACHTENDE]
        return laat_in(request, gebruiker, volgende, met_code=True)
    context = {"form": form, "heeft_app": heeft_app(gebruiker), "vraag": ""}
    if passkeys_van(gebruiker).exists():
        vraag, staat = Passkeys(request).authenticate_begin(user=gebruiker, require_user_verification=False)
        request.session[TONEN] = staat
        context |= {"vraag": json.dumps(vraag), "passkeyform": AntwoordForm()}
    return render(request, "registration/code.html", context)


def wachtende(request: HttpRequest) -> tuple[Any, str]:
    """Who gave the right password less than ten minutes ago (else None), and where that person was going."""
    pk, moment, volgende = request.session.get(WACHTENDE, (None, 0, ""))
    if time() - moment > GELDIG:
        return None, ""
    return get_user_model().objects.filter(pk=pk, is_active=True).first(), volgende


@require_http_methods(["GET", "HEAD", "POST"])
@requires("core.change_tweestaps")
def tweestaps(request: HttpRequest) -> HttpResponse:
    """Set up an app or a passkey; the recovery codes are shown on the page that follows, once."""
    form = CodeForm(request.POST or None)
    if request.method == "POST" and submit(form, bevestig_tweestaps, gebruiker=request.user):
        request.session[CODES], request.session[TWEESTAPS] = form.result, True
        return redirect("tweestaps")
    codes = request.session.pop(CODES, []) if request.method == "GET" else []
    if codes:
        return render(request, "registration/herstelcodes.html", {"codes": codes})
    return toon_tweestaps(request, form, PasskeyForm())


def toon_tweestaps(request: HttpRequest, form: CodeForm, passkeyform: PasskeyForm) -> HttpResponse:
    """The app, and the passkeys with a new question for the browser."""
    gebruiker: Any = request.user  # signed in: the guard has looked
    vraag, staat = Passkeys(request).register_begin(user=gebruiker)
    request.session[MAKEN] = staat
    app, passkeys = heeft_app(gebruiker), list(passkeys_van(gebruiker))
    context = {
        "form": form,
        "passkeyform": passkeyform,
        "staat_aan": app or bool(passkeys),
        "heeft_app": app,
        "sleutel": _leesbaar(begin_tweestaps(gebruiker=gebruiker).config_url),
        "passkeys": passkeys,
        "vraag": json.dumps(vraag),
    }
    return render(request, "registration/tweestaps.html", context)


@require_safe
@requires("core.change_tweestaps")
def tweestaps_qr(request: HttpRequest) -> HttpResponse:
    """The secret as an image for the camera of the app."""
    beeld = maak_qr(gebruiker=request.user)
    return HttpResponse(beeld, content_type="image/svg+xml", headers={"Cache-Control": "private, no-store"})


def _leesbaar(config_url: str) -> str:
    """The secret in groups of four, for who types it."""
    sleutel = config_url.partition("secret=")[2].partition("&")[0]
    return " ".join(sleutel[i : i + 4] for i in range(0, len(sleutel), 4))
