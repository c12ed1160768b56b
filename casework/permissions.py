"""Who may what with a huishouden, in sentences. Who sees one is decided by `visible_to` and the database."""

from typing import Any

import rules

from zwijndrecht_portal.core.enums import Rol
from zwijndrecht_portal.core.permissions import heeft_rol

leest_dossiers = heeft_rol(Rol.TRAJECTREGISSEUR, Rol.WAAKVLAMCOORDINATOR, Rol.TEAMLEIDER)
is_coordinator = heeft_rol(Rol.WAAKVLAMCOORDINATOR)
is_teamleider = heeft_rol(Rol.TEAMLEIDER)
verdeelt_werk = is_coordinator | is_teamleider


@rules.predicate
def is_regisseur(gebruiker: Any, huishouden: Any) -> bool:
    """Has the regie over this huishouden now."""
    return (
        huishouden is not None and gebruiker.heeft_rol(Rol.TRAJECTREGISSEUR) and huishouden.regisseur_id == gebruiker.pk
    )


@rules.predicate
def is_gevraagd(gebruiker: Any, overdracht: Any) -> bool:
    """This offer is to this person."""
    return overdracht is not None and gebruiker.heeft_rol(Rol.TRAJECTREGISSEUR) and overdracht.naar_id == gebruiker.pk


@rules.predicate
def heeft_aangeboden(gebruiker: Any, overdracht: Any) -> bool:
    return overdracht is not None and gebruiker.pk in (overdracht.van_id, overdracht.door_id)


@rules.predicate
def is_regisseur_van_doel(gebruiker: Any, doel: Any) -> bool:
    return doel is not None and is_regisseur(gebruiker, doel.huishouden)


@rules.predicate
def heeft_gelogd(gebruiker: Any, contact: Any) -> bool:
    return contact is not None and contact.door_id == gebruiker.pk


rules.add_perm("casework.view_caseload", leest_dossiers)
rules.add_perm("casework.view_huishouden", leest_dossiers)
rules.add_perm("casework.zoek_huishouden", leest_dossiers)
rules.add_perm("casework.log_contact", is_regisseur | is_coordinator)
rules.add_perm("casework.herroep_contact", heeft_gelogd)
rules.add_perm("casework.add_notitie", heeft_gelogd)
rules.add_perm("casework.rond_taak_af", leest_dossiers)  # who sees it may: a new regisseur inherits taken
rules.add_perm("casework.vraag_toegang", leest_dossiers)
rules.add_perm("casework.view_verdeling", verdeelt_werk)
rules.add_perm("casework.wijs_toe", verdeelt_werk)
rules.add_perm("casework.bied_aan", is_regisseur | verdeelt_werk)
rules.add_perm("casework.beantwoord_overdracht", is_gevraagd)
rules.add_perm("casework.trek_overdracht_in", heeft_aangeboden | verdeelt_werk)
rules.add_perm("casework.zet_trede", is_regisseur | verdeelt_werk)
rules.add_perm("casework.zet_waakvlam", is_regisseur | is_coordinator)
rules.add_perm("casework.change_plan", is_regisseur)
rules.add_perm("casework.rond_doel_af", is_regisseur_van_doel)
rules.add_perm("casework.zet_inzet", is_teamleider)
rules.add_perm("casework.view_buurtcirkel", leest_dossiers)
rules.add_perm("casework.change_buurtcirkel", verdeelt_werk)
rules.add_perm("casework.add_bijeenkomst", leest_dossiers)
