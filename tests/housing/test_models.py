from datetime import date
from decimal import Decimal

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from housing.enums import AannameSoort, DoelSoort, Vertrekreden
from housing.models import Voorraaddoel, Voorraadmeting
from tests.housing.factories import (
    BehoefteramingFactory,
    ContingentFactory,
    LeegstandFactory,
    PlekFactory,
    VerblijfFactory,
)

pytestmark = pytest.mark.django_db


def dag(nummer):
    return date(2026, 11, nummer)


@pytest.mark.parametrize(
    ("van", "tot"), [(3, 10), (1, 3), (8, 12), (4, 5), (1, 20)], ids=["same", "begin", "end", "inside", "around"]
)
def test_two_verblijven_of_one_plek_never_overlap(van, tot):
    plek = PlekFactory()
    VerblijfFactory(plek=plek, van=dag(2), tot=dag(9))

    with pytest.raises(IntegrityError, match="verblijf_een_tegelijk"), transaction.atomic():
        VerblijfFactory(plek=plek, van=dag(van), tot=dag(tot))


@pytest.mark.parametrize(("van", "tot"), [(1, 2), (9, 12)], ids=["just before", "from the day of departure"])
def test_verblijven_may_touch(van, tot):
    plek = PlekFactory()
    VerblijfFactory(plek=plek, van=dag(2), tot=dag(9))

    assert VerblijfFactory(plek=plek, van=dag(van), tot=dag(tot)).pk


def test_verblijven_of_two_plekken_may_overlap():
    assert {VerblijfFactory().geldig, VerblijfFactory().geldig} == {DateRange(dag(2), dag(9))}


@pytest.mark.parametrize(
    "geldig",
    [DateRange(dag(2), dag(2)), DateRange(None, dag(2)), DateRange(dag(2), None)],
    ids=["empty", "open", "endless"],
)
def test_verblijf_has_a_first_and_a_last_night(geldig):
    with pytest.raises(IntegrityError, match="verblijf_duurt_een_nacht"), transaction.atomic():
        VerblijfFactory(geldig=geldig)


@pytest.mark.parametrize(
    ("vertrokken_op", "reden"),
    [(dag(9), ""), (None, Vertrekreden.NAAR_HUIS), (dag(8), Vertrekreden.NAAR_HUIS)],
    ids=["no reason", "no day", "another day than the end"],
)
def test_departure_has_its_day_and_reason(vertrokken_op, reden):
    with pytest.raises(IntegrityError, match="verblijf_vertrek_is_einde"), transaction.atomic():
        VerblijfFactory(vertrokken_op=vertrokken_op, vertrekreden=reden)


def test_plek_is_out_of_use_once_at_a_time():
    plek = PlekFactory()
    LeegstandFactory(plek=plek)

    with pytest.raises(IntegrityError, match="leegstand_een_tegelijk"), transaction.atomic():
        LeegstandFactory(plek=plek, van=dag(8), tot=dag(12))


def test_corporatie_has_one_contingent_a_year():
    contingent = ContingentFactory()

    with pytest.raises(IntegrityError, match="contingent_een_per_corporatie_en_jaar"), transaction.atomic():
        ContingentFactory(corporatie=contingent.corporatie)


def test_behoefteraming_never_changes():
    raming = BehoefteramingFactory()

    with pytest.raises(DatabaseError, match="Cannot update or delete"), transaction.atomic():
        type(raming).objects.update(toelichting="Anders.")
    with pytest.raises(DatabaseError, match="Cannot update or delete"), transaction.atomic():
        raming.aannames.all().delete()


def test_middle_of_an_aanname_lies_between():
    with pytest.raises(IntegrityError, match="aanname_midden_ligt_ertussen"), transaction.atomic():
        BehoefteramingFactory(aannames={AannameSoort.ZELFSTANDIG: (40, 90, 80)})


def test_nobody_divides_by_zero():
    with pytest.raises(IntegrityError, match="aanname_niet_negatief"), transaction.atomic():
        BehoefteramingFactory(aannames={AannameSoort.NOEMER: (0, 0, 0)})


def test_share_is_at_most_everything():
    meting = Voorraadmeting(
        code="x", naam="X", segment="totaal", waarde=101, eenheid="procent", bron="B", bekend_sinds=date(2020, 1, 1)
    )

    with pytest.raises(IntegrityError, match="voorraadmeting_waarde_bestaat"), transaction.atomic():
        meting.save()


@pytest.mark.parametrize(
    ("waarde", "eenheid", "is_circa", "tekst"),
    [
        (None, "woningen", False, "onbekend"),
        ("4900", "woningen", False, "4.900 woningen"),
        ("-600", "woningen", False, "-600 woningen"),
        ("30", "%", True, "ongeveer 30 %"),
        ("737.14", "€ per maand", False, "€\u00a0737,14 per maand"),
    ],
)
def test_doel_reads_in_words(waarde, eenheid, is_circa, tekst):
    doel = Voorraaddoel(soort=DoelSoort.AANDEEL, waarde=waarde and Decimal(waarde), eenheid=eenheid, is_circa=is_circa)

    assert doel.waarde_tekst == tekst
