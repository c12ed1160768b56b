"""
What every app needs: people, organisations, areas, PDFs, who looked into which dossier, and how machines come in.

Imports no other app.
"""

from zwijndrecht_portal.core.models.huis import (
    Afdruk,
    Bronrecord,
    Gebied,
    Gebruiker,
    Leefgebied,
    Organisatie,
    PeriodeModel,
    periode_velden,
)
from zwijndrecht_portal.core.models.invoer import Invoer
from zwijndrecht_portal.core.models.inzage import Inzage, Ketenkop
from zwijndrecht_portal.core.models.rechten import Rechtenbeoordeling, Rechtenherinnering
from zwijndrecht_portal.core.models.tellingen import Dagtelling
from zwijndrecht_portal.core.models.toegang import ExterneIdentiteit, Toegangstoken

__all__ = [
    "Afdruk",
    "Bronrecord",
    "Dagtelling",
    "ExterneIdentiteit",
    "Gebied",
    "Gebruiker",
    "Invoer",
    "Inzage",
    "Ketenkop",
    "Leefgebied",
    "Organisatie",
    "PeriodeModel",
    "Rechtenbeoordeling",
    "Rechtenherinnering",
    "Toegangstoken",
    "periode_velden",
]
