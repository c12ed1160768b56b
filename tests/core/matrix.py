"""Who gets what on the pages of the house itself; the whole-house matrix composes this with the other apps."""

from collections.abc import Mapping
from typing import Any

from zwijndrecht_portal.core.enums import Rol

INGELOGD = [rol.value for rol in Rol]
IEDEREEN = dict.fromkeys([*INGELOGD, "anoniem"], 200)

MATRIX: dict[tuple[str, str], dict[str, int]] = {
    ("get", "inloggen"): dict.fromkeys(INGELOGD, 302) | {"anoniem": 200},
    ("post", "inloggen"): dict.fromkeys(INGELOGD, 302) | {"anoniem": 200},
    ("put", "inloggen"): dict.fromkeys(INGELOGD, 302) | {"anoniem": 405},
    ("patch", "inloggen"): dict.fromkeys(INGELOGD, 302) | {"anoniem": 405},
    ("delete", "inloggen"): dict.fromkeys(INGELOGD, 302) | {"anoniem": 405},
    ("post", "uitloggen"): dict.fromkeys([*INGELOGD, "anoniem"], 302),
    ("get", "gezond"): IEDEREEN,
    ("get", "begrippen"): IEDEREEN,
    ("get", "toegankelijkheid"): IEDEREEN,
    ("get", "privacy"): IEDEREEN,
    ("get", "security_txt"): IEDEREEN,
    ("get", "stijlgids"): IEDEREEN,
}


def maak_objecten(personen: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """No page of the house points at an object."""
    return {}
