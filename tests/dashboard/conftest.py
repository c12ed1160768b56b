from collections.abc import Callable, Iterator

import pytest
from django.db import transaction
from django.test import Client

from budget.services.laden import laad_begroting
from dashboard.services.laden import laad_indicatoren
from plan.selectors import PlanKop, plan_kop
from plan.services.laden import laad_plannen
from zwijndrecht_portal.core.enums import Rol


@pytest.fixture(scope="module")
def geladen_plan(django_db_setup, django_db_blocker) -> Iterator[PlanKop]:
    """
    The real plan with its begroting and indicators, from the data files.

    Loading takes seconds, so it happens once for a module, in a transaction around all its tests.
    """
    with django_db_blocker.unblock(), transaction.atomic():
        laad_plannen()
        laad_begroting()
        laad_indicatoren()
        yield plan_kop("een-plek-voor-iedereen")
        transaction.set_rollback(True)


@pytest.fixture
def als(client, gebruiker_met) -> Callable[..., Client]:
    """`als(Rol.RAADSLID)`: signed in as somebody with these roles."""

    def inloggen(*rollen: Rol) -> Client:
        client.force_login(gebruiker_met(*rollen))
        return client

    return inloggen
