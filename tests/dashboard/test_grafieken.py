import re

import pytest

from dashboard.grafieken import lijngrafiek
from tests.dashboard.test_cijfers import cijfer


def test_graph_names_its_series_and_draws_each_known_value():
    svg = lijngrafiek(cijfer(142, 204, None, 331))

    assert "<title>Verloop van Proef: 2010 142, 2011 204, 2012 onbekend, 2013 331</title>" in svg
    assert svg.count("<circle") == 3
    assert svg.count('stroke-width="2.5"') == 1  # only between neighbours that are both known


def test_graph_draws_the_target():
    assert "streefwaarde 80" in lijngrafiek(cijfer(50, 60, streefwaarde=80))


def hoogte(svg: str, tekst: str) -> float:
    return float(re.search(rf'<text x="[\d.]+" y="([\d.]+)"[^>]*font-weight="600">{tekst}</text>', svg)[1])


@pytest.mark.parametrize("waarde", range(60, 101, 2))
def test_target_never_runs_through_the_value_of_a_point(waarde):
    svg = lijngrafiek(cijfer(10, waarde, streefwaarde=80))

    streef = float(re.findall(r'y1="([\d.]+)"[^>]*stroke-dasharray', svg)[0])
    voet = hoogte(svg, str(waarde))
    assert not voet - 13 < streef < voet + 3
    assert voet - 13 > 13.5, "clear of the words above the picture"


def test_single_value_is_no_graph():
    assert lijngrafiek(cijfer(50)) == ""


def test_graph_escapes_what_people_typed():
    assert "<script>" not in lijngrafiek(cijfer(1, 2, naam="<script>"))


@pytest.mark.parametrize(("hoogste", "top"), [(331, "400"), (100, "100"), (0, "1"), ("0.3", "0,4"), (1111, "2.000")])
def test_axis_ends_at_a_round_number(hoogste, top):
    labels = re.findall(r">([\d.,]+)</text>", lijngrafiek(cijfer(0, hoogste)))

    assert labels[4] == top
