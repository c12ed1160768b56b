"""Making a begroting: a new year, its posten, what pays them, the amounts in a grid, adopting and closing."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from budget.forms_beheer import DekkingForm, NieuweBegrotingForm, PostForm, RasterForm, VaststelForm
from budget.models import Begroting, Begrotingspost
from budget.regels import JaarOverzicht
from budget.selectors import begroting_overzicht
from budget.services import begrotingen as leven
from budget.services.cellen import verwerk_cellen
from budget.services.posten import maak_post, verwijder_post, wijzig_post
from budget.views.formulier import doe, klaar_naar, naar_begroting, naar_post, toon_formulier
from budget.views.overzicht import overzicht_url
from plan.models import Plan
from zwijndrecht_portal.core.access import requires, submit
from zwijndrecht_portal.core.opmaak import getal, meervoud

GET_POST = require_http_methods(["GET", "HEAD", "POST"])


def _pagina(begroting: Begroting) -> str:
    return reverse("budget:begroting_detail", args=[begroting.pk])


@GET_POST
@requires("budget.change_begroting")
def begroting_nieuw(request: HttpRequest) -> HttpResponse:
    plannen = Plan.objects.visible_to(request.user).order_by("van")
    plan = get_object_or_404(plannen, slug=request.GET["plan"]) if "plan" in request.GET else plannen.first()
    begrotingen = Begroting.objects.filter(plan=plan).order_by("-jaar")
    laatste = begrotingen.first()
    form = NieuweBegrotingForm(
        request.POST or None,
        begrotingen=begrotingen,
        initial={"jaar": laatste.jaar + 1 if laatste else timezone.localdate().year, "neem_over": laatste},
    )
    if request.method == "POST" and submit(form, leven.maak_begroting, plan=plan):
        return klaar_naar(request, _pagina(form.result), "De begroting is gemaakt als concept.")
    return toon_formulier(
        request,
        form,
        titel="Nieuwe begroting",
        knop="Maak begroting",
        uitleg=f"Voor {plan}." if plan else "",
        kruimels=[("Budget", overzicht_url(request, plan) if plan else reverse("budget:overzicht"))],
    )


@GET_POST
@requires("budget.change_begroting", model=Begroting, verb="for_detail")
def raster(request: HttpRequest, begroting: Begroting) -> HttpResponse:
    """All amounts of a year in one table of fields, to be filled from the keyboard."""
    jaar = _stand(request, begroting)
    form = RasterForm(request.POST or None, jaar=jaar)
    mag = Begroting.objects.visible_to(request.user).filter(pk=begroting.pk)
    if request.method == "POST" and submit(form, verwerk_cellen, begrotingen=mag, door=request.user):
        tekst = f"{meervoud(form.result, 'bedrag', 'bedragen')} gewijzigd." if form.result else "Er is niets gewijzigd."
        return klaar_naar(request, request.path, tekst)
    context = {"form": form, "jaar": jaar, "kruimels": naar_begroting(request, begroting)}
    return render(request, "budget/raster.html", context)


@GET_POST
@requires("budget.change_begroting", model=Begroting, verb="for_detail")
def begroting_vaststellen(request: HttpRequest, begroting: Begroting) -> HttpResponse:
    form = VaststelForm(request.POST or None)
    if request.method == "POST" and submit(form, leven.stel_begroting_vast, begroting=begroting):
        return klaar_naar(request, _pagina(begroting), f"De begroting van {begroting.jaar} is vastgesteld.")
    return toon_formulier(
        request,
        form,
        titel=f"Stel de begroting van {begroting.jaar} vast",
        knop="Stel vast",
        uitleg="Daarna liggen de bedragen vast. Ze veranderen dan alleen nog met een begrotingswijziging.",
        kruimels=naar_begroting(request, begroting),
    )


@GET_POST
@requires("budget.change_begroting", model=Begroting, verb="for_detail")
def dekking_zetten(request: HttpRequest, begroting: Begroting) -> HttpResponse:
    form = DekkingForm(request.POST or None)
    if request.method == "POST" and submit(form, leven.zet_dekking, begroting=begroting):
        return klaar_naar(request, _pagina(begroting), "De dekking is opgeslagen.")
    return toon_formulier(
        request,
        form,
        titel=f"Dekking van {begroting.jaar}",
        knop="Sla dekking op",
        kruimels=naar_begroting(request, begroting),
    )


@require_POST
@requires("budget.change_begroting", model=Begroting, verb="for_detail")
def begroting_verwijderen(request: HttpRequest, begroting: Begroting) -> HttpResponse:
    terug = overzicht_url(request, begroting.plan)
    return doe(request, terug, "Het concept is verwijderd.", leven.verwijder_begroting, begroting=begroting)


@require_POST
@requires("budget.change_begroting", model=Begroting, verb="for_detail")
def begroting_afsluiten(request: HttpRequest, begroting: Begroting) -> HttpResponse:
    tekst = f"De begroting van {begroting.jaar} is afgesloten."
    return doe(request, _pagina(begroting), tekst, leven.sluit_begroting, begroting=begroting)


@require_POST
@requires("budget.change_begroting", model=Begroting, verb="for_detail")
def begroting_heropenen(request: HttpRequest, begroting: Begroting) -> HttpResponse:
    tekst = f"De begroting van {begroting.jaar} is weer open."
    return doe(request, _pagina(begroting), tekst, leven.heropen_begroting, begroting=begroting)


@GET_POST
@requires("budget.change_begroting", model=Begroting, verb="for_detail")
def post_nieuw(request: HttpRequest, begroting: Begroting) -> HttpResponse:
    form = PostForm(request.POST or None, begroting=begroting)
    if request.method == "POST" and submit(form, maak_post, begroting=begroting):
        return klaar_naar(request, _pagina(begroting), f"De post {form.result.naam} is toegevoegd.")
    uitleg = "" if "bedrag" in form.fields else "De begroting is vastgesteld: geld komt er met een begrotingswijziging."
    return toon_formulier(
        request,
        form,
        titel=f"Nieuwe post in {begroting.jaar}",
        knop="Voeg post toe",
        uitleg=uitleg,
        kruimels=naar_begroting(request, begroting),
    )


@GET_POST
@requires("budget.change_begroting", model=Begrotingspost, verb="for_detail")
def post_wijzigen(request: HttpRequest, post: Begrotingspost) -> HttpResponse:
    velden = ("naam", "actie", "taakveld", "soort", "toelichting")
    initial = {veld: getattr(post, veld) for veld in velden}
    for veld in ("bedrag", "kosten_lopend"):
        bedrag = getattr(post, veld)
        initial[veld] = "" if bedrag is None else getal(bedrag, 2)
    form = PostForm(request.POST or None, begroting=post.begroting, initial=initial)
    if request.method == "POST" and submit(form, wijzig_post, post=post):
        return klaar_naar(request, reverse("budget:post_detail", args=[post.pk]), "De post is gewijzigd.")
    return toon_formulier(
        request, form, titel=f"Wijzig {post.naam}", knop="Sla post op", kruimels=naar_post(request, post)
    )


@require_POST
@requires("budget.change_begroting", model=Begrotingspost, verb="for_detail")
def post_verwijderen(request: HttpRequest, post: Begrotingspost) -> HttpResponse:
    url = _pagina(post.begroting)
    return doe(request, url, f"De post {post.naam} is verwijderd.", verwijder_post, post=post)


def _stand(request: HttpRequest, begroting: Begroting) -> JaarOverzicht:
    """The begroting as it is today: who changes amounts looks at now."""
    zichtbaar = Begroting.objects.visible_to(request.user)
    vandaag = timezone.localdate()
    return begroting_overzicht(begroting.plan, vandaag, begrotingen=zichtbaar).per_jaar[begroting.jaar]
