"""Passkeys: made, named and removed on the page of the second step, asked after the password."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from zwijndrecht_portal.core.access import requires, submit
from zwijndrecht_portal.core.forms import AntwoordForm, CodeForm, NaamForm, PasskeyForm
from zwijndrecht_portal.core.middleware import TWEESTAPS
from zwijndrecht_portal.core.passkeys import Passkeys
from zwijndrecht_portal.core.services import (
    controleer_passkey,
    hernoem_passkey,
    passkeys_van,
    verwijder_passkey,
    voeg_passkey_toe,
)
from zwijndrecht_portal.core.views.tweestaps import (
    CODES,
    MAKEN,
    TONEN,
    WACHTENDE,
    laat_in,
    toon_tweestaps,
    wachtende,
)


@require_POST
@requires("core.change_tweestaps")
def passkey_nieuw(request: HttpRequest) -> HttpResponse:
    """Keep what the browser made; new recovery codes are shown on the page that follows, once."""
    form = PasskeyForm(request.POST)
    staat = request.session.pop(MAKEN, None)
    if not submit(form, voeg_passkey_toe, gebruiker=request.user, passkeys=Passkeys(request), staat=staat):
        return toon_tweestaps(request, CodeForm(), form)
    request.session[TWEESTAPS] = True
    if form.result:
        request.session[CODES] = form.result
    messages.success(request, f"De passkey {form.cleaned_data['naam']} werkt nu bij het inloggen.")
    return redirect("tweestaps")


@require_http_methods(["GET", "HEAD", "POST"])
@requires("core.change_tweestaps")
def passkey_naam(request: HttpRequest, pk: int) -> HttpResponse:
    passkey = get_object_or_404(passkeys_van(request.user), pk=pk)
    was = passkey.name
    form = NaamForm(request.POST or None, initial={"naam": was})
    if request.method == "POST" and submit(form, hernoem_passkey, gebruiker=request.user, passkey=passkey):
        messages.success(request, f"De passkey {was} heet nu {passkey.name}.")
        return redirect("tweestaps")
    kruimels = [("Inloggen in twee stappen", reverse("tweestaps"))]
    return render(request, "registration/passkey_naam.html", {"form": form, "naam": was, "kruimels": kruimels})


@require_POST
@requires("core.change_tweestaps")
def passkey_weg(request: HttpRequest, pk: int) -> HttpResponse:
    passkey = get_object_or_404(passkeys_van(request.user), pk=pk)
    try:
        verwijder_passkey(gebruiker=request.user, passkey=passkey)
    except ValidationError as fout:
        messages.error(request, " ".join(fout.messages))
    else:
        messages.success(request, f"De passkey {passkey.name} is verwijderd. U kunt er niet meer mee inloggen.")
    return redirect("tweestaps")


@login_not_required
@require_POST
def inloggen_passkey(request: HttpRequest) -> HttpResponse:
    """In place of the code, within ten minutes after the password."""
    gebruiker, volgende = wachtende(request)
    if gebruiker is None:
        return redirect("inloggen")
    form = AntwoordForm(request.POST)
    staat = request.session.pop(TONEN, None)
    if not submit(form, controleer_passkey, gebruiker=gebruiker, passkeys=Passkeys(request), staat=staat):
        messages.error(request, "Inloggen met uw passkey is niet gelukt. Probeer het opnieuw of geef een code.")
        return redirect("inloggen_code")
    del request.session[WACHTENDE]
    return laat_in(request, gebruiker, volgende, met_code=True)
