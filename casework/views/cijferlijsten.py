"""The list behind a figure of the dashboard, for who may see the dossiers in it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from casework.cijferlijsten import CIJFERLIJSTEN
from zwijndrecht_portal.core.access import requires
from zwijndrecht_portal.core.cijferlijsten import context_van


@require_safe
@requires("casework.view_huishouden", rls=True)
def cijferlijst(request: HttpRequest) -> HttpResponse:
    context = context_van(request, CIJFERLIJSTEN, "actieve-huishoudens")
    request.inzage.aantal = len(context["pagina"].rijen)
    return render(request, "core/cijferlijst.html", context)
