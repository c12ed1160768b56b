"""Who gets what on the pages of wonen; the whole-house matrix composes this with the other apps."""

from collections.abc import Mapping
from typing import Any

from housing.enums import Fase, Partij
from tests.housing.factories import (
    KaartFactory,
    PreventiefContractFactory,
    VerblijfFactory,
    WoonevaluatieFactory,
    WoonvraagFactory,
)
from zwijndrecht_portal.core.enums import Rol

LEZERS = {Rol.WOONCONSULENT, Rol.BELEIDSMEDEWERKER, Rol.PROGRAMMAMANAGER, Rol.TEAMLEIDER, Rol.CONTROLLER}

LEZER = {rol.value: 200 if rol in LEZERS else 403 for rol in Rol} | {"anoniem": 302}
LEZER_VAN_EEN = {rol.value: 200 if rol in LEZERS else 404 for rol in Rol} | {"anoniem": 302}
MAAKT_RAMING = {rol.value: 200 if rol in {Rol.BELEIDSMEDEWERKER, Rol.PROGRAMMAMANAGER} else 403 for rol in Rol} | {
    "anoniem": 302
}
WOONCONSULENT = {rol.value: 403 for rol in Rol} | {Rol.WOONCONSULENT.value: 200, "anoniem": 302}
WOONCONSULENT_VAN_EEN = {rol.value: 403 if rol in LEZERS else 404 for rol in Rol} | {
    Rol.WOONCONSULENT.value: 200,
    "anoniem": 302,
}

# A woonvraag: seen by the woonconsulent and by who sees the huishouden; another trajectregisseur does not know of it.
ZIEN = {Rol.WOONCONSULENT, Rol.TRAJECTREGISSEUR, Rol.WAAKVLAMCOORDINATOR, Rol.TEAMLEIDER}
MELDEN_AAN = ZIEN - {Rol.WOONCONSULENT}
ZIET_WOONVRAGEN = {rol.value: 200 if rol in ZIEN else 403 for rol in Rol} | {"anoniem": 302}
ZIET_DEZE = {rol.value: 200 if rol in ZIEN else 404 for rol in Rol} | {"anoniem": 302, "andere_trajectregisseur": 404}
MELDT_AAN = {rol.value: 200 if rol in MELDEN_AAN else 403 for rol in Rol} | {"anoniem": 302}
ZET_STAP = {rol.value: 403 if rol in ZIEN else 404 for rol in Rol} | {
    Rol.WOONCONSULENT.value: 200,
    "anoniem": 302,
    "andere_trajectregisseur": 404,
}

