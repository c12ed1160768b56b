import pytest

from dashboard.enums import RapportageStatus
from tests.dashboard.factories import RapportageFactory
from zwijndrecht_portal.core.enums import Rol

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("rol", Rol)
def test_everybody_sees_the_dashboard_and_may_look_for_reports(gebruiker_met, rol):
    gebruiker = gebruiker_met(rol)

    assert gebruiker.has_perm("dashboard.view_dashboard")
    assert gebruiker.has_perm("dashboard.view_rapportage")


@pytest.mark.parametrize("rol", Rol)
def test_only_policy_composes_reports(gebruiker_met, rol):
    mag = rol in {Rol.BELEIDSMEDEWERKER, Rol.PROGRAMMAMANAGER}

    assert gebruiker_met(rol).has_perm("dashboard.add_rapportage") is mag


@pytest.mark.parametrize("rol", Rol)
def test_only_programmamanager_adopts(gebruiker_met, rol):
    rapportage = RapportageFactory(klaar=True)

    assert gebruiker_met(rol).has_perm("dashboard.stel_rapportage_vast", rapportage) is (rol == Rol.PROGRAMMAMANAGER)


def test_maker_does_not_adopt_also_as_programmamanager(gebruiker_met):
    maker = gebruiker_met(Rol.PROGRAMMAMANAGER)

    assert not maker.has_perm("dashboard.stel_rapportage_vast", RapportageFactory(klaar=True, maker=maker))


@pytest.mark.parametrize("status", [RapportageStatus.VASTGESTELD, RapportageStatus.AANGEBODEN])
def test_adopted_is_not_adopted_again(gebruiker_met, status):
    rapportage = RapportageFactory(vastgesteld=True, status=status)

    assert not gebruiker_met(Rol.PROGRAMMAMANAGER).has_perm("dashboard.stel_rapportage_vast", rapportage)
