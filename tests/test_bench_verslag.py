"""What the document of the measurements says about a row that missed its goal."""

import pytest

from bench.meten import regel
from bench.verslag import ONBEKEND, _deel, _getal, _hoeveel, _waarom


@pytest.mark.parametrize(
    ("waarde", "tekst"),
    [(0.0, "0"), (0.00197, "0,002"), (0.0516, "0,052"), (0.5, "0,5"), (1.404, "1,4"), (22151.32, "22151,32")],
)
def test_number_keeps_two_digits_that_say_something(waarde, tekst):
    assert _getal(waarde) == tekst


@pytest.mark.parametrize(
    ("waarde", "queries", "zin"),
    [
        (1.16, None, "1,16 in plaats van hooguit 1,15."),
        (1.1514, None, "Afgerond precies het doel (1,15), en net erboven."),
        (1.0, 9, "9 queries in plaats van hooguit 8."),
        (2.0, 9, "2 in plaats van hooguit 1,15 en 9 queries in plaats van hooguit 8."),
    ],
)
def test_missed_row_says_by_how_much(waarde, queries, zin):
    rij = regel("lijst", waarde, 1.0, 1.15, queries, None if queries is None else 8)

    assert not rij.gehaald
    assert _hoeveel(rij) == zin


def test_document_names_what_was_missed_and_why():
    regels = [regel("groei, begroting: 6.5 L wordt 14.2 L", 14.2, 6.5, 1.26), regel("hello / L", 1.0, 2.0, 1.0)]

    with pytest.MonkeyPatch.context() as zonder_machine:
        zonder_machine.setattr("bench.verslag._machine", lambda opdracht: [opdracht])
        tekst = _deel(regels, "./portaal bench")

    assert "| hello / L | 1 | 2 | 0,5 | 1 |  | ja |" in tekst
    assert f"- **{regels[0].naam}**: 2,18 in plaats van hooguit 1,26. {_waarom(regels[0])}" in tekst
    assert _waarom(regels[0]) != ONBEKEND
