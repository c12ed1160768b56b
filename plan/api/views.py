"""Plannen, and the opgaven, ambities and sporen in them."""

from django.db.models import QuerySet
from rest_framework import serializers

from plan.api.weergaven import AmbitieWeergave, OpgaveWeergave, PlanWeergave, SpoorWeergave
from plan.enums import PlanStatus
from plan.models import Ambitie, Opgave, Plan, Spoor
from zwijndrecht_portal.core.api.basis import Enkel, Lijst, LijstVragen

PLAN = "een-plek-voor-iedereen"
TRANSFORMATIEPLAN = "we-zijn-ervan"


class PlanVragen(LijstVragen):
    status = serializers.ChoiceField(PlanStatus.choices, required=False, help_text="Alleen plannen met deze status.")


class Plannen(Lijst):
    serializer_class = PlanWeergave
    vragen = PlanVragen
    permission = "plan.view_plan"
    sorteringen = {"slug": "slug", "naam": "naam"}
    samenvatting = {"GET": "De plannen"}
    voorbeeld = {"status": "vastgesteld"}

    def rijen(self) -> QuerySet:
        plannen = Plan.objects.visible_to(self.request.user)
        return plannen.filter(status=self.vraag["status"]) if "status" in self.vraag else plannen


class EenPlan(Enkel):
    serializer_class = PlanWeergave
    permission = "plan.view_plan"
    lookup_field = "slug"
    samenvatting = {"GET": "Eén plan"}
    voorbeeld = {"slug": PLAN}

    def rijen(self) -> QuerySet:
        return Plan.objects.visible_to(self.request.user)


class OnderdeelVragen(LijstVragen):
    plan = serializers.SlugField(required=False, help_text="Alleen van het plan met deze vaste naam.")


class Onderdelen(Lijst):
    """What a plan is made of; `model` says which part."""

    vragen = OnderdeelVragen
    permission = "plan.view_opgave"
    sorteringen = {"id": "pk", "code": "code", "naam": "naam"}
    voorbeeld = {"plan": PLAN, "sorteer": "code"}
    model: type[Opgave | Ambitie | Spoor]

    def rijen(self) -> QuerySet:
        rijen = self.model.objects.filter(plan__in=Plan.objects.visible_to(self.request.user)).select_related("plan")
        return rijen.filter(plan__slug=self.vraag["plan"]) if "plan" in self.vraag else rijen


class EenOnderdeel(Enkel):
    permission = "plan.view_opgave"
    voorbeeld = {"id": 1}
    lookup_field = "id"
    model: type[Opgave | Ambitie | Spoor]

    def rijen(self) -> QuerySet:
        return self.model.objects.filter(plan__in=Plan.objects.visible_to(self.request.user)).select_related("plan")


class Opgaven(Onderdelen):
    model = Opgave
    serializer_class = OpgaveWeergave
    samenvatting = {"GET": "De opgaven van de plannen"}


class EenOpgave(EenOnderdeel):
    model = Opgave
    serializer_class = OpgaveWeergave
    samenvatting = {"GET": "Eén opgave"}


class Ambities(Onderdelen):
    model = Ambitie
    serializer_class = AmbitieWeergave
    samenvatting = {"GET": "De ambities van de plannen"}


class EenAmbitie(EenOnderdeel):
    model = Ambitie
    serializer_class = AmbitieWeergave
    samenvatting = {"GET": "Eén ambitie"}


class Sporen(Onderdelen):
    model = Spoor
    serializer_class = SpoorWeergave
    samenvatting = {"GET": "De sporen van het transformatieplan"}
    voorbeeld = {"plan": TRANSFORMATIEPLAN}


class EenSpoor(EenOnderdeel):
    model = Spoor
    serializer_class = SpoorWeergave
    samenvatting = {"GET": "Eén spoor"}
