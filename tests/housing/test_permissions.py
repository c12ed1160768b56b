import pytest

from housing.permissions import drempel_voor
from zwijndrecht_portal.core.enums import Rol

pytestmark = pytest.mark.django_db
LEZERS = {Rol.WOONCONSULENT, Rol.BELEIDSMEDEWERKER, Rol.PROGRAMMAMANAGER, Rol.TEAMLEIDER, Rol.CONTROLLER}


@pytest.mark.parametrize(
    ("permission", "rollen"),
    [
        ("housing.view_overzicht", LEZERS),
        ("housing.change_verblijf", {Rol.WOONCONSULENT}),
        ("housing.change_contingent", {Rol.WOONCONSULENT}),
        ("housing.view_kleine_aantallen", {Rol.WOONCONSULENT, Rol.TEAMLEIDER}),
        ("housing.add_behoefteraming", {Rol.BELEIDSMEDEWERKER, Rol.PROGRAMMAMANAGER}),
    ],
)
def test_permission_is_for_these_roles(gebruiker_met, permission, rollen):
    assert {rol for rol in Rol if gebruiker_met(rol).has_perm(permission)} == rollen


@pytest.mark.parametrize(
    ("rol", "drempel"), [(Rol.WOONCONSULENT, 0), (Rol.TEAMLEIDER, 0), (Rol.CONTROLLER, 5), (Rol.BELEIDSMEDEWERKER, 5)]
)
def test_threshold_is_for_who_may_not_see_small_counts(gebruiker_met, rol, drempel):
    assert drempel_voor(gebruiker_met(rol)) == drempel
