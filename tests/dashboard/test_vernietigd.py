"""What a figure said of a past date it still says after the dossiers behind it are destroyed."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from casework.models import Bewaartermijn
from casework.services.bewaren import keur_vernietiging_goed, stel_vernietiging_voor
from housing.enums import Fase
from tests.casework.factories import ContactmomentFactory, DoelFactory, HuishoudenFactory, NiveauFactory, als
from tests.casework.test_bewaren import sluit
from tests.core.factories import GebiedFactory, GebruikerFactory
from tests.housing.factories import WoonvraagFactory
from zwijndrecht_portal.core.enums import GebiedSoort, Rol
from zwijndrecht_portal.core.indicatoren import alle, bereken_reeksen
from zwijndrecht_portal.core.models import Dagtelling
from zwijndrecht_portal.core.services.tellingen import bewaar_tellingen

pytestmark = pytest.mark.django_db

BEGIN = datetime(2005, 1, 10, 9, tzinfo=UTC)
DICHT = date(2006, 6, 1)
PEILDATA = [date(2004, 12, 31), date(2005, 3, 31), date(2005, 9, 30), date(2006, 5, 31), DICHT, date(2007, 6, 30)]


@pytest.fixture
def huishoudens(settings):
    """Four huishoudens of long ago that step, are called and get a house; three of them are closed."""
    settings.PORTAAL_DREMPEL_OPENBAAR = 1
    Bewaartermijn.objects.get_or_create(
        grondslag="wmo", geldig_van=date(2015, 1, 1), defaults={"maanden": 180, "bron": "proef"}
    )
    buurt = GebiedFactory(bovenliggend=GebiedFactory(soort=GebiedSoort.WIJK, code="WK9"))
    alle_vier = HuishoudenFactory.create_batch(
        4, buurt=buurt, geopend_op=BEGIN.date(), plan=True, waakvlam="stabiel", waakvlam__sinds=BEGIN
    )
    for nummer, huishouden in enumerate(alle_vier):
        omhoog, omlaag = (BEGIN + timedelta(days=dagen + nummer) for dagen in (60, 200))
        NiveauFactory(huishouden=huishouden, trede=1, geldig=(BEGIN, omhoog))
        NiveauFactory(huishouden=huishouden, trede=3, geldig=(omhoog, omlaag), signaal_op=omhoog.date())
        NiveauFactory(huishouden=huishouden, trede=2 - nummer % 2, geldig=(omlaag, None))
        DoelFactory(huishouden=huishouden)
        if nummer % 2:
            ContactmomentFactory(huishouden=huishouden, moment=BEGIN + timedelta(days=70))
        stappen = [(BEGIN.date() + timedelta(days=n), fase) for n, fase in
                   enumerate((Fase.VOORDRACHT, Fase.MATCH, Fase.PLAATSING))]  # fmt: skip
        WoonvraagFactory(huishouden=huishouden, aangemeld_op=BEGIN.date(), stappen=stappen)
    for huishouden in alle_vier[1:]:
        sluit(huishouden, DICHT)
    return alle_vier


def vernietig():
    officer, leider = (GebruikerFactory(rollen=[rol]) for rol in (Rol.PRIVACY_OFFICER, Rol.TEAMLEIDER))
    with als(officer):
        besluit = stel_vernietiging_voor(door=officer, vandaag=timezone.localdate())
    with als(leider):
        keur_vernietiging_goed(vernietiging=besluit, door=leider)
    call_command("vernietig_dossiers", "--uitvoeren")


def stand():
    """Every figure on every date, and in its parts."""
    berekeningen = alle()
    reeksen = bereken_reeksen([b.sleutel for b in berekeningen], PEILDATA)
    delen = {
        (b.sleutel, deel.naam, dag): deel.functie(dag, None)
        for b in berekeningen for deel in b.uitsplitsingen for dag in PEILDATA
    }  # fmt: skip
    return reeksen, delen


def ongewijzigd_geteld(dag):
    with connection.cursor() as cursor:
        cursor.execute("select geheel from casework_natel_waakvlammen(%s, %s)", [[dag], [BEGIN + timedelta(days=100)]])
        return cursor.fetchone()[0]


def bewaarde_velden():
    return {naam for telling in Dagtelling.objects.all() for rij in telling.rijen for naam in rij}


def test_figures_of_the_past_survive_the_destruction_of_dossiers(huishoudens):
    reeksen, delen = stand()

    vernietig()

    assert stand() == (reeksen, delen)
    assert ongewijzigd_geteld(PEILDATA[1]) == 1, "three of the four are gone"
    assert [uitkomst.waarde for uitkomst in reeksen["actieve-huishoudens"]] == [0, 4, 4, 4, 1, 1]
    assert [uitkomst.waarde for uitkomst in reeksen["actieve-waakvlammen"]] == [0, 4, 4, 4, 4, 4]
    for sleutel in ("opschalingen", "afschalingen", "dagen-van-signaal-tot-opschalen", "dagen-tot-plaatsing"):
        assert {uitkomst.waarde for uitkomst in reeksen[sleutel]} > {None} or len(set(reeksen[sleutel])) > 1
    assert any(len(rijen) > 1 for rijen in delen.values())
    assert bewaarde_velden() <= {  # how many, never who
        *("geheel", "deel", "aantal", "mediaan", "omhoog", "omlaag", "trede", "fte", "buurt", "vrijwillig"),
        *("leefgebied", "beschikbaar", "verblijf"),
    }


def test_keeping_twice_changes_nothing_and_a_later_destruction_does_not_undo_it(huishoudens):
    reeksen, _ = stand()
    vernietig()
    eerst = set(Dagtelling.objects.values_list("pk", flat=True))

    bewaar_tellingen(BEGIN.date(), DICHT)
    assert set(Dagtelling.objects.values_list("pk", flat=True)) == eerst

    sluit(huishoudens[0], date(2006, 7, 1))
    vernietig()
    assert stand()[0] == reeksen
