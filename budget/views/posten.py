"""One post: what it may cost, who pays, what was booked, what is expected."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe
from django_htmx.http import HttpResponseClientRedirect

from budget.enums import BegrotingStatus
from budget.forms import PrognoseForm
from budget.models import Begroting, Begrotingspost
from budget.regels import PostRegel
from budget.selectors import boekingen_van, post_detail, post_op_peildatum
from budget.services.prognoses import geef_prognose
from budget.views.overzicht import mag_wijzigen, overzicht_url
from plan.models import Actie
from zwijndrecht_portal.core.access import requires, submit
from zwijndrecht_portal.core.opmaak import euro

BOEKINGEN_PER_PAGINA = 50


@require_safe
@requires("budget.view_begroting", model=Begrotingspost, verb="for_detail")
def post_pagina(request: HttpRequest, post: Begrotingspost) -> HttpResponse:
    begrotingen = Begroting.objects.visible_to(request.user)
    try:
        detail = post_detail(post, request.peildatum, begrotingen=begrotingen)
    except LookupError as fout:
        raise Http404(str(fout)) from fout
    bladen = Paginator(boekingen_van(post, request.peildatum), BOEKINGEN_PER_PAGINA)
    bladen.count = detail.boekingen_aantal  # known already: saves a query
    query = request.GET.copy()
    query.pop("pagina", None)
    context = {
        "detail": detail,
        "actie": post.actie,
        "boekingen": bladen.get_page(request.GET.get("pagina")),
        "blader_url": f"?{query.urlencode()}&pagina=" if query else "?pagina=",
        "kruimels": [("Budget", overzicht_url(request, post.begroting.plan))],
        "mag_wijzigen": mag_wijzigen(request),
        "is_concept": post.begroting.status == BegrotingStatus.CONCEPT,
    }
    return render(request, "budget/post_detail.html", context)


@require_safe
@requires("budget.view_begroting", model=Actie)
def actie_naar_post(request: HttpRequest, actie: Actie) -> HttpResponse:
    """The newest post of an actie: for who comes from the page of the actie."""
    posten = Begrotingspost.objects.visible_to(request.user).filter(actie=actie).order_by("-begroting__jaar")
    post = posten.first()
    if post is None:
        raise Http404("Deze actie heeft geen begrotingspost.")
    url = reverse("budget:post_detail", args=[post.pk])
    return redirect(f"{url}?{request.GET.urlencode()}" if request.GET else url)


@require_http_methods(["GET", "HEAD", "POST"])
@requires("budget.change_begroting", model=Begrotingspost, verb="for_detail")
def prognose_geven(request: HttpRequest, post: Begrotingspost) -> HttpResponse:
    terug = reverse("budget:post_detail", args=[post.pk])
    form = PrognoseForm(request.POST or None, post=post)
    if request.method == "POST" and submit(form, geef_prognose, post=post, door=request.user):
        messages.success(request, "De prognose is opgeslagen.")
        return HttpResponseClientRedirect(terug) if request.htmx else redirect(terug)
    context = {
        "form": form,
        "kop": f"{post.naam} {post.begroting.jaar}",
        "titel": "Geef een prognose",
        "uitleg": _stand_in_woorden(post_op_peildatum(post, timezone.localdate())),
        "knop": "Sla prognose op",
        "terug": terug,
        "kruimels": [
            ("Budget", overzicht_url(request, post.begroting.plan)),
            (f"{post.naam} {post.begroting.jaar}", terug),
        ],
    }
    return render(request, f"budget/formulier.html{'#formulier' if request.htmx else ''}", context)


def _stand_in_woorden(post: PostRegel) -> str:
    begroot = "geen bedrag" if post.budget is None else euro(post.budget)
    besteed = "nog niets" if post.besteed is None else euro(post.besteed)
    return f"Begroot in {post.jaar}: {begroot}. Besteed tot nu toe: {besteed}."
