"""
Views of the API: a list, one thing, and the questions one may ask of them.

A resource names its serializer (what comes out), its vragen (what may stand in the query), its permission and its
rows. Everything else that the design rules ask happens here.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone
from rest_framework import generics, serializers
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response

from zwijndrecht_portal.core.api.fouten import Gewijzigd, OngeldigeVraag, VersieNodig
from zwijndrecht_portal.core.enums import TokenRecht

PEILDATUM = "De stand op deze dag. Zonder peildatum: vandaag."
EERSTE_PEILDATUM = date(2000, 1, 1)


class Weergave(serializers.Serializer):
    """What comes out. `velden` leaves the other fields away; names are lowerCamelCase."""

    def kies(self, velden: set[str]) -> None:
        for naam in set(self.fields) - velden:
            self.fields.pop(naam)


class Vragen(serializers.Serializer):
    """What may stand in the query of one thing; an unknown name is refused."""


class PeildatumVragen(Vragen):
    peildatum = serializers.DateField(required=False, help_text=PEILDATUM)


class LijstVragen(Vragen):
    pageSize = serializers.IntegerField(
        required=False, default=50, min_value=1, max_value=100, help_text="Hoeveel per bladzijde."
    )
    cursor = serializers.CharField(
        required=False,
        max_length=500,
        trim_whitespace=False,  # else a tab is an empty cursor, which the document does not say
        help_text="Waar deze bladzijde begint; staat in `volgende` en `vorige`.",
    )


class PeildatumLijstVragen(PeildatumVragen, LijstVragen):
    pass


class Bron(generics.GenericAPIView):
    """Checks the query; `permission` is the rule for reading, `schrijft` maps a method to (recht, permission)."""

    vragen: type[Vragen] = Vragen
    permission = ""
    schrijft: Mapping[str, tuple[TokenRecht, str]] = {}
    sorteringen: Mapping[str, str] = {}
    vraag: dict[str, Any]

    def eis(self, methode: str) -> tuple[TokenRecht, str]:
        """Which right of a token and which rule this method asks."""
        return self.schrijft.get(methode, (TokenRecht.LEZEN, self.permission))

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        vragen = self.maak_vragen() if request.method in ("GET", "HEAD") else serializers.Serializer
        self.vraag = lees_vraag(vragen, request)

    def maak_vragen(self) -> type[serializers.Serializer]:
        """The vragen, with `velden`: the names are those of the serializer."""
        namen = list(self.serializer_class().fields)
        een = f"({'|'.join(namen)})"
        velden = serializers.RegexField(
            f"^{een}(,{een})*$",
            required=False,
            help_text="Alleen deze velden, met komma's ertussen.",
            error_messages={"invalid": f"Kies uit {', '.join(namen)}, met komma's ertussen."},
        )
        return type(f"{type(self).__name__}Vragen", (self.vragen,), {"velden": velden})

    def get_serializer(self, *args: Any, **kwargs: Any) -> Any:
        serializer = super().get_serializer(*args, **kwargs)
        gekozen = getattr(self, "vraag", {}).get("velden")
        if gekozen:
            getattr(serializer, "child", serializer).kies(set(gekozen.split(",")))
        return serializer

    @property
    def peildatum(self) -> date:
        vandaag = timezone.localdate()
        dag = self.vraag.get("peildatum") or vandaag
        if not EERSTE_PEILDATUM <= dag <= vandaag:
            raise NotFound("Van deze peildatum is geen stand bekend: hij ligt in de toekomst of voor het jaar 2000.")
        return dag

    def rijen(self) -> QuerySet:
        """What this person may see of this resource."""
        raise NotImplementedError


class Lijst(Bron):
    """Many things, by the page. `sorteringen` maps a name in the query to the column; the first is the default."""

    vragen = LijstVragen
    sorteringen: Mapping[str, str] = {"id": "pk"}

    def maak_vragen(self) -> type[serializers.Serializer]:
        """With `sorteer` as well, whose choices belong to the resource."""
        keuzes = [teken + naam for naam in self.sorteringen for teken in ("", "-")]
        veld = serializers.ChoiceField(
            choices=keuzes, required=False, default=keuzes[0], help_text="De volgorde; een minteken keert haar om."
        )
        return type(f"{type(self).__name__}Vragen", (super().maak_vragen(),), {"sorteer": veld})

    def get(self, request: Request, **kwargs: Any) -> Response:
        pagina = self.paginate_queryset(self.rijen())
        return self.get_paginated_response(self.get_serializer(self.als_regels(pagina), many=True).data)

    def als_regels(self, pagina: list[Any]) -> list[Any]:
        """The rows of one page as the serializer reads them."""
        return pagina


class Enkel(Bron):
    """One thing. With a version it has an ETag, that a change must name."""

    def get_object(self) -> Any:
        return get_object_or_404(self.rijen(), **{self.lookup_field: self.kwargs[self.lookup_field]})

    def get(self, request: Request, **kwargs: Any) -> Response:
        return self.antwoord(self.get_object())

    def antwoord(self, ding: Any) -> Response:
        koppen = {"ETag": self.etag(ding)} if self.etag(ding) else {}
        return Response(self.get_serializer(ding).data, headers=koppen)

    def etag(self, ding: Any) -> str:
        return ""

    def eis_versie(self, ding: Any) -> None:
        """A change names the version it is about: 428 without, 412 when it is an old one."""
        genoemd = self.request.headers.get("If-Match", "").strip()
        if not genoemd:
            raise VersieNodig
        if genoemd != self.etag(ding):
            raise Gewijzigd


def lees_vraag(vragen: type[serializers.Serializer], request: Request) -> dict[str, Any]:
    """The query, checked; every mistake at once, unknown names among them."""
    serializer = vragen(data=request.query_params.dict())
    fouten: dict[str, Any] = {} if serializer.is_valid() else dict(serializer.errors)
    for naam in request.query_params:
        if naam not in serializer.fields:
            fouten[naam] = ["Deze naam bestaat hier niet."]
        elif len(request.query_params.getlist(naam)) > 1:
            fouten[naam] = ["Deze naam mag er één keer in staan."]
    if fouten:
        raise OngeldigeVraag(fouten)
    return dict(serializer.validated_data)
