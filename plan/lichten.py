"""
The honest stoplight: how the lights are computed, and when a trekker has to explain.

Tijd follows from the mijlpalen. Geld and kwaliteit come from budget and dashboard (`plan.bronnen`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from zwijndrecht_portal.core.enums import ERNST, Licht
from zwijndrecht_portal.core.opmaak import meervoud
from zwijndrecht_portal.core.periode import Periode


@dataclass(frozen=True, slots=True)
class MijlpaalRegel:
    """A mijlpaal as it stood on a peildatum."""

    naam: str
    periode: Periode | None
    vastgesteld: Periode | None
    gerealiseerd_op: date | None
    id: int | None = None

    @property
    def slip(self) -> int:
        """Quarters later (+) or earlier (-) than adopted; 0 when one of the two is unknown."""
        if self.periode is None or self.vastgesteld is None or self.periode is self.vastgesteld:
            return 0
        return self.periode.verschil_in_kwartalen(self.vastgesteld)

    @property
    def slip_tekst(self) -> str:
        if not self.slip:
            return ""
        richting = "later" if self.slip > 0 else "eerder"
        return f"{meervoud(abs(self.slip), 'kwartaal', 'kwartalen')} {richting} dan vastgesteld"

    def is_gehaald(self, peildatum: date) -> bool:
        return self.gerealiseerd_op is not None and self.gerealiseerd_op <= peildatum

    def is_te_laat(self, peildatum: date) -> bool:
        """Not reached while the current period is over."""
        return not self.is_gehaald(peildatum) and self.periode is not None and self.periode.tot < peildatum


@dataclass(frozen=True, slots=True)
class LichtStand:
    licht: Licht
    uitleg: str


@dataclass(frozen=True, slots=True)
class Lichten:
    """The three lights of an actie, each with the sentence that says why."""

    tijd: LichtStand
    geld: LichtStand
    kwaliteit: LichtStand

    def zwaarste(self) -> Licht:
        return max((self.tijd.licht, self.geld.licht, self.kwaliteit.licht), key=ERNST.__getitem__)


def bereken_tijd(mijlpalen: Sequence[MijlpaalRegel], peildatum: date) -> LichtStand:
    """
    Red: a mijlpaal is late. Orange: one is planned later than adopted. Unknown: none has a period.

    What is reached counts as good, also when it was reached late: the slip stays visible beside it.
    """
    te_laat = [m for m in mijlpalen if m.is_te_laat(peildatum)]
    if te_laat:
        return LichtStand(Licht.ROOD, f"{meervoud(len(te_laat), 'mijlpaal is', 'mijlpalen zijn')} te laat.")
    open_mijlpalen = [m for m in mijlpalen if not m.is_gehaald(peildatum)]
    verschoven = [m for m in open_mijlpalen if m.slip > 0]
    if verschoven:
        aantal = meervoud(len(verschoven), "mijlpaal staat", "mijlpalen staan")
        return LichtStand(Licht.ORANJE, f"{aantal} later gepland dan vastgesteld.")
    if not any(m.periode or m.is_gehaald(peildatum) for m in mijlpalen):
        return LichtStand(Licht.ONBEKEND, "De bron noemt geen leesbare planning.")
    if not open_mijlpalen:
        return LichtStand(Licht.GROEN, "Alle mijlpalen zijn gehaald.")
    return LichtStand(Licht.GROEN, "Geen mijlpaal is te laat of verschoven.")


def vraagt_uitleg(gekozen: Licht, berekend: Licht) -> bool:
    """Orange or red asks for an explanation, and so does a light better than the computed one."""
    return gekozen in {Licht.ORANJE, Licht.ROOD} or (berekend != Licht.ONBEKEND and ERNST[gekozen] < ERNST[berekend])
