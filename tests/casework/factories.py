"""Huishoudens as the wijkteam makes them. Row-level security holds in tests too, so a factory works as teamleider."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from importlib import import_module
from uuid import uuid4

import factory
from django.db import connection
from factory.django import DjangoModelFactory

from casework.enums import ContactUitkomst, Contactvorm, Grondslag, HuishoudenStatus, WaakvlamSoort
from casework.models import (
    Bewaartermijn,
    Bijeenkomst,
    Buurtcirkel,
    Contactmoment,
    Contactstand,
    Doel,
    Huishouden,
    Inwoner,
    Inzet,
    Meting,
    Niveau,
    Ondersteuningsplan,
    Overdracht,
    Regie,
    Ritmeprofiel,
    Taak,
    Waakvlam,
)
from casework.services.standen import herbereken
from tests.core.factories import GebiedFactory, GebruikerFactory, LeefgebiedFactory
from zwijndrecht_portal.core.enums import Rol
from zwijndrecht_portal.core.rls import namens

ritmeprofielen = import_module("casework.migrations.0002_ritmeprofielen")
BEGIN = datetime(2026, 1, 5, tzinfo=UTC)


@dataclass(frozen=True)
class Wie:
    """A person as row-level security knows one: no account needed."""

    pk: int | str = ""
    rollen: tuple[str, ...] = ()


NIEMAND = Wie()
TEAMLEIDER = Wie(rollen=(Rol.TEAMLEIDER,))


@contextmanager
def als(wie: object) -> Iterator[None]:
    """Work as this person, and as who it was before afterwards: a test is one transaction."""
    with connection.cursor() as cursor:
        cursor.execute("select current_setting('portaal.gebruiker', true), current_setting('portaal.rollen', true)")
        gebruiker, rollen = cursor.fetchone()
    with namens(wie):
        yield
    with connection.cursor() as cursor:
        cursor.execute(
            "select set_config('portaal.gebruiker', %s, true), set_config('portaal.rollen', %s, true)",
            [gebruiker or "", rollen or ""],
        )


def laad_ritmeprofielen() -> None:
    """What the data migration loaded: a test that empties the database at its end takes it away."""
    for volgorde, (slug, naam, interval, speling) in enumerate(ritmeprofielen.PROFIELEN, start=1):
        velden = {"naam": naam, "interval_dagen": interval, "speling_dagen": speling, "volgorde": volgorde}
        Ritmeprofiel.objects.get_or_create(slug=slug, defaults=velden)


def laad_bewaartermijnen() -> None:
    """The same of the terms after which a dossier may be destroyed."""
    for grondslag, maanden, bron in import_module("casework.migrations.0014_vernietigen_op_slot").TERMIJNEN:
        velden = {"maanden": maanden, "bron": bron}
        Bewaartermijn.objects.get_or_create(grondslag=grondslag, geldig_van=date(2015, 1, 1), defaults=velden)


class DossierFactory(DjangoModelFactory):
    class Meta:
        abstract = True

    @classmethod
    def _generate(cls, strategy, params):
        if not Ritmeprofiel.objects.exists():
            laad_ritmeprofielen()
        with als(TEAMLEIDER):
            return super()._generate(strategy, params)


class HuishoudenFactory(DossierFactory):
    """
    An active huishouden with one inwoner, without regie, plan or waakvlam.

    `regie=regisseur` gives it a regisseur, `plan=True` a plan, `waakvlam="stabiel"` a waakvlam (`waakvlam__sinds`).
    """

    class Meta:
        model = Huishouden
        skip_postgeneration_save = True

    class Params:
        gesloten = factory.Trait(status=HuishoudenStatus.GESLOTEN, gesloten_op=date(2026, 6, 1))

    pseudoniem = factory.Sequence(lambda n: f"HH-2026-{n + 5000}")
    buurt = factory.SubFactory(GebiedFactory)
    grondslag = Grondslag.WMO
    geopend_op = date(2026, 1, 5)

    @factory.post_generation
    def inwoner(self, create, extracted, **kwargs):
        Inwoner.objects.create(huishouden=self, roepnaam=extracted or "Samira")

    @factory.post_generation
    def regie(self, create, extracted, **kwargs):
        if extracted:
            Regie.objects.create(huishouden=self, regisseur=extracted, geldig=(BEGIN, None))
            self.regisseur = extracted

    @factory.post_generation
    def plan(self, create, extracted, **kwargs):
        if extracted:
            Ondersteuningsplan.objects.create(huishouden=self, geldig=(BEGIN, None), door=GebruikerFactory())

    @factory.post_generation
    def waakvlam(self, create, extracted, sinds=BEGIN, **kwargs):
        if extracted:
            Waakvlam.objects.create(
                huishouden=self,
                soort=WaakvlamSoort.BUUR,
                naam_of_rol="buurvrouw",
                ritmeprofiel=Ritmeprofiel.objects.get(slug=extracted),
                geldig=(sinds, None),
            )
        herbereken([self.pk])


class ContactmomentFactory(DossierFactory):
    """A contact with everything that follows from it, except taken."""

    class Meta:
        model = Contactmoment
        skip_postgeneration_save = True

    huishouden = factory.SubFactory(HuishoudenFactory)
    sleutel = factory.LazyFunction(uuid4)
    moment = datetime(2026, 3, 2, 10, tzinfo=UTC)
    uitkomst = ContactUitkomst.GESPROKEN
    vorm = Contactvorm.TELEFOON
    door = factory.SubFactory(GebruikerFactory)
    gelogd_op = factory.SelfAttribute("moment")

    @factory.post_generation
    def stand(self, create, extracted, **kwargs):
        herbereken([self.huishouden_id])


class TaakFactory(DossierFactory):
    class Meta:
        model = Taak

    huishouden = factory.SubFactory(HuishoudenFactory)
    soort = "te_laat"
    uiterlijk = date(2026, 3, 2)
    aanleiding_op = date(2026, 3, 1)


class NiveauFactory(DossierFactory):
    class Meta:
        model = Niveau

    huishouden = factory.SubFactory(HuishoudenFactory)
    trede = 1
    geldig = (BEGIN, None)
    door = factory.SubFactory(GebruikerFactory)


class OverdrachtFactory(DossierFactory):
    """An offer that is open for a long time; `van` is the regisseur of the huishouden."""

    class Meta:
        model = Overdracht

    huishouden = factory.SubFactory(HuishoudenFactory)
    pseudoniem = factory.SelfAttribute("huishouden.pseudoniem")
    van_id = factory.SelfAttribute("huishouden.regisseur_id")
    naar = factory.SubFactory(GebruikerFactory, rollen=[Rol.TRAJECTREGISSEUR])
    toelichting = "Ik ga met verlof."
    door = factory.SubFactory(GebruikerFactory, rollen=[Rol.TEAMLEIDER])
    antwoord_tot = date(2099, 1, 1)


class DoelFactory(DossierFactory):
    """A doel in the plan of a huishouden that has one (`plan=True`)."""

    class Meta:
        model = Doel

    class Params:
        huishouden = factory.SubFactory(HuishoudenFactory, plan=True)

    plan = factory.LazyAttribute(lambda o: Ondersteuningsplan.objects.lopend().get(huishouden=o.huishouden))
    leefgebied = factory.SubFactory(LeefgebiedFactory)
    sleutel = factory.LazyFunction(uuid4)
    tekst = "Zelf de post openen"
    gesteld_op = date(2026, 2, 1)
    door = factory.SubFactory(GebruikerFactory)


class MetingFactory(DossierFactory):
    class Meta:
        model = Meting

    huishouden = factory.SubFactory(HuishoudenFactory)
    leefgebied = factory.SubFactory(LeefgebiedFactory)
    gemeten_op = date(2026, 2, 1)
    score = 3
    door = factory.SubFactory(GebruikerFactory)


class InzetFactory(DossierFactory):
    class Meta:
        model = Inzet

    medewerker = factory.SubFactory(GebruikerFactory, rollen=[Rol.TRAJECTREGISSEUR])
    fte = Decimal("1.00")
    geldig = (date(2026, 1, 1), None)


class BuurtcirkelFactory(DossierFactory):
    class Meta:
        model = Buurtcirkel

    naam = factory.Sequence(lambda n: f"Buurtcirkel {n}")
    gebied = factory.SubFactory(GebiedFactory)
    deelnemers = 10
    vrijwilliger = "Rik"
    gestart_op = date(2026, 1, 5)


class BijeenkomstFactory(DossierFactory):
    class Meta:
        model = Bijeenkomst

    buurtcirkel = factory.SubFactory(BuurtcirkelFactory)
    datum = date(2026, 3, 2)
    aanwezig = 8
    deelnemers = 10
    door = factory.SubFactory(GebruikerFactory)


def stand_van(huishouden: Huishouden) -> Contactstand:
    with als(TEAMLEIDER):
        return Contactstand.objects.get(huishouden=huishouden)
