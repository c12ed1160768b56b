from collections.abc import Callable

import pytest
from django.test import Client

from budget.services.laden import laad_begroting
from plan.selectors import PlanKop, plan_kop
from plan.services.laden import laad_plannen
from zwijndrecht_portal.core.enums import Rol
from zwijndrecht_portal.core.models import Gebruiker


@pytest.fixture
def geladen_plan(db: None) -> PlanKop:
    """The real plan with its begroting, from the data files."""
    laad_plannen()
    laad_begroting()
    return plan_kop("een-plek-voor-iedereen")


@pytest.fixture
def controller(client: Client, gebruiker_met: Callable[..., Gebruiker]) -> Gebruiker:
    """Someone who may change the money, signed in."""
    gebruiker = gebruiker_met(Rol.CONTROLLER)
    client.force_login(gebruiker)
    return gebruiker
