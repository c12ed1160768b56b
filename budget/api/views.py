"""Begrotingsposten on a peildatum."""

from django.db.models import QuerySet
from rest_framework import serializers

from budget.api.weergaven import BegrotingspostWeergave
from budget.models import Begroting, Begrotingspost
from zwijndrecht_portal.core.api.basis import Bron, Enkel, Lijst, PeildatumLijstVragen, PeildatumVragen


class PostVragen(PeildatumLijstVragen):
    plan = serializers.SlugField(required=False, help_text="Alleen van het plan met deze vaste naam.")
    jaar = serializers.IntegerField(min_value=2000, max_value=2100, required=False, help_text="Alleen van dit jaar.")
    actie = serializers.IntegerField(
        min_value=1, max_value=2**31, required=False, help_text="Alleen van de actie met dit id."
    )


def _posten(view: Bron) -> QuerySet:
    begrotingen = Begroting.objects.visible_to(view.request.user).op_peildatum(view.peildatum)
    posten = Begrotingspost.objects.filter(begroting__in=begrotingen).with_stand(view.peildatum)
    return posten.select_related("begroting__plan")


class Begrotingsposten(Lijst):
    serializer_class = BegrotingspostWeergave
    vragen = PostVragen
    permission = "budget.view_begroting"
    sorteringen = {"id": "pk", "naam": "naam"}
    samenvatting = {"GET": "De begrotingsposten, op een peildatum"}
    voorbeeld = {"plan": "een-plek-voor-iedereen", "jaar": 2020, "peildatum": "2020-12-31"}

    def rijen(self) -> QuerySet:
        kolommen = {"plan": "begroting__plan__slug", "jaar": "begroting__jaar", "actie": "actie"}
        return _posten(self).filter(**{kolommen[naam]: self.vraag[naam] for naam in kolommen if naam in self.vraag})


class EenBegrotingspost(Enkel):
    serializer_class = BegrotingspostWeergave
    vragen = PeildatumVragen
    permission = "budget.view_begroting"
    lookup_field = "id"
    samenvatting = {"GET": "Eén begrotingspost, op een peildatum"}
    voorbeeld = {"id": 1, "peildatum": "2020-12-31"}

    def rijen(self) -> QuerySet:
        return _posten(self)
