"""Who may what with wonen, in sentences."""

from typing import Any

import rules

from housing.querysets import LEZERS_VAN_WONEN, MELDEN_AAN
from zwijndrecht_portal.core.enums import Rol
from zwijndrecht_portal.core.onherleidbaar import drempel_intern
from zwijndrecht_portal.core.permissions import heeft_rol

leest_over_wonen = heeft_rol(*LEZERS_VAN_WONEN)
is_woonconsulent = heeft_rol(Rol.WOONCONSULENT)
ziet_kleine_aantallen = heeft_rol(Rol.WOONCONSULENT, Rol.TEAMLEIDER)
meldt_woonvragen_aan = heeft_rol(*MELDEN_AAN)
maakt_ramingen = heeft_rol(Rol.BELEIDSMEDEWERKER, Rol.PROGRAMMAMANAGER)

rules.add_perm("housing.view_overzicht", leest_over_wonen)
rules.add_perm("housing.change_verblijf", is_woonconsulent)
rules.add_perm("housing.change_contingent", is_woonconsulent)
rules.add_perm("housing.view_woonvraag", is_woonconsulent | meldt_woonvragen_aan)
rules.add_perm("housing.add_woonvraag", meldt_woonvragen_aan)
rules.add_perm("housing.change_woonvraag", is_woonconsulent)
rules.add_perm("housing.view_kleine_aantallen", ziet_kleine_aantallen)
rules.add_perm("housing.add_behoefteraming", maakt_ramingen)
rules.add_perm("housing.change_verhuisstroom", maakt_ramingen)
rules.add_perm("housing.change_contactadres", is_woonconsulent)


def drempel_voor(gebruiker: Any) -> int:
    """Counts below this are hidden from this person: none for who places people and knows each huishouden."""
    return 0 if gebruiker.has_perm("housing.view_kleine_aantallen") else drempel_intern()
