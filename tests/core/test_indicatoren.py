from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zwijndrecht_portal.core import indicatoren
from zwijndrecht_portal.core.indicatoren import Berekening, Richting, Telbron, Uitkomst, aandeel_van

DAGEN = [date(2020, 1, 1), date(2020, 2, 1)]


@pytest.fixture(autouse=True)
def lege_lijst(monkeypatch):
    monkeypatch.setattr(indicatoren, "_berekeningen", {})


def definitie(sleutel: str = "proef", **velden) -> Berekening:
    return Berekening(
        **{
            "sleutel": sleutel,
            "naam": "Proef",
            "eenheid": "acties",
            "definitie": "Telt de dag van de maand.",
            "richting": Richting.HOGER,
            "vragen": ("M1",),
            "functie": dag_als_waarde,
            **velden,
        }
    )


def dag_als_waarde(peildatum: date) -> Uitkomst:
    return Uitkomst(peildatum.month)


def test_figures_keep_the_order_in_which_they_came():
    indicatoren.registreer(definitie("b"), definitie("a"))

    assert [berekening.sleutel for berekening in indicatoren.alle()] == ["b", "a"]


def test_a_name_has_one_definition():
    indicatoren.registreer(definitie())
    indicatoren.registreer(definitie())

    with pytest.raises(ValueError, match="Twee definities voor proef"):
        indicatoren.registreer(definitie(naam="Iets anders"))

    assert indicatoren.alle() == [definitie()]


def test_value_is_computed_for_the_peildatum():
    indicatoren.registreer(definitie())

    assert indicatoren.bereken("proef", DAGEN[1]) == Uitkomst(2)


def test_unknown_name_is_a_mistake():
    with pytest.raises(KeyError):
        indicatoren.bereken("bestaat-niet", DAGEN[0])


def test_series_is_computed_date_by_date_unless_the_app_offers_one():
    indicatoren.registreer(definitie("los"), definitie("ineens", reeks=lambda dagen: [Uitkomst(9) for _ in dagen]))

    assert indicatoren.bereken_reeks("los", DAGEN) == [Uitkomst(1), Uitkomst(2)]
    assert indicatoren.bereken_reeks("ineens", DAGEN) == [Uitkomst(9), Uitkomst(9)]


@pytest.mark.parametrize(
    ("uitkomst", "tekst"),
    [
        (Uitkomst(Decimal("63.6")), "63,6"),
        (Uitkomst(0), "0"),
        (Uitkomst(None), "onbekend"),
        (Uitkomst(None, geheim=True), "geheim"),
    ],
)
def test_outcome_reads_in_dutch(uitkomst, tekst):
    assert uitkomst.tekst == tekst


@pytest.mark.parametrize(
    ("teller", "noemer", "waarde"), [(7, 11, "63.6"), (1, 3, "33.3"), (0, 4, "0.0"), (5, 5, "100.0")]
)
def test_share_keeps_numerator_and_denominator(teller, noemer, waarde):
    assert aandeel_van(teller, noemer) == Uitkomst(Decimal(waarde), teller, noemer)


def test_share_of_nothing_has_no_value():
    assert aandeel_van(0, 0) == Uitkomst(None, 0, 0)


@given(st.integers(1, 10_000), st.data())
def test_share_lies_between_nothing_and_everything(noemer, data):
    waarde = aandeel_van(data.draw(st.integers(0, noemer)), noemer).waarde

    assert 0 <= waarde <= 100


def test_figures_of_one_source_and_of_many_cost_one_query(db, django_assert_num_queries):
    def bron(naam: str) -> Telbron:
        return Telbron(naam, "select dag, extract(day from dag)::int as n from unnest(%(dagen)s::date[]) as d(dag)")

    een, ander = bron("een"), bron("ander")
    indicatoren.registreer(
        definitie("a", telbron=een, deel=lambda rijen: Uitkomst(rijen[0]["n"])),
        definitie("b", telbron=een, deel=lambda rijen: Uitkomst(rijen[0]["n"] * 2)),
        definitie("c", telbron=ander, deel=lambda rijen: Uitkomst(rijen[0]["n"] * 3)),
        definitie("los"),
    )

    with django_assert_num_queries(1):
        reeksen = indicatoren.bereken_reeksen(["a", "b", "c", "los"], [*DAGEN, DAGEN[0]])

    assert {sleutel: [u.waarde for u in reeks] for sleutel, reeks in reeksen.items()} == {
        "a": [1, 1, 1],
        "b": [2, 2, 2],
        "c": [3, 3, 3],
        "los": [1, 2, 1],
    }
