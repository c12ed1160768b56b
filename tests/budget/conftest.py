import pytest

from budget.services.laden import laad_begroting
from plan.selectors import PlanKop, plan_kop
from plan.services.laden import laad_plannen


@pytest.fixture
def geladen_plan(db: None) -> PlanKop:
    """The real plan with its begroting, from the data files."""
    laad_plannen()
    laad_begroting()
    return plan_kop("een-plek-voor-iedereen")
