"""The arithmetic, without a database; what should come out was worked out by hand."""

from datetime import date
from decimal import Decimal

import pytest

from housing.enums import AannameSoort, Dagsoort, Scenario
from housing.regels.behoefte import AannameRegel, Raming
from housing.regels.bezetting import Bezetting, Nachten, PlekRegel, maanden_tot, plus_werkdagen, tel_nachten
from housing.regels.voorraad import Bouwprogramma, Lezing, bereken_pad
from tests.housing.factories import AANNAMES


def dag(nummer, maand=11):
    return date(2026, maand, nummer)


def maak_plek(verblijven=(), leegstanden=(), *, wisseldagen=1, van=date(2026, 1, 1), tot=None):
    return PlekRegel(
        1,
        "Plek 1",
        van,
        tot,
        wisseldagen,
        tuple(Nachten(dag(a), dag(b)) for a, b in verblijven),
        tuple(Nachten(dag(a), dag(b)) for a, b in leegstanden),
    )


# --- Nights ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("vertrek", "wisseldagen", "klaar"),
    [(4, 0, 4), (4, 1, 5), (6, 1, 9), (7, 1, 9), (8, 1, 9), (6, 2, 10), (4, 5, 11)],
    ids=["none", "midweek", "friday", "saturday", "sunday", "over a weekend", "a week"],
)
def test_plek_is_ready_after_working_days(vertrek, wisseldagen, klaar):
    assert plus_werkdagen(dag(vertrek), wisseldagen) == dag(klaar)


def test_month_with_one_verblijf_two_nights_out_of_use_and_one_of_turnaround():
    """From Tuesday 3 to Tuesday 17 November: 14 nights; Tuesday to make ready; out of use on the 20th and 21st."""
    plek = maak_plek(verblijven=[(3, 17)], leegstanden=[(20, 22)])

    nachten = tel_nachten([plek], dag(1), dag(30))

    assert nachten == Bezetting(verblijf=14, wissel=1, leegstand=2, vrij=13)
    assert (nachten.beschikbaar, nachten.percentage) == (30, Decimal("46.7"))
    assert (nachten.deel(nachten.leegstand), nachten.deel(nachten.wissel)) == (Decimal("6.7"), Decimal("3.3"))


def test_verblijf_over_a_month_border_counts_its_own_nights():
    plek = maak_plek(verblijven=[(28, 30)], wisseldagen=0)
    plek = PlekRegel(1, "Plek 1", plek.van, None, 0, (Nachten(dag(30, 10), dag(3)),))

    assert tel_nachten([plek], dag(1, 10), dag(31, 10)).verblijf == 2
    assert tel_nachten([plek], dag(1), dag(30)).verblijf == 2


def test_nights_before_and_after_the_plek_do_not_count():
    plek = maak_plek(van=dag(10), tot=dag(20))

    assert tel_nachten([plek], dag(1), dag(30)) == Bezetting(vrij=10)


def test_next_verblijf_ends_the_turnaround():
    plek = maak_plek(verblijven=[(3, 6), (7, 8)])  # Friday, and the next came on Saturday

    assert [plek.nacht(dag(n)) for n in (5, 6, 7, 8)] == [
        Dagsoort.VERBLIJF,
        Dagsoort.WISSEL,
        Dagsoort.VERBLIJF,
        Dagsoort.WISSEL,
    ]


def test_no_plek_has_no_percentage():
    assert tel_nachten([], dag(1), dag(30)).percentage is None


def test_first_free_night_is_after_making_ready():
    plek = maak_plek(verblijven=[(3, 6)])

    assert (plek.vrij_vanaf(dag(2)), plek.vrij_vanaf(dag(3))) == (dag(2), dag(9))


def test_full_plek_has_no_free_night():
    plek = maak_plek(verblijven=[(1, 30)])

    assert plek.vrij_vanaf(dag(1), dagen=10) is None


def test_departure_waits_for_a_word_from_the_day_itself():
    plek = PlekRegel(1, "P", dag(1), None, 1, (Nachten(dag(2), dag(9)), Nachten(dag(12), dag(14), 2, True)))

    assert [v.tot for v in plek.te_bevestigen(dag(20))] == [dag(9)]
    assert [len(plek.te_bevestigen(dag(n))) for n in (8, 9)] == [0, 1]


def test_months_go_back_over_the_year():
    assert maanden_tot(date(2026, 2, 14), 3) == [date(2026, 2, 1), date(2026, 1, 1), date(2025, 12, 1)]


# --- Need ------------------------------------------------------------------------------------------------------------


def maak_raming(**anders):
    aannames = {**AANNAMES, **{AannameSoort(soort): waarden for soort, waarden in anders.items()}}
    regels = {soort: AannameRegel(soort, *map(Decimal, waarden), "Bron") for soort, waarden in aannames.items()}
    return Raming(1, 1, date(2019, 1, 1), "", regels)


def test_raming_reproduces_61_to_70_for_588_in_the_region():
    """588 x 44,641 / 430,359 = 60.99 and 588 x 44,641 / 372,834 = 70.40."""
    raming = maak_raming()

    assert (raming.laag, raming.midden, raming.hoog, raming.geregistreerd) == (61, 65, 70, 8)


def test_share_that_can_live_independently_scales_the_outcome():
    raming = maak_raming(zelfstandig=(40, 60, 80))

    assert [raming.uitkomst(s) for s in Scenario] == [24, 39, 56]  # 24.40, 39.22, 56.32


def test_sensitivity_names_the_assumption_that_matters_most_first():
    raming = maak_raming(zelfstandig=(40, 60, 80))

    assert [(g.aanname.soort, g.laag, g.hoog, g.verschil) for g in raming.gevoeligheid] == [
        (AannameSoort.ZELFSTANDIG, 26, 52, 26),
        (AannameSoort.NOEMER, 37, 42, 5),
    ]


def test_registered_figure_has_no_part_in_the_outcome():
    assert maak_raming(geregistreerd=(0, 50, 100)).gevoeligheid == maak_raming().gevoeligheid


# --- Stock -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("nu", "aandeel_nieuw", "straks", "aandeel", "verschil"),
    [
        ("37", 0, 7107, "27.6", -612),  # 7,707 - 600 of 25,731; 30 % is 7,719
        ("32", 0, 6066, "23.6", -1653),
        ("37", 30, 8577, "33.3", 858),  # 1,470 of the 4,900 new ones
    ],
)
def test_path_to_2030_for_both_readings(nu, aandeel_nieuw, straks, aandeel, verschil):
    programma = Bouwprogramma(erbij=4900, aandeel_nieuw=Decimal(aandeel_nieuw), saldo=-600)

    pad = bereken_pad(Lezing("X", Decimal(nu), Decimal(30)), 20831, programma)

    assert (pad.woningen_straks, pad.totaal_straks, pad.nodig_voor_doel) == (straks, 25731, 7719)
    assert (pad.aandeel_straks, pad.verschil_met_doel) == (Decimal(aandeel), verschil)


@pytest.mark.parametrize(
    ("nu", "tekst"), [("37", "12 woningen minder dan het doel"), ("50", "2.697 woningen meer dan het doel")]
)
def test_difference_with_the_target_in_words(nu, tekst):
    programma = Bouwprogramma(erbij=4900, aandeel_nieuw=Decimal(0))

    pad = bereken_pad(Lezing("X", Decimal(nu), Decimal(30)), 20831, programma)

    assert pad.verschil_in_woorden.replace("\u00a0", " ") == tekst
