from datetime import date

import pytest

from zwijndrecht_portal.core.werkdagen import feestdagen, is_werkdag, plus_werkdagen


def test_holidays_of_2026():
    assert sorted(feestdagen(2026)) == [
        date(2026, 1, 1),
        date(2026, 4, 3),  # Goede Vrijdag
        date(2026, 4, 6),  # tweede Paasdag
        date(2026, 4, 27),
        date(2026, 5, 5),
        date(2026, 5, 14),  # Hemelvaart
        date(2026, 5, 25),  # tweede Pinksterdag
        date(2026, 12, 25),
        date(2026, 12, 26),
    ]


def test_koningsdag_is_never_on_a_sunday():
    """27 April 2025 was a Sunday."""
    assert date(2025, 4, 26) in feestdagen(2025)
    assert date(2025, 4, 27) not in feestdagen(2025)


@pytest.mark.parametrize(
    ("dag", "aantal", "verwacht"),
    [
        (date(2026, 11, 23), 0, date(2026, 11, 23)),
        (date(2026, 11, 23), 5, date(2026, 11, 30)),  # Monday to Monday
        (date(2026, 11, 21), 5, date(2026, 11, 27)),  # from a Saturday
        (date(2026, 4, 2), 5, date(2026, 4, 13)),  # over Good Friday and Easter Monday
        (date(2026, 12, 28), 5, date(2027, 1, 5)),  # over New Year: 29, 30, 31, 4, 5
        (date(2026, 12, 23), 5, date(2026, 12, 31)),  # over Christmas: 24, 28, 29, 30, 31
    ],
)
def test_working_days_skip_weekends_and_holidays(dag, aantal, verwacht):
    assert plus_werkdagen(dag, aantal) == verwacht


def test_a_holiday_is_no_working_day():
    assert [is_werkdag(date(2026, 12, dag)) for dag in (24, 25, 26, 27, 28)] == [True, False, False, False, True]
