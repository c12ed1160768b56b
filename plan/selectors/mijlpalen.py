"""Every mijlpaal of the plans as it stood on a date: the list behind the figures about mijlpalen."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from plan.enums import ActieStatus
from plan.lichten import MijlpaalRegel
from plan.selectors.regels import ActieRegel, acties_van_plan

PER_PAGINA = 50


@dataclass(frozen=True, slots=True)
class MijlpaalRij:
    """A mijlpaal with its actie. The words are those of `plan.selectors.reeksen`, which counts them in SQL."""

    actie: ActieRegel
    mijlpaal: MijlpaalRegel

    @property
    def is_voorbij(self) -> bool:
        """Its adopted period is over."""
        return self.mijlpaal.vastgesteld is not None and self.mijlpaal.vastgesteld.tot < self.actie.peildatum

    @property
    def is_op_tijd(self) -> bool:
        """Reached before the end of its adopted period, which is over."""
        vast, gehaald = self.mijlpaal.vastgesteld, self.mijlpaal.gerealiseerd_op
        return self.is_voorbij and vast is not None and gehaald is not None and gehaald <= vast.tot

    @property
    def is_vergelijkbaar(self) -> bool:
        """It has an adopted and a current period."""
        return self.mijlpaal.periode is not None and self.mijlpaal.vastgesteld is not None

    @property
    def gehaald_op(self) -> date | None:
        gehaald = self.mijlpaal.gerealiseerd_op
        return gehaald if self.mijlpaal.is_gehaald(self.actie.peildatum) else None


# What can be asked of the list, in the order of the tabs: a label, and which rows.
KEUZES: dict[str, tuple[str, Callable[[MijlpaalRij], bool]]] = {
    "": ("Alle", lambda rij: True),
    "voorbij": ("Vastgestelde periode voorbij", lambda rij: rij.is_voorbij),
    "op-tijd": ("Daarvan op tijd gehaald", lambda rij: rij.is_op_tijd),
    "niet-op-tijd": ("Daarvan niet op tijd", lambda rij: rij.is_voorbij and not rij.is_op_tijd),
    "vergelijkbaar": ("Met een oude en een nieuwe periode", lambda rij: rij.is_vergelijkbaar),
}
# Columns that sort; what has no value comes last, whichever way.
SORTERINGEN: dict[str, Callable[[MijlpaalRij], Any]] = {
    "mijlpaal": lambda rij: rij.mijlpaal.naam.lower(),
    "actie": lambda rij: rij.actie.naam.lower(),
    "vastgesteld": lambda rij: rij.mijlpaal.vastgesteld and rij.mijlpaal.vastgesteld.tot,
    "nu": lambda rij: rij.mijlpaal.periode and rij.mijlpaal.periode.tot,
    "verschuiving": lambda rij: rij.mijlpaal.slip if rij.is_vergelijkbaar else None,
    "gehaald": lambda rij: rij.gehaald_op,
}


@dataclass(frozen=True, slots=True)
class MijlpaalPagina:
    """One page of the list; `lengtes` says how long it is for each choice."""

    rijen: list[MijlpaalRij]
    totaal: int
    lengtes: dict[str, int]
    pagina: int

    @property
    def paginas(self) -> int:
        return max(1, -(-self.totaal // PER_PAGINA))

    @property
    def eerste(self) -> int:
        return (self.pagina - 1) * PER_PAGINA + 1


def mijlpalen_van(plan: str | None, peildatum: date) -> list[MijlpaalRij]:
    """Of the acties that count (beyond concept, not vervallen), in the order of the plan."""
    acties = [actie for actie in acties_van_plan(plan, peildatum) if actie.status != ActieStatus.VERVALLEN]
    return [MijlpaalRij(actie, mijlpaal) for actie in acties for mijlpaal in actie.mijlpalen]


def pagina_van_mijlpalen(plan: str | None, peildatum: date, *, toon: str, sorteer: str, pagina: int) -> MijlpaalPagina:
    """An unknown order is that of the plan, an unknown choice is all, a page beyond the end is the last one."""
    rijen = mijlpalen_van(plan, peildatum)
    lengtes = {naam: sum(map(past, rijen)) for naam, (_, past) in KEUZES.items()}
    gekozen = [rij for rij in rijen if KEUZES[toon if toon in KEUZES else ""][1](rij)]
    if waarde := SORTERINGEN.get(sorteer.removeprefix("-")):
        met = [rij for rij in gekozen if waarde(rij) is not None]
        zonder = [rij for rij in gekozen if waarde(rij) is None]
        gekozen = [*sorted(met, key=waarde, reverse=sorteer.startswith("-")), *zonder]
    pagina = min(pagina, max(1, -(-len(gekozen) // PER_PAGINA)))
    begin = (pagina - 1) * PER_PAGINA
    return MijlpaalPagina(gekozen[begin : begin + PER_PAGINA], len(gekozen), lengtes, pagina)
