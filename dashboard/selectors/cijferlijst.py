"""All figures on one page: filtered by the database, sorted by what is computed."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from dashboard.cijfers import Cijfer
from dashboard.querysets import IndicatorQuerySet
from dashboard.selectors.cijfers import lees_cijfers

PER_PAGINA = 50


@dataclass(frozen=True, slots=True)
class CijferRegel:
    cijfer: Cijfer
    leefgebied: str  # "" when it is about none in particular


@dataclass(frozen=True, slots=True)
class CijferPagina:
    regels: list[CijferRegel]
    totaal: int
    pagina: int

    @property
    def paginas(self) -> int:
        return max(1, -(-self.totaal // PER_PAGINA))

    @property
    def eerste(self) -> int:
        return (self.pagina - 1) * PER_PAGINA + 1


# Columns that sort; what has no value comes last, whichever way. Values of one unit stand together.
SORTERINGEN: dict[str, Callable[[CijferRegel], Any]] = {
    "naam": lambda regel: regel.cijfer.naam.lower(),
    "waarde": lambda regel: _waarde(regel.cijfer),
    "oordeel": lambda regel: {"ongunstig": 0, "gunstig": 2}.get(regel.cijfer.oordeel, 1),
    "leefgebied": lambda regel: regel.leefgebied or None,
    "soort": lambda regel: regel.cijfer.soort,
}


def pagina_van_cijfers(
    indicatoren: IndicatorQuerySet, peildatum: date, drempel: int, *, plan: str | None, sorteer: str, pagina: int
) -> CijferPagina:
    """
    One page of these figures. Three queries, whatever their number.

    An unknown order is by name, a page beyond the end is the last one.
    """
    leefgebieden = dict(indicatoren.values_list("sleutel", "leefgebied__naam"))
    cijfers = lees_cijfers(indicatoren.order_by("pk"), peildatum, drempel, plan=plan)
    regels = sorted((CijferRegel(c, leefgebieden[c.sleutel] or "") for c in cijfers), key=SORTERINGEN["naam"])
    waarde = SORTERINGEN.get(sorteer.removeprefix("-"), SORTERINGEN["naam"])
    met = [regel for regel in regels if waarde(regel) is not None]
    zonder = [regel for regel in regels if waarde(regel) is None]
    regels = [*sorted(met, key=waarde, reverse=sorteer.startswith("-")), *zonder]
    pagina = min(pagina, max(1, -(-len(regels) // PER_PAGINA)))
    begin = (pagina - 1) * PER_PAGINA
    return CijferPagina(regels[begin : begin + PER_PAGINA], len(regels), pagina)


def _waarde(cijfer: Cijfer) -> tuple[str, Decimal] | None:
    return None if cijfer.waarde is None else (cijfer.eenheid, cijfer.waarde)
