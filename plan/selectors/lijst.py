"""One page of the list of acties, and what can be chosen above it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F

from plan.enums import PlanStatus
from plan.querysets import ActieQuerySet
from plan.selectors.bijlage import Bijlage, lees_bijlage
from plan.selectors.regels import VOLGORDE_VAN_HET_PLAN, ActieRegel, als_rijen, lees_acties, maak_regels
from zwijndrecht_portal.core.enums import ERNST

Keuzes = list[tuple[str, str]]

# Columns that the database can sort; "lichten" is sorted after computing.
SORTERINGEN: dict[str, tuple[str, ...]] = {
    "plan": VOLGORDE_VAN_HET_PLAN,
    "naam": ("naam",),
    "trekker": ("stand__trekker_organisatie__naam", "stand__trekker__naam"),
    "mijlpaal": ("volgende_tot",),
    "status": ("stand_status",),
    "gemeld": ("gemeld_op",),
}
PER_PAGINA = 50


@dataclass(frozen=True, slots=True)
class FilterKeuzes:
    """What can be chosen above the list: (value, label) pairs."""

    plan: Keuzes
    leefgebied: Keuzes
    spoor: Keuzes
    opgave: Keuzes
    trekker: Keuzes


@dataclass(frozen=True, slots=True)
class ActiePagina:
    """One page of the list, how many rows the whole list has, and the choices above it."""

    regels: list[ActieRegel]
    totaal: int
    pagina: int
    keuzes: FilterKeuzes

    @property
    def paginas(self) -> int:
        return max(1, -(-self.totaal // PER_PAGINA))

    @property
    def eerste(self) -> int:
        """Number of the first row on this page, counted from 1."""
        return (self.pagina - 1) * PER_PAGINA + 1


def pagina_van_acties(acties: ActieQuerySet, peildatum: date, *, sorteer: str, pagina: int) -> ActiePagina:
    """
    One page of narrowed acties (already `op_peildatum`), in the given order ("-" in front: descending).

    Rows without a value come last; an unknown order is that of the plan; a page beyond the end is the last page.
    """
    sleutel, neer = sorteer.removeprefix("-"), sorteer.startswith("-")
    if sleutel == "lichten":
        return _op_lichten(acties, peildatum, neer, pagina)
    if sleutel == "mijlpaal":
        acties = acties.with_volgende_mijlpaal(peildatum)
    elif sleutel == "gemeld":
        acties = acties.with_gemeld_op(peildatum)
    velden = SORTERINGEN.get(sleutel, VOLGORDE_VAN_HET_PLAN)
    orde = [F(veld).desc(nulls_last=True) if neer else F(veld).asc(nulls_last=True) for veld in velden]
    rijen = _snijd(als_rijen(acties.with_totaal().order_by(*orde, "pk")), pagina)
    if not rijen and pagina > 1:
        pagina = max(1, -(-acties.count() // PER_PAGINA))
        rijen = _snijd(als_rijen(acties.with_totaal().order_by(*orde, "pk")), pagina)
    bijlage = lees_bijlage([rij["id"] for rij in rijen], peildatum)
    totaal = rijen[0]["totaal"] if rijen else 0
    return ActiePagina(maak_regels(rijen, bijlage, peildatum), totaal, pagina, filterkeuzes(bijlage))


def _op_lichten(acties: ActieQuerySet, peildatum: date, neer: bool, pagina: int) -> ActiePagina:
    """Lights are computed, so all rows are read; the first click shows the worst first."""
    regels = lees_acties(acties.order_by("naam"), peildatum)
    regels.sort(key=lambda regel: ERNST[regel.lichten.zwaarste()], reverse=not neer)
    pagina = min(pagina, max(1, -(-len(regels) // PER_PAGINA)))
    return ActiePagina(_snijd(regels, pagina), len(regels), pagina, filterkeuzes(lees_bijlage([], peildatum)))


def _snijd(rijen: Any, pagina: int) -> list:
    begin = (pagina - 1) * PER_PAGINA
    return list(rijen[begin : begin + PER_PAGINA])


def filterkeuzes(bijlage: Bijlage) -> FilterKeuzes:
    """Everything the filter bar offers, from names that were read anyway."""
    organisaties = [(f"o{pk}", naam) for pk, naam in bijlage.organisaties.items()]
    personen = [(f"p{pk}", naam) for pk, naam in bijlage.personen.items()]
    return FilterKeuzes(
        plan=[(plan.slug, plan.naam) for plan in bijlage.plannen.values() if plan.status != PlanStatus.CONCEPT],
        leefgebied=[*bijlage.leefgebieden.items(), ("geen", "Zonder leefgebied")],
        spoor=[(str(pk), f"{code} - {naam}") for pk, (code, naam) in bijlage.sporen.items()],
        opgave=[(str(pk), naam) for pk, naam in bijlage.opgaven.items()],
        trekker=[*organisaties, *personen, ("geen", "Geen trekker bekend")],
    )
