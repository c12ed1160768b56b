"""How programs come in: one's own tokens, and the page that explains the API."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from zwijndrecht_portal.core.access import requires, submit
from zwijndrecht_portal.core.api import API_VERSIE
from zwijndrecht_portal.core.api.documentatie import groepen, wijzigingen
from zwijndrecht_portal.core.forms import TokenForm
from zwijndrecht_portal.core.models import Toegangstoken
from zwijndrecht_portal.core.services import maak_token, stop_agenda, trek_token_in, vernieuw_agenda

NIEUW_TOKEN = "nieuw_token"  # noqa: S105 - a key of the session


@require_http_methods(["GET", "HEAD", "POST"])
@requires("core.view_toegangstoken")
def koppelingen(request: HttpRequest) -> HttpResponse:
    """One's own tokens. A new one is shown on the page that follows, and never again."""
    gebruiker: Any = request.user  # signed in: the guard has looked
    form = TokenForm(request.POST or None)
    if request.method == "POST" and submit(form, maak_token, gebruiker=gebruiker):
        request.session[NIEUW_TOKEN] = form.result
        return redirect("koppelingen")
    tokens = Toegangstoken.objects.visible_to(gebruiker).order_by("-gemaakt_op")
    nieuw = request.session.pop(NIEUW_TOKEN, "") if request.method == "GET" else ""
    sleutel = gebruiker.agenda_sleutel
    agenda = f"{settings.PORTAAL_ADRES}{reverse('agenda', args=[sleutel])}" if sleutel else ""
    context = {"form": form, "tokens": tokens, "nieuw": nieuw, "agenda": agenda}
    return render(request, "core/koppelingen.html", context)


@require_POST
@requires("core.view_toegangstoken", model=Toegangstoken)
def token_intrekken(request: HttpRequest, token: Toegangstoken) -> HttpResponse:
    trek_token_in(token=token)
    messages.success(request, f"Het token voor {token.naam} is ingetrokken.")
    return redirect("koppelingen")


@require_POST
@requires("core.change_agenda")
def agenda_adres(request: HttpRequest) -> HttpResponse:
    """A (new) private address for the calendar, or none any more."""
    if "stop" in request.POST:
        stop_agenda(gebruiker=request.user)
        messages.success(request, "Uw agenda is gestopt. Het adres werkt niet meer.")
    else:
        vernieuw_agenda(gebruiker=request.user)
        messages.success(request, "Uw agenda heeft een nieuw adres.")
    return redirect("koppelingen")


@login_not_required
@require_safe
def api_documentatie(request: HttpRequest) -> HttpResponse:
    context = {"groepen": groepen(), "wijzigingen": wijzigingen(), "api_versie": API_VERSIE}
    return render(request, "core/api_documentatie.html", context)
