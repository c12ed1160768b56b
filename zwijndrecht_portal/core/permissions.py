"""Who may what, in sentences. The predicates of all apps are built from `heeft_rol`."""

from typing import Any

import rules

from zwijndrecht_portal.core.enums import Rol
from zwijndrecht_portal.core.invoer import invoerpaginas, invoersoorten


def heeft_rol(*rollen: Rol) -> rules.Predicate:
    """A predicate: the person has at least one of these roles."""
    namen = "|".join(rollen)

    @rules.predicate(f"heeft_rol:{namen}")
    def predicate(gebruiker: object) -> bool:
        return gebruiker.heeft_rol(*rollen)

    return predicate


@rules.predicate
def heeft_invoer(gebruiker: Any) -> bool:
    """May bring in at least one kind of file."""
    return bool(invoersoorten(gebruiker) or invoerpaginas(gebruiker))


is_beheerder = heeft_rol(Rol.BEHEERDER)
is_privacy_officer = heeft_rol(Rol.PRIVACY_OFFICER)

# Django admin of reference data
for _model in ("gebruiker", "organisatie"):
    for _verb in ("view", "add", "change"):
        rules.add_perm(f"core.{_verb}_{_model}", is_beheerder)
for _model in ("leefgebied", "gebied"):
    rules.add_perm(f"core.view_{_model}", is_beheerder)

rules.add_perm("core.view_huis", rules.is_authenticated)
rules.add_perm("core.view_afdruk", rules.is_authenticated)
rules.add_perm("core.view_inzagelog", is_privacy_officer)
rules.add_perm("core.beoordeel_rechten", is_beheerder | is_privacy_officer)
rules.add_perm("core.view_toegangstoken", rules.is_authenticated)
rules.add_perm("core.zoek", rules.is_authenticated)
rules.add_perm("core.view_invoer", heeft_invoer)
rules.add_perm("core.change_agenda", rules.is_authenticated)
rules.add_perm("core.verleng_sessie", rules.is_authenticated)
rules.add_perm("core.change_tweestaps", rules.is_authenticated)
