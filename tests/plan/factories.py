from datetime import UTC, date, datetime
from uuid import uuid4

import factory
from factory.django import DjangoModelFactory

from plan.enums import AandachtspuntErnst, AandachtspuntSoort, ActieStatus, AmbitieGroep, PlanSoort, PlanStatus
from plan.models import (
    Aandachtspunt,
    Actie,
    ActieStand,
    Ambitie,
    Herinnering,
    Mijlpaal,
    MijlpaalStand,
    Opgave,
    Plan,
    Spoor,
    Voortgangsmelding,
)
from tests.core.factories import GebruikerFactory
from zwijndrecht_portal.core.enums import Licht, Rol
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


class AmbitieFactory(DjangoModelFactory):
    class Meta:
        model = Ambitie

    plan = factory.SubFactory(PlanFactory)
    code = factory.Sequence(lambda n: f"AM{n}")
    naam = factory.Sequence(lambda n: f"Ambitie {n}")
    groep = AmbitieGroep.RAAD


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


class MeldingFactory(DjangoModelFactory):
    """A voortgangsmelding on which all lights are green."""

    class Meta:
        model = Voortgangsmelding

    actie = factory.SubFactory(ActieFactory)
    sleutel = factory.LazyFunction(uuid4)
    door = factory.SubFactory(GebruikerFactory, rollen=[Rol.TREKKER])
    percentage = 40
    tijd = geld = kwaliteit = tijd_berekend = geld_berekend = kwaliteit_berekend = Licht.GROEN
    toelichting = "Het gaat goed."


class HerinneringFactory(DjangoModelFactory):
    class Meta:
        model = Herinnering

    actie = factory.SubFactory(ActieFactory)
    aan = factory.SubFactory(GebruikerFactory, rollen=[Rol.TREKKER])
    poging = 1


class AandachtspuntFactory(DjangoModelFactory):
    class Meta:
        model = Aandachtspunt

    code = factory.Sequence(lambda n: f"X{n + 100}")
    titel = factory.Sequence(lambda n: f"Aandachtspunt {n}")
    omschrijving = "De bron spreekt zichzelf tegen."
    ernst = AandachtspuntErnst.MIDDEN
    soort = AandachtspuntSoort.GELD
