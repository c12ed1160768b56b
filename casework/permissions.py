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


beslist_over_vernietigen = heeft_rol(Rol.PRIVACY_OFFICER, Rol.TEAMLEIDER)


@rules.predicate
def is_van_een_ander(gebruiker: Any, vernietiging: Any) -> bool:
    """Proposed by someone else, and not yet approved."""
    return (
        vernietiging is not None
        and vernietiging.goedgekeurd_op is None
        and vernietiging.voorgesteld_door_id != gebruiker.pk
    )


verdeelt_dossiers = heeft_rol(Rol.WAAKVLAMCOORDINATOR, Rol.TEAMLEIDER)


@rules.predicate
def is_actief(gebruiker: Any, huishouden: Any) -> bool:
    return huishouden is not None and huishouden.gesloten_op is None


@rules.predicate
def is_dicht(gebruiker: Any, huishouden: Any) -> bool:
    return huishouden is not None and huishouden.gesloten_op is not None


@rules.predicate
def is_regisseur_van_inwoner(gebruiker: Any, inwoner: Any) -> bool:
    return inwoner is not None and is_regisseur(gebruiker, inwoner.huishouden)


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
rules.add_perm("casework.exporteer_dossier", leest_dossiers)
rules.add_perm("casework.beslis_vernietiging", beslist_over_vernietigen)
rules.add_perm("casework.keur_vernietiging_goed", beslist_over_vernietigen & is_van_een_ander)
rules.add_perm("casework.zet_bewaarstop", leest_dossiers)
rules.add_perm("casework.open_huishouden", verdeelt_dossiers)
rules.add_perm("casework.verbeter_huishouden", verdeelt_dossiers & is_actief)
rules.add_perm("casework.add_inwoner", (is_regisseur | verdeelt_dossiers) & is_actief)
rules.add_perm("casework.change_inwoner", is_regisseur_van_inwoner | verdeelt_dossiers)
rules.add_perm("casework.sluit_dossier", (is_regisseur | verdeelt_dossiers) & is_actief)
rules.add_perm("casework.heropen_dossier", verdeelt_dossiers & is_dicht)
rules.add_perm("casework.deel_opnieuw_in", verdeelt_dossiers & is_actief)
