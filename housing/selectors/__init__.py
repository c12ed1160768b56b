"""What other apps may know about wonen: counts and nights, never who."""

from housing.selectors.behoefte import raming_op, ramingen
from housing.selectors.bezetting import (
    MaandRegel,
    PlekDetail,
    VoorzieningRegel,
    bezetting_per_maand,
    lees_plekken,
    plek_detail,
    voorzieningen,
)
from housing.selectors.contingenten import Contingenten, ContingentRegel, contingenten
from housing.selectors.draagkracht import Draagkracht, WijkRegel, draagkracht
from housing.selectors.overzicht import Overzicht, lees_overzicht
from housing.selectors.verhuizingen import verhuisstromen
from housing.selectors.voorraad import Voorraad, voorraad_op, voorraadregels
from housing.selectors.vooruitblik import Vooruitblik, vooruitblik
from housing.selectors.woonvragen import (
    DOORLOOPTIJD,
    Doorstroom,
    Trechter,
    dagen_tot_plaatsing,
    doorlooptijd_uit,
    doorstroom,
    terugval_cohorten,
    trechter,
)

__all__ = [
    "DOORLOOPTIJD",
    "ContingentRegel",
    "Contingenten",
    "Doorstroom",
    "Draagkracht",
    "MaandRegel",
    "Overzicht",
    "PlekDetail",
    "Trechter",
    "Voorraad",
    "Vooruitblik",
    "VoorzieningRegel",
    "WijkRegel",
    "bezetting_per_maand",
    "contingenten",
    "dagen_tot_plaatsing",
    "doorlooptijd_uit",
    "doorstroom",
    "draagkracht",
    "lees_overzicht",
    "lees_plekken",
    "plek_detail",
    "raming_op",
    "ramingen",
    "terugval_cohorten",
    "trechter",
    "verhuisstromen",
    "voorraad_op",
    "voorraadregels",
    "vooruitblik",
    "voorzieningen",
]
