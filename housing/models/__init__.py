"""
Where people can live: voorzieningen with plekken, contingents of corporaties, the stock of homes and what is needed.

No row in these tables says who lives somewhere, except in the tables of a woonvraag: those are behind row-level
security (docs/adr/0003). So occupancy, contingents and targets can be counted for every reader.
"""

from housing.models.afspraken import Kaart, PreventiefContract, Woonevaluatie
from housing.models.behoefte import Aanname, Behoefteraming
from housing.models.contingenten import Contingent, Plaatsing
from housing.models.herinneringen import Beurtherinnering, Contactadres
from housing.models.voorraad import Verhuisstroom, Voorraaddoel, Voorraadmeting
from housing.models.voorzieningen import Leegstand, Plek, Verblijf, Voorziening
from housing.models.woonvragen import Woonvraag, WoonvraagStand

__all__ = [
    "Aanname",
    "Behoefteraming",
    "Beurtherinnering",
    "Contactadres",
    "Contingent",
    "Kaart",
    "Leegstand",
    "Plaatsing",
    "Plek",
    "PreventiefContract",
    "Verblijf",
    "Verhuisstroom",
    "Voorraaddoel",
    "Voorraadmeting",
    "Voorziening",
    "Woonevaluatie",
    "Woonvraag",
    "WoonvraagStand",
]
