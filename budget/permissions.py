"""Who may what with the money, in sentences."""

import rules

from plan.permissions import leest_alle_plannen
from zwijndrecht_portal.core.enums import Rol
from zwijndrecht_portal.core.permissions import heeft_rol

is_controller = heeft_rol(Rol.CONTROLLER)

rules.add_perm("budget.view_begroting", leest_alle_plannen)
rules.add_perm("budget.change_begroting", is_controller)
