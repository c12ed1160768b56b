"""Who gets what on the money pages; the whole-house matrix composes this with the other apps."""

from collections.abc import Mapping
from typing import Any

from tests.budget.factories import PostFactory, vastgesteld
from zwijndrecht_portal.core.enums import Rol

LEZERS = {rol.value: 200 for rol in Rol} | {Rol.RAADSLID.value: 403, "anoniem": 302}
CONTROLLER = {rol.value: 403 for rol in Rol} | {Rol.CONTROLLER.value: 200, "anoniem": 302}
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
}


def maak_objecten(personen: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """The URL kwargs of each view in the matrix."""
    post = PostFactory()
    vastgesteld(post.begroting)
    return {
        "budget:overzicht": {},
        "budget:begroting_detail": {"pk": post.begroting_id},
        "budget:wijziging_maken": {"pk": post.begroting_id},
        "budget:actie": {"pk": post.actie_id},
        "budget:post_detail": {"pk": post.pk},
        "budget:prognose_geven": {"pk": post.pk},
    }
