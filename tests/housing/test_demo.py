from datetime import timedelta

import pytest
from django.utils import timezone

from housing.models import Contingent, Leegstand, Plaatsing, Plek, Verblijf, Woonvraag, WoonvraagStand
from housing.selectors import lees_overzicht, trechter
from housing.services.laden import laad_woondoelen
from tests.casework.factories import HuishoudenFactory, als
from tests.core.factories import GebiedFactory, GebruikerFactory
from zwijndrecht_portal.core.enums import Rol
from zwijndrecht_portal.demo.housing import WIJKEN, maak_wonen

pytestmark = pytest.mark.django_db
MODELLEN = (Plek, Verblijf, Leegstand, Contingent, Plaatsing)


@pytest.fixture
def personen(db):
    gemeente = GebiedFactory(gemeente=True)
    for code in set(WIJKEN):
        GebiedFactory(code=code, soort="wijk", bovenliggend=gemeente, inwoners=5000)
    laad_woondoelen()
    return {rol: GebruikerFactory(rollen=[rol]) for rol in Rol}


def inhoud():
    return [
        sorted(Verblijf.objects.values_list("plek__naam", "geldig", "vertrokken_op", "vertrekreden"), key=str),
        sorted(Plaatsing.objects.values_list("contingent__corporatie__slug", "wijk", "datum")),
    ]


def test_demo_is_the_same_for_the_same_seed_and_is_made_once(personen):
    vandaag = timezone.localdate()

    maak_wonen(seed=7, vandaag=vandaag, personen=personen)
    eerste, aantallen = inhoud(), [model.objects.count() for model in MODELLEN]
    maak_wonen(seed=8, vandaag=vandaag, personen=personen)

    assert [model.objects.count() for model in MODELLEN] == aantallen
    assert inhoud() == eerste


def test_demo_has_woonvragen_of_the_wijkteam_that_fit_their_keys(personen):
    """Every huishouden has at most one; whoever has a key is in or past plaatsing; nothing lies in the future."""
    vandaag = timezone.localdate()
    HuishoudenFactory.create_batch(20)

    maak_wonen(seed=7, vandaag=vandaag, personen=personen)

    with als(personen[Rol.WOONCONSULENT]):
        assert Woonvraag.objects.values("huishouden").distinct().count() == Woonvraag.objects.count() == 20
        standen = WoonvraagStand.objects.all()
        assert standen.lopend().count() == 20
        assert standen.filter(geldig__startswith__gt=timezone.now()).count() == 0
        sleutels = standen.filter(plaatsing__isnull=False)
        assert [s.plaatsing.datum for s in sleutels] == [timezone.localdate(s.geldig.lower) for s in sleutels]
        assert trechter(vandaag, drempel=0).totaal == 20


@pytest.mark.parametrize("dagen", [0, 20, 40, 200, 320])
def test_demo_shows_something_in_every_part_on_any_day(personen, dagen):
    """Also early in a year, when little of the contingents is used."""
    vandaag = timezone.localdate() - timedelta(days=dagen)

    maak_wonen(seed=7, vandaag=vandaag, personen=personen)

    stand = lees_overzicht(vandaag, drempel=0)
    assert 0 < stand.bezet < len(stand.plekken) == 10
    assert stand.te_bevestigen >= 1
    assert [regel.jaar for regel in stand.contingenten.regels] == [vandaag.year] * 3
    assert stand.draagkracht.totaal.plaatsingen >= 5
    assert Plaatsing.objects.filter(datum__gt=vandaag).count() == 0
    assert Contingent.objects.filter(jaar__gt=vandaag.year).count() == 0
