"""Who may what with figures and reports, in sentences. Which reports exist for a person says `visible_to`."""

from typing import Any

import rules

from dashboard.enums import RapportageStatus
from dashboard.querysets import OPSTELLERS
from zwijndrecht_portal.core.enums import Rol
from zwijndrecht_portal.core.permissions import heeft_rol

is_opsteller = heeft_rol(*OPSTELLERS)
is_programmamanager = heeft_rol(Rol.PROGRAMMAMANAGER)


@rules.predicate
def is_maker(gebruiker: Any, rapportage: Any) -> bool:
    return rapportage is not None and rapportage.maker_id == gebruiker.pk


@rules.predicate
def legde_voor(gebruiker: Any, rapportage: Any) -> bool:
    return rapportage is not None and rapportage.voorgelegd_door_id == gebruiker.pk


def heeft_status(status: RapportageStatus) -> Any:
    """The report is in this step."""

    @rules.predicate(f"is_{status.value}")
    def is_in_stap(gebruiker: Any, rapportage: Any) -> bool:
        return rapportage is not None and rapportage.status == status

    return is_in_stap


is_concept = heeft_status(RapportageStatus.CONCEPT)
is_voorgelegd = heeft_status(RapportageStatus.TER_VASTSTELLING)
is_vastgesteld = heeft_status(RapportageStatus.VASTGESTELD)

rules.add_perm("dashboard.view_dashboard", rules.is_authenticated)
rules.add_perm("dashboard.change_kopcijfer", is_opsteller)
rules.add_perm("dashboard.add_meting", is_opsteller)
rules.add_perm("dashboard.view_rapportage", rules.is_authenticated)
rules.add_perm("dashboard.add_rapportage", is_opsteller)
rules.add_perm("dashboard.change_rapportage", is_concept & is_opsteller)
rules.add_perm("dashboard.geef_rapportage_terug", is_voorgelegd & (is_programmamanager | is_maker | legde_voor))
# Four eyes: who made it or put it forward never adopts; the database refuses it as well.
rules.add_perm("dashboard.stel_rapportage_vast", is_voorgelegd & is_programmamanager & ~is_maker & ~legde_voor)
rules.add_perm("dashboard.bied_rapportage_aan", is_vastgesteld & is_programmamanager)
