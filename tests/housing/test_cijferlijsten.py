"""A figure of wonen follows from the list behind it, on every date, for who sees all woonvragen."""

from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from random import Random
from statistics import median

import pytest
from django.db import transaction

from housing.cijferlijsten import PLEKLIJSTEN, WOONVRAAGLIJSTEN
from housing.enums import Fase, WoonvraagSoort
from housing.indicatoren import BEREKENINGEN
from tests.casework.factories import HuishoudenFactory, als
from tests.core.factories import GebruikerFactory
from tests.housing.factories import PlekFactory, VerblijfFactory, VoorzieningFactory, WoonvraagFactory
from zwijndrecht_portal.core.enums import Rol
from zwijndrecht_portal.core.indicatoren import bereken

pytestmark = pytest.mark.django_db
PEILDATA = (date(2025, 12, 31), date(2026, 6, 30), date(2026, 12, 30), date(2026, 12, 31), date(2027, 12, 31))
LIJSTEN = WOONVRAAGLIJSTEN | PLEKLIJSTEN


def stappen(toeval: Random, aangemeld: date) -> list[tuple[date, Fase]]:
    """Asked for, most of them placed, some of those fell back, and some of those were placed again."""
    verloop, dag = [(aangemeld, Fase.VOORDRACHT)], aangemeld
    for fase in (Fase.PLAATSING, Fase.TERUGVAL, Fase.PLAATSING)[: toeval.choice([0, 1, 1, 2, 2, 3])]:
        dag += timedelta(days=toeval.randrange(1, 500 if fase == Fase.TERUGVAL else 150))
        verloop.append((dag, fase))
    return verloop


def maak_woonvragen(toeval: Random) -> None:
    huishouden = HuishoudenFactory()
    for nummer in range(30):
        aangemeld = date(2024, 1, 1) + timedelta(days=toeval.randrange(900))
        soort = WoonvraagSoort.TERUGVAL if nummer % 6 == 0 else WoonvraagSoort.WONING
        verloop = stappen(toeval, aangemeld)
        WoonvraagFactory(huishouden=huishouden, soort=soort, aangemeld_op=aangemeld, stappen=verloop)
    for geplaatst in (date(2025, 12, 31), date(2026, 1, 1)):  # 365 and 364 days before the end of 2026
        for later in (date(2026, 12, 31), date(2027, 1, 1)):
            verloop = [(date(2025, 3, 3), Fase.VOORDRACHT), (geplaatst, Fase.PLAATSING), (later, Fase.TERUGVAL)]
            WoonvraagFactory(huishouden=huishouden, aangemeld_op=date(2025, 3, 3), stappen=verloop)


def maak_verblijven(toeval: Random) -> None:
    """Plekken that come and go, verblijven that reach outside the thirty nights or outside the plek."""
    voorziening = VoorzieningFactory()
    VerblijfFactory(plek__voorziening=VoorzieningFactory(tussen=True), van=date(2026, 12, 1), tot=date(2026, 12, 30))
    for nummer in range(8):
        eerste = date(2025, 11, 20) + timedelta(days=toeval.randrange(60))
        laatste = date(2026, 12, 1) + timedelta(days=toeval.randrange(40)) if nummer % 2 else None
        plek, dag = PlekFactory(voorziening=voorziening, geldig=(eerste, laatste)), eerste - timedelta(days=9)
        while dag < date(2027, 1, 15):
            van = dag + timedelta(days=toeval.randrange(30))
            dag = van + timedelta(days=toeval.randrange(1, 60))
            VerblijfFactory(plek=plek, van=van, tot=dag)


@pytest.fixture(scope="module")
def wonen(django_db_setup, django_db_blocker):
    """Made once for all figures: looked at, never changed."""
    with django_db_blocker.unblock(), transaction.atomic():
        toeval = Random(6)  # noqa: S311 - no secret
        maak_woonvragen(toeval)
        maak_verblijven(toeval)
        yield GebruikerFactory(rollen=[Rol.WOONCONSULENT])
        transaction.set_rollback(True)


@pytest.fixture
def _kleine_groepen_ook(settings):
    settings.PORTAAL_DREMPEL_OPENBAAR = 1


def volgt_uit(sleutel: str, rijen: list[dict]) -> Decimal | None:
    """The figure, worked out from its list in the words of its definition."""
    if not rijen:
        return None
    if sleutel == "dagen-tot-plaatsing":
        return Decimal(median(rij["waarde"] for rij in rijen)).quantize(Decimal(1), ROUND_HALF_UP)
    if sleutel == "terugval-binnen-een-jaar":
        deel, geheel = sum(rij["telt"] for rij in rijen), len(rijen)
    else:
        deel, geheel = sum(rij["waarde"] for rij in rijen), sum(rij["wie"] for rij in rijen)
    return (Decimal(100) * deel / geheel).quantize(Decimal("0.1"), ROUND_HALF_UP)


def test_every_figure_of_wonen_has_its_list():
    adressen = {b.sleutel: (b.lijst_url, b.lijst_query) for b in BEREKENINGEN}

    assert adressen == {
        **{sleutel: ("housing:woonvragen_achter_cijfer", f"cijfer={sleutel}") for sleutel in WOONVRAAGLIJSTEN},
        **dict.fromkeys(PLEKLIJSTEN, ("housing:plekken_achter_cijfer", "")),
    }


@pytest.mark.usefixtures("_kleine_groepen_ook")
@pytest.mark.parametrize("sleutel", LIJSTEN)
def test_figure_follows_from_its_list(wonen, sleutel):
    gezien = set()
    for peildatum in PEILDATA:
        with als(wonen):
            rijen = list(LIJSTEN[sleutel].lees(wonen, peildatum))
        uitkomst = bereken(sleutel, peildatum)
        if not uitkomst.geheim:  # nobody and everybody are secret at any threshold
            assert uitkomst.waarde == volgt_uit(sleutel, rijen)
            gezien.add((uitkomst.waarde, len(rijen)))
    assert len(gezien) > 2, "the dates differ, so the test says something"


def test_without_a_person_in_the_transaction_the_list_is_empty(wonen):
    rijen = WOONVRAAGLIJSTEN["dagen-tot-plaatsing"].lees(wonen, PEILDATA[1])

    assert list(rijen) == []
