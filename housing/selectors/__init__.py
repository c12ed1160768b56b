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
from housing.selectors.voorraad import Voorraad, voorraad_op

__all__ = [
    "ContingentRegel",
    "Contingenten",
    "Draagkracht",
    "MaandRegel",
    "Overzicht",
    "PlekDetail",
    "Voorraad",
    "VoorzieningRegel",
    "WijkRegel",
    "bezetting_per_maand",
    "contingenten",
    "draagkracht",
    "lees_overzicht",
    "lees_plekken",
    "plek_detail",
    "raming_op",
    "ramingen",
    "voorraad_op",
    "voorzieningen",
]
