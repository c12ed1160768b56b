from datetime import date

import factory
from django.db.backends.postgresql.psycopg_any import DateRange
from factory.django import DjangoModelFactory

from housing.enums import AannameSoort, LeegstandReden, VoorzieningSoort
from housing.models import (
    Aanname,
    Behoefteraming,
    Contingent,
    Leegstand,
    Plaatsing,
    Plek,
    Verblijf,
    Voorziening,
)
from tests.core.factories import GebiedFactory, GebruikerFactory, OrganisatieFactory
from zwijndrecht_portal.core.enums import OrganisatieSoort

# The assumptions of the source: low, middle, high.
AANNAMES = {
    AannameSoort.REGIONAAL: (588, 588, 588),
    AannameSoort.INWONERS: (44641, 44641, 44641),
    AannameSoort.NOEMER: (430359, "401596.5", 372834),
    AannameSoort.ZELFSTANDIG: (100, 100, 100),
    AannameSoort.GEREGISTREERD: (8, 8, 8),
}


class VoorzieningFactory(DjangoModelFactory):
    class Meta:
        model = Voorziening

    class Params:
        tussen = factory.Trait(soort=VoorzieningSoort.TUSSEN)

    slug = factory.Sequence(lambda n: f"voorziening-{n}")
    naam = factory.Sequence(lambda n: f"Voorziening {n:04}")
    soort = VoorzieningSoort.TERUGVAL
    wisseldagen = 1


class PlekFactory(DjangoModelFactory):
    """A plek that is there from 2026 on."""

    class Meta:
        model = Plek

    voorziening = factory.SubFactory(VoorzieningFactory)
    naam = factory.Sequence(lambda n: f"Plek {n:04}")
    geldig = DateRange(date(2026, 1, 1), None)


class VerblijfFactory(DjangoModelFactory):
    """`van=` and `tot=`: day of arrival and day of departure."""

    class Meta:
        model = Verblijf

    class Params:
        van = date(2026, 11, 2)
        tot = date(2026, 11, 9)

    plek = factory.SubFactory(PlekFactory)
    geldig = factory.LazyAttribute(lambda o: DateRange(o.van, o.tot))
    gepland_vertrek = factory.SelfAttribute("tot")
    door = factory.SubFactory(GebruikerFactory)


class LeegstandFactory(DjangoModelFactory):
    """`van=` and `tot=`: first night and the day on which it is over."""

    class Meta:
        model = Leegstand

    class Params:
        van = date(2026, 11, 2)
        tot = date(2026, 11, 9)

    plek = factory.SubFactory(PlekFactory)
    geldig = factory.LazyAttribute(lambda o: DateRange(o.van, o.tot))
    reden = LeegstandReden.ONDERHOUD
    door = factory.SubFactory(GebruikerFactory)


class CorporatieFactory(OrganisatieFactory):
    soort = OrganisatieSoort.WONEN
    naam = factory.Sequence(lambda n: f"Corporatie {n:04}")


class ContingentFactory(DjangoModelFactory):
    class Meta:
        model = Contingent

    corporatie = factory.SubFactory(CorporatieFactory)
    jaar = 2026
    aantal = 10


class PlaatsingFactory(DjangoModelFactory):
    class Meta:
        model = Plaatsing

    contingent = factory.SubFactory(ContingentFactory)
    wijk = factory.SubFactory(GebiedFactory, wijk=True)
    datum = date(2026, 3, 2)
    door = factory.SubFactory(GebruikerFactory)


class BehoefteramingFactory(DjangoModelFactory):
    """A raming with the assumptions of the source; `aannames={soort: (laag, midden, hoog)}` replaces some."""

    class Meta:
        model = Behoefteraming
        skip_postgeneration_save = True

    versie = factory.Sequence(lambda n: n + 1)
    opgesteld_op = date(2019, 1, 1)
    toelichting = "Uit de bron."

    @factory.post_generation
    def aannames(self, create, extracted, **kwargs):
        for soort, (laag, midden, hoog) in {**AANNAMES, **(extracted or {})}.items():
            Aanname.objects.create(raming=self, soort=soort, laag=laag, midden=midden, hoog=hoog, bron="Bron")
