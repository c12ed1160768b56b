from datetime import date, timedelta
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zwijndrecht_portal.core.opmaak import MAANDEN, datum
from zwijndrecht_portal.core.periode import Periode

# Every wording of the two plans, with the days they mean (plan_feiten.yaml).
BRON = {
    "Q4 2019": ("2019-10-01", "2019-12-31"),
    "2020": ("2020-01-01", "2020-12-31"),
    "2021": ("2021-01-01", "2021-12-31"),
    "Q3-4 2019": ("2019-07-01", "2019-12-31"),
    "t/m 2020": ("2020-01-01", "2020-12-31"),
    "Q2 2019": ("2019-04-01", "2019-06-30"),
    "Q3 2019": ("2019-07-01", "2019-09-30"),
    "2019-2020": ("2019-01-01", "2020-12-31"),
    "voorjaar 2019": ("2019-03-01", "2019-05-31"),
    "najaar 2020": ("2020-09-01", "2020-11-30"),
    "kwartaal 2 en 3 (2020)": ("2020-04-01", "2020-09-30"),
    "begin 2020": ("2020-01-01", "2020-03-31"),
    "eerste kwartaal 2020": ("2020-01-01", "2020-03-31"),
}
ANDERS = {
    "zomer 2019": ("2019-06-01", "2019-08-31"),
    "winter 2019": ("2019-12-01", "2020-02-29"),
    "winter 2020": ("2020-12-01", "2021-02-28"),
    "herfst 2020": ("2020-09-01", "2020-11-30"),
    "eind 2019": ("2019-10-01", "2019-12-31"),
    "kwartaal 2 en 3 2020": ("2020-04-01", "2020-09-30"),
    "eerste kwartaal van 2020": ("2020-01-01", "2020-03-31"),
    "tweede en derde kwartaal 2020": ("2020-04-01", "2020-09-30"),
    "1e helft 2020": ("2020-01-01", "2020-06-30"),
    "tweede helft 2020": ("2020-07-01", "2020-12-31"),
    "juni 2019": ("2019-06-01", "2019-06-30"),
    "februari 2020": ("2020-02-01", "2020-02-29"),
    "maart t/m mei 2019": ("2019-03-01", "2019-05-31"),
    "31-12-2019": ("2019-12-31", "2019-12-31"),
    "2019-12-31": ("2019-12-31", "2019-12-31"),
    "31-12-2019 t/m 30-06-2020": ("2019-12-31", "2020-06-30"),
    "31/12/2019 tot en met 30/6/2020": ("2019-12-31", "2020-06-30"),
    "31-12-2019 \u2013 30-06-2020": ("2019-12-31", "2020-06-30"),
    "Q3 2019 t/m Q2 2020": ("2019-07-01", "2020-06-30"),
    "Q3 t/m Q4 2019": ("2019-07-01", "2019-12-31"),
    "Q3-Q4 2019": ("2019-07-01", "2019-12-31"),
    "Q3/4 2019": ("2019-07-01", "2019-12-31"),
    "2019-Q4": ("2019-10-01", "2019-12-31"),
}
dagen = st.dates(date(1900, 1, 1), date(2099, 12, 31))
perioden = st.tuples(dagen, dagen).map(lambda paar: Periode(min(paar), max(paar)))


@st.composite
def wordings(draw) -> str:
    jaar = draw(st.integers(1900, 2098))
    kwartaal = draw(st.integers(1, 3))
    een = draw(st.sampled_from([*BRON, *ANDERS]))
    return draw(
        st.sampled_from(
            [
                f"{jaar}",
                f"t/m {jaar}",
                f"{jaar}-{jaar + 1}",
                f"Q{kwartaal} {jaar}",
                f"Q{kwartaal}-{kwartaal + 1} {jaar}",
                f"kwartaal {kwartaal} en {kwartaal + 1} ({jaar})",
                f"{draw(st.sampled_from(['voorjaar', 'zomer', 'najaar', 'winter', 'begin', 'eind', *MAANDEN]))} {jaar}",
                f"{datum(draw(dagen))}",
                f"Q4 {jaar} t/m zomer {jaar + 1}",
                een,
            ]
        )
    )


