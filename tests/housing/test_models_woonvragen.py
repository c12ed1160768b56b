"""Exactly one stand at any moment: the database sees to it, whatever the code above it does."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from housing.enums import Fase, Partij, Weigerreden
from housing.models import Woonvraag, WoonvraagStand
from tests.casework.factories import TEAMLEIDER, als
from tests.housing.factories import PlaatsingFactory, VerblijfFactory, WoonvraagFactory, zet_stand
from zwijndrecht_portal.core.peildatum import begin_van, einde_van

pytestmark = pytest.mark.django_db
STAPPEN = [
    (date(2026, 3, 2), Fase.VOORDRACHT),
    (date(2026, 3, 9), Fase.MATCH),
    (date(2026, 3, 20), Fase.VOORDRACHT, {"reden": Weigerreden.HUUR}),
    (date(2026, 4, 1), Fase.MATCH),
    (date(2026, 4, 15), Fase.PLAATSING),
]


@pytest.fixture(autouse=True)
def teamleider(db):
    with als(TEAMLEIDER):
        yield


def test_new_stand_closes_the_one_before():
    woonvraag = WoonvraagFactory(stappen=STAPPEN)

    standen = list(woonvraag.standen.order_by("geldig"))

    assert [stand.fase for stand in standen] == ["voordracht", "match", "voordracht", "match", "plaatsing"]
    assert [a.geldig.upper for a in standen[:-1]] == [b.geldig.lower for b in standen[1:]]
    assert standen[-1].geldig.upper is None


def test_woonvraag_is_in_exactly_one_phase_on_any_date():
    woonvraag = WoonvraagFactory(stappen=STAPPEN)

    dagen = [date(2026, 3, 2) + timedelta(days=n) for n in range(400)]
    standen = [woonvraag.standen.filter(geldig__contains=einde_van(dag)).count() for dag in dagen]

    assert set(standen) == {1}


def test_standen_made_in_one_go_follow_each_other_too():
    woonvraag = WoonvraagFactory(stappen=STAPPEN[:1])
    nieuw = [
        WoonvraagStand(
            woonvraag=woonvraag,
            geldig=DateTimeTZRange(begin_van(dag), None),
            fase=fase,
            fase_sinds=begin_van(dag),
            aan_zet=Partij.GEMEENTE,
            door=woonvraag.door,
        )
        for dag, fase, *_ in STAPPEN[1:]
    ]

    WoonvraagStand.objects.bulk_create(nieuw)

    assert woonvraag.standen.filter(geldig__endswith=None).count() == 1
    assert woonvraag.standen.filter(geldig__contains=einde_van(date(2026, 3, 25))).count() == 1


@pytest.mark.parametrize("dag", [date(2026, 3, 2), date(2026, 3, 1)], ids=["same moment", "earlier"])
def test_stand_cannot_begin_before_the_one_it_follows(dag):
    woonvraag = WoonvraagFactory(stappen=STAPPEN[:1])

    with pytest.raises(DatabaseError), transaction.atomic():
        zet_stand(woonvraag, dag, Fase.MATCH)

    assert woonvraag.standen.count() == 1


def test_new_stand_has_no_end():
    woonvraag = WoonvraagFactory(stappen=STAPPEN[:1])
    periode = DateTimeTZRange(begin_van(date(2026, 5, 1)), begin_van(date(2026, 6, 1)))

    with pytest.raises(IntegrityError, match="nog geen einde"), transaction.atomic():
        zet_stand(woonvraag, date(2026, 5, 1), Fase.MATCH, geldig=periode)


@pytest.mark.parametrize("velden", [{"geldig": DateTimeTZRange(None, None)}, {"fase": Fase.STABIEL, "aan_zet": ""}])
def test_stand_never_changes(velden):
    woonvraag = WoonvraagFactory(stappen=STAPPEN[:1])

    with pytest.raises(IntegrityError, match="verandert nooit"), transaction.atomic():
        woonvraag.standen.update(**velden)


@pytest.mark.parametrize("tabel", ["housing_woonvraagstand", "housing_woonvraag"])
def test_nothing_of_a_woonvraag_can_be_deleted(tabel):
    WoonvraagFactory()

    geweigerd = pytest.raises(DatabaseError, match="permission denied")
    with geweigerd, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"delete from {tabel}")  # noqa: S608 - our own name


@pytest.mark.parametrize(
    ("fase", "velden", "constraint"),
    [
        (Fase.MATCH, {"aan_zet": ""}, "iemand_is_aan_zet"),
        (Fase.STABIEL, {"aan_zet": Partij.INWONER}, "iemand_is_aan_zet"),
        (Fase.AFGEHAAKT, {"reden": ""}, "afgehaakt_met_reden"),
        (Fase.MATCH, {"fase_sinds": begin_van(date(2026, 9, 1))}, "fase_begon_eerder"),
    ],
)
def test_stand_that_cannot_be(fase, velden, constraint):
    woonvraag = WoonvraagFactory(stappen=STAPPEN[:1])

    with pytest.raises(IntegrityError, match=f"woonvraagstand_{constraint}"), transaction.atomic():
        zet_stand(woonvraag, date(2026, 5, 1), fase, **velden)


def test_only_a_plaatsing_has_a_key_and_only_one():
    woonvraag = WoonvraagFactory(stappen=STAPPEN[:1])
    plaatsing, verblijf = PlaatsingFactory(), VerblijfFactory()

    for fase, velden in [
        (Fase.MATCH, {"plaatsing": plaatsing}),
        (Fase.PLAATSING, {"plaatsing": plaatsing, "verblijf": verblijf}),
    ]:
        with pytest.raises(IntegrityError, match="sleutel_alleen_bij_plaatsing"), transaction.atomic():
            zet_stand(woonvraag, date(2026, 5, 1), fase, **velden)
    assert zet_stand(woonvraag, date(2026, 5, 1), Fase.PLAATSING, verblijf=verblijf).pk


def test_woonvraag_is_of_at_least_one_adult():
    with pytest.raises(IntegrityError, match="woonvraag_is_van_iemand"), transaction.atomic():
        WoonvraagFactory(volwassenen=0)


def test_woonvraag_keeps_its_history(als_eigenaar):
    woonvraag = WoonvraagFactory()

    with connection.cursor() as cursor:
        cursor.execute("reset role")
        cursor.execute("alter table housing_woonvraagevent disable row level security")
        cursor.execute("select pgh_label from housing_woonvraagevent where pgh_obj_id = %s", [woonvraag.pk])
        labels = [label for (label,) in cursor.fetchall()]

    assert labels == ["insert"]
    assert Woonvraag._meta.verbose_name == "woonvraag"
