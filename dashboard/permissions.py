"""Who may what with figures and reports, in sentences. Which reports exist for a person says `visible_to`."""

from typing import Any

import rules

from dashboard.enums import OPENBARE_STATUSSEN
from dashboard.querysets import OPSTELLERS
from zwijndrecht_portal.core.enums import Rol
from zwijndrecht_portal.core.permissions import heeft_rol

is_opsteller = heeft_rol(*OPSTELLERS)
is_programmamanager = heeft_rol(Rol.PROGRAMMAMANAGER)


@rules.predicate
def is_maker(gebruiker: Any, rapportage: Any) -> bool:
    return rapportage is not None and rapportage.maker_id == gebruiker.pk


@rules.predicate
def is_nog_niet_vastgesteld(gebruiker: Any, rapportage: Any) -> bool:
    return rapportage is not None and rapportage.status not in OPENBARE_STATUSSEN


rules.add_perm("dashboard.view_dashboard", rules.is_authenticated)
rules.add_perm("dashboard.view_rapportage", rules.is_authenticated)
rules.add_perm("dashboard.add_rapportage", is_opsteller)
# Four eyes: the maker never adopts; the database refuses it as well.
rules.add_perm("dashboard.stel_rapportage_vast", is_nog_niet_vastgesteld & is_programmamanager & ~is_maker)
