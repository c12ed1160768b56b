"""
Forty woonvragen whose counts were worked out by hand.

    A  10x  voordracht 12-01-2026, match 10-02, plaatsing 16-03, woonevaluatie 15-06, omklap 15-09, stabiel 02-11
    B   8x  voordracht 20-04-2026, match 18-05, declined 08-06, match 06-07, plaatsing 17-08
    C   7x  voordracht 05-10-2025, match 16-11-2025, plaatsing 11-01-2026, terugval 20-03, woonevaluatie 04-05
    D   6x  voordracht 03-08-2026
    E   5x  voordracht 01-06-2026, afgehaakt 20-10
    F   4x  terugvalplek: voordracht 09-11-2026, match 10-11, plaatsing 11-11
"""

from datetime import date
from decimal import Decimal

import pytest

from housing.enums import Fase, Partij, Weigerreden, WoonvraagSoort
from housing.selectors import Trechter, dagen_tot_plaatsing, doorstroom, terugval_cohorten, trechter
from tests.casework.factories import TEAMLEIDER, HuishoudenFactory, als
from tests.housing.factories import WoonvraagFactory, zet_stand
from zwijndrecht_portal.core.indicatoren import Uitkomst, bereken, bereken_reeks

pytestmark = pytest.mark.django_db
VANDAAG = date(2026, 11, 22)
V, M, P, W = Fase.VOORDRACHT, Fase.MATCH, Fase.PLAATSING, Fase.WOONEVALUATIE
AFGEWEZEN = {"reden": Weigerreden.HUUR}


def d(dag, maand, jaar=2026):
    return date(jaar, maand, dag)


GEVALLEN = {
    "A": (
        10,
        [(d(12, 1), V), (d(10, 2), M), (d(16, 3), P), (d(15, 6), W), (d(15, 9), Fase.OMKLAP), (d(2, 11), Fase.STABIEL)],
    ),
    "B": (8, [(d(20, 4), V), (d(18, 5), M), (d(8, 6), V, AFGEWEZEN), (d(6, 7), M), (d(17, 8), P)]),
    "C": (7, [(d(5, 10, 2025), V), (d(16, 11, 2025), M), (d(11, 1), P), (d(20, 3), Fase.TERUGVAL), (d(4, 5), W)]),
    "D": (6, [(d(3, 8), V)]),
    "E": (5, [(d(1, 6), V), (d(20, 10), Fase.AFGEHAAKT)]),
    "F": (4, [(d(9, 11), V), (d(10, 11), M), (d(11, 11), P)]),
}


@pytest.fixture
def veertig(db):
    huishouden = HuishoudenFactory()
    for naam, (aantal, stappen) in GEVALLEN.items():
        soort = WoonvraagSoort.TERUGVAL if naam == "F" else WoonvraagSoort.WONING
        WoonvraagFactory.create_batch(
            aantal, huishouden=huishouden, soort=soort, aangemeld_op=stappen[0][0], stappen=stappen
        )


def aantallen(stand: Trechter):
    return {regel.fase: regel.aantal for regel in stand.fasen if regel.aantal}


OP_DE_DAG = {
    d(4, 10, 2025): {},
    d(31, 12, 2025): {M: 7},
    d(31, 3): {P: 10, Fase.TERUGVAL: 7},
    d(30, 6): {W: 10 + 7, V: 8 + 5},
    d(30, 9): {Fase.OMKLAP: 10, P: 8, W: 7, V: 6 + 5},
    VANDAAG: {Fase.STABIEL: 10, P: 8 + 4, W: 7, V: 6, Fase.AFGEHAAKT: 5},
}


def test_funnel_on_a_date_equals_the_count_by_hand(veertig):
    standen = {dag: trechter(dag, drempel=0) for dag in OP_DE_DAG}

    assert {dag: aantallen(stand) for dag, stand in standen.items()} == OP_DE_DAG
    assert [stand.totaal for stand in standen.values()] == [sum(stand.values()) for stand in OP_DE_DAG.values()]


def test_funnel_per_quarter_equals_the_count_by_hand(veertig):
    stroom = doorstroom(VANDAAG, drempel=0, kwartalen=5)

    assert stroom.kwartalen == ("Q4 2025", "Q1 2026", "Q2 2026", "Q3 2026", "Q4 2026")
    assert dict(stroom.rijen) == {
        V: (7, 10, 8 + 5, 6, 4),  # B is back in voordracht in the same quarter: once
        M: (7, 10, 8, 8, 4),
        P: (0, 10 + 7, 0, 8, 4),
        W: (0, 0, 10 + 7, 0, 0),
        Fase.OMKLAP: (0, 0, 0, 10, 0),
        Fase.STABIEL: (0, 0, 0, 0, 10),
        Fase.TERUGVAL: (0, 7, 0, 0, 0),
        Fase.AFGEHAAKT: (0, 0, 0, 0, 5),
    }


