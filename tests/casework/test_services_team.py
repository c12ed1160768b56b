"""Hours with dates, and buurtcirkels."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from casework.models import Bijeenkomst, Inzet
from casework.services.team import bewaar_buurtcirkel, schrijf_bijeenkomst, zet_inzet
from casework.verdeling import fte_op
from tests.casework.factories import TEAMLEIDER, BijeenkomstFactory, BuurtcirkelFactory, InzetFactory, als
from tests.core.factories import GebiedFactory

pytestmark = pytest.mark.django_db
JULI = date(2026, 7, 1)
DAG = timedelta(days=1)


@pytest.fixture(autouse=True)
def _als_teamleider(db):
    with als(TEAMLEIDER):
        yield


def test_part_time_from_july_changes_only_what_comes_after(regisseur):
    InzetFactory(medewerker=regisseur, fte=Decimal("1.00"))

    zet_inzet(medewerker=regisseur, fte=Decimal("0.60"), vanaf=JULI)

    assert fte_op(JULI - DAG) == {regisseur.pk: Decimal("1.00")}
    assert fte_op(JULI) == {regisseur.pk: Decimal("0.60")}


def test_same_hours_again_change_nothing(regisseur):
    for _ in range(2):
        zet_inzet(medewerker=regisseur, fte=Decimal("0.60"), vanaf=JULI)

    assert Inzet.objects.count() == 1


def test_correction_on_the_first_day_replaces(regisseur):
    for fte in ("0.60", "0.80"):
        zet_inzet(medewerker=regisseur, fte=Decimal(fte), vanaf=JULI)

    assert fte_op(JULI) == {regisseur.pk: Decimal("0.80")}
    assert Inzet.objects.count() == 1


def test_zero_ends_it(regisseur):
    InzetFactory(medewerker=regisseur)

    zet_inzet(medewerker=regisseur, fte=Decimal(0), vanaf=JULI)

    assert (fte_op(JULI - DAG), fte_op(JULI)) == ({regisseur.pk: Decimal("1.00")}, {})


def test_hours_before_those_that_are_known_are_refused(regisseur):
    zet_inzet(medewerker=regisseur, fte=Decimal("0.60"), vanaf=JULI)

    with pytest.raises(ValidationError, match="al inzet bekend vanaf 01-07-2026"):
        zet_inzet(medewerker=regisseur, fte=Decimal("0.80"), vanaf=JULI - DAG)


def test_meeting_is_counted_once():
    cirkel = BuurtcirkelFactory(deelnemers=9)
    wie = BijeenkomstFactory().door

    for _ in range(2):
        schrijf_bijeenkomst(buurtcirkel=cirkel, datum=date(2026, 3, 9), aanwezig=7, door=wie)

    bijeenkomst = Bijeenkomst.objects.get(buurtcirkel=cirkel)
    assert (bijeenkomst.aanwezig, bijeenkomst.deelnemers) == (7, 9)


@pytest.mark.parametrize(
    ("datum", "aanwezig", "veld"),
    [
        (timezone.localdate() + DAG, 5, "datum"),
        (date(2026, 1, 4), 5, "datum"),
        (date(2026, 3, 2), 5, "datum"),  # another number on a day that is there
        (date(2026, 3, 9), 11, "aanwezig"),
    ],
)
def test_bad_meeting_is_refused(datum, aanwezig, veld):
    eerder = BijeenkomstFactory()

    with pytest.raises(ValidationError) as fout:
        schrijf_bijeenkomst(buurtcirkel=eerder.buurtcirkel, datum=datum, aanwezig=aanwezig, door=eerder.door)

    assert list(fout.value.message_dict) == [veld]
    assert set(Bijeenkomst.objects.all()) == {eerder}


def test_name_of_a_buurtcirkel_is_used_once():
    velden = {"gebied": GebiedFactory(), "deelnemers": 10, "vrijwilliger": "", "professional": None}
    bewaar_buurtcirkel(naam="De Vonk", gestart_op=JULI, **velden)

    with pytest.raises(ValidationError) as fout:
        bewaar_buurtcirkel(naam="De Vonk", gestart_op=JULI, **velden)

    assert list(fout.value.message_dict) == ["naam"]
