"""What the pages and the other apps may know about the money, as frozen rows for one peildatum."""

from budget.selectors.aandachtspunten import GeldAandachtspunt, codes_per_actie, geld_aandachtspunten
from budget.selectors.besluiten import Besluit, lees_besteding
from budget.selectors.bewaren import bewaarregels
from budget.selectors.cijfers import SociaalDomeinRegel, sociaal_domein_cijfers
from budget.selectors.eenheden import Eenheidskosten, kosten_per_eenheid, laatste_boeking
from budget.selectors.geld import TELBRON, geld_per_actie, posten_uit, posten_van_acties
from budget.selectors.geldstroom import Stroom, geldstromen
from budget.selectors.maandtotalen import afwijkende_maanden
from budget.selectors.overzicht import als_json, begroting_overzicht, post_op_peildatum
from budget.selectors.posten import PostDetail, boekingen_van, post_detail
from budget.selectors.scenarios import Scenario, scenarios_van
from budget.selectors.wijzigingen import Wijziging, wijzigingen_van

__all__ = [
    "TELBRON",
    "Besluit",
    "Eenheidskosten",
    "GeldAandachtspunt",
    "PostDetail",
    "Scenario",
    "SociaalDomeinRegel",
    "Stroom",
    "Wijziging",
    "afwijkende_maanden",
    "als_json",
    "begroting_overzicht",
    "bewaarregels",
    "boekingen_van",
    "codes_per_actie",
    "geld_aandachtspunten",
    "geld_per_actie",
    "geldstromen",
    "kosten_per_eenheid",
    "laatste_boeking",
    "lees_besteding",
    "post_detail",
    "post_op_peildatum",
    "posten_uit",
    "posten_van_acties",
    "scenarios_van",
    "sociaal_domein_cijfers",
    "wijzigingen_van",
]
