"""What the dashboard counts for the budget."""

from datetime import date

import pytest

from budget.bronnen import prestaties


@pytest.mark.django_db
def test_dashboard_fills_the_registry_of_the_budget():
    per_actie = {prestatie.actie: prestatie for prestatie in prestaties(date(2026, 11, 22))}

    assert {code: p.aantal for code, p in per_actie.items()} == {"ACT03": 0, "ACT02": 0, "ACT05": 0}
