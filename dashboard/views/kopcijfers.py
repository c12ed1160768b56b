"""Which figures stand on a front page."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_POST

from dashboard.forms_cijfers import KopcijferForm
from dashboard.models import MAX_KOPCIJFERS, Kopcijfer
from dashboard.services.kopcijfers import haal_van_voorpagina, zet_op_voorpagina
from plan.selectors import plannen
from zwijndrecht_portal.core.access import requires, submit


@require_http_methods(["GET", "HEAD", "POST"])
@requires("dashboard.change_kopcijfer")
def kopcijfers(request: HttpRequest) -> HttpResponse:
    koppen = {kop.slug: kop for kop in plannen()}
    slug = request.GET.get("plan", "")
    if slug and slug not in koppen:
        raise Http404
    plekken = list(
        Kopcijfer.objects.op_voorpagina(slug or None).select_related("indicator", "indicator__onderdeel_van")
    )
    form = KopcijferForm(request.POST if request.method == "POST" else None, plekken=plekken)
    if request.method == "POST" and submit(form, zet_op_voorpagina, plan=slug or None):
        messages.success(request, f"{form.result.indicator} staat nu op de voorpagina.")
        return _terug(slug)
    context = {
        "form": form,
        "plekken": plekken,
        "plannen": list(koppen.values()),
        "plan": koppen.get(slug),
        "vrij": MAX_KOPCIJFERS - len(plekken),
        "kruimels": [("Dashboard", _met_plan(reverse("dashboard:overzicht"), slug))],
    }
    return render(request, "dashboard/kopcijfers.html", context)


@require_POST
@requires("dashboard.change_kopcijfer")
def kopcijfer_weg(request: HttpRequest, pk: int) -> HttpResponse:
    kopcijfer = get_object_or_404(Kopcijfer.objects.select_related("indicator__onderdeel_van"), pk=pk)
    haal_van_voorpagina(kopcijfer=kopcijfer)
    messages.success(
        request, f"{kopcijfer.indicator} staat niet meer op de voorpagina. Het cijfer zelf blijft bestaan."
    )
    return _terug(kopcijfer.plan_id or "")


def _met_plan(url: str, slug: str) -> str:
    return f"{url}?{urlencode({'plan': slug})}" if slug else url


def _terug(slug: str) -> HttpResponseRedirect:
    return redirect(_met_plan(reverse("dashboard:kopcijfers"), slug))
