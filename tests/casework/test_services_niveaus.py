"""The ladder: dated steps with a reason, never two at one moment."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from casework.enums import Trede
from casework.models import Niveau
from casework.services.niveaus import zet_trede
from tests.casework.factories import (
    TEAMLEIDER,
    ContactmomentFactory,
    HuishoudenFactory,
    NiveauFactory,
    als,
)
from tests.core.factories import LeefgebiedFactory

pytestmark = pytest.mark.django_db
DAG = timedelta(days=1)


@pytest.fixture(autouse=True)
def _als_teamleider(db):
    with als(TEAMLEIDER):
        yield


def stap(huishouden, trede, door, **velden):
    return zet_trede(
        huishouden=huishouden, trede=trede, door=door, **{"reden": "Het gaat goed.", "leefgebied": None, **velden}
    )


def tredes(huishouden) -> list[int]:
    return list(Niveau.objects.filter(huishouden=huishouden).order_by("geldig").values_list("trede", flat=True))


def test_step_closes_the_one_before_at_the_same_moment(huishouden, regisseur):
    wonen = LeefgebiedFactory(slug="wonen")
    stap(huishouden, Trede.REGIE, regisseur)

    stap(huishouden, Trede.LICHT, regisseur, reden="De woning is op orde.", leefgebied=wonen)

    eerst, nu = Niveau.objects.filter(huishouden=huishouden).order_by("geldig")
    assert eerst.geldig.upper == nu.geldig.lower
    assert (nu.trede, nu.reden, nu.leefgebied, nu.door) == (Trede.LICHT, "De woning is op orde.", wonen, regisseur)


def test_level_on_any_date(huishouden, regisseur):
    vandaag = timezone.localdate()
    stap(huishouden, Trede.REGIE, regisseur, datum=vandaag - 100 * DAG)
    stap(huishouden, Trede.WAAKVLAM, regisseur, datum=vandaag - 10 * DAG)

    op = {
        dagen: list(Niveau.objects.op(timezone.now() - dagen * DAG).values_list("trede", flat=True))
        for dagen in (101, 50, 5)
    }

    assert op == {101: [], 50: [Trede.REGIE], 5: [Trede.WAAKVLAM]}


def test_same_step_twice_is_one(huishouden, regisseur):
    assert stap(huishouden, Trede.LICHT, regisseur) == stap(huishouden, Trede.LICHT, regisseur)
    assert tredes(huishouden) == [Trede.LICHT]


def test_step_to_where_it_stands_for_another_reason_is_refused(huishouden, regisseur):
    stap(huishouden, Trede.LICHT, regisseur)

    with pytest.raises(ValidationError, match="staat al op 'Lichte hulp'"):
        stap(huishouden, Trede.LICHT, regisseur, reden="Nog een keer.")


@pytest.mark.parametrize(
    ("velden", "veld"),
    [
        ({"reden": ""}, "reden"),
        ({"reden": "  "}, "reden"),
        ({"reden": "x" * 2001}, "reden"),
        ({"reden": "BSN 111222333"}, "reden"),
        ({"datum": timezone.localdate() + DAG}, "datum"),
        ({"datum": timezone.localdate() - 5000 * DAG}, "datum"),
    ],
)
def test_bad_step_changes_nothing(huishouden, regisseur, velden, veld):
    stap(huishouden, Trede.WAAKVLAM, regisseur)

    with pytest.raises(ValidationError) as fout:
        stap(huishouden, Trede.INTENSIEF, regisseur, **velden)

    assert list(fout.value.message_dict) == [veld]
    assert tredes(huishouden) == [Trede.WAAKVLAM]


def test_step_before_the_last_one_is_refused(huishouden, regisseur):
    stap(huishouden, Trede.WAAKVLAM, regisseur)

    with pytest.raises(ValidationError, match="De vorige stap was op"):
        stap(huishouden, Trede.REGIE, regisseur, datum=timezone.localdate() - DAG)


def test_closed_huishouden_takes_no_step(regisseur):
    huishouden = HuishoudenFactory()
    huishouden.status, huishouden.gesloten_op = "gesloten", date(2026, 6, 1)

    with pytest.raises(ValidationError, match="is gesloten op 01-06-2026"):
        stap(huishouden, Trede.REGIE, regisseur)


@pytest.mark.parametrize(
    ("trede", "dagen", "onthouden"),
    [
        (Trede.REGIE, 6, True),
        (Trede.REGIE, 91, False),  # too old to be the reason
        (Trede.GEEN, 6, False),  # a step down follows no signal
    ],
)
def test_step_up_remembers_the_signal_it_follows(huishouden, regisseur, trede, dagen, onthouden):
    NiveauFactory(huishouden=huishouden, trede=Trede.WAAKVLAM, geldig=(timezone.now() - 200 * DAG, None))
    moment = timezone.now() - dagen * DAG
    ContactmomentFactory(huishouden=huishouden, uitkomst="signaal", moment=moment)

    niveau = stap(huishouden, trede, regisseur)

    assert niveau.signaal_op == (timezone.localdate(moment) if onthouden else None)


def test_signal_before_the_last_step_is_not_why(huishouden, regisseur):
    NiveauFactory(huishouden=huishouden, trede=Trede.WAAKVLAM, geldig=(timezone.now() - 5 * DAG, None))
    ContactmomentFactory(huishouden=huishouden, uitkomst="signaal", moment=timezone.now() - 6 * DAG)

    assert stap(huishouden, Trede.REGIE, regisseur).signaal_op is None
