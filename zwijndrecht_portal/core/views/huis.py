"""Pages of the house itself: signing in, health, glossary, statements."""

import sys
from itertools import groupby
from operator import attrgetter
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import LoginView, PasswordResetConfirmView
from django.contrib.messages.views import SuccessMessageMixin
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.text import slugify
from django.views.decorators.http import require_http_methods, require_safe
from django.views.defaults import page_not_found, server_error

from zwijndrecht_portal.core.access import requires
from zwijndrecht_portal.core.api.fouten import probleem_antwoord
from zwijndrecht_portal.core.begrippen import begrippen
from zwijndrecht_portal.core.enums import Handeling
from zwijndrecht_portal.core.forms import InlogForm, KiesWachtwoordForm
from zwijndrecht_portal.core.gezondheid import ONBEREIKBAAR, meet_gezondheid
from zwijndrecht_portal.core.identiteit import is_aan
from zwijndrecht_portal.core.middleware import is_api
from zwijndrecht_portal.core.models import Afdruk
from zwijndrecht_portal.core.navigatie import startpagina
from zwijndrecht_portal.core.stijlgids import voorbeelden
from zwijndrecht_portal.core.views.tweestaps import na_wachtwoord


@method_decorator(login_not_required, name="dispatch")
class Inloggen(LoginView):
    """Sign in; afterwards each role starts where its work is."""

    authentication_form = InlogForm
    redirect_authenticated_user = True
    http_method_names = ["get", "head", "post", "options"]

    def form_valid(self, form: InlogForm) -> HttpResponse:
        return na_wachtwoord(self.request, form.get_user(), self.get_redirect_url())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"gemeente_inloggen": is_aan()}

    def get_default_redirect_url(self) -> str:
        return startpagina(self.request.user)


@method_decorator([login_not_required, require_http_methods(["GET", "HEAD", "POST"])], name="dispatch")
class WachtwoordKiezen(SuccessMessageMixin, PasswordResetConfirmView):
    """Choose a password by the link that the beheerder sent. The link leaves the address bar at once."""

    form_class = KiesWachtwoordForm
    success_url = reverse_lazy("inloggen")
    success_message = "Uw wachtwoord is opgeslagen. U kunt nu inloggen."
    template_name = "registration/wachtwoord_kiezen.html"


@login_not_required
@require_safe
def gezond(request: HttpRequest) -> JsonResponse:
    """Health for machines: 200 when database, broker and migrations are in order, 503 when not."""
    gezondheid = meet_gezondheid()
    gegevens = {
        "gezond": gezondheid.is_gezond,
        "database": gezondheid.database,
        "broker": gezondheid.broker,
        "migraties": gezondheid.migraties,
    }
    antwoord = JsonResponse(gegevens, status=200 if gezondheid.is_gezond else 503)
    antwoord["Cache-Control"] = "no-store"
    return antwoord


@login_not_required
@require_safe
def begrippen_lijst(request: HttpRequest) -> HttpResponse:
    """The glossary by letter, narrowed by `?q=`."""
    q = request.GET.get("q", "").strip()[:100]
    gevonden = [begrip for begrip in begrippen() if begrip.bevat(q)]
    groepen = [(letter, list(groep)) for letter, groep in groupby(gevonden, key=attrgetter("letter"))]
    letters = [(letter, f"#letter-{letter.lower()}", False) for letter, _ in groepen]
    return render(
        request, "core/begrippen.html", {"q": q, "aantal": len(gevonden), "groepen": groepen, "letters": letters}
    )


@login_not_required
@require_safe
def toegankelijkheid(request: HttpRequest) -> HttpResponse:
    return render(request, "core/toegankelijkheid.html", {"contact": settings.DEFAULT_FROM_EMAIL})


@login_not_required
@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "core/privacy.html", {"contact": settings.DEFAULT_FROM_EMAIL})


@login_not_required
@require_safe
def security_txt(request: HttpRequest) -> HttpResponse:
    """RFC 9116; the date moves with the release so that it never expires unnoticed for more than a year."""
    verloopt = timezone.now().replace(month=1, day=1, hour=0, minute=0, second=0, microsecond=0)
    verloopt = verloopt.replace(year=verloopt.year + 1)
    regels = [
        f"Contact: mailto:{settings.DEFAULT_FROM_EMAIL}",
        f"Expires: {verloopt.isoformat()}",
        "Preferred-Languages: nl, en",
        f"Canonical: {settings.PORTAAL_ADRES}/.well-known/security.txt",
    ]
    return HttpResponse("\n".join(regels) + "\n", content_type="text/plain; charset=utf-8")


@login_not_required
@require_safe
def stijlgids(request: HttpRequest) -> HttpResponse:
    """Every component on one page, for who builds; does not exist in production."""
    if not settings.DEMO:
        raise Http404
    return render(request, "stijlgids.html", voorbeelden())


@require_safe
@requires("core.view_afdruk", model=Afdruk, verb="zonder_inhoud", rls=True)
def afdruk_pagina(request: HttpRequest, afdruk: Afdruk) -> HttpResponse:
    """How far the PDF is; htmx asks again for the part that changes until it is there."""
    request.inzage = None  # nothing of the dossier is on this page
    part = "#stand" if request.htmx else ""
    return render(request, f"core/afdruk.html{part}", {"afdruk": afdruk})


@require_safe
@requires("core.view_afdruk", model=Afdruk, verb="klaar", rls=True, handeling=Handeling.AFDRUKKEN)
def afdruk_pdf(request: HttpRequest, afdruk: Afdruk) -> HttpResponse:
    if not afdruk.pseudoniem:
        request.inzage = None  # not about a dossier
    naam = f"{slugify(afdruk.titel)}.pdf"
    koppen = {"Content-Disposition": f'attachment; filename="{naam}"', "Cache-Control": "private, no-store"}
    return HttpResponse(bytes(afdruk.pdf or b""), content_type="application/pdf", headers=koppen)


def csrf_fout(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that stood open too long: say what to do, in Dutch."""
    return render(request, "403_csrf.html", status=403)


def niet_gevonden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """For people a page, for a program a problem (RFC 9457)."""
    return probleem_antwoord(404) if is_api(request) else page_not_found(request, exception)


def storing(request: HttpRequest) -> HttpResponse:
    """A bug (500), or a part of the portal that does not answer, or has no room left (503: soon it may)."""
    even_niet = isinstance(sys.exc_info()[1], ONBEREIKBAAR)
    if is_api(request):
        return probleem_antwoord(503 if even_niet else 500)
    if not even_niet:
        return server_error(request)
    antwoord = server_error(request, "503.html")
    antwoord.status_code = 503
    antwoord["Retry-After"] = "60"
    return antwoord
