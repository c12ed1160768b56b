"""Who gets what on the pages of the house itself; the whole-house matrix composes this with the other apps."""

from collections.abc import Mapping
from typing import Any

from tests.core.factories import GebiedFactory, LeefgebiedFactory, OrganisatieFactory, PasskeyFactory, TokenFactory
from zwijndrecht_portal.core.enums import AfdrukStatus, Rol
from zwijndrecht_portal.core.models import Afdruk, Invoer, Rechtenbeoordeling

INGELOGD = [rol.value for rol in Rol]
IEDEREEN = dict.fromkeys([*INGELOGD, "anoniem"], 200)
API = IEDEREEN | {"anoniem": 401}
PLANMAKERS = dict.fromkeys(INGELOGD, 403) | {"anoniem": 302, "beleidsmedewerker": 200, "programmamanager": 200}
VOERT_IN = PLANMAKERS | {"woonconsulent": 200, "controller": 200}
KIJKT_RECHTEN_NA = dict.fromkeys(INGELOGD, 403) | {"anoniem": 302, "beheerder": 200, "privacy_officer": 200}
NAAR_INLOGGEN = dict.fromkeys(IEDEREEN, 302)
NIEMAND = dict.fromkeys(IEDEREEN, 404)
# What the beleidsmedewerker asked for does not exist for anybody else.
VAN_EEN_ANDER = dict.fromkeys([*INGELOGD, "andere_beleidsmedewerker"], 404) | {"anoniem": 302, "beleidsmedewerker": 200}

