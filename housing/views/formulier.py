"""A form of wonen: one template, back to the page of wonen when it is done."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse


def gepost(request: HttpRequest) -> QueryDict | None:
    """What was sent, also when it is nothing at all; None for a form that is only asked for."""
    return request.POST if request.method == "POST" else None


def toon_formulier(
    request: HttpRequest,
    form: forms.Form,
    *,
    titel: str,
    knop: str,
    inleiding: str = "",
    terug: str = "",
    kruimelpad: list[tuple[str, str]] | None = None,
) -> HttpResponse:
    context = {
        "form": form,
        "titel": titel,
        "knop": knop,
        "inleiding": inleiding,
        "terug": terug or reverse("housing:overzicht"),
        "kruimels": kruimels(request.user) if kruimelpad is None else kruimelpad,
    }
    return render(request, "housing/formulier.html", context)


def kruimels(gebruiker: Any) -> list[tuple[str, str]]:
    """The way back from every page below wonen, for who may go there."""
    return [("Wonen", reverse("housing:overzicht"))] if gebruiker.has_perm("housing.view_overzicht") else []


def klaar(request: HttpRequest, tekst: str, antwoord: HttpResponse | None = None) -> HttpResponse:
    """Back, with a word about what was done."""
    messages.success(request, tekst)
    return antwoord or redirect("housing:overzicht")
