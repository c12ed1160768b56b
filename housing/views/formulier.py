"""A form of wonen: one template, back to the page of wonen when it is done."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse


def gepost(request: HttpRequest) -> QueryDict | None:
    """What was sent, also when it is nothing at all; None for a form that is only asked for."""
    return request.POST if request.method == "POST" else None


def toon_formulier(
    request: HttpRequest, form: forms.Form, *, titel: str, knop: str, inleiding: str = "", terug: str = ""
) -> HttpResponse:
    terug = terug or reverse("housing:overzicht")
    context = {"form": form, "titel": titel, "knop": knop, "inleiding": inleiding, "terug": terug}
    return render(request, "housing/formulier.html", context | {"kruimels": kruimels()})


def kruimels() -> list[tuple[str, str]]:
    """The way back from every page below wonen."""
    return [("Wonen", reverse("housing:overzicht"))]


def klaar(request: HttpRequest, tekst: str, naar: str = "housing:overzicht") -> HttpResponse:
    """Back, with a word about what was done."""
    messages.success(request, tekst)
    return redirect(naar)
