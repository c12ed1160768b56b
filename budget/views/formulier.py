"""A form about money: a page of its own, or opened in a page (htmx). And the words after an action."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django_htmx.http import HttpResponseClientRedirect

from budget.models import Begroting, Begrotingspost
from budget.views.overzicht import overzicht_url

Kruimels = list[tuple[str, str]]


def toon_formulier(
    request: HttpRequest, form: forms.Form, *, titel: str, knop: str, kruimels: Kruimels, **extra: Any
) -> HttpResponse:
    """`kruimels` are the pages above this one; "Annuleer" goes back to the last of them."""
    context = {"form": form, "titel": titel, "kop": titel, "knop": knop, "kruimels": kruimels, "terug": kruimels[-1][1]}
    context |= {"uitleg": "", **extra}
    return render(request, f"budget/formulier.html{'#formulier' if request.htmx else ''}", context)


def klaar_naar(request: HttpRequest, url: str, tekst: str) -> HttpResponse:
    """To this page, with a word about what was done."""
    messages.success(request, tekst)
    return HttpResponseClientRedirect(url) if request.htmx else redirect(url)


def doe(request: HttpRequest, url: str, tekst: str, service: Any, **kwargs: Any) -> HttpResponse:
    """One click: call the service, and go to this page with what was done or why it was refused."""
    try:
        service(**kwargs)
    except ValidationError as fout:
        messages.error(request, fout.messages[0])
        return redirect(url)
    return klaar_naar(request, url, tekst)


def naar_begroting(request: HttpRequest, begroting: Begroting) -> Kruimels:
    url = reverse("budget:begroting_detail", args=[begroting.pk])
    return [("Budget", overzicht_url(request, begroting.plan)), (f"Begroting {begroting.jaar}", url)]


def naar_post(request: HttpRequest, post: Begrotingspost) -> Kruimels:
    url = reverse("budget:post_detail", args=[post.pk])
    return [("Budget", overzicht_url(request, post.begroting.plan)), (f"{post.naam} {post.begroting.jaar}", url)]
