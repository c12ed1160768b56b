"""Who may what with the plans, in sentences."""

from typing import Any

import rules

from plan.enums import OPEN_STATUSSEN, PlanStatus
from zwijndrecht_portal.core.enums import Rol
from zwijndrecht_portal.core.permissions import heeft_rol

LEZERS = [rol for rol in Rol if rol != Rol.RAADSLID]

leest_plannen = heeft_rol(*LEZERS)
is_planmaker = heeft_rol(Rol.BELEIDSMEDEWERKER, Rol.PROGRAMMAMANAGER)
is_programmamanager = heeft_rol(Rol.PROGRAMMAMANAGER)


@rules.predicate
def is_van_partner(gebruiker: Any) -> bool:
    """An account with a last day: of an organisation that works along. It sees its own acties only."""
    return gebruiker.toegang_tot is not None


leest_alle_plannen = leest_plannen & ~is_van_partner


@rules.predicate
def is_trekker(gebruiker: Any, actie: Any) -> bool:
    """The person who leads this actie now."""
    return actie is not None and actie.huidige_stand.trekker_id == gebruiker.pk


@rules.predicate
def is_open(gebruiker: Any, actie: Any) -> bool:
    return actie is not None and actie.huidige_stand.status in OPEN_STATUSSEN


@rules.predicate
def is_trekker_van_mijlpaal(gebruiker: Any, mijlpaal: Any) -> bool:
    return mijlpaal is not None and is_trekker(gebruiker, mijlpaal.actie)


@rules.predicate
def staat_in_open_actie(gebruiker: Any, mijlpaal: Any) -> bool:
    return mijlpaal is not None and is_open(gebruiker, mijlpaal.actie)


@rules.predicate
def is_concept(gebruiker: Any, plan: Any) -> bool:
    return plan is not None and plan.status == PlanStatus.CONCEPT


@rules.predicate
def is_vastgesteld(gebruiker: Any, plan: Any) -> bool:
    return plan is not None and plan.status == PlanStatus.VASTGESTELD


rules.add_perm("plan.view_actie", leest_plannen)
rules.add_perm("plan.view_alle_acties", leest_alle_plannen)
rules.add_perm("plan.view_opgave", leest_alle_plannen)
rules.add_perm("plan.view_plan", leest_alle_plannen)
rules.add_perm("plan.view_aandachtspunt", leest_alle_plannen)
rules.add_perm("plan.view_verversing", is_planmaker)
rules.add_perm("plan.add_actie", is_planmaker)
rules.add_perm("plan.change_actie", is_planmaker)
rules.add_perm("plan.meld_voortgang", is_open & (is_trekker | is_planmaker))
rules.add_perm("plan.plan_mijlpaal", (staat_in_open_actie & is_trekker_van_mijlpaal) | is_planmaker)
rules.add_perm("plan.change_plan", is_planmaker)
rules.add_perm("plan.stel_plan_vast", is_concept & is_programmamanager)
rules.add_perm("plan.sluit_plan_af", is_vastgesteld & is_programmamanager)
rules.add_perm("plan.change_aandachtspunt", is_planmaker)
