"""Who gets which status on which page of the dashboard; every role and nobody."""

from typing import Any

from tests.dashboard.factories import IndicatorFactory, MetingFactory, RapportageFactory
from zwijndrecht_portal.core.enums import Rol

OPSTELLERS = {Rol.BELEIDSMEDEWERKER, Rol.PROGRAMMAMANAGER}


def rij(opsteller: int, ander: int, **uitzonderingen: int) -> dict[str, int]:
    """The status per role; nobody signed in goes to the sign-in page."""
    per_rol = {rol.value: opsteller if rol in OPSTELLERS else ander for rol in Rol}
    return {"anoniem": 302} | per_rol | uitzonderingen


MATRIX: dict[tuple[str, str], dict[str, int]] = {
    ("get", "dashboard:overzicht"): rij(200, 200),
    ("get", "dashboard:indicator"): rij(200, 200),
    ("get", "dashboard:rapportage_lijst"): rij(200, 200),
    ("get", "dashboard:rapportage_maken"): rij(200, 403),
    ("post", "dashboard:rapportage_maken"): rij(200, 403),  # an empty form: shown again with its errors
    # A concept that somebody else made: outside the composers it does not exist.
    ("get", "dashboard:rapportage_detail"): rij(200, 404),
    ("get", "dashboard:rapportage_pdf"): rij(200, 404),
    ("post", "dashboard:rapportage_opnieuw"): rij(302, 404),
    ("post", "dashboard:rapportage_vaststellen"): rij(403, 404, programmamanager=302),
}


def maak_objecten(personen: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """The keyword arguments of each URL that needs them."""
    indicator = IndicatorFactory(sleutel="proef")
    MetingFactory(indicator=indicator)
    concept = {"pk": RapportageFactory(klaar=True).pk}
    return {
        "dashboard:indicator": {"sleutel": indicator.sleutel},
        "dashboard:rapportage_detail": concept,
        "dashboard:rapportage_pdf": concept,
        "dashboard:rapportage_opnieuw": concept,
        "dashboard:rapportage_vaststellen": concept,
    }
