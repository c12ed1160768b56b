"""Organisations, leefgebieden and areas; the document itself; and every path that is nothing."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views import View
from rest_framework import serializers

from zwijndrecht_portal.core.api.basis import Enkel, Lijst, LijstVragen
from zwijndrecht_portal.core.api.fouten import probleem_antwoord
from zwijndrecht_portal.core.api.schema import openapi
from zwijndrecht_portal.core.api.weergaven import GebiedWeergave, LeefgebiedWeergave, OrganisatieWeergave
from zwijndrecht_portal.core.enums import GebiedSoort, OrganisatieSoort
from zwijndrecht_portal.core.models import Gebied, Leefgebied, Organisatie

ALLES = "core.view_huis"


class OrganisatieVragen(LijstVragen):
    soort = serializers.ChoiceField(OrganisatieSoort.choices, required=False, help_text="Alleen deze soort.")


class Organisaties(Lijst):
    serializer_class = OrganisatieWeergave
    vragen = OrganisatieVragen
    permission = ALLES
    sorteringen = {"slug": "slug", "naam": "naam"}
    samenvatting = {"GET": "De organisaties die aan de plannen meewerken"}
    voorbeeld = {"soort": "zorg", "sorteer": "naam"}

    def rijen(self) -> QuerySet:
        soort = self.vraag.get("soort")
        return Organisatie.objects.filter(soort=soort) if soort else Organisatie.objects.all()


class EenOrganisatie(Enkel):
    serializer_class = OrganisatieWeergave
    permission = ALLES
    lookup_field = "slug"
    samenvatting = {"GET": "Eén organisatie"}
    voorbeeld = {"slug": "pameijer"}

    def rijen(self) -> QuerySet:
        return Organisatie.objects.all()


class Leefgebieden(Lijst):
    serializer_class = LeefgebiedWeergave
    permission = ALLES
    sorteringen = {"volgorde": "volgorde", "naam": "naam"}
    samenvatting = {"GET": "De vijf leefgebieden"}

    def rijen(self) -> QuerySet:
        return Leefgebied.objects.all()


class EenLeefgebied(Enkel):
    serializer_class = LeefgebiedWeergave
    permission = ALLES
    lookup_field = "slug"
    samenvatting = {"GET": "Eén leefgebied"}
    voorbeeld = {"slug": "zorg"}

    def rijen(self) -> QuerySet:
        return Leefgebied.objects.all()


class GebiedVragen(LijstVragen):
    soort = serializers.ChoiceField(GebiedSoort.choices, required=False, help_text="Alleen deze soort.")
    bovenliggend = serializers.RegexField(
        r"^[A-Z0-9]{1,10}$", required=False, help_text="Alleen de delen van het gebied met deze code."
    )


class Gebieden(Lijst):
    serializer_class = GebiedWeergave
    vragen = GebiedVragen
    permission = ALLES
    sorteringen = {"code": "pk", "naam": "naam"}
    samenvatting = {"GET": "De gemeente, haar wijken en buurten"}
    voorbeeld = {"soort": "wijk", "bovenliggend": "GM0642"}

    def rijen(self) -> QuerySet:
        namen = ("soort", "bovenliggend")
        return Gebied.objects.filter(**{naam: self.vraag[naam] for naam in namen if naam in self.vraag})


class EenGebied(Enkel):
    serializer_class = GebiedWeergave
    permission = ALLES
    lookup_field = "code"
    samenvatting = {"GET": "Eén gebied"}
    voorbeeld = {"code": "GM0642"}

    def rijen(self) -> QuerySet:
        return Gebied.objects.all()


class Document(View):
    """The OpenAPI document, without an account and for every origin."""

    http_method_names = ["get", "head", "options"]

    def get(self, request: HttpRequest) -> HttpResponse:
        return JsonResponse(openapi(), headers={"Access-Control-Allow-Origin": "*"})

    def http_method_not_allowed(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        antwoord = probleem_antwoord(405)
        antwoord["Allow"] = "GET, HEAD, OPTIONS"
        return antwoord


class GeenBron(View):
    """Whatever is no resource, also with a slash at its end."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return probleem_antwoord(404)
