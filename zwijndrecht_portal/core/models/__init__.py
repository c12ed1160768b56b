"""People, organisations, areas, PDFs, and who looked into which dossier: what every app needs. Imports no other app."""

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
from zwijndrecht_portal.core.models.inzage import Inzage, Ketenkop

__all__ = [
    "Afdruk",
    "Bronrecord",
    "Gebied",
    "Gebruiker",
    "Inzage",
    "Ketenkop",
    "Leefgebied",
    "Organisatie",
    "PeriodeModel",
    "periode_velden",
]
