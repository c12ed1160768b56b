"""The guarantee is checked by an oracle that simply lists every table that fits the published numbers."""

from decimal import Decimal
from itertools import product

import pytest
from django.test import override_settings
from hypothesis import given, settings
from hypothesis import strategies as st

from zwijndrecht_portal.core.onherleidbaar import TOTAAL, aandeel, beveilig, beveilig_kruistabel, onherleidbaar

DREMPEL = 3  # small, so that the oracle can try everything
kleine_aantallen = st.sampled_from([0, 0, 1, 1, 2, 2, 3, 4, 5, 9])
reeksen = st.lists(kleine_aantallen, min_size=1, max_size=5).map(
    lambda aantallen: {f"wijk {i}": n for i, n in enumerate(aantallen)}
)
kruistabellen = st.sampled_from([(1, 1), (1, 3), (2, 2), (2, 3), (3, 2)]).flatmap(
    lambda maat: st.fixed_dictionaries(
        {(f"wijk {i}", f"fase {j}"): kleine_aantallen for i in range(maat[0]) for j in range(maat[1])}
    )
)


def reeks_met_totaal(tabel):
    return {**tabel, TOTAAL: sum(tabel.values())}


def met_totalen(tabel):
    uit = dict(tabel)
    for (rij, kolom), aantal in tabel.items():
        for sleutel in [(rij, TOTAAL), (TOTAAL, kolom), (TOTAAL, TOTAAL)]:
            uit[sleutel] = uit.get(sleutel, 0) + aantal
    return uit


def speelruimtes(tabel, verborgen, totaliseer, ondergrens=1):
    """
    Of every hidden key: highest minus lowest value over all tables that agree with the keys that are not hidden.

    Values further than DREMPEL from the truth need not be tried: a range that is wide enough shows nearer by already.
    """
    waar = totaliseer(tabel)
    keuzes = [
        range(max(ondergrens, aantal - DREMPEL), aantal + DREMPEL + 1) if sleutel in verborgen else [aantal]
        for sleutel, aantal in tabel.items()
    ]
    gevonden = {sleutel: {waar[sleutel]} for sleutel in verborgen}
    for keuze in product(*keuzes):
        ander = totaliseer(dict(zip(tabel, keuze, strict=True)))
        if all(ander[sleutel] == waar[sleutel] for sleutel in waar if sleutel not in verborgen):
            for sleutel in verborgen:
                gevonden[sleutel].add(ander[sleutel])
    return {sleutel: max(waarden) - min(waarden) for sleutel, waarden in gevonden.items()}


def verborgen_in(uit):
    return {sleutel for sleutel, aantal in uit.items() if aantal is None}


@pytest.mark.parametrize(("aantal", "verwacht"), [(0, 0), (1, None), (9, None), (10, 10), (331, 331)])
def test_onherleidbaar_hides_below_the_public_threshold(aantal, verwacht):
    assert onherleidbaar(aantal) == verwacht


@pytest.mark.parametrize(("aantal", "verwacht"), [(4, None), (5, 5)])
def test_onherleidbaar_takes_another_threshold(aantal, verwacht):
    assert onherleidbaar(aantal, drempel=5) == verwacht


@override_settings(PORTAAL_NUL_IS_GEVOELIG=True)
def test_onherleidbaar_hides_zero_when_zero_is_sensitive():
    assert (onherleidbaar(0), onherleidbaar(10)) == (None, 10)


@override_settings(PORTAAL_DREMPEL_OPENBAAR=20)
def test_onherleidbaar_reads_the_setting_each_time():
    assert (onherleidbaar(19), onherleidbaar(20)) == (None, 20)


def test_onherleidbaar_refuses_a_negative_count():
    with pytest.raises(ValueError, match="cannot be negative: -1"):
        onherleidbaar(-1)


@pytest.mark.parametrize(
    ("teller", "noemer", "verwacht"),
    [
        (10, 20, Decimal("50.0")),
        (127, 1341, Decimal("9.5")),
        (9, 20, None),
        (11, 20, None),
        (0, 50, None),
        (50, 50, None),
        (0, 0, None),
    ],
)
def test_aandeel_needs_enough_on_both_sides(teller, noemer, verwacht):
    assert aandeel(teller, noemer, drempel=10) == verwacht


def test_aandeel_uses_the_public_threshold():
    assert (aandeel(9, 100), aandeel(10, 100)) == (None, Decimal("10.0"))


@pytest.mark.parametrize("drempel", [0, 1])
def test_aandeel_of_nobody_stays_hidden_without_a_threshold(drempel):
    assert aandeel(0, 0, drempel=drempel) is None


@pytest.mark.parametrize(("teller", "noemer"), [(21, 20), (-1, 20)])
def test_aandeel_refuses_a_part_outside_the_whole(teller, noemer):
    with pytest.raises(ValueError, match=f"a part of 20 cannot be {teller}"):
        aandeel(teller, noemer)


def test_beveilig_hides_a_second_cell_because_of_the_total():
    uit = beveilig({"Noord": 3, "Zuid": 40, "Oost": 0, "West": 12}, drempel=10)

    assert uit == {"Noord": None, "Zuid": 40, "Oost": 0, "West": None, TOTAAL: 55}