MATRIX: dict[tuple[str, str], dict[str, int]] = {
    ("get", "inloggen"): dict.fromkeys(INGELOGD, 302) | {"anoniem": 200},
    ("post", "inloggen"): dict.fromkeys(INGELOGD, 302) | {"anoniem": 200},
    ("put", "inloggen"): dict.fromkeys(INGELOGD, 302) | {"anoniem": 405},
    ("patch", "inloggen"): dict.fromkeys(INGELOGD, 302) | {"anoniem": 405},
    ("delete", "inloggen"): dict.fromkeys(INGELOGD, 302) | {"anoniem": 405},
    ("post", "uitloggen"): dict.fromkeys([*INGELOGD, "anoniem"], 302),
    ("post", "sessie_verlengen"): NAAR_INLOGGEN,  # without a script: to the page where the work starts
    ("get", "inloggen_code"): NAAR_INLOGGEN,  # without a password first
    ("post", "inloggen_code"): NAAR_INLOGGEN,
    ("post", "inloggen_passkey"): NAAR_INLOGGEN,
    ("post", "passkey_nieuw"): IEDEREEN | {"anoniem": 302},  # an empty form: shown again
    ("get", "passkey_naam"): VAN_EEN_ANDER,
    ("post", "passkey_naam"): VAN_EEN_ANDER,  # an empty form: shown again
    ("post", "passkey_weg"): VAN_EEN_ANDER | {"beleidsmedewerker": 302},
    ("get", "tweestaps"): IEDEREEN | {"anoniem": 302},
    ("post", "tweestaps"): IEDEREEN | {"anoniem": 302},  # an empty form: shown again
    ("get", "tweestaps_qr"): IEDEREEN | {"anoniem": 302},
    ("get", "gemeente_inloggen"): NIEMAND,  # the tests of OpenID Connect switch it on
    ("get", "gemeente_terug"): NIEMAND,
    ("post", "gemeente_afgemeld"): NIEMAND,
    ("get", "gezond"): IEDEREEN,
    ("get", "begrippen"): IEDEREEN,
    ("get", "toegankelijkheid"): IEDEREEN,
    ("get", "privacy"): IEDEREEN,
    ("get", "security_txt"): IEDEREEN,
    ("get", "stijlgids"): IEDEREEN,
    ("get", "wachtwoord_kiezen"): IEDEREEN,  # a link that does not work says so
    ("post", "wachtwoord_kiezen"): IEDEREEN,
    ("get", "inzagelog"): dict.fromkeys(INGELOGD, 403) | {"anoniem": 302, "privacy_officer": 200},
    ("get", "rechten"): KIJKT_RECHTEN_NA,
    ("post", "rechten"): KIJKT_RECHTEN_NA,  # an empty form: shown again with its errors
    ("get", "rechtenbeoordeling"): KIJKT_RECHTEN_NA,
    ("get", "rechten_matrix"): KIJKT_RECHTEN_NA,
    ("get", "invoer_lijst"): VOERT_IN,
    ("get", "invoer_export"): PLANMAKERS,
    ("get", "invoer_sjabloon"): PLANMAKERS,
    ("get", "invoer_nieuw"): PLANMAKERS,
    ("post", "invoer_nieuw"): PLANMAKERS,  # without a file: shown again with its errors
    ("get", "invoer"): VAN_EEN_ANDER,
    ("post", "invoer_verwerken"): VAN_EEN_ANDER | {"beleidsmedewerker": 302},
    ("post", "invoer_terugdraaien"): VAN_EEN_ANDER | {"beleidsmedewerker": 302},
    ("get", "zoeken"): IEDEREEN | {"anoniem": 302},
    ("get", "agenda"): NIEMAND,  # with a made-up address
    ("post", "agenda_adres"): NAAR_INLOGGEN,
    ("get", "koppelingen"): IEDEREEN | {"anoniem": 302},
    ("post", "koppelingen"): IEDEREEN | {"anoniem": 302},  # an empty form: shown again with its errors
    ("post", "token_intrekken"): VAN_EEN_ANDER | {"beleidsmedewerker": 302},
    ("get", "api_documentatie"): IEDEREEN,
    ("get", "api:organisaties"): API,
    ("get", "api:organisatie"): API,
    ("get", "api:leefgebieden"): API,
    ("get", "api:leefgebied"): API,
    ("get", "api:gebieden"): API,
    ("get", "api:gebied"): API,
    ("get", "api:openapi"): IEDEREEN,
    **{
        (methode, naam): NIEMAND
        for methode in ("get", "post", "put", "patch", "delete")
        for naam in ("api:geen_bron", "api_begin")
    },
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
    invoer = Invoer.objects.create(
        soort="acties", bestandsnaam="acties.csv", vingerafdruk="", door=personen["beleidsmedewerker"]
    )
    link = {"uidb64": "MQ", "token": "verzonnen"}
    keer = Rechtenbeoordeling.objects.create(kwartaal="2026-Q3", door=personen["beheerder"], accounts=[])
    return {
        "rechtenbeoordeling": {"pk": keer.pk},
        "rechten_matrix": {"vorm": "csv"},
        "afdruk": {"pk": afdruk.pk},
        "afdruk_pdf": {"pk": afdruk.pk},
        "wachtwoord_kiezen": link,
        "invoer_export": {"soort": "acties", "vorm": "csv"},
        "invoer_sjabloon": {"soort": "acties", "vorm": "csv"},
        "invoer_nieuw": {"soort": "acties"},
        **{naam: {"pk": invoer.pk} for naam in ("invoer", "invoer_verwerken", "invoer_terugdraaien")},
        "agenda": {"sleutel": "00000000-0000-4000-8000-000000000000"},
        "passkey_naam": {"pk": PasskeyFactory(user=personen["beleidsmedewerker"]).pk},
        "passkey_weg": {"pk": PasskeyFactory(user=personen["beleidsmedewerker"]).pk},
        "token_intrekken": {"pk": TokenFactory(gebruiker=personen["beleidsmedewerker"]).pk},
        "api:organisatie": {"slug": OrganisatieFactory().slug},
        "api:leefgebied": {"slug": LeefgebiedFactory().slug},
        "api:gebied": {"code": GebiedFactory().code},
    }
