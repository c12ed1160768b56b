"""Each predicate, with the near-miss beside it."""

import pytest

from plan.enums import OPEN_STATUSSEN, ActieStatus, PlanStatus
from tests.core.factories import GebruikerFactory
from tests.plan.factories import ActieFactory, MijlpaalFactory, PlanFactory
from zwijndrecht_portal.core.enums import Rol

pytestmark = pytest.mark.django_db

ALLEN = set(Rol)
PLANMAKERS = {Rol.BELEIDSMEDEWERKER, Rol.PROGRAMMAMANAGER}


def wie_mag(permission: str, obj: object = None) -> set[Rol]:
    """Roles of which a person, to whom nothing belongs, may do this."""
    return {rol for rol in Rol if GebruikerFactory(rollen=[rol]).has_perm(permission, obj)}


@pytest.mark.parametrize(
    ("permission", "rollen"),
    [
        ("plan.view_actie", ALLEN - {Rol.RAADSLID}),
        ("plan.view_opgave", ALLEN - {Rol.RAADSLID}),
        ("plan.view_plan", ALLEN - {Rol.RAADSLID}),
        ("plan.view_aandachtspunt", ALLEN - {Rol.RAADSLID}),
        ("plan.view_verversing", PLANMAKERS),
        ("plan.add_actie", PLANMAKERS),
        ("plan.change_actie", PLANMAKERS),
        ("plan.change_plan", PLANMAKERS),
        ("plan.change_aandachtspunt", PLANMAKERS),
    ],
)
def test_who_may(permission, rollen):
    assert wie_mag(permission) == rollen


@pytest.mark.parametrize("status", ActieStatus)
def test_planmaker_reports_on_what_is_open(status):
    actie = ActieFactory(stand__status=status)

    assert wie_mag("plan.meld_voortgang", actie) == (PLANMAKERS if status in OPEN_STATUSSEN else set())


@pytest.mark.parametrize("status", ActieStatus)
def test_trekker_reports_on_the_own_open_actie(status):
    trekker, andere = GebruikerFactory(rollen=[Rol.TREKKER]), GebruikerFactory(rollen=[Rol.TREKKER])
    actie = ActieFactory(stand__status=status, stand__trekker=trekker)

    mag = [persoon.has_perm("plan.meld_voortgang", actie) for persoon in (trekker, andere)]

    assert mag == [status in OPEN_STATUSSEN, False]


def test_trekker_changes_no_actie():
    trekker = GebruikerFactory(rollen=[Rol.TREKKER])

    assert not trekker.has_perm("plan.change_actie", ActieFactory(stand__trekker=trekker))


@pytest.mark.parametrize("status", ActieStatus)
def test_planning_is_for_planmakers_and_for_the_trekker_while_it_is_open(status):
    trekker, andere = GebruikerFactory(rollen=[Rol.TREKKER]), GebruikerFactory(rollen=[Rol.TREKKER])
    mijlpaal = MijlpaalFactory(actie=ActieFactory(stand__status=status, stand__trekker=trekker))

    assert wie_mag("plan.plan_mijlpaal", mijlpaal) == PLANMAKERS
    assert trekker.has_perm("plan.plan_mijlpaal", mijlpaal) == (status in OPEN_STATUSSEN)
    assert not andere.has_perm("plan.plan_mijlpaal", mijlpaal)


@pytest.mark.parametrize("status", PlanStatus)
@pytest.mark.parametrize(
    ("permission", "vanuit"),
    [("plan.stel_plan_vast", PlanStatus.CONCEPT), ("plan.sluit_plan_af", PlanStatus.VASTGESTELD)],
)
def test_programmamanager_takes_a_plan_to_its_next_status(permission, vanuit, status):
    plan = PlanFactory(concept=True) if status == PlanStatus.CONCEPT else PlanFactory(status=status)

    assert wie_mag(permission, plan) == ({Rol.PROGRAMMAMANAGER} if status == vanuit else set())


@pytest.mark.parametrize("permission", ["plan.meld_voortgang", "plan.stel_plan_vast", "plan.sluit_plan_af"])
def test_without_an_object_nobody_may(permission):
    assert wie_mag(permission) == set()
