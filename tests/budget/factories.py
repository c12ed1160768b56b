from datetime import date
from decimal import Decimal

import factory
from factory.django import DjangoModelFactory

from budget.enums import BegrotingStatus, DekkingSoort, ImportStatus, Verdeelsleutel
from budget.models import (
    Begroting,
    Begrotingspost,
    Begrotingswijziging,
    Boeking,
    Boekingenimport,
    Dekking,
    Dekkingsbron,
    Prognose,
    Verdeelscenario,
    Verplichting,
)
from tests.plan.factories import ActieFactory, PlanFactory


class BegrotingFactory(DjangoModelFactory):
    """A concept; adopt it with `vastgesteld()` once its posten and dekking are in."""

    class Meta:
        model = Begroting

    plan = factory.SubFactory(PlanFactory)
    jaar = 2020


class PostFactory(DjangoModelFactory):
    class Meta:
        model = Begrotingspost

    class Params:
        zonder_actie = factory.Trait(actie=None)

    begroting = factory.SubFactory(BegrotingFactory)
    actie = factory.SubFactory(ActieFactory, plan=factory.SelfAttribute("..begroting.plan"))
    naam = factory.Sequence(lambda n: f"Post {n}")
    bedrag = Decimal("1000.00")
    volgorde = factory.Sequence(lambda n: n)


class DekkingsbronFactory(DjangoModelFactory):
    class Meta:
        model = Dekkingsbron

    code = factory.Sequence(lambda n: f"bron-{n}")
    naam = factory.Sequence(lambda n: f"Bron {n}")
    soort = DekkingSoort.BIJDRAGE


class DekkingFactory(DjangoModelFactory):
    class Meta:
        model = Dekking

    bron = factory.SubFactory(DekkingsbronFactory)
    begroting = factory.SubFactory(BegrotingFactory)
    bedrag = Decimal("5000.00")


class WijzigingFactory(DjangoModelFactory):
    class Meta:
        model = Begrotingswijziging

    begroting = factory.SubFactory(BegrotingFactory)
    nummer = factory.Sequence(lambda n: n + 1)
    datum = date(2020, 6, 1)
    raadsbesluit = "Raad 2020-17"
    omschrijving = "De raad verschuift geld."


class BoekingFactory(DjangoModelFactory):
    class Meta:
        model = Boeking

    boekingsnummer = factory.Sequence(lambda n: f"B{n}")
    post = factory.SubFactory(PostFactory)
    datum = date(2020, 3, 1)
    bedrag = Decimal("100.00")


class PrognoseFactory(DjangoModelFactory):
    class Meta:
        model = Prognose

    post = factory.SubFactory(PostFactory)
    kwartaal = 1
    datum = date(2020, 4, 1)
    bedrag = Decimal("1000.00")


class VerplichtingFactory(DjangoModelFactory):
    class Meta:
        model = Verplichting

    nummer = factory.Sequence(lambda n: f"V{n}")
    post = factory.SubFactory(PostFactory)
    datum = date(2020, 2, 1)
    bedrag = Decimal("500.00")
    omschrijving = "Opdracht"


class ScenarioFactory(DjangoModelFactory):
    class Meta:
        model = Verdeelscenario

    plan = factory.SubFactory(PlanFactory)
    jaar = 2021
    naam = factory.Sequence(lambda n: f"Scenario {n}")
    sleutel = Verdeelsleutel.INWONERS
    te_verdelen = Decimal("7000000.00")
    deel = Decimal("44000.00")
    geheel = Decimal("372834.00")
    kosten = Decimal("588500.00")
    aannames = "Inwoners volgens het CBS."


class ImportFactory(DjangoModelFactory):
    class Meta:
        model = Boekingenimport

    class Params:
        geweigerd = factory.Trait(
            status=ImportStatus.GEWEIGERD, bestand=None, aantal_fouten=1, fouten=[[2, "datum", "Geen datum."]]
        )

    plan = factory.SubFactory(PlanFactory)
    bestandsnaam = "boekingen.csv"
    bestand = b"boekingsnummer;datum;post;bedrag\n"
    vingerafdruk = "0" * 64


def vastgesteld(begroting: Begroting, op: date = date(2020, 1, 1)) -> Begroting:
    """Adopt without the checks of the service."""
    begroting.status, begroting.vastgesteld_op = BegrotingStatus.VASTGESTELD, op
    begroting.save(update_fields=["status", "vastgesteld_op"])
    return begroting
