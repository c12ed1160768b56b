from datetime import date
from xml.etree import ElementTree

import pytest

from housing.grafieken import TEGELS, bandbreedte, kalenderstrook, tegelkaart
from housing.regels.bezetting import Nachten, PlekRegel
from housing.selectors.draagkracht import PLAFOND, WijkRegel
from tests.housing.test_regels import maak_raming


def titel(tekening):
    return ElementTree.fromstring(tekening).find("title").text  # noqa: S314 - our own drawing


def test_strip_says_in_words_what_it_draws():
    plek = PlekRegel(
        1,
        "Plek 1",
        date(2026, 1, 1),
        date(2026, 12, 4),
        1,
        (Nachten(date(2026, 11, 20), date(2026, 11, 24)),),
        (Nachten(date(2026, 11, 30), date(2026, 12, 1)),),
    )

    assert titel(kalenderstrook(plek, date(2026, 11, 22))) == (
        "Plek 1: bezet van 22-11-2026 tot en met 23-11-2026; wordt klaargemaakt op 24-11-2026; "
        "vrij van 25-11-2026 tot en met 29-11-2026; buiten gebruik op 30-11-2026; "
        "vrij van 01-12-2026 tot en met 03-12-2026; niet in gebruik van 04-12-2026 tot en met 05-12-2026"
    )


def test_every_wijk_has_its_own_tile():
    assert len(TEGELS) == len(set(TEGELS.values())) == 9


def test_tiles_name_the_wijken_above_the_ceiling_and_keep_secrets():
    regels = [
        WijkRegel("WK064201", "Walburg <west>", 1000, 12, PLAFOND),
        WijkRegel("WK064202", "Centrum", 1000, None, PLAFOND),
        WijkRegel("WK064203", "Noord", 1000, 1, PLAFOND),
    ]

    tekening = tegelkaart(regels)
    teksten = [element.text for element in ElementTree.fromstring(tekening).iter() if element.tag.endswith("text")]  # noqa: S314

    assert titel(tekening) == "Wijken van Zwijndrecht. Boven het plafond: Walburg <west>"
    assert teksten == ["Walburg <west>", "12,0", "boven", "Centrum", "geheim", "Noord", "1,0"]


@pytest.mark.parametrize(
    ("geregistreerd", "woord", "stippen"),
    [(8, "8", 1), (None, "geheim", 0), (0, "0", 1)],
    ids=["known", "secret", "nobody"],
)
def test_range_has_a_dot_only_for_a_figure_that_may_be_seen(geregistreerd, woord, stippen):
    tekening = bandbreedte(maak_raming(), geregistreerd)

    assert titel(tekening) == f"Nodig: 61 tot 70. Geregistreerd: {woord}"
    assert tekening.count("<circle") == stippen
