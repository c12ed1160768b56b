"""The list of acties: what can be chosen above it, and one page of it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import CharField, F, QuerySet, Value
from django.db.models.functions import Cast, Concat

from plan.enums import PlanStatus
from plan.models import ActieStand, Opgave, Plan, Spoor
from plan.querysets import ActieQuerySet
from plan.selectors.regels import ActieRegel, lees_acties, maak_regels, met_alles
from zwijndrecht_portal.core.enums import ERNST
from zwijndrecht_portal.core.models import Leefgebied


@dataclass(frozen=True, slots=True)
class FilterKeuzes:
    """What can be chosen above the list of acties: (value, label) pairs."""

    plan: list[tuple[str, str]]
    leefgebied: list[tuple[str, str]]
    spoor: list[tuple[str, str]]
    opgave: list[tuple[str, str]]
    trekker: list[tuple[str, str]]


def filterkeuzes() -> FilterKeuzes:
    """Everything the filter bar offers, in one query."""
    trekkers = ActieStand.objects.lopend()
    delen = {
        "plan": _keuze(Plan.objects.exclude(status=PlanStatus.CONCEPT), "plan", "slug", "naam", "van"),
        "leefgebied": _keuze(Leefgebied.objects.all(), "leefgebied", "slug", "naam", "volgorde"),
        "spoor": _keuze(Spoor.objects.all(), "spoor", "pk", Concat("code", Value(" - "), "naam"), "code"),
        "opgave": _keuze(Opgave.objects.all(), "opgave", "pk", "naam", "volgorde"),
        "organisatie": _keuze(
            trekkers.filter(trekker_organisatie__isnull=False),
            "trekker",
            Concat(Value("o"), Cast("trekker_organisatie_id", CharField())),
            "trekker_organisatie__naam",
            "trekker_organisatie__naam",
        ),
        "persoon": _keuze(
            trekkers.filter(trekker__isnull=False),
            "trekker",
            Concat(Value("p"), Cast("trekker_id", CharField())),
            "trekker__naam",
            "trekker__naam",
        ),
    }
    eerste, *overige = delen.values()
    keuzes: dict[str, list[tuple[str, str]]] = {veld: [] for veld in FilterKeuzes.__dataclass_fields__}
    for soort, _, waarde, label in eerste.union(*overige).order_by("k_soort", "k_volgorde", "k_label"):
        keuzes[soort].append((waarde, label))
    keuzes["trekker"].append(("geen", "Geen trekker bekend"))
    return FilterKeuzes(**keuzes)


def _keuze(rijen: QuerySet, soort: str, waarde: Any, label: Any, volgorde: str) -> QuerySet:
    """Rows of one shape, so that they can be united: soort, volgorde, waarde, label."""
    return (
        rijen.order_by()
        .annotate(
            k_soort=Value(soort),
            k_volgorde=Cast(volgorde, CharField()),
            k_waarde=Cast(waarde, CharField()),
            k_label=Cast(label, CharField()),
        )
        .values_list("k_soort", "k_volgorde", "k_waarde", "k_label")
    )


@dataclass(frozen=True, slots=True)
class ActiePagina:
    """One page of the list, and how many rows the whole list has."""

    regels: list[ActieRegel]
    totaal: int
    pagina: int
    paginas: int


# Columns that the database can sort; "lichten" is sorted after computing.
SORTERINGEN: dict[str, tuple[str, ...]] = {
    "plan": ("plan__van", "volgorde", "code"),
    "naam": ("naam",),
    "trekker": ("trekker_organisatie_naam", "trekker_naam"),
    "mijlpaal": ("volgende_tot",),
    "status": ("stand_status",),
    "gemeld": ("gemeld_op",),
}
PER_PAGINA = 50


def pagina_van_acties(acties: ActieQuerySet, peildatum: date, *, sorteer: str, pagina: int) -> ActiePagina:
    """
    One page of narrowed acties (already `op_peildatum`), in the given order ("-" in front: descending).

    Rows without a value come last. A page beyond the end is the last page.
    """
    sleutel, neer = sorteer.removeprefix("-"), sorteer.startswith("-")
    if sleutel == "lichten":
        regels = sorted(
            lees_acties(acties.order_by("naam"), peildatum),
            key=lambda regel: ERNST[regel.lichten.zwaarste()],
            reverse=not neer,  # the worst first is what a first click is for
        )
        return _snijd(regels, pagina)
    velden = SORTERINGEN.get(sleutel, SORTERINGEN["plan"])
    if sleutel == "mijlpaal":
        acties = acties.with_volgende_mijlpaal(peildatum)
    orde = [F(veld).desc(nulls_last=True) if neer else F(veld).asc(nulls_last=True) for veld in velden]
    begin = (pagina - 1) * PER_PAGINA
    rijen = list(met_alles(acties.with_totaal().order_by(*orde, "pk"), peildatum)[begin : begin + PER_PAGINA])
    if not rijen and pagina > 1:
        return pagina_van_acties(acties, peildatum, sorteer=sorteer, pagina=max(1, -(-acties.count() // PER_PAGINA)))
    totaal = rijen[0]["totaal"] if rijen else 0
    return ActiePagina(maak_regels(rijen, peildatum), totaal, pagina, max(1, -(-totaal // PER_PAGINA)))


def _snijd(regels: list[ActieRegel], pagina: int) -> ActiePagina:
    paginas = max(1, -(-len(regels) // PER_PAGINA))
    pagina = min(pagina, paginas)
    begin = (pagina - 1) * PER_PAGINA
    return ActiePagina(regels[begin : begin + PER_PAGINA], len(regels), pagina, paginas)
