"""Who gets what on the money pages; the whole-house matrix composes this with the other apps."""

from collections.abc import Mapping
from typing import Any

from zwijndrecht_portal.core.enums import Rol

LEZER = {rol.value: 200 for rol in Rol} | {Rol.RAADSLID.value: 403, "anoniem": 302}

MATRIX: dict[tuple[str, str], dict[str, int]] = {
    ("get", "budget:overzicht"): LEZER,
}


def maak_objecten(personen: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """The URL kwargs of each view in the matrix."""
    return {"budget:overzicht": {}}
