"""Logging a contact, taking it back, adding a note, finishing a taak. With htmx only the card changes."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from casework.daglijst import GelogdeKaart, lees_gelogd, lees_kaart, maak_gelogd
from casework.forms.contacten import ContactForm, NotitieForm
from casework.models import Contactmoment, Huishouden, Taak
from casework.services.contacten import Gelogd, herroep_contact, log_contact, schrijf_notitie
from casework.services.taken import rond_taak_af
from casework.views.formulier import toon_formulier, url_van_dossier
from casework.views.lijst import url_van_daglijst
from zwijndrecht_portal.core.access import requires, submit
from zwijndrecht_portal.core.inzage import niets_gewijzigd

GET_POST = require_http_methods(["GET", "HEAD", "POST"])


@GET_POST
@requires("casework.log_contact", model=Huishouden, verb="with_roepnamen", rls=True)
def contact_loggen(request: HttpRequest, huishouden: Huishouden) -> HttpResponse:
    form = ContactForm(request.POST or None, huishouden_id=huishouden.pk)
    if request.method == "POST" and submit(form, log_contact, huishouden=huishouden, door=request.user):
        return _na_loggen(request, huishouden, form.result)
    return toon_formulier(request, form, huishouden, titel="Log een contact", knop="Log contact")


@require_POST
@requires("casework.herroep_contact", model=Contactmoment, rls=True)
def contact_herroepen(request: HttpRequest, contact: Contactmoment) -> HttpResponse:
    try:
        herroep_contact(contact=contact, door=request.user)
    except ValidationError as fout:
        niets_gewijzigd()
        if request.htmx:
            return _gelogde_kaart(request, _herlees(request, contact), fout=fout.messages[0])
        messages.error(request, fout.messages[0])
        return redirect(url_van_daglijst(request, kaart=contact.huishouden_id, gelogd=contact.pk))
    if request.htmx:
        kaart = lees_kaart(request.user, contact.huishouden_id, timezone.localdate())
        return render(request, "casework/caseload.html#kaarten", {"kaarten": [kaart], "focus": True, "lijst_query": ""})
    messages.success(request, "Het contact is ongedaan gemaakt.")
    return redirect(url_van_daglijst(request, kaart=contact.huishouden_id))


@GET_POST
@requires("casework.add_notitie", model=Contactmoment, verb="for_notitie", rls=True)
def notitie_toevoegen(request: HttpRequest, contact: Contactmoment) -> HttpResponse:
    form = NotitieForm(request.POST or None, contact_id=contact.pk, huishouden_id=contact.huishouden_id)
    if request.method == "POST" and submit(form, schrijf_notitie, contact=contact, door=request.user):
        if request.htmx:
            return _gelogde_kaart(request, _herlees(request, contact), bewaard=True)
        messages.success(request, "De notitie is bewaard.")
        return redirect(url_van_dossier(contact.huishouden_id))
    if request.htmx:
        return _gelogde_kaart(request, _herlees(request, contact), form=form)
    huishouden = Huishouden.objects.with_roepnamen().get(pk=contact.huishouden_id)
    return toon_formulier(request, form, huishouden, titel=f"Notitie bij: {contact}", knop="Bewaar notitie")


@require_POST
@requires("casework.rond_taak_af", model=Taak, rls=True)
def taak_afronden(request: HttpRequest, taak: Taak) -> HttpResponse:
    try:
        rond_taak_af(taak=taak, door=request.user)
    except ValidationError as fout:
        niets_gewijzigd()
        messages.error(request, fout.messages[0])
    else:
        messages.success(request, f"De taak is klaar: {taak.get_soort_display().lower()}.")
    return redirect(url_van_dossier(taak.huishouden_id))


def _na_loggen(request: HttpRequest, huishouden: Huishouden, gelogd: Gelogd) -> HttpResponse:
    """The folded card, in its place or on the page; from the form back to the page of the huishouden."""
    kaart = maak_gelogd(huishouden, gelogd.contact, gelogd.stand)
    if request.htmx:
        return _gelogde_kaart(request, kaart)
    if request.POST.get("terug") == "dossier":
        messages.success(request, f"{kaart.gelogd}. {kaart.volgende}.")
        return redirect(url_van_dossier(huishouden.pk))
    return redirect(url_van_daglijst(request, kaart=huishouden.pk, gelogd=gelogd.contact.pk))


def _herlees(request: HttpRequest, contact: Contactmoment) -> GelogdeKaart:
    kaart = lees_gelogd(request.user, contact.pk)
    if kaart is None:
        raise Http404("taken back meanwhile")
    return kaart


def _gelogde_kaart(
    request: HttpRequest,
    kaart: GelogdeKaart,
    *,
    form: NotitieForm | None = None,
    fout: str = "",
    bewaard: bool = False,
) -> HttpResponse:
    context = {"gelogd": kaart, "fout": fout, "bewaard": bewaard, "lijst_query": ""}
    context["notitie_form"] = form or NotitieForm(contact_id=kaart.contact_id, huishouden_id=kaart.id)
    return render(request, "casework/caseload.html#gelogd", context)
