"""The caseload against the hours, by hand."""

from datetime import date
from decimal import Decimal

import pytest

from casework.bandbreedte import Bandbreedte, gewicht_per_trede, prognose
from casework.enums import Trede

NOVEMBER = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("belasting", "fte", "stand", "per_fte"),
    [
        (80, "0.6", "boven", 133),
        (60, "0.6", "binnen", 100),
        (61, "0.6", "boven", 102),
        (30, "0.6", "binnen", 50),
        (29, "0.6", "onder", 48),
        (100, "1.0", "binnen", 100),
        (0, "1.0", "onder", 0),
    ],
)
def test_fifty_to_a_hundred_per_fte(belasting, fte, stand, per_fte):
    band = Bandbreedte(belasting, Decimal(fte))

    assert (band.stand, band.per_fte) == (stand, per_fte)


def test_without_hours_there_is_no_judgement():
    band = Bandbreedte(10, None)

    assert (band.stand, band.per_fte, band.tekst) == ("onbekend", None, "10, uren onbekend")


def test_bandwidth_is_a_setting(settings):
    settings.PORTAAL_BANDBREEDTE_PER_FTE = [10, 20]

    assert Bandbreedte(15, Decimal("0.50")).tekst == "15 van 5-10 bij 0,5 fte"


def test_every_step_has_a_weight():
    assert gewicht_per_trede()[Trede.WAAKVLAM] == 1
    assert list(gewicht_per_trede()) == list(Trede)


@pytest.mark.parametrize(
    ("nu", "toen", "verwacht"),
    [
        (180, 160, "boven de bandbreedte in het 3e kwartaal van 2027"),  # 190, 200 fits, 210
        (150, 130, "boven de bandbreedte in het 2e kwartaal van 2028"),  # 160, 170, 180, 190, 200, 210
        (110, 130, "onder de bandbreedte in het 2e kwartaal van 2027"),  # 100 fits, 90
        (150, 150, "blijft het team drie jaar binnen"),
        (210, 150, "zit nu boven de bandbreedte"),
        (90, 80, "zit nu onder de bandbreedte"),
    ],
)
def test_projection_goes_on_as_in_the_last_two_quarters(nu, toen, verwacht):
    """Two fte: 100 to 200. From the fourth quarter of 2026."""
    assert verwacht in prognose(Bandbreedte(nu, Decimal("2.0")), toen=toen, vandaag=NOVEMBER)


def test_no_hours_no_projection():
    assert prognose(Bandbreedte(10, None), toen=5, vandaag=NOVEMBER) == ""
