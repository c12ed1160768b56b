"""
What the wijkteam knows about a huishouden. Every table here is behind row-level security (docs/adr/0003).

What changes over time is a dated row (`geldig`); the database refuses two of the same kind that hold at one moment.
Contacts are only added. What the day list and the counts need is derived from them and kept beside them.
"""

from casework.models.bewaren import Bewaarstop, Bewaartermijn, Vernietiging
from casework.models.contacten import Contactmoment, Contactstand, Herroeping, Notitie, OpTijdPeriode
from casework.models.herindelingen import Herindeling
from casework.models.huishoudens import Huishouden, Inwoner, Pseudoniemteller
from casework.models.levensloop import Sluiting
from casework.models.overdrachten import Overdracht
from casework.models.perioden import Niveau, Ondersteuningsplan, Regie, Ritmeprofiel, Waakvlam
from casework.models.plannen import Doel, Meting
from casework.models.taken import Taak
from casework.models.team import Bijeenkomst, Buurtcirkel, Inzet
from casework.models.tellingen import Telmutatie, Telperiode
from casework.models.toegang import Dossiertoegang

__all__ = [
    "Bewaarstop",
    "Bewaartermijn",
    "Bijeenkomst",
    "Buurtcirkel",
    "Contactmoment",
    "Contactstand",
    "Doel",
    "Dossiertoegang",
    "Herindeling",
    "Herroeping",
    "Huishouden",
    "Inwoner",
    "Inzet",
    "Meting",
    "Niveau",
    "Notitie",
    "Ondersteuningsplan",
    "OpTijdPeriode",
    "Overdracht",
    "Pseudoniemteller",
    "Regie",
    "Ritmeprofiel",
    "Sluiting",
    "Taak",
    "Telmutatie",
    "Telperiode",
    "Vernietiging",
    "Waakvlam",
]
