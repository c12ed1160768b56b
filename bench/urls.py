"""The portal plus the two yardsticks: an empty answer, and the least that a list can cost."""

from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from plan.models import Plan

RUWE_LIJST = "select id, code, naam, kern from plan_actie order by naam, id limit 50"


@login_not_required
def hello(request: HttpRequest) -> HttpResponse:
    """A bare answer through all middleware."""
    return HttpResponse("hallo")


@login_not_required
def limiet(request: HttpRequest) -> HttpResponse:
    """L: what any view does at least, one object by the ORM, plus the raw query of fifty rows."""
    plan = Plan.objects.get(slug="een-plek-voor-iedereen")
    with connection.cursor() as cursor:
        cursor.execute(RUWE_LIJST)
        rijen = cursor.fetchall()
    return HttpResponse("\n".join([plan.naam, *(f"{code} {naam}" for _, code, naam, _ in rijen)]))


urlpatterns = [
    path("bench/hello/", hello),
    path("bench/limiet/", limiet),
    path("", include("zwijndrecht_portal.urls")),
]
