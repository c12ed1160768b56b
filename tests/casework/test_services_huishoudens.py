import pytest

from casework.services.huishoudens import reserveer_pseudoniemen

pytestmark = pytest.mark.django_db


def test_names_count_on_within_a_year():
    assert reserveer_pseudoniemen(jaar=2026, aantal=2) == ["HH-2026-0001", "HH-2026-0002"]
    assert reserveer_pseudoniemen(jaar=2025) == ["HH-2025-0001"]
    assert reserveer_pseudoniemen(jaar=2026) == ["HH-2026-0003"]


def test_name_grows_past_four_digits():
    reserveer_pseudoniemen(jaar=2026, aantal=9_999)

    assert reserveer_pseudoniemen(jaar=2026) == ["HH-2026-10000"]
