import pytest

from tests.casework.factories import ContactmomentFactory, HuishoudenFactory
from zwijndrecht_portal.core.enums import Rol

pytestmark = pytest.mark.django_db
LEZERS = {Rol.TRAJECTREGISSEUR, Rol.WAAKVLAMCOORDINATOR, Rol.TEAMLEIDER}


@pytest.mark.parametrize("permission", ["casework.view_caseload", "casework.view_huishouden", "casework.rond_taak_af"])
def test_three_roles_read_dossiers(gebruiker_met, permission):
    assert {rol for rol in Rol if gebruiker_met(rol).has_perm(permission)} == LEZERS


def test_who_logs_a_contact(regisseur, andere_regisseur, coordinator, teamleider):
    huishouden = HuishoudenFactory(regie=regisseur)

    wie = (regisseur, coordinator, andere_regisseur, teamleider)

    assert [g.has_perm("casework.log_contact", huishouden) for g in wie] == [True, True, False, False]


def test_teamleider_who_is_also_regisseur_logs_in_the_own_caseload_only(gebruiker_met, regisseur):
    beide = gebruiker_met(Rol.TEAMLEIDER, Rol.TRAJECTREGISSEUR)

    assert beide.has_perm("casework.log_contact", HuishoudenFactory(regie=beide))
    assert not beide.has_perm("casework.log_contact", HuishoudenFactory(regie=regisseur))


def test_regisseur_without_the_role_logs_nothing(gebruiker_met):
    oud = gebruiker_met(Rol.TREKKER)

    assert not oud.has_perm("casework.log_contact", HuishoudenFactory(regie=oud))


def test_nobody_logs_without_a_huishouden(regisseur):
    assert not regisseur.has_perm("casework.log_contact")


@pytest.mark.parametrize("permission", ["casework.herroep_contact", "casework.add_notitie"])
def test_only_who_logged_goes_on_with_a_contact(regisseur, coordinator, permission):
    contact = ContactmomentFactory(huishouden=HuishoudenFactory(regie=regisseur), door=regisseur)

    assert regisseur.has_perm(permission, contact)
    assert not coordinator.has_perm(permission, contact)
    assert not regisseur.has_perm(permission)
