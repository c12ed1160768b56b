from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zwijndrecht_portal.core.peildatum import begin_van, einde_van


@pytest.mark.parametrize(
    ("dag", "begin"),
    [
        (date(2020, 1, 1), datetime(2019, 12, 31, 23, tzinfo=UTC)),
        (date(2020, 7, 1), datetime(2020, 6, 30, 22, tzinfo=UTC)),
        (date(2020, 3, 29), datetime(2020, 3, 28, 23, tzinfo=UTC)),  # the clock goes forward
    ],
)
def test_day_begins_at_midnight_in_zwijndrecht(dag, begin):
    assert begin_van(dag) == begin


@given(st.dates(min_value=date(1950, 1, 1), max_value=date(2100, 1, 1)))
def test_end_of_a_day_is_the_last_moment_before_the_next(dag):
    assert begin_van(dag) < einde_van(dag)
    assert einde_van(dag) + timedelta(microseconds=1) == begin_van(dag + timedelta(days=1))