def test_beveilig_hides_a_third_when_two_leave_too_little_room():
    uit = beveilig({"Noord": 3, "Zuid": 4, "Oost": 30, "West": 40}, drempel=10)

    assert uit == {"Noord": None, "Zuid": None, "Oost": None, "West": 40, TOTAAL: 77}


def test_beveilig_hides_a_total_that_gives_the_only_cell_away():
    assert beveilig({"Noord": 3, "Zuid": 0}, drempel=10) == {"Noord": None, "Zuid": 0, TOTAAL: None}


def test_beveilig_leaves_a_safe_table_alone():
    assert beveilig({"Noord": 12, "Zuid": 0}, drempel=10) == {"Noord": 12, "Zuid": 0, TOTAAL: 12}


@pytest.mark.parametrize("beveilig_een", [beveilig, beveilig_kruistabel])
def test_beveilig_of_nothing_is_a_total_of_zero(beveilig_een):
    assert list(beveilig_een({}).values()) == [0]


def test_beveilig_refuses_a_group_that_is_called_total():
    with pytest.raises(ValueError, match="give that group another name"):
        beveilig({TOTAAL: 3})
    with pytest.raises(ValueError, match="give that group another name"):
        beveilig_kruistabel({("Noord", TOTAAL): 3})


def test_beveilig_refuses_a_negative_count():
    with pytest.raises(ValueError, match="cannot be negative"):
        beveilig_kruistabel({("Noord", "wonen"): -1})


@pytest.mark.parametrize("nul_gevoelig", [False, True])
@pytest.mark.parametrize(
    ("beveilig_een", "totaliseer", "tabellen"),
    [(beveilig, reeks_met_totaal, reeksen), (beveilig_kruistabel, met_totalen, kruistabellen)],
)
@given(data=st.data())
@settings(max_examples=25, deadline=None)
def test_beveilig_leaves_every_hidden_count_a_wide_range(beveilig_een, totaliseer, tabellen, nul_gevoelig, data):
    tabel = data.draw(tabellen)

    with override_settings(PORTAAL_NUL_IS_GEVOELIG=nul_gevoelig):
        uit = beveilig_een(tabel, drempel=DREMPEL)

    waar, verborgen = totaliseer(tabel), verborgen_in(uit)
    ruimtes = speelruimtes(tabel, verborgen, totaliseer, ondergrens=0 if nul_gevoelig else 1)
    assert {sleutel: ruimte for sleutel, ruimte in ruimtes.items() if ruimte < DREMPEL} == {}
    assert uit == {sleutel: None if sleutel in verborgen else aantal for sleutel, aantal in waar.items()}
    assert {sleutel for sleutel, aantal in waar.items() if aantal < DREMPEL and (aantal or nul_gevoelig)} <= verborgen


@given(kruistabellen)
@settings(max_examples=25, deadline=None)
def test_beveilig_hides_nothing_without_need(tabel):
    uit = beveilig_kruistabel(tabel, drempel=DREMPEL)

    waar, verborgen = met_totalen(tabel), verborgen_in(uit)
    erbij = {sleutel for sleutel in verborgen if not 0 < waar[sleutel] < DREMPEL}
    zonder = {sleutel: speelruimtes(tabel, verborgen - {sleutel}, met_totalen) for sleutel in erbij}
    assert {sleutel for sleutel, ruimtes in zonder.items() if min(ruimtes.values()) >= DREMPEL} == set()
    assert {sleutel for sleutel in verborgen if waar[sleutel] == 0} == set()


def test_kruistabel_keeps_all_totals_where_cells_are_enough():
    tabel = {("Noord", "wonen"): 3, ("Noord", "zorg"): 20, ("Zuid", "wonen"): 30, ("Zuid", "zorg"): 40}

    uit = beveilig_kruistabel(tabel, drempel=10)

    assert verborgen_in(uit) == set(tabel)
    assert uit[TOTAAL, TOTAAL] == 93


def test_kruistabel_counts_a_missing_combination_as_zero():
    uit = beveilig_kruistabel({("Noord", "wonen"): 20, ("Zuid", "zorg"): 30}, drempel=10)

    assert uit == met_totalen(
        {("Noord", "wonen"): 20, ("Noord", "zorg"): 0, ("Zuid", "wonen"): 0, ("Zuid", "zorg"): 30}
    )


def test_kruistabel_of_nine_wijken_and_five_leefgebieden_is_the_same_each_time():
    tabel = {(f"wijk {i}", f"leefgebied {j}"): (7 * i + 11 * j + i * j) % 31 for i in range(9) for j in range(5)}

    uit = beveilig_kruistabel(tabel)

    klein = {sleutel for sleutel, aantal in met_totalen(tabel).items() if 0 < aantal < 10}
    assert klein < verborgen_in(uit)
    assert uit == beveilig_kruistabel(dict(tabel))
    assert uit[TOTAAL, TOTAAL] == sum(tabel.values())
