"""The pictures: what is drawn, and that the words say the same."""

import re
from datetime import date
from xml.etree import ElementTree

import pytest

from zwijndrecht_portal.core.enums import Licht
from zwijndrecht_portal.core.grafieken import ACCENT, ACCENT_LICHT, INKT, kwartaalstrook, licht_svg, sparkline, staaf
from zwijndrecht_portal.core.periode import Periode

Q2_2019 = Periode.parse("Q2 2019")


def parse(svg: str) -> ElementTree.Element:
    return ElementTree.fromstring(svg)  # noqa: S314 our own drawing


def title(svg: str) -> str:
    return parse(svg).findtext("title") or ""


def boxes(svg: str, attribute: str, value: str) -> list[tuple[float, float]]:
    """Left side and width of the rectangles with this attribute."""
    found = [rect for rect in parse(svg).iter("rect") if rect.get(attribute) == value]
    return [(float(rect.get("x", 0)), float(rect.get("width", 0))) for rect in found]


def test_each_light_has_its_own_shape_and_word():
    drawings = {licht: licht_svg(licht, "Tijd") for licht in Licht}

    shapes = {re.sub(r'(fill|stroke)="[^"]*"', "", svg.split("</title>")[1]) for svg in drawings.values()}
    assert len(shapes) == 4
    assert {title(svg) for svg in drawings.values()} == {
        "Tijd: op schema", "Tijd: aandacht", "Tijd: achter", "Tijd: onbekend",
    }  # fmt: skip


def test_light_beside_its_words_is_hidden_from_a_screen_reader():
    svg = licht_svg(Licht.ROOD, "Geld", verborgen=True)

    assert 'aria-hidden="true"' in svg
    assert "<title>" not in svg


def test_light_refuses_an_unknown_value():
    with pytest.raises(ValueError, match="paars"):
        licht_svg("paars")


def test_sparkline_breaks_at_an_unknown_value():
    svg = sparkline((1, 2, None, 4, 5), "Vijf jaar")

    lines = parse(svg).findall("polyline")
    assert [len(line.get("points", "").split()) for line in lines] == [2, 2]


def test_sparkline_rises_with_the_value_and_fits_the_target():
    svg = parse(sparkline((10, 20), "Twee jaar", 40))

    points = [float(point.split(",")[1]) for point in svg.find("polyline").get("points").split()]
    target = float(svg.find("line").get("y1"))
    assert points[0] > points[1] > target > 0


def test_sparkline_of_equal_values_runs_through_the_middle():
    svg = parse(sparkline((7, 7, 7), "Gelijk"))

    assert {point.split(",")[1] for point in svg.find("polyline").get("points").split()} == {"20.0"}


@pytest.mark.parametrize("waarden", [(), (None, None)])
def test_sparkline_without_a_known_value_is_empty(waarden):
    assert sparkline(waarden, "Niets bekend") == ""


def test_titles_escape_what_people_typed():
    svg = kwartaalstrook("<script>Start & stop</script>", Q2_2019, Q2_2019)

    assert "<script>" not in svg
    assert title(svg).startswith("<script>Start & stop</script>: ")


def test_kwartaalstrook_draws_adopted_as_outline_and_current_as_filling():
    svg = kwartaalstrook("Start pilot", Q2_2019, Periode.parse("Q3-4 2019"))

    assert boxes(svg, "stroke", INKT) == [(29.5, 25)]
    assert boxes(svg, "fill", ACCENT_LICHT) == [(57.5, 53)]
    assert title(svg) == "Start pilot: vastgesteld Q2 2019, nu gepland Q3-4 2019, nog niet gerealiseerd"


def test_kwartaalstrook_does_not_repeat_a_period_that_did_not_move():
    svg = kwartaalstrook("Opdracht", Q2_2019, Periode.parse("2e kwartaal 2019"), date(2019, 5, 14))

    assert title(svg) == "Opdracht: vastgesteld Q2 2019, gerealiseerd op 14-05-2019"
    assert parse(svg).findall("circle") != []


def test_kwartaalstrook_cuts_a_period_at_the_edge_and_only_names_what_lies_outside():
    svg = kwartaalstrook("Lang", Periode.parse("2018-2019"), Periode.parse("2023"))

    assert boxes(svg, "stroke", INKT) == [(1.5, 109)]
    assert boxes(svg, "fill", ACCENT_LICHT) == []
    assert "nu gepland 2023" in title(svg)


def test_kwartaalstrook_says_that_a_period_is_not_adopted():
    assert title(kwartaalstrook("Uitrol", None, None)) == "Uitrol: niet vastgesteld, nog niet gerealiseerd"


@pytest.mark.parametrize(("waarde", "breed"), [(0, 0), (25, 25), (100, 100), (180, 100)])
def test_staaf_is_never_wider_than_the_whole(waarde, breed):
    assert boxes(staaf(waarde, 100, "Benutting"), "fill", ACCENT) == [(0, breed)]


def test_staaf_marks_the_bandwidth():
    assert boxes(staaf(72, 125, "72 huishoudens", 50, 100), "fill", ACCENT_LICHT) == [(40, 40)]


def test_staaf_of_nothing_is_empty():
    assert boxes(staaf(5, 0, "Geen begroting"), "fill", ACCENT) == [(0, 0)]