@pytest.mark.parametrize(("tekst", "verwacht"), (BRON | ANDERS).items())
def test_parse_gives_the_days_of_the_wording(tekst, verwacht):
    periode = Periode.parse(tekst)

    assert (periode.van.isoformat(), periode.tot.isoformat(), str(periode)) == (*verwacht, tekst)


@pytest.mark.parametrize(
    "tekst",
    [
        "",
        "onbekend",
        "Q5 2019",
        "Q4-3 2019",
        "2020-2019",
        "2019-19",
        "kwartaal 2 en 3",
        "medio 2020",
        "vanaf 2020",
        "zelf opdrachtgever per 2021",
        "derde helft 2020",
        "30-06-2020 t/m 31-12-2019",
        "2019 t/m morgen",
        "Q4",
        "t/m",
    ],
)
def test_parse_refuses_what_it_would_have_to_guess(tekst):
    with pytest.raises(ValueError, match="is geen periode die het portaal kent"):
        Periode.parse(tekst)


def test_parse_refuses_a_day_that_does_not_exist():
    with pytest.raises(ValueError, match="De datum 31-02-2020 bestaat niet"):
        Periode.parse("01-01-2020 t/m 31-02-2020")


@given(wordings())
def test_parse_round_trips_through_str(tekst):
    periode = Periode.parse(tekst)

    assert Periode.parse(str(periode)) == periode


@given(wordings(), st.randoms(use_true_random=False))
def test_parse_ignores_case_spaces_and_kind_of_dash(tekst, toeval: Random):
    rommelig = "".join(toeval.choice([teken.upper(), teken.lower()]) for teken in tekst)
    rommelig = rommelig.replace(" ", " " * toeval.randint(1, 3)).replace("-", toeval.choice("-\u2013\u2014"))

    netjes, slordig = Periode.parse(tekst), Periode.parse(f"\t{rommelig} \n")

    assert (slordig.van, slordig.tot) == (netjes.van, netjes.tot)


@given(st.one_of(perioden, wordings().map(Periode.parse)))
def test_kort_names_the_same_days(periode):
    opnieuw = Periode.parse(periode.kort())

    assert (opnieuw.van, opnieuw.tot, opnieuw.kort()) == (periode.van, periode.tot, periode.kort())


@pytest.mark.parametrize(
    ("tekst", "kort"),
    [
        ("eind 2019", "Q4 2019"),
        ("t/m 2020", "2020"),
        ("kwartaal 2 en 3 (2020)", "Q2-3 2020"),
        ("lente 2019", "voorjaar 2019"),
        ("winter 2019", "winter 2019"),
        ("2019 - 2021", "2019-2021"),
        ("01-06-2019 t/m 30-06-2019", "juni 2019"),
        ("juni t/m juli 2019", "juni 2019 t/m juli 2019"),
        ("Q3 2019 - Q2 2020", "Q3 2019 t/m Q2 2020"),
        ("2019-12-31", "31-12-2019"),
        ("1-7-2019 t/m 2-7-2019", "01-07-2019 t/m 02-07-2019"),
    ],
)
def test_kort_is_the_fixed_wording(tekst, kort):
    assert Periode.parse(tekst).kort() == kort


@pytest.mark.parametrize(
    ("code", "kort"),
    [
        ("2019JJ00", "2019"),
        ("2019HJ01", "Q1-2 2019"),
        ("2019HJ02", "Q3-4 2019"),
        ("2019KW01", "Q1 2019"),
        ("2019KW04", "Q4 2019"),
        ("2019MM05", "mei 2019"),
        (" 2019mm12 ", "december 2019"),
    ],
)
def test_uit_cbs_reads_statline_codes(code, kort):
    assert str(Periode.uit_cbs(code)) == kort


