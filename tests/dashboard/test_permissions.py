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
def test_only_programmamanager_adopts_and_offers(gebruiker_met, rol):
    gebruiker, mag = gebruiker_met(rol), rol == Rol.PROGRAMMAMANAGER

    assert gebruiker.has_perm("dashboard.stel_rapportage_vast", RapportageFactory(voorgelegd=True)) is mag
    assert gebruiker.has_perm("dashboard.geef_rapportage_terug", RapportageFactory(voorgelegd=True)) is mag
    assert gebruiker.has_perm("dashboard.bied_rapportage_aan", RapportageFactory(vastgesteld=True)) is mag


@pytest.mark.parametrize("veld", ["maker", "voorgelegd_door"])
def test_who_made_or_put_it_forward_does_not_adopt_but_may_take_it_back(gebruiker_met, veld):
    manager = gebruiker_met(Rol.PROGRAMMAMANAGER)
    rapportage = RapportageFactory(voorgelegd=True, **{veld: manager})

    assert not manager.has_perm("dashboard.stel_rapportage_vast", rapportage)
    assert manager.has_perm("dashboard.geef_rapportage_terug", rapportage)


@pytest.mark.parametrize(
    ("trait", "recht"),
    [
        ({"klaar": True}, "change_rapportage"),
        ({"voorgelegd": True}, "stel_rapportage_vast"),
        ({"vastgesteld": True}, "bied_rapportage_aan"),
        ({"vastgesteld": True, "status": RapportageStatus.AANGEBODEN}, None),
    ],
)
def test_each_step_is_possible_in_one_status_only(gebruiker_met, trait, recht):
    manager, rapportage = gebruiker_met(Rol.PROGRAMMAMANAGER), RapportageFactory(**trait)
    stappen = ("change_rapportage", "stel_rapportage_vast", "bied_rapportage_aan")

    assert [stap for stap in stappen if manager.has_perm(f"dashboard.{stap}", rapportage)] == [recht] * bool(recht)
