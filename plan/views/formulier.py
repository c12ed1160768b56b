"""A form about an actie: a page of its own, or opened in the page of the actie (htmx). One path for both."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django_htmx.http import HttpResponseClientRedirect

from plan.models import Actie


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
    """The form; for htmx only the part that opens in the page."""
    lijst = reverse("plan:actie_lijst")
    terug = reverse("plan:actie_detail", args=[actie.pk]) if actie else lijst
    kruimels = [("Acties", lijst), *([(actie.naam, terug)] if actie else [])]
    context = {"form": form, "titel": titel, "knop": knop, "actie": actie, "terug": terug, "kruimels": kruimels}
    context |= {"verschillen": [], **extra}
    return render(request, f"{template}#formulier" if request.htmx else template, context)


def klaar(request: HttpRequest, actie: Actie, tekst: str) -> HttpResponse:
    """Back to the actie, with a word about what was done."""
    messages.success(request, tekst)
    if request.htmx:
        return HttpResponseClientRedirect(reverse("plan:actie_detail", args=[actie.pk]))
    return redirect("plan:actie_detail", pk=actie.pk)
