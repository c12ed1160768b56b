"""
What the wijkteam knows about a huishouden. Every table here is behind row-level security (docs/adr/0003).

What changes over time is a dated row (`geldig`); the database refuses two of the same kind that hold at one moment.
Contacts are only added. What the day list and the counts need is derived from them and kept beside them.
"""

from casework.models.contacten import Contactmoment, Contactstand, Herroeping, Notitie, OpTijdPeriode
from casework.models.huishoudens import Huishouden, Inwoner, Pseudoniemteller
from casework.models.perioden import Niveau, Ondersteuningsplan, Regie, Ritmeprofiel, Waakvlam
from casework.models.taken import Taak
from casework.models.toegang import Dossiertoegang

__all__ = [
    "Contactmoment",
    "Contactstand",
    "Dossiertoegang",
    "Herroeping",
    "Huishouden",
    "Inwoner",
    "Niveau",
    "Notitie",
    "Ondersteuningsplan",
    "OpTijdPeriode",
    "Pseudoniemteller",
    "Regie",
    "Ritmeprofiel",
    "Taak",
    "Waakvlam",
]
