"""The page around a form about one huishouden."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from casework.daglijst import naam_van


def toon_formulier(
    request: HttpRequest, form: Any, huishouden: Any, *, titel: str, knop: str, uitleg: str = ""
) -> HttpResponse:
    """`huishouden` was read with `with_roepnamen`. With htmx only the form."""
    terug = url_van_dossier(huishouden.pk)
    naam = naam_van(huishouden)
    kruimels = [("Mijn dag", reverse("casework:caseload")), (naam, terug)]
    context = {"form": form, "titel": titel, "knop": knop, "naam": naam, "terug": terug, "kruimels": kruimels}
    part = "#formulier" if request.htmx else ""
    return render(request, f"casework/formulier.html{part}", {**context, "uitleg": uitleg})


def url_van_dossier(huishouden_id: int) -> str:
    return reverse("casework:huishouden_detail", args=[huishouden_id])


def url_van_plan(huishouden_id: int) -> str:
    return reverse("casework:plan_detail", args=[huishouden_id])
