"""How long dossiers are kept, the decision to destroy them, and what stops that. No dossier is shown here."""

from collections import Counter

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from casework.enums import Grondslag
from casework.forms.bewaren import BewaarstopForm
from casework.models import Bewaartermijn, Huishouden, Vernietiging
from casework.selectors import te_vernietigen
from casework.services.bewaren import (
    hef_bewaarstop_op,
    keur_vernietiging_goed,
    stel_vernietiging_voor,
    zet_bewaarstop,
)
from zwijndrecht_portal.core.access import requires, submit
from zwijndrecht_portal.core.enums import Handeling
from zwijndrecht_portal.core.services import vraag_afdruk


@require_safe
@requires("casework.beslis_vernietiging", rls=True)
def vernietigingen(request: HttpRequest) -> HttpResponse:
    tellingen = Counter(grondslag for _, grondslag in te_vernietigen(timezone.localdate()))
    besluiten = list(Vernietiging.objects.visible_to(request.user).for_lijst()[:50])
    context = {
        "termijnen": Bewaartermijn.objects.order_by("grondslag", "-geldig_van"),
        "tellingen": [(Grondslag(grondslag).label, aantal) for grondslag, aantal in sorted(tellingen.items())],
        "totaal": tellingen.total(),
        "besluiten": [
            (besluit, request.user.has_perm("casework.keur_vernietiging_goed", besluit)) for besluit in besluiten
        ],
        "wacht_er_een": any(rij.uitgevoerd_op is None for rij in besluiten),
    }
    return render(request, "casework/vernietigingen.html", context)


@require_POST
@requires("casework.beslis_vernietiging", rls=True, handeling=Handeling.VERNIETIGEN)
def vernietiging_voorstellen(request: HttpRequest) -> HttpResponse:
    form = forms.Form(request.POST)
    if submit(form, stel_vernietiging_voor, door=request.user, vandaag=timezone.localdate()):
        messages.success(request, "Het voorstel staat klaar. Vraag een collega om het goed te keuren.")
    return _terug(request, form)


@require_POST
@requires("casework.beslis_vernietiging", model=Vernietiging, rls=True, handeling=Handeling.VERNIETIGEN)
def vernietiging_goedkeuren(request: HttpRequest, vernietiging: Vernietiging) -> HttpResponse:
    form = forms.Form(request.POST)
    if submit(form, keur_vernietiging_goed, vernietiging=vernietiging, door=request.user):
        messages.success(request, "Goedgekeurd. De dossiers worden vannacht vernietigd.")
    return _terug(request, form)


@require_POST
@requires(
    "casework.beslis_vernietiging", model=Vernietiging, verb="uitgevoerd", rls=True, handeling=Handeling.AFDRUKKEN
)
def verklaring_afdrukken(request: HttpRequest, vernietiging: Vernietiging) -> HttpResponse:
    """On paper who decided and how many dossiers are gone, for the archive."""
    golden_toen = Bewaartermijn.objects.filter(geldig_van__lte=vernietiging.uitgevoerd_op).order_by("geldig_van")
    termijnen = {termijn.grondslag: termijn.duur for termijn in golden_toen}
    per_grondslag = [
        (Grondslag(naam).label, termijnen[naam], aantal) for naam, aantal in sorted(vernietiging.per_grondslag.items())
    ]
    afdruk = vraag_afdruk(
        titel="Verklaring van vernietiging",
        sjabloon="casework/pdf/verklaring.html",
        context={"besluit": vernietiging, "per_grondslag": per_grondslag, "peildatum": timezone.localdate()},
        door=request.user,
        terug=reverse("casework:vernietigingen"),
    )
    return redirect("afdruk", pk=afdruk.pk)


@require_POST
@requires("casework.zet_bewaarstop", model=Huishouden, rls=True)
def bewaarstop_zetten(request: HttpRequest, huishouden: Huishouden) -> HttpResponse:
    form = BewaarstopForm(request.POST)
    if submit(form, zet_bewaarstop, huishouden=huishouden, door=request.user):
        messages.success(request, "Dit dossier blijft bewaard zolang de bewaarstop geldt.")
        return redirect("casework:inzagen", pk=huishouden.pk)
    return render(request, "casework/bewaarstop.html", {"form": form, "huishouden": huishouden})


@require_POST
@requires("casework.zet_bewaarstop", model=Huishouden, rls=True)
def bewaarstop_opheffen(request: HttpRequest, huishouden: Huishouden) -> HttpResponse:
    hef_bewaarstop_op(huishouden=huishouden)
    messages.success(request, "De bewaarstop is opgeheven. De gewone bewaartermijn geldt weer.")
    return redirect("casework:inzagen", pk=huishouden.pk)


def _terug(request: HttpRequest, form: forms.Form) -> HttpResponse:
    for fout in form.non_field_errors():
        messages.error(request, fout)
    return redirect("casework:vernietigingen")
