"""What a resident may ask for: who looked into the dossier, what was corrected, and a copy of everything in it."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from casework.forms.bewaren import BewaarstopForm
from casework.inzagen import HOOGSTENS, lees_inzagen
from casework.models import Bewaarstop, Huishouden
from casework.uitdraai import als_json, als_tekst, lees_alles
from casework.verbeteringen import lees_geschiedenis
from casework.views.lijst import altijd_vandaag
from zwijndrecht_portal.core.access import requires
from zwijndrecht_portal.core.enums import Handeling
from zwijndrecht_portal.core.services import vraag_afdruk


@require_safe
@requires("casework.view_huishouden", model=Huishouden, rls=True)
def inzagen(request: HttpRequest, huishouden: Huishouden) -> HttpResponse:
    altijd_vandaag(request)
    regels, kruimels = lees_inzagen(huishouden.pseudoniem), _kruimels(huishouden)
    context = {"huishouden": huishouden, "regels": regels, "hoogstens": HOOGSTENS, "kruimels": kruimels}
    context |= {"stop": Bewaarstop.objects.filter(huishouden=huishouden, opgeheven_op=None).first()}
    context |= {"stop_form": BewaarstopForm()}
    return render(request, "casework/inzagen.html", context)


@require_safe
@requires("casework.view_huishouden", model=Huishouden, rls=True)
def verbeterd(request: HttpRequest, huishouden: Huishouden) -> HttpResponse:
    altijd_vandaag(request)
    verbeteringen, herindelingen = lees_geschiedenis(huishouden)
    context = {"huishouden": huishouden, "verbeteringen": verbeteringen, "herindelingen": herindelingen}
    context |= {"kruimels": _kruimels(huishouden)}
    return render(request, "casework/verbeteringen.html", context)


@require_POST
@requires("casework.view_huishouden", model=Huishouden, rls=True, handeling=Handeling.AFDRUKKEN)
def inzagen_afdrukken(request: HttpRequest, huishouden: Huishouden) -> HttpResponse:
    afdruk = vraag_afdruk(
        titel=f"Wie heeft dossier {huishouden.pseudoniem} ingezien",
        sjabloon="casework/pdf/inzagen.html",
        context={"regels": lees_inzagen(huishouden.pseudoniem), "peildatum": timezone.localdate()},
        door=request.user,
        terug=reverse("casework:inzagen", args=[huishouden.pk]),
        pseudoniem=huishouden.pseudoniem,
    )
    return redirect("afdruk", pk=afdruk.pk)


@require_POST
@requires("casework.exporteer_dossier", model=Huishouden, rls=True, handeling=Handeling.EXPORTEREN)
def dossier_json(request: HttpRequest, huishouden: Huishouden) -> HttpResponse:
    """Everything of this dossier, for another system. A form asks for it, so that nobody follows a link to it."""
    inhoud = als_json(lees_alles(huishouden), timezone.now())
    koppen = {
        "Content-Disposition": f'attachment; filename="dossier-{huishouden.pseudoniem}.json"',
        "Cache-Control": "private, no-store",
    }
    return JsonResponse(inhoud, headers=koppen, json_dumps_params={"ensure_ascii": False, "indent": 2})


@require_POST
@requires("casework.exporteer_dossier", model=Huishouden, rls=True, handeling=Handeling.EXPORTEREN)
def dossier_afdrukken(request: HttpRequest, huishouden: Huishouden) -> HttpResponse:
    afdruk = vraag_afdruk(
        titel=f"Dossier {huishouden.pseudoniem}",
        sjabloon="casework/pdf/dossier.html",
        context={"onderdelen": als_tekst(lees_alles(huishouden)), "peildatum": timezone.localdate()},
        door=request.user,
        terug=reverse("casework:inzagen", args=[huishouden.pk]),
        pseudoniem=huishouden.pseudoniem,
    )
    return redirect("afdruk", pk=afdruk.pk)


def _kruimels(huishouden: Huishouden) -> list[tuple[str, str]]:
    dossier = reverse("casework:huishouden_detail", args=[huishouden.pk])
    return [("Mijn dag", reverse("casework:caseload")), (huishouden.pseudoniem, dossier)]
