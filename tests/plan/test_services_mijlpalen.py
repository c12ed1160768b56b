"""Planning: a move is a dated row with its reason, and what was adopted never changes."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from psycopg.types.range import TimestamptzRange

from plan.models import Mijlpaal
from plan.services.mijlpalen import haal_mijlpaal, heropen_mijlpaal, verschuif_mijlpaal, voeg_mijlpaal_toe
from plan.services.standen import volgende_stand
from tests.core.factories import GebruikerFactory
from tests.plan.factories import BEGIN, ActieFactory, MijlpaalFactory
from zwijndrecht_portal.core.periode import Periode

pytestmark = pytest.mark.django_db

LATER = Periode.parse("Q1 2020")


@pytest.fixture
def door(db):
    return GebruikerFactory()


def verloop(mijlpaal: Mijlpaal) -> list[tuple[str, date | None, str]]:
    """The stands of a mijlpaal in order: period, reached on, reason."""
    return list(mijlpaal.standen.order_by("geldig").values_list("periode_tekst", "gerealiseerd_op", "reden"))


# --- Adding ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("periode", [LATER, None])
def test_added_mijlpaal_has_no_adopted_period(door, periode):
    actie = ActieFactory()

    mijlpaal = voeg_mijlpaal_toe(actie=actie, naam="Nieuw", periode=periode, door=door)

    assert (mijlpaal.vastgestelde_stand, mijlpaal.standen.get().periode) == (None, periode)


def test_mijlpalen_keep_the_order_in_which_they_came(door):
    actie = ActieFactory()

    for naam in ("Eerst", "Dan", "Laatst"):
        voeg_mijlpaal_toe(actie=actie, naam=naam, periode=None, door=door)

    assert list(actie.mijlpalen.order_by("volgorde").values_list("naam", flat=True)) == ["Eerst", "Dan", "Laatst"]


@pytest.mark.parametrize(("naam", "fout"), [("", "naam"), ("Start", "__all__"), ("Zie 111222333", "naam")])
def test_mijlpaal_that_is_not_right_is_not_added(door, naam, fout):
    bestaand = MijlpaalFactory(naam="Start")

    with pytest.raises(ValidationError) as weigering:
        voeg_mijlpaal_toe(actie=bestaand.actie, naam=naam, periode=None, door=door)

    assert set(weigering.value.error_dict) == {fout}
    assert list(Mijlpaal.objects.all()) == [bestaand]


# --- Moving ----------------------------------------------------------------------------------------------------------


def test_move_is_a_row_beside_the_old_one(door):
    mijlpaal = MijlpaalFactory(periode="Q4 2019")

    stand = verschuif_mijlpaal(mijlpaal=mijlpaal, periode=LATER, reden="Personeelstekort.", door=door)

    mijlpaal.refresh_from_db()
    assert verloop(mijlpaal) == [("Q4 2019", None, ""), ("Q1 2020", None, "Personeelstekort.")]
    assert (stand.door, mijlpaal.vastgestelde_stand.periode_tekst) == (door, "Q4 2019")


def test_unknown_period_can_become_known(door):
    mijlpaal = MijlpaalFactory(periode=None)

    verschuif_mijlpaal(mijlpaal=mijlpaal, periode=LATER, reden="Nu bekend.", door=door)

    assert mijlpaal.standen.lopend().get().periode == LATER


@pytest.mark.parametrize(
    ("periode", "reden", "fout"),
    [
        (LATER, "", "reden"),
        (LATER, " \n", "reden"),
        (LATER, "Zie 111222333.", "reden"),
        (Periode.parse("Q4 2019"), "Zelfde.", "periode"),
    ],
)
def test_refused_move_changes_nothing(door, periode, reden, fout):
    mijlpaal = MijlpaalFactory(periode="Q4 2019")

    with pytest.raises(ValidationError) as weigering:
        verschuif_mijlpaal(mijlpaal=mijlpaal, periode=periode, reden=reden, door=door)

    assert set(weigering.value.error_dict) == {fout}
    assert verloop(mijlpaal) == [("Q4 2019", None, "")]


def test_reached_mijlpaal_does_not_move(door):
    mijlpaal = MijlpaalFactory(periode="Q4 2019")
    haal_mijlpaal(mijlpaal=mijlpaal, gerealiseerd_op=date(2019, 12, 1), door=door)

    with pytest.raises(ValidationError, match="Een gehaalde mijlpaal verschuift niet meer"):
        verschuif_mijlpaal(mijlpaal=mijlpaal, periode=LATER, reden="Toch later.", door=door)


# --- Reaching and reopening ------------------------------------------------------------------------------------------


def test_reached_mijlpaal_keeps_its_period(door):
    mijlpaal = MijlpaalFactory(periode="Q4 2019")

    haal_mijlpaal(mijlpaal=mijlpaal, gerealiseerd_op=date(2019, 12, 1), door=door, reden="Op tijd.")

    assert verloop(mijlpaal) == [("Q4 2019", None, ""), ("Q4 2019", date(2019, 12, 1), "Op tijd.")]


def test_today_can_be_reached_and_tomorrow_cannot(door):
    vandaag = timezone.localdate()
    haal_mijlpaal(mijlpaal=MijlpaalFactory(), gerealiseerd_op=vandaag, door=door)
    mijlpaal = MijlpaalFactory()

    with pytest.raises(ValidationError) as weigering:
        haal_mijlpaal(mijlpaal=mijlpaal, gerealiseerd_op=vandaag + timedelta(days=1), door=door)

    assert set(weigering.value.error_dict) == {"gerealiseerd_op"}
    assert mijlpaal.standen.count() == 1


def test_mijlpaal_is_reached_once(door):
    mijlpaal = MijlpaalFactory()
    haal_mijlpaal(mijlpaal=mijlpaal, gerealiseerd_op=date(2019, 12, 1), door=door)

    with pytest.raises(ValidationError, match="al gehaald"):
        haal_mijlpaal(mijlpaal=mijlpaal, gerealiseerd_op=date(2020, 1, 1), door=door)

    assert mijlpaal.standen.count() == 2


def test_reopened_mijlpaal_is_open_again_and_the_past_stays(door):
    mijlpaal = MijlpaalFactory(periode="Q4 2019")
    haal_mijlpaal(mijlpaal=mijlpaal, gerealiseerd_op=date(2019, 12, 1), door=door)

    heropen_mijlpaal(mijlpaal=mijlpaal, reden="Toch niet af.", door=door)

    assert verloop(mijlpaal) == [
        ("Q4 2019", None, ""),
        ("Q4 2019", date(2019, 12, 1), ""),
        ("Q4 2019", None, "Toch niet af."),
    ]


@pytest.mark.parametrize(("gehaald", "reden"), [(False, "Toch niet af."), (True, "")])
def test_reopening_needs_a_reached_mijlpaal_and_a_reason(door, gehaald, reden):
    mijlpaal = MijlpaalFactory()
    if gehaald:
        haal_mijlpaal(mijlpaal=mijlpaal, gerealiseerd_op=date(2019, 12, 1), door=door)

    with pytest.raises(ValidationError):
        heropen_mijlpaal(mijlpaal=mijlpaal, reden=reden, door=door)

    assert mijlpaal.standen.count() == 1 + gehaald


# --- Dated rows ------------------------------------------------------------------------------------------------------


def test_stands_follow_each_other_without_a_gap():
    stand = MijlpaalFactory().standen.get()
    moment = datetime(2020, 1, 1, tzinfo=UTC)

    nieuw = volgende_stand(stand, vanaf=moment, gerealiseerd_op=date(2020, 1, 1))

    stand.refresh_from_db()
    assert (stand.geldig, nieuw.geldig) == (TimestamptzRange(BEGIN, moment), TimestamptzRange(moment, None))


@pytest.mark.parametrize("vanaf", [BEGIN, BEGIN - timedelta(seconds=1)])
def test_stand_cannot_start_before_the_one_it_closes(vanaf):
    mijlpaal = MijlpaalFactory()

    with pytest.raises(ValidationError, match="ligt vóór de vorige"):
        volgende_stand(mijlpaal.standen.get(), vanaf=vanaf)

    assert mijlpaal.standen.count() == 1


def test_reason_and_person_of_the_old_stand_do_not_stick(door):
    mijlpaal = MijlpaalFactory()
    stand = verschuif_mijlpaal(mijlpaal=mijlpaal, periode=LATER, reden="Oude reden.", door=door)

    nieuw = volgende_stand(stand, vanaf=timezone.now() + timedelta(seconds=1))

    assert (nieuw.reden, nieuw.door, nieuw.periode) == ("", None, LATER)
