"""The honest stoplight: what is computed, and when a trekker has to explain."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plan.lichten import Lichten, LichtStand, MijlpaalRegel, bereken_tijd, vraagt_uitleg
from zwijndrecht_portal.core.enums import Licht
from zwijndrecht_portal.core.periode import Periode

GROEN, ORANJE, ROOD, ONBEKEND = Licht.GROEN, Licht.ORANJE, Licht.ROOD, Licht.ONBEKEND
PEILDATUM = date(2020, 6, 30)


def mijlpaal(nu: str | None, vastgesteld: str | None = "zelfde", gehaald: date | None = None) -> MijlpaalRegel:
    """A mijlpaal planned in this quarter; adopted in the same one unless told otherwise."""
    vast = nu if vastgesteld == "zelfde" else vastgesteld
    return MijlpaalRegel("Mijlpaal", *(Periode.parse(tekst) if tekst else None for tekst in (nu, vast)), gehaald)


# What the mijlpalen are -> the light.
@pytest.mark.parametrize(
    ("mijlpalen", "licht", "uitleg"),
    [
        ([], ONBEKEND, "De bron noemt geen leesbare planning."),
        ([mijlpaal(None)], ONBEKEND, "De bron noemt geen leesbare planning."),
        ([mijlpaal(None, "Q1 2020")], ONBEKEND, "De bron noemt geen leesbare planning."),
        ([mijlpaal(None, gehaald=PEILDATUM)], GROEN, "Alle mijlpalen zijn gehaald."),
        ([mijlpaal("Q1 2020", gehaald=PEILDATUM)], GROEN, "Alle mijlpalen zijn gehaald."),
        ([mijlpaal("Q2 2020")], GROEN, "Geen mijlpaal is te laat of verschoven."),
        ([mijlpaal("Q3 2020", "Q4 2020")], GROEN, "Geen mijlpaal is te laat of verschoven."),
        ([mijlpaal("Q3 2020", None)], GROEN, "Geen mijlpaal is te laat of verschoven."),
        ([mijlpaal("Q4 2020", "Q3 2020")], ORANJE, "1\u00a0mijlpaal staat later gepland dan vastgesteld."),
        ([mijlpaal("Q4 2020", "Q3 2020")] * 2, ORANJE, "2\u00a0mijlpalen staan later gepland dan vastgesteld."),
        ([mijlpaal("Q4 2020", "Q3 2020", gehaald=PEILDATUM)], GROEN, "Alle mijlpalen zijn gehaald."),
        ([mijlpaal("Q1 2020")], ROOD, "1\u00a0mijlpaal is te laat."),
        ([mijlpaal("Q1 2020"), mijlpaal("Q4 2020", "Q3 2020")], ROOD, "1\u00a0mijlpaal is te laat."),
        ([mijlpaal("Q1 2020"), mijlpaal("Q4 2019"), mijlpaal(None)], ROOD, "2\u00a0mijlpalen zijn te laat."),
        ([mijlpaal("Q1 2020", gehaald=PEILDATUM + timedelta(days=1))], ROOD, "1\u00a0mijlpaal is te laat."),
    ],
)
def test_time_light_follows_the_mijlpalen(mijlpalen, licht, uitleg):
    assert bereken_tijd(mijlpalen, PEILDATUM) == LichtStand(licht, uitleg)


def test_last_day_of_the_period_is_in_time():
    einde = date(2020, 3, 31)

    assert bereken_tijd([mijlpaal("Q1 2020")], einde).licht == GROEN
    assert bereken_tijd([mijlpaal("Q1 2020")], einde + timedelta(days=1)).licht == ROOD


# Chosen, computed -> must the trekker explain? Orange and red always; better than computed too.
UITLEG = {
    (GROEN, GROEN): False,
    (GROEN, ONBEKEND): False,
    (GROEN, ORANJE): True,
    (GROEN, ROOD): True,
    (ONBEKEND, ONBEKEND): False,
    (ONBEKEND, GROEN): True,  # "I do not know" is not a way around what is known
    (ONBEKEND, ORANJE): True,
    (ONBEKEND, ROOD): True,
    **dict.fromkeys(product((ORANJE, ROOD), Licht), True),
}


def test_truth_table_is_whole():
    assert set(UITLEG) == set(product(Licht, Licht))


@pytest.mark.parametrize(("gekozen", "berekend"), list(product(Licht, Licht)))
def test_bad_news_and_better_than_computed_ask_for_an_explanation(gekozen, berekend):
    assert vraagt_uitleg(gekozen, berekend) == UITLEG[gekozen, berekend]


@pytest.mark.parametrize(
    ("lichten", "zwaarste"),
    [
        ((GROEN, GROEN, GROEN), GROEN),
        ((ONBEKEND, GROEN, ONBEKEND), GROEN),
        ((GROEN, ORANJE, ONBEKEND), ORANJE),
        ((ORANJE, GROEN, ROOD), ROOD),
        ((ONBEKEND, ONBEKEND, ONBEKEND), ONBEKEND),
    ],
)
def test_heaviest_light_counts(lichten, zwaarste):
    assert Lichten(*(LichtStand(licht, "") for licht in lichten)).zwaarste() == zwaarste


@pytest.mark.parametrize(
    ("nu", "vastgesteld", "slip", "tekst"),
    [
        ("Q4 2020", "Q4 2020", 0, ""),
        ("Q1 2021", "Q4 2020", 1, "1\u00a0kwartaal later dan vastgesteld"),
        ("Q4 2021", "Q4 2020", 4, "4\u00a0kwartalen later dan vastgesteld"),
        ("Q2 2020", "Q4 2020", -2, "2\u00a0kwartalen eerder dan vastgesteld"),
        (None, "Q4 2020", 0, ""),
        ("Q4 2020", None, 0, ""),
    ],
)
def test_slip_is_told_in_quarters(nu, vastgesteld, slip, tekst):
    regel = mijlpaal(nu, vastgesteld)

    assert (regel.slip, regel.slip_tekst) == (slip, tekst)


# --- Whatever the planning ------------------------------------------------------------------------------------------

DAGEN = st.dates(date(2018, 1, 1), date(2023, 12, 31))
PERIODEN = st.one_of(
    st.none(), st.builds("Q{} {}".format, st.integers(1, 4), st.integers(2018, 2023)).map(Periode.parse)
)
MIJLPALEN = st.lists(
    st.builds(MijlpaalRegel, st.just("M"), PERIODEN, PERIODEN, st.one_of(st.none(), DAGEN)), max_size=6
)


@given(MIJLPALEN, DAGEN)
def test_red_exactly_when_something_is_late(mijlpalen, peildatum):
    te_laat = any(m.is_te_laat(peildatum) for m in mijlpalen)

    assert (bereken_tijd(mijlpalen, peildatum).licht == ROOD) == te_laat


@given(MIJLPALEN, DAGEN, st.randoms())
def test_order_of_the_mijlpalen_does_not_matter(mijlpalen, peildatum, toeval):
    anders = toeval.sample(mijlpalen, len(mijlpalen))

    assert bereken_tijd(anders, peildatum) == bereken_tijd(mijlpalen, peildatum)


@given(MIJLPALEN, DAGEN)
def test_reaching_everything_is_always_good(mijlpalen, peildatum):
    gehaald = [replace(m, gerealiseerd_op=peildatum) for m in mijlpalen]

    assert bereken_tijd(gehaald, peildatum).licht == (GROEN if mijlpalen else ONBEKEND)


@given(MIJLPALEN, DAGEN, DAGEN)
def test_waiting_never_helps(mijlpalen, eerst, dan):
    """As time passes and nothing is reached or moved, red stays red."""
    eerst, dan = sorted((eerst, dan))
    open_mijlpalen = [replace(m, gerealiseerd_op=None) for m in mijlpalen]

    if bereken_tijd(open_mijlpalen, eerst).licht == ROOD:
        assert bereken_tijd(open_mijlpalen, dan).licht == ROOD


@given(MIJLPALEN, DAGEN)
def test_unknown_never_hides_a_late_mijlpaal(mijlpalen, peildatum):
    if bereken_tijd(mijlpalen, peildatum).licht == ONBEKEND:
        assert not any(m.periode or m.is_gehaald(peildatum) for m in mijlpalen)
