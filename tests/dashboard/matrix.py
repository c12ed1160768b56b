"""Who gets which status on which page of the dashboard; every role and nobody."""

from typing import Any

from tests.dashboard.factories import IndicatorFactory, KopcijferFactory, MetingFactory, RapportageFactory
from tests.plan.factories import ActieFactory
from zwijndrecht_portal.core.enums import Rol

OPSTELLERS = {Rol.BELEIDSMEDEWERKER, Rol.PROGRAMMAMANAGER}


def rij(opsteller: int, ander: int, **uitzonderingen: int) -> dict[str, int]:
    """The status per role; nobody signed in goes to the sign-in page."""
    per_rol = {rol.value: opsteller if rol in OPSTELLERS else ander for rol in Rol}
    return {"anoniem": 302} | per_rol | uitzonderingen


MATRIX: dict[tuple[str, str], dict[str, int]] = {
    ("get", "api:indicatoren"): rij(200, 200, anoniem=401),
    ("get", "api:indicator"): rij(200, 200, anoniem=401),
    ("get", "api:metingen"): rij(200, 200, anoniem=401),
    ("get", "api:rapportages"): rij(200, 200, anoniem=401),
    ("get", "api:rapportage"): rij(200, 404, anoniem=401),
    ("get", "dashboard:overzicht"): rij(200, 200),
    ("get", "dashboard:cijfer_lijst"): rij(200, 200),
    ("get", "dashboard:indicator"): rij(200, 200),
    ("get", "dashboard:indicatoren_csv"): rij(200, 200),
    ("get", "dashboard:indicator_csv"): rij(200, 200),
    ("get", "dashboard:metingen_inlezen"): rij(200, 403),
    ("post", "dashboard:metingen_inlezen"): rij(200, 403),  # no file: shown again with its error
    ("get", "dashboard:kopcijfers"): rij(200, 403),
    ("post", "dashboard:kopcijfers"): rij(200, 403),  # an empty form: shown again with its errors
    ("post", "dashboard:kopcijfer_weg"): rij(302, 403),
    ("get", "dashboard:rapportage_lijst"): rij(200, 200),
    ("get", "dashboard:rapportage_maken"): rij(200, 403),
    ("post", "dashboard:rapportage_maken"): rij(200, 403),  # an empty form: shown again with its errors
    # A concept that somebody else made: outside the composers it does not exist.
    ("get", "dashboard:rapportage_detail"): rij(200, 404),
    ("get", "dashboard:rapportage_pdf"): rij(200, 404),
    ("get", "dashboard:rapportage_samenvatting"): rij(200, 404),
    ("get", "dashboard:rapportage_brief"): rij(200, 404),
    ("get", "dashboard:rapportage_tabellen"): rij(200, 404),
    ("get", "dashboard:rapportage_tabel"): rij(200, 404),
    ("get", "dashboard:rapportage_opstellen"): rij(200, 404),
    ("post", "dashboard:sectie_schrijven"): rij(200, 404),  # without a basis: shown again with its error
    ("post", "dashboard:sectie_voorbeeld"): rij(200, 404),
    ("post", "dashboard:rapportage_bijwerken"): rij(302, 404),
    ("post", "dashboard:rapportage_opnieuw"): rij(302, 404),
    ("post", "dashboard:rapportage_voorleggen"): rij(200, 404),  # something is missing: shown again
    ("post", "dashboard:rapportage_teruggeven"): rij(403, 404, programmamanager=200),  # without a reason
    ("post", "dashboard:rapportage_vaststellen"): rij(403, 404, programmamanager=302),
    ("post", "dashboard:rapportage_aanbieden"): rij(403, 403, programmamanager=302),  # everybody sees an adopted one
}


def maak_objecten(personen: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """The keyword arguments of each URL that needs them."""
    indicator = IndicatorFactory(sleutel="proef")
    MetingFactory(indicator=indicator)
    concept = {"pk": RapportageFactory(klaar=True).pk}
    voorgelegd = {"pk": RapportageFactory(voorgelegd=True).pk}
    hoofdstuk = concept | {"sectie": "geld"}
    lezen = ("detail", "pdf", "samenvatting", "brief", "tabellen", "opstellen", "bijwerken", "opnieuw")
    return {f"dashboard:rapportage_{naam}": concept for naam in lezen} | {
        "api:indicator": {"sleutel": indicator.sleutel},
        "api:metingen": {"sleutel": indicator.sleutel},
        "api:rapportage": {"id": concept["pk"]},
        "dashboard:indicator": {"sleutel": indicator.sleutel},
        "dashboard:rapportage_tabel": concept | {"tabel": "cijfers"},
        "dashboard:sectie_schrijven": hoofdstuk,
        "dashboard:sectie_voorbeeld": hoofdstuk,
        "dashboard:rapportage_voorleggen": {"pk": RapportageFactory(klaar=True, plan=ActieFactory().plan).pk},
        "dashboard:rapportage_teruggeven": voorgelegd,
        "dashboard:rapportage_vaststellen": voorgelegd,
        "dashboard:rapportage_aanbieden": {"pk": RapportageFactory(vastgesteld=True).pk},
        "dashboard:indicator_csv": {"sleutel": indicator.sleutel},
        "dashboard:kopcijfer_weg": {"pk": KopcijferFactory(indicator=indicator).pk},
    }
