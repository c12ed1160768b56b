"""Who may what with a huishouden, in sentences. Who sees one is decided by `visible_to` and the database."""

from typing import Any

import rules

from zwijndrecht_portal.core.enums import Rol
from zwijndrecht_portal.core.permissions import heeft_rol

leest_dossiers = heeft_rol(Rol.TRAJECTREGISSEUR, Rol.WAAKVLAMCOORDINATOR, Rol.TEAMLEIDER)
is_coordinator = heeft_rol(Rol.WAAKVLAMCOORDINATOR)


@rules.predicate
def is_regisseur(gebruiker: Any, huishouden: Any) -> bool:
    """Has the regie over this huishouden now."""
    return (
        huishouden is not None and gebruiker.heeft_rol(Rol.TRAJECTREGISSEUR) and huishouden.regisseur_id == gebruiker.pk
    )


@rules.predicate
def heeft_gelogd(gebruiker: Any, contact: Any) -> bool:
    return contact is not None and contact.door_id == gebruiker.pk


rules.add_perm("casework.view_caseload", leest_dossiers)
rules.add_perm("casework.view_huishouden", leest_dossiers)
rules.add_perm("casework.log_contact", is_regisseur | is_coordinator)
rules.add_perm("casework.herroep_contact", heeft_gelogd)
rules.add_perm("casework.add_notitie", heeft_gelogd)
rules.add_perm("casework.rond_taak_af", leest_dossiers)  # who sees it may: a new regisseur inherits taken
rules.add_perm("casework.vraag_toegang", leest_dossiers)
