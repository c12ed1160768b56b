"""
The stock of homes from today to 2030.

The source wants "dit aandeel" at 30 % and names two shares before it: 37 % homes of corporaties and 32 % affordable
rent. Nobody knows which it means, so both readings are worked out.
"""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from zwijndrecht_portal.core.opmaak import meervoud


@dataclass(frozen=True, slots=True)
class Bouwprogramma:
    """A chosen programme: how many homes come, and which part of them is in the segment."""

    erbij: int
    aandeel_nieuw: Decimal  # per cents of the new homes
    saldo: int = 0  # agreed change in the existing homes of the segment


@dataclass(frozen=True, slots=True)
class Lezing:
    """One reading of the target: a segment, its share now and the share that is wanted."""

    naam: str
    aandeel_nu: Decimal
    doel: Decimal


@dataclass(frozen=True, slots=True)
class Pad:
    """What becomes of one segment when the programme is built."""

    lezing: Lezing
    woningen_nu: int
    woningen_straks: int
    totaal_straks: int
    nodig_voor_doel: int

    @property
    def aandeel_straks(self) -> Decimal:
        return (Decimal(100) * self.woningen_straks / self.totaal_straks).quantize(Decimal("0.1"), ROUND_HALF_UP)

    @property
    def verschil_met_doel(self) -> int:
        """Homes above (+) or below (-) what the wanted share asks for."""
        return self.woningen_straks - self.nodig_voor_doel

    @property
    def verschil_in_woorden(self) -> str:
        if not self.verschil_met_doel:
            return "precies het doel"
        richting = "meer" if self.verschil_met_doel > 0 else "minder"
        return f"{meervoud(abs(self.verschil_met_doel), 'woning', 'woningen')} {richting} dan het doel"


def bereken_pad(lezing: Lezing, voorraad: int, programma: Bouwprogramma) -> Pad:
    """From the stock now to the stock after the programme; homes rounded half up."""
    nu = _heel(voorraad * lezing.aandeel_nu / 100)
    straks = nu + programma.saldo + _heel(programma.erbij * programma.aandeel_nieuw / 100)
    totaal = voorraad + programma.erbij
    return Pad(lezing, nu, straks, totaal, _heel(totaal * lezing.doel / 100))


def _heel(aantal: Decimal) -> int:
    return int(aantal.quantize(Decimal(1), ROUND_HALF_UP))
