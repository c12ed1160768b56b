"""Measured counts are protected together: areas, periods, and every version ever published."""

from datetime import date
from decimal import Decimal
from itertools import count

import pytest

from dashboard.metingen import MetingRij, nieuwste, verborgen_metingen
from zwijndrecht_portal.core.periode import Periode

nummers = count(1)


def meting(waarde, gebied="GM", periode="2018", boven=None, **velden):
    jaar = Periode.parse(periode) if periode else None
    standaard = {
        "id": next(nummers), "gebied_id": gebied, "gebied": gebied, "bovenliggend": boven, "teller": None,
        "noemer": None, "status": "definitief", "versie": 1, "bekend_sinds": date(2019, 1, 1), "bron": "",
        "opmerking": "", "van": jaar and jaar.van, "tot": jaar and jaar.tot, "periode_tekst": periode or "",
        "waarde": None if waarde is None else Decimal(waarde),
    }  # fmt: skip
    return MetingRij(**standaard | velden)


def verborgen(*metingen, is_telling=True, drempel=10):
    gevonden = verborgen_metingen(metingen, is_telling=is_telling, drempel=drempel)
    return [m for m in metingen if m.id in gevonden]


def test_small_count_alone_is_hidden_alone():
    klein, groot = meting(8, periode="2017"), meting(80)

    assert verborgen(klein, groot) == [klein]


def test_wijken_that_add_up_hide_a_second_one():
    geheel = meting(63)
    klein, hulp, groot = (meting(n, gebied=w, boven="GM") for w, n in (("W1", 3), ("W2", 20), ("W3", 40)))

    assert verborgen(geheel, klein, hulp, groot) == [klein, hulp]


def test_wijken_that_do_not_add_up_give_nothing_away():
    geheel, klein, groot = meting(99), meting(3, gebied="W1", boven="GM"), meting(40, gebied="W2", boven="GM")

    assert verborgen(geheel, klein, groot) == [klein]


def test_quarters_of_a_year_hide_each_other():
    jaar = meting(63, periode="2018")
    kwartalen = [meting(n, periode=f"Q{k} 2018") for k, n in ((1, 3), (2, 20), (3, 20), (4, 20))]

    assert len(verborgen(jaar, *kwartalen)) == 2


def test_correction_does_not_uncover_what_the_first_publication_hid():
    """W1 was 3 and becomes 12. If W2 then appeared, the old total minus W2 would give the 3."""
    later = {"versie": 2, "bekend_sinds": date(2020, 1, 1)}
    eerst = [meting(43), meting(3, gebied="W1", boven="GM"), meting(40, gebied="W2", boven="GM")]
    dan = [meting(52, **later), meting(12, gebied="W1", boven="GM", **later)]

    assert eerst[2] in verborgen(*eerst, *dan)
    assert eerst[1] in verborgen(*eerst, *dan)


def test_value_before_the_correction_stays_as_it_was_published():
    eerst = [meting(43), meting(3, gebied="W1", boven="GM"), meting(40, gebied="W2", boven="GM")]
    dan = meting(200, versie=2, bekend_sinds=date(2020, 1, 1))

    assert verborgen(*eerst) == [m for m in verborgen(*eerst, dan) if m is not dan]


@pytest.mark.parametrize(
    ("teller", "noemer", "is_verborgen"), [(9, 100, True), (10, 100, False), (95, 100, True), (None, None, False)]
)
def test_share_needs_a_large_part_and_a_large_rest(teller, noemer, is_verborgen):
    deel = meting("9.5", teller=teller and Decimal(teller), noemer=noemer and Decimal(noemer))

    assert bool(verborgen(deel, is_telling=False)) is is_verborgen


def test_newest_version_that_was_known_then():
    oud, nieuw = meting(10), meting(12, versie=2, bekend_sinds=date(2020, 1, 1))

    assert [nieuwste([nieuw, oud], dag) for dag in (date(2019, 6, 1), date(2020, 6, 1))] == [[oud], [nieuw]]
