"""
Money of the plans: what was adopted, what covers it, what was spent and what is expected.

An adopted amount never changes; a begrotingswijziging adds to it from its date on. Wijzigingen, boekingen and prognoses
are only ever added, so every page can be drawn as of a past date. No total is typed: those are
computed, from the boekingen or from what the database itself keeps of them per month.
"""

from budget.models.begrotingen import Begroting, Begrotingspost
from budget.models.cijfers import SociaalDomeinCijfer
from budget.models.dekking import Dekking, Dekkingsbron
from budget.models.imports import Boekingenimport
from budget.models.scenarios import Verdeelscenario
from budget.models.verloop import Boeking, Maandtotaal, Prognose, Verplichting
from budget.models.wijzigingen import Begrotingswijziging, Wijzigingsregel

__all__ = [
    "Begroting",
    "Begrotingspost",
    "Begrotingswijziging",
    "Boeking",
    "Boekingenimport",
    "Dekking",
    "Dekkingsbron",
    "Maandtotaal",
    "Prognose",
    "SociaalDomeinCijfer",
    "Verdeelscenario",
    "Verplichting",
    "Wijzigingsregel",
]