@pytest.mark.parametrize(
    "code", ["2019JJ01", "2019KW00", "2019KW05", "2019HJ03", "2019MM00", "2019MM13", "2019X000", "2019"]
)
def test_uit_cbs_refuses_other_codes(code):
    with pytest.raises(ValueError, match="is geen CBS-periode"):
        Periode.uit_cbs(code)


def test_van_kwartaal_is_that_quarter():
    assert Periode.van_kwartaal(2019, 4) == Periode.parse("Q4 2019")


@pytest.mark.parametrize("kwartaal", [0, 5])
def test_van_kwartaal_refuses_a_fifth_quarter(kwartaal):
    with pytest.raises(ValueError, match=f"kwartaal {kwartaal} bestaat niet"):
        Periode.van_kwartaal(2019, kwartaal)


def test_periode_refuses_to_end_before_it_starts():
    with pytest.raises(ValueError, match=r"eindigt \(31-12-2019\) voordat zij begint \(01-01-2020\)"):
        Periode(date(2020, 1, 1), date(2019, 12, 31))


def test_periode_without_wording_gets_the_fixed_one():
    assert str(Periode(date(2019, 7, 1), date(2019, 12, 31))) == "Q3-4 2019"


@pytest.mark.parametrize(
    ("tekst", "kwartalen"),
    [
        ("Q4 2019", [(2019, 4)]),
        ("voorjaar 2019", [(2019, 1), (2019, 2)]),
        ("winter 2019", [(2019, 4), (2020, 1)]),
        ("2020", [(2020, 1), (2020, 2), (2020, 3), (2020, 4)]),
    ],
)
def test_kwartalen_are_those_it_touches(tekst, kwartalen):
    periode = Periode.parse(tekst)

    assert list(periode.kwartalen()) == kwartalen
    assert (periode.jaar, periode.kwartaal) == kwartalen[-1]


@given(perioden)
def test_kwartalen_cover_every_day_and_no_other_quarter(periode):
    kwartalen = [Periode.van_kwartaal(*kwartaal) for kwartaal in periode.kwartalen()]

    assert kwartalen[0].bevat(periode.van)
    assert kwartalen[-1].bevat(periode.tot)
    assert all(eerder.tot + timedelta(1) == later.van for eerder, later in pairwise(kwartalen))


def test_verschil_in_kwartalen_is_positive_when_later():
    gepland, nu = Periode.parse("Q4 2019"), Periode.parse("Q2 2020")

    assert (nu.verschil_in_kwartalen(gepland), gepland.verschil_in_kwartalen(nu)) == (2, -2)


@given(perioden, perioden, perioden)
def test_verschil_in_kwartalen_adds_up(a, b, c):
    assert a.verschil_in_kwartalen(b) + b.verschil_in_kwartalen(c) == a.verschil_in_kwartalen(c)


@given(perioden, dagen)
def test_bevat_both_ends_and_nothing_outside(periode, dag):
    assert periode.bevat(periode.van)
    assert periode.bevat(periode.tot)
    assert periode.bevat(dag) == (dag in {periode.van, periode.tot} or periode.van < dag < periode.tot)


@pytest.mark.parametrize(
    ("een", "ander", "verwacht"),
    [
        ("Q4 2019", "2019", True),
        ("Q4 2019", "Q1 2020", False),
        ("2019", "31-12-2019", True),
        ("2019", "01-01-2020", False),
    ],
)
def test_overlapt_needs_a_shared_day(een, ander, verwacht):
    een, ander = Periode.parse(een), Periode.parse(ander)

    assert (een.overlapt(ander), ander.overlapt(een)) == (verwacht, verwacht)


def test_perioden_sort_by_start_and_then_by_end():
    teksten = ["2020", "Q4 2019", "2019-2020", "voorjaar 2019", "Q1 2020", "2019"]

    gesorteerd = sorted(Periode.parse(tekst) for tekst in teksten)

    assert [str(periode) for periode in gesorteerd] == [
        "2019",
        "2019-2020",
        "voorjaar 2019",
        "Q4 2019",
        "Q1 2020",
        "2020",
    ]
