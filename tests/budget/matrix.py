"""Who gets what on the money pages; the whole-house matrix composes this with the other apps."""

from collections.abc import Mapping
from typing import Any

from tests.budget.factories import ImportFactory, PostFactory, ScenarioFactory, VerplichtingFactory, vastgesteld
from zwijndrecht_portal.core.enums import Rol

LEZERS = {rol.value: 200 for rol in Rol} | {Rol.RAADSLID.value: 403, "anoniem": 302}
CONTROLLER = {rol.value: 403 for rol in Rol} | {Rol.CONTROLLER.value: 200, "anoniem": 302}
DOOR_CONTROLLER = CONTROLLER | {Rol.CONTROLLER.value: 302}
# Somebody else's import does not exist: 404 before 403.
ALLEEN_CONTROLLER = {rol.value: 404 for rol in Rol} | {Rol.CONTROLLER.value: 200, "anoniem": 302}
DOORVERWEZEN = {rol.value: 302 for rol in Rol} | {Rol.RAADSLID.value: 403, "anoniem": 302}

MATRIX: dict[tuple[str, str], dict[str, int]] = {
    ("get", "budget:overzicht"): LEZERS,
    ("get", "budget:begroting_detail"): LEZERS,
    ("get", "budget:wijziging_maken"): CONTROLLER,
    ("post", "budget:wijziging_maken"): CONTROLLER,  # an empty form comes back with its errors
    ("get", "budget:actie"): DOORVERWEZEN,
    ("get", "budget:post_detail"): LEZERS,
    ("get", "budget:prognose_geven"): CONTROLLER,
    ("post", "budget:prognose_geven"): CONTROLLER,
    ("get", "budget:begroting_nieuw"): CONTROLLER,
    ("post", "budget:begroting_nieuw"): CONTROLLER,
    ("get", "budget:raster"): CONTROLLER,
    ("post", "budget:raster"): CONTROLLER,
    ("get", "budget:begroting_vaststellen"): CONTROLLER,
    ("post", "budget:begroting_vaststellen"): CONTROLLER,
    ("get", "budget:dekking_zetten"): CONTROLLER,
    ("post", "budget:dekking_zetten"): CONTROLLER,
    ("post", "budget:begroting_verwijderen"): DOOR_CONTROLLER,
    ("post", "budget:begroting_afsluiten"): DOOR_CONTROLLER,
    ("post", "budget:begroting_heropenen"): DOOR_CONTROLLER,
    ("get", "budget:post_nieuw"): CONTROLLER,
    ("post", "budget:post_nieuw"): CONTROLLER,
    ("get", "budget:post_wijzigen"): CONTROLLER,
    ("post", "budget:post_wijzigen"): CONTROLLER,
    ("post", "budget:post_verwijderen"): DOOR_CONTROLLER,
    ("get", "budget:verplichting_nieuw"): CONTROLLER,
    ("post", "budget:verplichting_nieuw"): CONTROLLER,
    ("post", "budget:verplichting_sluiten"): DOOR_CONTROLLER,
    ("post", "budget:verplichting_heropenen"): DOOR_CONTROLLER,
    ("get", "budget:export"): LEZERS,
    ("post", "budget:afdrukken"): DOORVERWEZEN,
    ("get", "budget:boekingen_csv"): CONTROLLER,
    ("get", "budget:boekingen_xlsx"): CONTROLLER,
    ("get", "budget:excel_terug"): CONTROLLER,
    ("post", "budget:excel_terug"): CONTROLLER,
    ("get", "budget:scenario_lijst"): LEZERS,
    ("get", "budget:scenario_nieuw"): CONTROLLER,
    ("post", "budget:scenario_nieuw"): CONTROLLER,
    ("get", "budget:scenario_wijzigen"): CONTROLLER,
    ("post", "budget:scenario_wijzigen"): CONTROLLER,
    ("post", "budget:scenario_verwijderen"): DOOR_CONTROLLER,
    ("get", "budget:eenheden"): LEZERS,
    ("get", "budget:import_nieuw"): CONTROLLER,
    ("post", "budget:import_nieuw"): CONTROLLER,
    ("get", "budget:import_detail"): ALLEEN_CONTROLLER,
    ("post", "budget:import_boeken"): ALLEEN_CONTROLLER | {Rol.CONTROLLER.value: 302},
    ("post", "budget:import_opnieuw"): ALLEEN_CONTROLLER | {Rol.CONTROLLER.value: 302},
    ("get", "budget:import_fouten"): ALLEEN_CONTROLLER,
    ("get", "api:begrotingen"): LEZERS | {"anoniem": 401},
    ("get", "api:begrotingsposten"): LEZERS | {"anoniem": 401},
    ("get", "api:begrotingspost"): LEZERS | {"anoniem": 401},
}


def maak_objecten(personen: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """The URL kwargs of each view in the matrix."""
    post = PostFactory()
    vastgesteld(post.begroting)
    scenario = ScenarioFactory(plan=post.begroting.plan)
    verplichting = VerplichtingFactory(post=post)
    boekingenimport = {"pk": ImportFactory(plan=post.begroting.plan, geweigerd=True).pk}
    return {
        "budget:overzicht": {},
        "api:begrotingspost": {"id": post.pk},
        "budget:begroting_detail": {"pk": post.begroting_id},
        "budget:wijziging_maken": {"pk": post.begroting_id},
        "budget:actie": {"pk": post.actie_id},
        "budget:post_detail": {"pk": post.pk},
        "budget:prognose_geven": {"pk": post.pk},
        "budget:begroting_nieuw": {},
        **{
            f"budget:{naam}": {"pk": post.begroting_id}
            for naam in (
                "raster",
                "begroting_vaststellen",
                "dekking_zetten",
                "begroting_verwijderen",
                "begroting_afsluiten",
                "begroting_heropenen",
                "post_nieuw",
            )
        },
        **{f"budget:{naam}": {"pk": post.pk} for naam in ("post_wijzigen", "post_verwijderen", "verplichting_nieuw")},
        "budget:verplichting_sluiten": {"pk": verplichting.pk},
        "budget:verplichting_heropenen": {"pk": verplichting.pk},
        **{f"budget:{naam}": {} for naam in ("export", "afdrukken", "excel_terug", "eenheden")},
        **{f"budget:{naam}": {} for naam in ("scenario_lijst", "scenario_nieuw")},
        "budget:scenario_wijzigen": {"pk": scenario.pk},
        "budget:scenario_verwijderen": {"pk": scenario.pk},
        "budget:import_nieuw": {},
        "budget:import_detail": boekingenimport,
        "budget:import_boeken": boekingenimport,
        "budget:import_fouten": boekingenimport,
        "budget:import_opnieuw": boekingenimport,
    }
