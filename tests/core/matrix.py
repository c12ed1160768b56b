"""Who gets what on the pages of the house itself; the whole-house matrix composes this with the other apps."""

from collections.abc import Mapping
from typing import Any

from zwijndrecht_portal.core.enums import AfdrukStatus, Rol
from zwijndrecht_portal.core.models import Afdruk

INGELOGD = [rol.value for rol in Rol]
IEDEREEN = dict.fromkeys([*INGELOGD, "anoniem"], 200)
# What the beleidsmedewerker asked for does not exist for anybody else.
VAN_EEN_ANDER = dict.fromkeys([*INGELOGD, "andere_beleidsmedewerker"], 404) | {"anoniem": 302, "beleidsmedewerker": 200}

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
    ("get", "wachtwoord_kiezen"): IEDEREEN,  # a link that does not work says so
    ("post", "wachtwoord_kiezen"): IEDEREEN,
    ("get", "inzagelog"): dict.fromkeys(INGELOGD, 403) | {"anoniem": 302, "privacy_officer": 200},
    ("get", "afdruk"): VAN_EEN_ANDER,
    ("get", "afdruk_pdf"): VAN_EEN_ANDER,
}


def maak_objecten(personen: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    afdruk = Afdruk.objects.create(
        titel="Proef",
        terug="/",
        aangevraagd_door=personen["beleidsmedewerker"],
        status=AfdrukStatus.KLAAR,
        pdf=b"%PDF",
    )
    link = {"uidb64": "MQ", "token": "verzonnen"}
    return {"afdruk": {"pk": afdruk.pk}, "afdruk_pdf": {"pk": afdruk.pk}, "wachtwoord_kiezen": link}
