"""Figures that wonen computes about itself."""

from collections.abc import Sequence
from datetime import date, timedelta

from housing.enums import VoorzieningSoort
from housing.regels.bezetting import PlekRegel, tel_nachten
from housing.selectors import dagen_tot_plaatsing, lees_plekken
from zwijndrecht_portal.core.indicatoren import Berekening, Richting, Uitkomst
from zwijndrecht_portal.core.onherleidbaar import aandeel

NACHTEN = 30


def bezetting_terugvalvoorziening(peildatum: date) -> Uitkomst:
    """Nights with a verblijf in the 30 nights up to and including the peildatum."""
    return bezetting_reeks([peildatum])[0]


def bezetting_reeks(peildata: Sequence[date]) -> list[Uitkomst]:
    """The same for many dates at once: the plekken are read one time."""
    if not peildata:
        return []
    eerste, laatste = min(peildata) - timedelta(days=NACHTEN - 1), max(peildata)
    plekken = lees_plekken(eerste, laatste + timedelta(days=1), VoorzieningSoort.TERUGVAL)
    return [_bezetting(plekken, dag) for dag in peildata]


def _bezetting(plekken: list[PlekRegel], peildatum: date) -> Uitkomst:
    nachten = tel_nachten(plekken, peildatum - timedelta(days=NACHTEN - 1), peildatum)
    if not nachten.beschikbaar:
        return Uitkomst(None)
    deel = aandeel(nachten.verblijf, nachten.beschikbaar)
    if deel is None:
        return Uitkomst(None, geheim=True)
    return Uitkomst(deel, nachten.verblijf, nachten.beschikbaar)


BEREKENINGEN = (
    Berekening(
        sleutel="bezetting-terugvalvoorziening",
        naam="Bezetting terugvalvoorziening",
        eenheid="%",
        definitie="Van alle nachten die de plekken er waren: het deel waarin iemand er sliep, in de dertig nachten tot "
        "en met de peildatum. Ook nachten waarin een plek buiten gebruik was of werd klaargemaakt, tellen mee.",
        richting=Richting.GEEN,
        vragen=("M2",),
        functie=bezetting_terugvalvoorziening,
        lijst_url="housing:overzicht",
        reeks=bezetting_reeks,
    ),
    Berekening(
        sleutel="dagen-tot-plaatsing",
        naam="Dagen tot een plaatsing",
        eenheid="dagen",
        definitie="Van alle plaatsingen in het jaar tot en met de peildatum: de helft duurde langer dan dit aantal "
        "dagen, van de aanmelding tot de sleutel. Een terugvalplek telt niet mee.",
        richting=Richting.LAGER,
        vragen=("M1",),
        functie=lambda peildatum: dagen_tot_plaatsing([peildatum])[0],
        lijst_url="housing:overzicht",
        reeks=dagen_tot_plaatsing,
    ),
)
