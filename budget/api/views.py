"""The money on a peildatum: the totals of each year, and its posten."""

from typing import Any

from django.db.models import QuerySet
from rest_framework import serializers

from budget.api.weergaven import BegrotingspostWeergave, BegrotingWeergave, JaarVanPlan
from budget.models import Begroting, Begrotingspost
from budget.querysets import BegrotingQuerySet
from budget.selectors import begroting_overzicht
from zwijndrecht_portal.core.api.basis import Bron, Enkel, Lijst, PeildatumLijstVragen, PeildatumVragen


class BegrotingVragen(PeildatumLijstVragen):
    plan = serializers.SlugField(required=False, help_text="Alleen van het plan met deze vaste naam.")
    jaar = serializers.IntegerField(min_value=2000, max_value=2100, required=False, help_text="Alleen van dit jaar.")


class PostVragen(BegrotingVragen):
    actie = serializers.IntegerField(
        min_value=1, max_value=2**31, required=False, help_text="Alleen van de actie met dit id."
    )


def _begrotingen(view: Bron) -> BegrotingQuerySet:
    return Begroting.objects.visible_to(view.request.user).op_peildatum(view.peildatum)


class Begrotingen(Lijst):
    serializer_class = BegrotingWeergave
    vragen = BegrotingVragen
    permission = "budget.view_begroting"
    sorteringen = {"id": "pk", "jaar": "jaar"}
    samenvatting = {"GET": "De begrotingen per plan en jaar met hun totalen, op een peildatum"}
    voorbeeld = {"plan": "een-plek-voor-iedereen", "peildatum": "2020-12-31"}

    def rijen(self) -> QuerySet:
        kolommen = {"plan": "plan__slug", "jaar": "jaar"}
        gekozen = {kolommen[naam]: self.vraag[naam] for naam in kolommen if naam in self.vraag}
        return _begrotingen(self).filter(**gekozen).select_related("plan")

    def als_regels(self, pagina: list[Any]) -> list[JaarVanPlan]:
        """Computed as the page computes them, two queries per plan on this page."""
        mag = Begroting.objects.visible_to(self.request.user)
        plannen = {rij.plan_id: rij.plan for rij in pagina}
        standen = {
            stand.id: stand
            for plan in plannen.values()
            for stand in begroting_overzicht(plan, self.peildatum, begrotingen=mag).begrotingen
        }
        return [JaarVanPlan(rij.plan.slug, standen[rij.pk]) for rij in pagina]


def _posten(view: Bron) -> QuerySet:
    posten = Begrotingspost.objects.filter(begroting__in=_begrotingen(view)).with_stand(view.peildatum)
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
