"""What every request carries: the peildatum; and what every answer of the API says."""

from collections.abc import Callable
from time import time
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from zwijndrecht_portal.core.api import API_VERSIE
from zwijndrecht_portal.core.api.fouten import probleem_antwoord
from zwijndrecht_portal.core.opmaak import parse_datum

BEGONNEN, LAATST, TWEESTAPS = "begonnen", "laatst", "met_code"  # keys of the session
BEWAAR_NA = 60  # seconds: not every request writes the session
AANMELDEN = "/inloggen/"
GEHEIM = {"csrfmiddlewaretoken", "sleutel", "code", "antwoord", "password", "new_password1", "new_password2"}
EEN_TEKST = 10  # characters

View = Callable[[HttpRequest], HttpResponse]


def is_api(request: HttpRequest) -> bool:
    return request.path_info.startswith("/api/")


def koppen(get_response: View) -> View:
    """Nothing of the portal can be loaded by another site; the API names its version and is never kept."""

    def middleware(request: HttpRequest) -> HttpResponse:
        antwoord = get_response(request)
        antwoord["Cross-Origin-Resource-Policy"] = "same-origin"
        if is_api(request):
            antwoord["API-Version"] = API_VERSIE
            antwoord["Cache-Control"] = "no-store"
        return antwoord

    return middleware


class SessieMiddleware:
    """
    End a session that was idle or lasted too long, and hold who must sign in with two steps at that page.

    Only for pages behind the sign-in and the API, and only for sessions that began at the sign-in page: those carry
    the moments.
    """

    def __init__(self, get_response: View) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Callable, *args: Any) -> HttpResponse | None:
        gesloten = getattr(view, "login_required", True) or is_api(request)
        if not gesloten or settings.SESSION_COOKIE_NAME not in request.COOKIES:
            return None
        sessie, nu = request.session, int(time())
        if BEGONNEN not in sessie or not request.user.is_authenticated:
            return None
        if sessie[LAATST] > nu:  # the clock was put back: nobody stays longer for it
            sessie[BEGONNEN], sessie[LAATST] = min(sessie[BEGONNEN], nu), nu
        stil, lang = nu - sessie[LAATST], nu - sessie[BEGONNEN]
        if stil > settings.SESSIE_STIL or lang > settings.SESSIE_DUUR:
            return _sluit_af(request)
        if stil > BEWAAR_NA:
            sessie[LAATST] = nu
        moet_nog = settings.TWEESTAPS_VERPLICHT and not sessie.get(TWEESTAPS)
        if not moet_nog or request.path_info.startswith(AANMELDEN):
            return None
        return probleem_antwoord(403) if is_api(request) else redirect("tweestaps")


def _sluit_af(request: HttpRequest) -> HttpResponse:
    """Sign out and say so. What somebody typed goes back on the screen, and is kept nowhere."""
    logout(request)
    if is_api(request):
        return probleem_antwoord(401)
    if request.method == "POST":
        if request.htmx:
            return HttpResponse(status=401)  # the form with what was typed still stands there; portaal.js says why
        return render(request, "registration/sessie_voorbij.html", {"velden": _getypt(request)}, status=403)
    messages.info(request, "U bent uitgelogd, omdat u een tijd niets deed of al lang was ingelogd.")
    return redirect_to_login(request.get_full_path())


def _getypt(request: HttpRequest) -> list[tuple[str, str]]:
    """The longer texts of the form: a choice is made again in no time, a text is not."""
    teksten = ((naam, request.POST[naam].strip()) for naam in request.POST if naam not in GEHEIM)
    return [(naam.replace("_", " ").capitalize(), tekst) for naam, tekst in teksten if len(tekst) >= EEN_TEKST]


def seconden_over(request: HttpRequest) -> int:
    """How long this session lasts when nothing more is asked; 0 when nobody signed in at the sign-in page."""
    sessie = getattr(request, "session", None)
    if sessie is None or BEGONNEN not in sessie:
        return 0
    return min(settings.SESSIE_STIL, settings.SESSIE_DUUR - (int(time()) - sessie[BEGONNEN]))


def peildatum_middleware(get_response: View) -> View:
    """Set `request.peildatum` from `?peildatum=` (default today). Unreadable or future: today, and say so."""

    def middleware(request: HttpRequest) -> HttpResponse:
        vandaag = timezone.localdate()
        request.peildatum = vandaag
        tekst = request.GET.get("peildatum", "")
        if tekst and not is_api(request):  # the API refuses a wrong one
            try:
                gekozen = parse_datum(tekst)
            except ValueError as fout:
                messages.warning(request, f"{fout} U ziet de stand van vandaag.")
            else:
                if gekozen > vandaag:
                    messages.warning(request, "De peildatum ligt in de toekomst. U ziet de stand van vandaag.")
                else:
                    request.peildatum = gekozen
        return get_response(request)

    return middleware
