"""The rule of the waakvlam against a naive reading of it: day by day, from the list of contacts."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.ritme import Ritme, Stand, vouw

START = date(2026, 1, 5)
RITME = Ritme(START, 28, 7)


@dataclass(frozen=True)
class Contact:
    moment: datetime
    uitkomst: str = "gesproken"
    vorm: str = "telefoon"


def op_dag(dag: int, uitkomst: str = "gesproken") -> Contact:
    """A contact so many days after the start of the waakvlam, at noon."""
    return Contact(datetime(2026, 1, 5, 12, tzinfo=UTC) + timedelta(days=dag), uitkomst)


def dag(nummer: int) -> date:
    return START + timedelta(days=nummer)


def test_waakvlam_without_contact_counts_from_its_first_day():
    stand, reeksen = vouw([], RITME)

    assert stand == Stand(op_tijd_sinds=START, uiterlijk=dag(28), grens=dag(35))
    assert reeksen == []


@pytest.mark.parametrize("uitkomst", ["gesproken", "gezien"])
def test_successful_contact_moves_the_next_one(uitkomst):
    contact = op_dag(20, uitkomst)

    stand, _ = vouw([contact], RITME)

    assert (stand.uiterlijk, stand.grens, stand.op_tijd_sinds) == (dag(48), dag(55), START)
    assert (stand.laatste_contact, stand.laatste_uitkomst, stand.missers) == (contact.moment, uitkomst, 0)


@pytest.mark.parametrize(("uitkomst", "missers"), [("geen_gehoor", 1), ("signaal", 0)])
def test_what_is_no_contact_moves_nothing(uitkomst, missers):
    stand, _ = vouw([op_dag(20, uitkomst)], RITME)

    assert (stand.uiterlijk, stand.laatste_contact, stand.missers) == (dag(28), None, missers)


@pytest.mark.parametrize(("laatste_dag", "reeksen"), [(35, []), (36, [(START, dag(35))])])
def test_last_day_of_grace_is_on_time_and_the_next_is_not(laatste_dag, reeksen):
    _, gesloten = vouw([op_dag(laatste_dag)], RITME)

    assert gesloten == reeksen


def test_contact_ends_the_misses():
    stand, _ = vouw([op_dag(3, "geen_gehoor"), op_dag(4, "geen_gehoor"), op_dag(5), op_dag(6, "geen_gehoor")], RITME)

    assert stand.missers == 1


def test_contact_just_before_midnight_belongs_to_the_day_here():
    stand, _ = vouw([Contact(datetime(2026, 2, 1, 23, 30, tzinfo=UTC))], RITME)

    assert stand.uiterlijk == date(2026, 2, 2) + timedelta(days=28)


def test_without_a_waakvlam_nothing_is_due():
    stand, reeksen = vouw([op_dag(3), op_dag(90)], None)

    assert (stand.uiterlijk, stand.grens, stand.op_tijd_sinds, reeksen) == (None, None, None, [])
    assert stand.laatste_contact == op_dag(90).moment


@given(
    dagen=st.lists(
        st.tuples(st.integers(-40, 200), st.sampled_from(["gesproken", "gezien", "geen_gehoor", "signaal"])),
        max_size=12,
    ),
    interval=st.integers(1, 40),
    speling=st.integers(0, 10),
)
def test_days_on_time_are_those_of_the_rule(dagen, interval, speling):
    ritme = Ritme(START, interval, speling)
    contacten = [op_dag(nummer, uitkomst) for nummer, uitkomst in sorted(dagen)]

    stand, reeksen = vouw(contacten, ritme)

    alle = [*reeksen, (stand.op_tijd_sinds, stand.grens)]
    geslaagd = [0, *(nummer for nummer, uitkomst in dagen if uitkomst in ("gesproken", "gezien") and nummer >= 0)]
    for nummer in range(260):
        laatste = max(n for n in geslaagd if n <= nummer)
        op_tijd = nummer <= laatste + interval + speling
        assert sum(van <= dag(nummer) <= tot for van, tot in alle) == op_tijd