MATRIX: dict[tuple[str, str], dict[str, int]] = {
    ("get", "housing:overzicht"): LEZER,
    ("get", "housing:bezetting"): LEZER,
    ("get", "housing:plekken_achter_cijfer"): LEZER,
    ("get", "housing:draagkracht"): LEZER,
    ("get", "housing:behoefte"): LEZER,
    ("get", "housing:voorraad"): LEZER,
    ("get", "housing:plek"): LEZER_VAN_EEN,
    ("get", "housing:plek_buiten_gebruik"): WOONCONSULENT_VAN_EEN,
    ("post", "housing:plek_buiten_gebruik"): WOONCONSULENT_VAN_EEN,
    ("get", "housing:verblijf_boeken"): WOONCONSULENT,
    ("post", "housing:verblijf_boeken"): WOONCONSULENT,
    ("get", "housing:verblijf_beeindigen"): WOONCONSULENT_VAN_EEN,
    ("post", "housing:verblijf_beeindigen"): WOONCONSULENT_VAN_EEN,
    ("get", "housing:verblijf_verlengen"): WOONCONSULENT_VAN_EEN,
    ("post", "housing:verblijf_verlengen"): WOONCONSULENT_VAN_EEN,
    ("post", "housing:verblijf_annuleren"): WOONCONSULENT_VAN_EEN | {Rol.WOONCONSULENT.value: 302},
    ("get", "housing:contingent_afspreken"): WOONCONSULENT,
    ("post", "housing:contingent_afspreken"): WOONCONSULENT,
    ("get", "housing:plaatsing_registreren"): WOONCONSULENT,
    ("post", "housing:plaatsing_registreren"): WOONCONSULENT,
    ("get", "housing:contactadres_zetten"): WOONCONSULENT,
    ("post", "housing:contactadres_zetten"): WOONCONSULENT,
    ("get", "housing:doorstroom"): LEZER,
    ("post", "housing:raming_afdrukken"): {rol: 404 if status == 200 else status for rol, status in LEZER.items()},
    ("get", "housing:verhuisstroom_vastleggen"): MAAKT_RAMING,
    ("post", "housing:verhuisstroom_vastleggen"): MAAKT_RAMING,
    ("get", "housing:raming_nieuw"): MAAKT_RAMING,
    ("post", "housing:raming_nieuw"): MAAKT_RAMING,
    ("get", "housing:woonvraag_lijst"): ZIET_WOONVRAGEN,
    ("get", "housing:woonvragen_achter_cijfer"): ZIET_WOONVRAGEN,
    ("get", "housing:woonvraag_detail"): ZIET_DEZE,
    ("get", "housing:woonvraag_nieuw"): MELDT_AAN,
    ("post", "housing:woonvraag_nieuw"): MELDT_AAN,
    ("get", "housing:woonvraag_stap"): ZET_STAP,
    ("post", "housing:woonvraag_stap"): ZET_STAP,
    ("get", "housing:woonvraag_beurt"): ZET_STAP,
    ("post", "housing:woonvraag_beurt"): ZET_STAP,
    ("get", "housing:contract_sluiten"): ZET_STAP,
    ("post", "housing:contract_sluiten"): ZET_STAP,
    ("get", "housing:kaart_geven"): ZET_STAP,
    ("post", "housing:kaart_geven"): ZET_STAP,
    ("get", "housing:contract_beeindigen"): ZET_STAP,
    ("post", "housing:contract_beeindigen"): ZET_STAP,
    ("post", "housing:kaart_intrekken"): ZET_STAP | {Rol.WOONCONSULENT.value: 302},
    ("get", "housing:evaluatie_vastleggen"): ZET_STAP,
    ("post", "housing:evaluatie_vastleggen"): ZET_STAP,
    ("get", "housing:evaluatie_tekenen"): ZET_STAP,
    ("post", "housing:evaluatie_tekenen"): ZET_STAP,
    ("post", "housing:handtekening_intrekken"): ZET_STAP | {Rol.WOONCONSULENT.value: 302},
}


def maak_objecten(personen: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """The URL kwargs of each view in the matrix."""
    verblijf = VerblijfFactory()
    van_plek = {"pk": verblijf.plek_id}
    van_verblijf = {"pk": verblijf.pk}
    woonvraag = WoonvraagFactory(huishouden__regie=personen.get("trajectregisseur"))
    van_woonvraag = {"pk": woonvraag.pk}
    contract = PreventiefContractFactory(woonvraag=woonvraag)
    kaart = KaartFactory(contract=contract)
    evaluatie = WoonevaluatieFactory(woonvraag=woonvraag, getekend=True)
    met_pk = {
        "housing:plek": van_plek,
        "housing:plek_buiten_gebruik": van_plek,
        "housing:verblijf_beeindigen": van_verblijf,
        "housing:verblijf_verlengen": van_verblijf,
        "housing:verblijf_annuleren": van_verblijf,
        "housing:woonvraag_detail": van_woonvraag,
        "housing:woonvraag_stap": {**van_woonvraag, "fase": Fase.MATCH},
        "housing:woonvraag_beurt": van_woonvraag,
        "housing:contract_sluiten": van_woonvraag,
        "housing:kaart_geven": {"pk": contract.pk},
        "housing:contract_beeindigen": {"pk": contract.pk},
        "housing:kaart_intrekken": {"pk": kaart.pk},
        "housing:evaluatie_vastleggen": van_woonvraag,
        "housing:evaluatie_tekenen": {"pk": evaluatie.pk},
        "housing:handtekening_intrekken": {"pk": evaluatie.pk, "partij": Partij.INWONER},
    }
    return {view: met_pk.get(view, {}) for _, view in MATRIX}
