from datetime import date
from decimal import Decimal
from uuid import uuid4

import factory
from factory.django import DjangoModelFactory

from dashboard.enums import IndicatorSoort, RapportageStatus
from dashboard.models import Indicator, Kopcijfer, Meting, Rapportage, Streefwaarde
from dashboard.payload import als_json, vingerafdruk
from dashboard.rapport import SCHEMA, Rapport, RapportKop
from tests.core.factories import GebruikerFactory
from tests.plan.factories import PlanFactory
from zwijndrecht_portal.core.enums import Rol
from zwijndrecht_portal.core.indicatoren import Richting
from zwijndrecht_portal.core.models import periode_velden
from zwijndrecht_portal.core.periode import Periode


class IndicatorFactory(DjangoModelFactory):
    class Meta:
        model = Indicator

    class Params:
        telling = factory.Trait(is_telling=True, eenheid="personen")

    sleutel = factory.Sequence(lambda n: f"cijfer-{n}")
    naam = factory.Sequence(lambda n: f"Cijfer {n}")
    soort = IndicatorSoort.GEMETEN
    eenheid = "%"
    bron = "Een bron"
    methode = "Wat het betekent."
    richting = Richting.HOGER.value


class KopcijferFactory(DjangoModelFactory):
    class Meta:
        model = Kopcijfer

    plan = None
    indicator = factory.SubFactory(IndicatorFactory)
    volgorde = 1


class MetingFactory(DjangoModelFactory):
    """A measured value about Zwijndrecht as a name; `periode="2018"` or None."""

    class Meta:
        model = Meting
        exclude = ["periode"]

    periode = "2018"
    indicator = factory.SubFactory(IndicatorFactory)
    gebied_naam = "Zwijndrecht"
    waarde = Decimal("50")
    bekend_sinds = date(2019, 1, 1)
    bron = "Een bron"
    periode_van = factory.LazyAttribute(lambda o: _periode(o.periode)["periode_van"])
    periode_tot = factory.LazyAttribute(lambda o: _periode(o.periode)["periode_tot"])
    periode_tekst = factory.LazyAttribute(lambda o: _periode(o.periode)["periode_tekst"])


class StreefwaardeFactory(DjangoModelFactory):
    class Meta:
        model = Streefwaarde

    indicator = factory.SubFactory(IndicatorFactory)
    waarde = Decimal("80")
    geldig = (date(2019, 1, 1), None)


class RapportageFactory(DjangoModelFactory):
    """A concept whose PDFs are not there yet; `klaar`, `voorgelegd`, `vastgesteld`."""

    class Meta:
        model = Rapportage

    class Params:
        klaar = factory.Trait(
            pdf=b"%PDF-proef",
            pdf_sha256="a" * 64,
            samenvatting=b"%PDF-kort",
            samenvatting_sha256="b" * 64,
            brief=b"%PDF-brief",
            brief_sha256="c" * 64,
        )
        zonder_pdf = factory.Trait(
            pdf=None, pdf_sha256="", samenvatting=None, samenvatting_sha256="", brief=None, brief_sha256=""
        )
        voorgelegd = factory.Trait(
            klaar=True,
            status=RapportageStatus.TER_VASTSTELLING,
            voorgelegd_door=factory.SelfAttribute("maker"),
            voorgelegd_op=date(2020, 1, 15),
        )
        vastgesteld = factory.Trait(
            klaar=True,
            status=RapportageStatus.VASTGESTELD,
            vastgesteld_door=factory.SubFactory(GebruikerFactory, rollen=[Rol.PROGRAMMAMANAGER]),
            vastgesteld_op=date(2020, 1, 20),
        )

    plan = factory.SubFactory(PlanFactory)
    peildatum = date(2019, 12, 31)
    versie = 1
    sleutel = factory.LazyFunction(uuid4)
    payload = factory.LazyAttribute(lambda o: als_json(leeg_rapport(o.plan, o.peildatum, o.versie)))
    payload_schema = SCHEMA
    payload_sha256 = factory.LazyAttribute(lambda o: vingerafdruk(o.payload))
    maker = factory.SubFactory(GebruikerFactory)
    periode_van = date(2019, 10, 1)
    periode_tot = date(2019, 12, 31)
    periode_tekst = "Q4 2019"


def leeg_rapport(plan, peildatum=date(2019, 12, 31), versie=1):
    return Rapport(
        schema=SCHEMA,
        kop=RapportKop(
            plan=plan.slug,
            plan_naam=plan.naam,
            plan_omschrijving="",
            plan_van=plan.van,
            plan_tot=plan.tot,
            periode=Periode.parse("Q4 2019"),
            peildatum=peildatum,
            status=RapportageStatus.CONCEPT,
            versie=versie,
        ),
        samenvatting=("Op deze datum waren er nog geen acties.",),
        besluiten=(),
        cijfers=(),
        hoofdstukken=(),
        geld=None,
        aandachtspunten=(),
    )


def _periode(tekst):
    return periode_velden(Periode.parse(tekst) if tekst else None)