def test_whose_turn_and_for_how_long(veertig):
    beurten = {regel.partij: (regel.aantal, regel.mediaan_dagen) for regel in trechter(VANDAAG, drempel=0).beurten}

    # gemeente: D since 3 August; aanbieder: B since 17 August (8), C since 4 May (7), F since 11 November (4)
    assert beurten == {Partij.GEMEENTE: (6, 112), Partij.AANBIEDER: (19, 98)}


def test_passing_the_turn_is_no_new_phase(veertig):
    with als(TEAMLEIDER):
        woonvraag = WoonvraagFactory(stappen=[(d(2, 11), V)])
        begin = woonvraag.standen.get().fase_sinds
        zet_stand(woonvraag, d(20, 11), V, aan_zet=Partij.INWONER, fase_sinds=begin)

    stand = trechter(VANDAAG, drempel=0)

    assert dict(doorstroom(VANDAAG, drempel=0, kwartalen=1).rijen)[V] == (5,)
    assert {r.partij: r.mediaan_dagen for r in stand.beurten}[Partij.INWONER] == 3


def test_small_counts_are_hidden_with_their_medians(veertig):
    """On 22 November nothing is below five but with F left out of plaatsing there is a cell of four."""
    stand = trechter(d(10, 11), drempel=5)

    match = next(regel for regel in stand.fasen if regel.fase == M)
    assert (match.aantal, match.mediaan_dagen, match.mediaan_tekst) == (None, None, "geheim")
    assert sum(regel.aantal is None for regel in stand.fasen) == 2  # with one the total would tell
    assert stand.totaal == 40


def test_nothing_yet_is_an_empty_funnel():
    stand = trechter(VANDAAG, drempel=5)

    assert (stand.is_leeg, stand.totaal, stand.beurten) == (True, 0, ())


def test_relapse_counts_who_was_followed_long_enough(veertig):
    """Placed in 2026: A (10, 16 March) and C (7, 11 January), B (8) too short ago; of C all fell back in 68 days."""
    [cohort] = terugval_cohorten(VANDAAG, drempel=0)

    assert (cohort.jaar, cohort.aantal) == (2026, 25)
    assert cohort.delen == (Decimal("41.2"), "nog te kort", "nog te kort")  # 7 of 17
    assert cohort.teksten[0] == "41,2\u00a0%"


@pytest.mark.parametrize(
    ("peildatum", "deel"), [(d(11, 7), 100), (d(10, 7), "nog te kort")], ids=["six months", "a day less"]
)
def test_relapse_is_followed_to_the_day(veertig, peildatum, deel):
    [cohort] = terugval_cohorten(peildatum, drempel=0)

    assert cohort.delen[0] == deel


def test_relapse_figure_is_of_the_last_year_that_was_followed_whole(veertig, settings):
    """Of the 25 of 2026 seven fell back: known for everybody on the last day of 2027, and a year long."""
    settings.PORTAAL_DREMPEL_OPENBAAR = 5
    dagen = [d(30, 12, 2027), d(31, 12, 2027), d(30, 12, 2028), d(31, 12, 2028)]

    uitkomsten = bereken_reeks("terugval-binnen-een-jaar", dagen)

    assert uitkomsten == [Uitkomst(None), Uitkomst(Decimal("28.0")), Uitkomst(Decimal("28.0")), Uitkomst(None)]
    settings.PORTAAL_DREMPEL_OPENBAAR = 10
    assert bereken("terugval-binnen-een-jaar", d(31, 12, 2027)) == Uitkomst(None, geheim=True)


def test_relapse_of_few_people_is_secret(veertig):
    [cohort] = terugval_cohorten(VANDAAG, drempel=5)  # seven is under the public threshold of ten

    assert (cohort.aantal, cohort.delen[0]) == (25, "geheim")


def test_days_to_plaatsing_are_the_median_of_the_past_year(veertig):
    """A 63 days (10), B 119 days (8), C 98 days (7): of 25 the middle one is C. F is a terugvalplek."""
    assert bereken("dagen-tot-plaatsing", VANDAAG) == Uitkomst(98)


def test_days_to_plaatsing_of_few_are_secret_and_of_none_unknown(veertig):
    reeks = dagen_tot_plaatsing([d(31, 1), d(1, 1), VANDAAG])

    assert reeks == [Uitkomst(None, geheim=True), Uitkomst(None), Uitkomst(98)]
