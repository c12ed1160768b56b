"""The behoefteraming: every version, the newest worked out, and a new one."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from housing.forms.behoefte import RamingForm
from housing.permissions import drempel_voor
from housing.regels.behoefte import Raming
from housing.selectors import raming_op, ramingen, voorraad_op, vooruitblik
from housing.services.behoefte import maak_raming
from housing.views.formulier import gepost, klaar, kruimels
from housing.views.verblijven import GET_POST
from zwijndrecht_portal.core.access import requires, submit
from zwijndrecht_portal.core.onherleidbaar import Telling, onherleidbaar
from zwijndrecht_portal.core.services import vraag_afdruk


@require_safe
@requires("housing.view_overzicht")
def behoefte(request: HttpRequest) -> HttpResponse:
    return render(request, "housing/behoefte.html", _stand(request) | {"kruimels": kruimels(request.user)})


@require_POST
@requires("housing.view_overzicht")
def raming_afdrukken(request: HttpRequest) -> HttpResponse:
    """What this person sees on the page, as PDF."""
    stand = _stand(request)
    if stand["raming"] is None:
        raise Http404("Er was toen nog geen raming.")
    afdruk = vraag_afdruk(
        titel="Behoefteraming wonen",
        sjabloon="housing/pdf/behoefte.html",
        context=stand | {"peildatum": request.peildatum},
        door=request.user,
        terug=f"{reverse('housing:behoefte')}?peildatum={request.peildatum:%Y-%m-%d}",
    )
    return redirect("afdruk", pk=afdruk.pk)


def _stand(request: HttpRequest) -> dict[str, Any]:
    """Every version up to the peildatum, the newest worked out and held against contingents and stock."""
    versies = ramingen(request.peildatum)
    nieuwste = versies[0] if versies else None
    blik = None
    if nieuwste:
        voorraad, drempel = voorraad_op(request.peildatum), drempel_voor(request.user)
        blik = vooruitblik(nieuwste, voorraad, request.peildatum, drempel=drempel)
    geregistreerd = _geregistreerd(request, nieuwste)
    return {"raming": nieuwste, "versies": versies, "geregistreerd": geregistreerd, "vooruitblik": blik}


@GET_POST
@requires("housing.add_behoefteraming")
def raming_nieuw(request: HttpRequest) -> HttpResponse:
    vorige = raming_op(timezone.localdate())
    form = RamingForm(gepost(request), vorige=vorige, geregistreerd=_geregistreerd(request, vorige))
    if request.method == "POST" and submit(form, maak_raming, door=request.user):
        return klaar(request, f"{str(form.result).capitalize()} is bewaard.", redirect("housing:behoefte"))
    return render(request, "housing/raming_formulier.html", {"form": form, "kruimels": kruimels(request.user)})


def _geregistreerd(request: HttpRequest, raming: Raming | None) -> Telling:
    return onherleidbaar(raming.geregistreerd, drempel=drempel_voor(request.user)) if raming else None
