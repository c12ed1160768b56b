"""The list behind a figure has as many rows as the figure says, on every date, for who sees all dossiers."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import pairwise
from random import Random

import pytest
from django.db import transaction

from casework.bandbreedte import Bandbreedte
from casework.cijferlijsten import CIJFERLIJSTEN
from casework.indicatoren import BEREKENINGEN
from casework.models import Huishouden
from tests.casework.factories import (
    BijeenkomstFactory,
    BuurtcirkelFactory,
    ContactmomentFactory,
    HuishoudenFactory,
    InzetFactory,
    NiveauFactory,
    als,
)
from tests.core.factories import GebruikerFactory
from zwijndrecht_portal.core.enums import Rol
from zwijndrecht_portal.core.indicatoren import bereken

pytestmark = pytest.mark.django_db

EERSTE = datetime(2026, 1, 5, 9, tzinfo=UTC)
PEILDATA = (date(2026, 3, 31), date(2026, 7, 1), date(2026, 9, 30), date(2026, 12, 31), date(2027, 6, 30))


def dag(toeval: Random, van: datetime = EERSTE, dagen: int = 300) -> datetime:
    return van + timedelta(days=toeval.randrange(dagen), minutes=toeval.randrange(600))


def wijkteam(toeval: Random, regisseur: object) -> list[Huishouden]:
    """Twenty-four huishoudens that come, step, are called or not, and have a plan, a regisseur, both or none."""
    huishoudens = []
    for nummer in range(24):
        sinds = dag(toeval, dagen=200)
        velden = {"regie": regisseur} if nummer % 3 else {}
        ritme = toeval.choice(["start", "stabiel", "slapend"])
        if nummer % 4:
            velden |= {"waakvlam": ritme, "waakvlam__sinds": sinds}
        huishouden = HuishoudenFactory(geopend_op=sinds.date(), plan=bool(nummer % 2), **velden)
        for _ in range(toeval.randrange(3)):
            ContactmomentFactory(huishouden=huishouden, moment=dag(toeval, sinds, 200))
        ladder(toeval, huishouden, sinds)
        huishoudens.append(huishouden)
    return huishoudens


def ladder(toeval: Random, huishouden: Huishouden, sinds: datetime) -> None:
    momenten = sorted({sinds + timedelta(days=toeval.randrange(400)) for _ in range(toeval.randrange(5))})
    trede = None
    for begin, einde in pairwise([*momenten, None]):
        trede, vorige = toeval.choice([t for t in range(6) if t != trede]), trede
        signaal = begin.date() - timedelta(days=toeval.randrange(20)) if trede > (vorige or 0) else None
        NiveauFactory(huishouden=huishouden, trede=trede, geldig=(begin, einde), signaal_op=signaal)


@pytest.fixture(scope="module")
def team(django_db_setup, django_db_blocker):
    """One team for all figures: looked at, never changed."""
    with django_db_blocker.unblock(), transaction.atomic():
        toeval = Random(6)  # noqa: S311 - no secret
        regisseur = GebruikerFactory(rollen=[Rol.TRAJECTREGISSEUR])
        wijkteam(toeval, regisseur)
        InzetFactory(medewerker=regisseur)
        for nummer in range(3):
            cirkel = BuurtcirkelFactory(gestart_op=date(2026, 1 + 3 * nummer, 1), deelnemers=8 + nummer)
            BijeenkomstFactory(buurtcirkel=cirkel, datum=date(2026, 10, 1), deelnemers=12)
        yield regisseur
        transaction.set_rollback(True)


def rijen_van(sleutel: str, peildatum: date, wie: object) -> list[dict]:
    with als(wie):
        return list(CIJFERLIJSTEN[sleutel].lees(wie, peildatum))


@pytest.fixture
def _kleine_groepen_ook(settings):
    settings.PORTAAL_DREMPEL_OPENBAAR = 1


def test_every_figure_of_casework_has_its_list():
    assert {berekening.sleutel for berekening in BEREKENINGEN} == set(CIJFERLIJSTEN)
    assert {(b.lijst_url, b.lijst_query) for b in BEREKENINGEN} == {
        ("casework:cijferlijst", f"cijfer={sleutel}") for sleutel in CIJFERLIJSTEN
    }


@pytest.mark.usefixtures("_kleine_groepen_ook", "team")
@pytest.mark.parametrize("sleutel", CIJFERLIJSTEN)
def test_figure_is_the_length_of_its_list(sleutel):
    leider, lijst, gezien = GebruikerFactory(rollen=[Rol.TEAMLEIDER]), CIJFERLIJSTEN[sleutel], set()
    for peildatum in PEILDATA:
        rijen, uitkomst = rijen_van(sleutel, peildatum, leider), bereken(sleutel, peildatum)
        tellend = sum(rij["telt"] for rij in rijen)
        gezien.add((tellend, len(rijen)))
        if lijst.deel[0] and uitkomst.waarde is not None:
            assert uitkomst.waarde == (Decimal(100) * tellend / len(rijen)).quantize(Decimal("0.1"))
            assert lijst.geheel(uitkomst) in (len(rijen), None)
        elif lijst.is_aantal:
            assert uitkomst.waarde == len(rijen)
    assert len(gezien) > 1, "the dates differ, so the test says something"


@pytest.mark.usefixtures("_kleine_groepen_ook", "team")
@pytest.mark.parametrize("peildatum", PEILDATA)
def test_figure_that_is_no_length_follows_from_its_list(peildatum):
    leider = GebruikerFactory(rollen=[Rol.TEAMLEIDER])
    waarden = {
        sleutel: [rij["waarde"] for rij in rijen_van(sleutel, peildatum, leider)]
        for sleutel in ("caseload-per-fte", "deelnemers-buurtcirkels", "dagen-van-signaal-tot-opschalen")
    }
    dagen = sorted(waarden["dagen-van-signaal-tot-opschalen"])

    assert (
        bereken("caseload-per-fte", peildatum).waarde
        == Bandbreedte(sum(waarden["caseload-per-fte"]), Decimal(1)).per_fte
    )
    assert bereken("deelnemers-buurtcirkels", peildatum).waarde == sum(waarden["deelnemers-buurtcirkels"])
    midden = len(dagen) // 2
    mediaan = (dagen[midden] + dagen[~midden]) / 2 if dagen else None
    assert bereken("dagen-van-signaal-tot-opschalen", peildatum).waarde == mediaan
