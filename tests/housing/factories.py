from datetime import date, timedelta
from uuid import uuid4

import factory
from django.db.backends.postgresql.psycopg_any import DateRange, DateTimeTZRange
from factory.django import DjangoModelFactory

from housing.enums import (
    EERST_AAN_ZET,
    ONDERTEKENAARS,
    AannameSoort,
    Advies,
    Fase,
    Kaartkleur,
    LeegstandReden,
    Oordeel,
    Voorwaarde,
    VoorzieningSoort,
    Weigerreden,
    WoonvraagSoort,
)
from housing.models import (
    Aanname,
    Behoefteraming,
    Contingent,
    Kaart,
    Leegstand,
    Plaatsing,
    Plek,
    PreventiefContract,
    Verblijf,
    Voorziening,
    Woonevaluatie,
    Woonvraag,
    WoonvraagStand,
)
from tests.casework.factories import DossierFactory, HuishoudenFactory, Wie, als
from tests.core.factories import GebiedFactory, GebruikerFactory, OrganisatieFactory
from zwijndrecht_portal.core.enums import OrganisatieSoort, Rol
from zwijndrecht_portal.core.peildatum import begin_van

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


class WoonvraagFactory(DossierFactory):
    """
    A woonvraag with its steps: `stappen=[(date, fase), (date, fase, {velden})]`; without them a voordracht.

    Made as somebody who sees the huishouden: row-level security holds in tests too.
    """

    class Meta:
        model = Woonvraag
        skip_postgeneration_save = True

    huishouden = factory.SubFactory(HuishoudenFactory)
    pseudoniem = factory.SelfAttribute("huishouden.pseudoniem")
    sleutel = factory.LazyFunction(uuid4)
    soort = WoonvraagSoort.WONING
    aangemeld_op = date(2026, 3, 2)
    door = factory.SubFactory(GebruikerFactory)

    @factory.post_generation
    def stappen(self, create, extracted, **kwargs):
        for dag, fase, *velden in extracted or [(self.aangemeld_op, Fase.VOORDRACHT)]:
            zet_stand(self, dag, fase, **(velden[0] if velden else {}))


def zet_stand(woonvraag, dag, fase, **velden):
    """One stand from ten o'clock on that day; the caller sees the woonvraag."""
    moment = begin_van(dag) + timedelta(hours=10)
    if fase == Fase.AFGEHAAKT:
        velden.setdefault("reden", Weigerreden.ZELF)
    standaard = {
        "geldig": DateTimeTZRange(moment, None),
        "fase_sinds": moment,
        "aan_zet": EERST_AAN_ZET.get(fase, ""),
        "door": woonvraag.door,
    }
    return WoonvraagStand.objects.create(woonvraag=woonvraag, fase=fase, **{**standaard, **velden})


class AfspraakFactory(DossierFactory):
    """What the woonconsulent records about who got a home; the woonvraag under it is made as a DossierFactory does."""

    class Meta:
        abstract = True

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        with als(Wie(rollen=(Rol.WOONCONSULENT,))):
            return super()._create(model_class, *args, **kwargs)


class PreventiefContractFactory(AfspraakFactory):
    class Meta:
        model = PreventiefContract

    woonvraag = factory.SubFactory(
        WoonvraagFactory, stappen=[(date(2026, 3, 2), Fase.VOORDRACHT), (date(2026, 4, 1), Fase.PLAATSING)]
    )
    ingegaan_op = date(2026, 4, 1)
    loopt_tot = date(2027, 4, 1)
    voorwaarden = [Voorwaarde.HUUR, Voorwaarde.OVERLAST]
    door = factory.SubFactory(GebruikerFactory)


class KaartFactory(AfspraakFactory):
    class Meta:
        model = Kaart

    contract = factory.SubFactory(PreventiefContractFactory)
    kleur = Kaartkleur.GEEL
    voorwaarde = Voorwaarde.HUUR
    datum = date(2026, 5, 1)
    door = factory.SubFactory(GebruikerFactory)


class WoonevaluatieFactory(AfspraakFactory):
    class Meta:
        model = Woonevaluatie

    class Params:
        getekend = factory.Trait(
            **{f"getekend_{partij.value}": factory.SelfAttribute("datum") for partij in ONDERTEKENAARS}
        )

    woonvraag = factory.SubFactory(
        WoonvraagFactory, stappen=[(date(2026, 3, 2), Fase.VOORDRACHT), (date(2026, 4, 1), Fase.WOONEVALUATIE)]
    )
    datum = date(2026, 5, 1)
    huur = overlast = netwerk = doelen = Oordeel.GOED
    advies = Advies.OMKLAP
    door = factory.SubFactory(GebruikerFactory)
