"""
How much fits the hours: the caseload as a bandwidth, without the database.

One fte keeps 50 to 100 waakvlammen (PORTAAL_BANDBREEDTE_PER_FTE). A huishouden higher on the ladder weighs as several
waakvlammen (PORTAAL_GEWICHT_PER_TREDE, an assumption). What volunteers keep is counted apart.
"""

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from django.conf import settings

from casework.enums import Trede
from zwijndrecht_portal.core.opmaak import getal, meervoud

KWARTALEN_VOORUIT = 12


def gewicht_per_trede() -> dict[Trede, int]:
    """How many waakvlammen a huishouden on this step weighs."""
    return dict(zip(Trede, settings.PORTAAL_GEWICHT_PER_TREDE, strict=True))


@dataclass(frozen=True, slots=True)
class Bandbreedte:
    """A caseload against hours. `belasting` is counted in waakvlammen; `fte` None: nobody wrote the hours down."""

    belasting: int
    fte: Decimal | None
    vrijwillig: int = 0

    @property
    def laagste(self) -> int:
        return int(settings.PORTAAL_BANDBREEDTE_PER_FTE[0] * (self.fte or 0))

    @property
    def hoogste(self) -> int:
        return int(settings.PORTAAL_BANDBREEDTE_PER_FTE[1] * (self.fte or 0))

    @property
    def per_fte(self) -> int | None:
        """0,6 fte with 80 is 133 per fte."""
        return int((self.belasting / self.fte).quantize(Decimal(1), ROUND_HALF_UP)) if self.fte else None

    @property
    def tekst(self) -> str:
        if not self.fte:
            return f"{self.belasting}, uren onbekend"
        return f"{self.belasting} van {self.laagste}-{self.hoogste} bij {getal(self.fte, 2).removesuffix('0')} fte"

    @property
    def stand(self) -> str:
        """ "onder", "binnen" or "boven" the bandwidth; "onbekend" without hours."""
        if not self.fte:
            return "onbekend"
        if self.belasting < self.laagste:
            return "onder"
        return "binnen" if self.belasting <= self.hoogste else "boven"

    @property
    def oordeel(self) -> str:
        return {
            "onbekend": "De teamleider heeft nog geen uren ingevuld.",
            "onder": "Er is ruimte voor meer.",
            "binnen": "Dit past bij de uren.",
            "boven": "Dit is meer dan bij de uren past.",
        }[self.stand]

    @property
    def toon(self) -> str:
        return {"onbekend": "rustig", "onder": "bezig", "binnen": "goed", "boven": "fout"}[self.stand]

    @property
    def label(self) -> str:
        return {"onbekend": "Uren onbekend"}.get(self.stand, f"{self.stand.capitalize()} de bandbreedte")

    @property
    def daarnaast(self) -> str:
        """What volunteers keep; empty when they keep nothing."""
        return (
            f"Daarnaast {meervoud(self.vrijwillig, 'waakvlam', 'waakvlammen')} bij vrijwilligers."
            if self.vrijwillig
            else ""
        )

    @property
    def schaal(self) -> int:
        """Where the drawn bar ends."""
        return max(self.hoogste * 6 // 5, self.belasting, 1)


def kwartaal_van(dag: date) -> tuple[int, int]:
    return dag.year, (dag.month + 2) // 3


def prognose(nu: Bandbreedte, *, toen: int, vandaag: date) -> str:
    """
    When the team leaves the bandwidth if it goes on as in the last two quarters. `toen`: the burden two quarters ago.

    Straight on: half of the difference per quarter, with the hours of now.
    """
    if nu.stand in ("onbekend", "onder", "boven"):
        return "" if nu.stand == "onbekend" else f"Het team zit nu {nu.stand} de bandbreedte."
    per_kwartaal = Decimal(nu.belasting - toen) / 2
    jaar, kwartaal = kwartaal_van(vandaag)
    for stap in range(1, KWARTALEN_VOORUIT + 1):
        verwacht = nu.belasting + stap * per_kwartaal
        if nu.laagste <= verwacht <= nu.hoogste:
            continue
        nummer = kwartaal - 1 + stap
        kant = "boven" if verwacht > nu.hoogste else "onder"
        wanneer = f"het {nummer % 4 + 1}e kwartaal van {jaar + nummer // 4}"
        return (
            f"Gaat het zo door als in de laatste twee kwartalen, dan komt het team {kant} de bandbreedte in {wanneer}."
        )
    return "Gaat het zo door als in de laatste twee kwartalen, dan blijft het team drie jaar binnen de bandbreedte."
