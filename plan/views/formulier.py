"""A form: a page of its own, or opened in the page of the thing it is about (htmx). One path for both."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django_htmx.http import HttpResponseClientRedirect

from plan.models import Actie
from plan.services.acties import Verouderd


def toon_formulier(
    request: HttpRequest,
    form: forms.Form,
    *,
    titel: str,
    knop: str,
    actie: Actie | None = None,
    template: str = "plan/formulier.html",
    **extra: Any,
) -> HttpResponse:
    """The form; for htmx only the part that opens in the page. About something else than an actie: name `terug`."""
    lijst = reverse("plan:actie_lijst")
    terug = reverse("plan:actie_detail", args=[actie.pk]) if actie else lijst
    kruimels = [("Acties", lijst), *([(actie.naam, terug)] if actie else [])]
    context = {"form": form, "titel": titel, "knop": knop, "actie": actie, "terug": terug, "kruimels": kruimels}
    context |= {"verschillen": [], "uitleg": "", **extra}
    return render(request, f"{template}#formulier" if request.htmx else template, context)


def klaar(request: HttpRequest, actie: Actie, tekst: str) -> HttpResponse:
    """Back to the actie, with a word about what was done."""
    return klaar_naar(request, reverse("plan:actie_detail", args=[actie.pk]), tekst)


def klaar_naar(request: HttpRequest, url: str, tekst: str) -> HttpResponse:
    """To this page, with a word about what was done."""
    messages.success(request, tekst)
    return HttpResponseClientRedirect(url) if request.htmx else redirect(url)


def verschillen(form: forms.Form) -> list[tuple[str, Any, Any]]:
    """What someone else saved meanwhile, beside what this person typed; the next save knows that version."""
    refusal = getattr(form, "refusal", None)
    if not isinstance(refusal, Verouderd):
        return []
    data: Any = form.data
    form.data = data = data.copy()
    data["versie"] = refusal.huidig.versie
    rijen: list[tuple[str, Any, Any]] = []
    for veld in form.visible_fields():
        opgeslagen: Any = getattr(refusal.huidig, veld.name)
        getypt: Any = form.cleaned_data.get(veld.name)
        if hasattr(opgeslagen, "all"):
            opgeslagen, getypt = (", ".join(map(str, objecten)) for objecten in (opgeslagen.all(), getypt))
        if opgeslagen != getypt:
            rijen.append((str(veld.label), opgeslagen or "leeg", getypt or "leeg"))
    return rijen
