"""The next four quarters: what is needed against what contingents will give."""

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_FLOOR, Decimal

from django.db.models import Sum

from housing.models import Contingent
from housing.regels.behoefte import Raming
from housing.selectors.contingenten import contingenten
from housing.selectors.voorraad import Voorraad
from zwijndrecht_portal.core.onherleidbaar import Telling
from zwijndrecht_portal.core.opmaak import getal, telling

KWARTALEN = 4


@dataclass(frozen=True, slots=True)
class KwartaalRegel:
    """By the end of a quarter: homes from contingents so far, and what is still short. None: too few to show."""

    kwartaal: str
    woningen: Telling
    tekort_laag: Telling
    tekort_hoog: Telling
    is_aanname: bool  # nothing agreed for that year yet: reckoned as this year

    @property
    def tekort_tekst(self) -> str:
        if self.tekort_laag is None or self.tekort_hoog is None:
            return telling(None)
        if self.tekort_laag == self.tekort_hoog:
            return getal(self.tekort_hoog)
        return f"{getal(self.tekort_laag)} tot {getal(self.tekort_hoog)}"


@dataclass(frozen=True, slots=True)
class Vooruitblik:
    regels: tuple[KwartaalRegel, ...]
    voorraad_zin: str


def vooruitblik(raming: Raming, voorraad: Voorraad, peildatum: date, *, drempel: int) -> Vooruitblik:
    """
    From the quarter of the peildatum on, what is free in this year counts at once, later years a quarter at a time.

    Safe for who sees counts from `drempel`: it rests on the published total of the contingents. Two queries.
    """
    vrij = contingenten(peildatum.year, peildatum, drempel=drempel).vrij
    per_jaar = _afgesproken(peildatum.year)
    regels = []
    for nummer in range(KWARTALEN):
        jaar, kwartaal = divmod(peildatum.year * 4 + (peildatum.month - 1) // 3 + nummer, 4)
        volgend = per_jaar.get(jaar, per_jaar.get(peildatum.year, 0))
        erbij = (kwartaal + 1) * Decimal(volgend) / 4 if jaar > peildatum.year else Decimal(0)
        woningen = None if vrij is None else vrij + int(erbij.to_integral_value(ROUND_FLOOR))
        regels.append(
            KwartaalRegel(
                kwartaal=f"Q{kwartaal + 1} {jaar}",
                woningen=woningen,
                tekort_laag=_tekort(raming.laag, woningen),
                tekort_hoog=_tekort(raming.hoog, woningen),
                is_aanname=jaar > peildatum.year and jaar not in per_jaar,
            )
        )
    return Vooruitblik(tuple(regels), _voorraad_zin(raming, voorraad))


def _afgesproken(vanaf: int) -> dict[int, int]:
    """Homes agreed on per year, from this year on."""
    rijen = Contingent.objects.filter(jaar__range=(vanaf, vanaf + 1)).values("jaar").annotate(som=Sum("aantal"))
    return {rij["jaar"]: rij["som"] for rij in rijen.order_by("jaar")}


def _tekort(nodig: int, woningen: Telling) -> Telling:
    return None if woningen is None else max(nodig - woningen, 0)


def _voorraad_zin(raming: Raming, voorraad: Voorraad) -> str:
    """What is needed as a share of each segment of the stock."""
    if voorraad.totaal is None or not raming.hoog:
        return ""
    delen = []
    for lezing in voorraad.lezingen:
        woningen = int(voorraad.totaal * lezing.aandeel_nu / 100)
        delen.append(f"1 op de {getal(woningen // raming.hoog)} {lezing.naam[0].lower()}{lezing.naam[1:]}")
    return f"Zoveel woningen als hooguit nodig zijn, is {' of '.join(delen)}." if delen else ""
