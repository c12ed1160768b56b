from datetime import UTC, date, datetime

import factory
from factory.django import DjangoModelFactory

from plan.enums import ActieStatus, PlanSoort, PlanStatus
from plan.models import Actie, ActieStand, Mijlpaal, MijlpaalStand, Opgave, Plan, Spoor
from zwijndrecht_portal.core.models import periode_velden
from zwijndrecht_portal.core.periode import Periode

BEGIN = datetime(2019, 1, 1, tzinfo=UTC)


class PlanFactory(DjangoModelFactory):
    class Meta:
        model = Plan

    slug = factory.Sequence(lambda n: f"plan-{n}")
    naam = factory.Sequence(lambda n: f"Plan {n}")
    soort = PlanSoort.LOKAAL
    van = date(2019, 1, 1)
    tot = date(2030, 12, 31)
    status = PlanStatus.VASTGESTELD
    vastgesteld_op = date(2019, 1, 1)

    class Params:
        concept = factory.Trait(status=PlanStatus.CONCEPT, vastgesteld_op=None)


class OpgaveFactory(DjangoModelFactory):
    class Meta:
        model = Opgave

    plan = factory.SubFactory(PlanFactory)
    code = factory.Sequence(lambda n: f"O{n}")
    naam = factory.Sequence(lambda n: f"Opgave {n}")


class SpoorFactory(DjangoModelFactory):
    class Meta:
        model = Spoor

    plan = factory.SubFactory(PlanFactory)
    code = factory.Sequence(lambda n: f"S{n}")
    naam = factory.Sequence(lambda n: f"Spoor {n}")


class ActieFactory(DjangoModelFactory):
    """An actie with its first stand; `stand__status=`, `stand__trekker=` and so on shape it."""

    class Meta:
        model = Actie
        skip_postgeneration_save = True

    plan = factory.SubFactory(PlanFactory)
    code = factory.Sequence(lambda n: f"A{n}")
    naam = factory.Sequence(lambda n: f"Actie {n}")
    kern = "Wat we gaan doen."

    @factory.post_generation
    def stand(self, create, extracted, **kwargs):
        ActieStand.objects.create(actie=self, **{"geldig": (BEGIN, None), "status": ActieStatus.LOOPT, **kwargs})


class MijlpaalFactory(DjangoModelFactory):
    """A mijlpaal with one stand. `periode="Q4 2019"` is also the adopted period."""

    class Meta:
        model = Mijlpaal
        skip_postgeneration_save = True

    actie = factory.SubFactory(ActieFactory)
    naam = factory.Sequence(lambda n: f"Mijlpaal {n}")
    volgorde = factory.Sequence(lambda n: n)

    @factory.post_generation
    def periode(self, create, extracted, **kwargs):
        periode = Periode.parse(extracted) if extracted else None
        stand = MijlpaalStand.objects.create(mijlpaal=self, geldig=(BEGIN, None), **periode_velden(periode))
        self.vastgestelde_stand = stand
        self.save(update_fields=["vastgestelde_stand"])
