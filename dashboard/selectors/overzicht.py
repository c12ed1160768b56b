"""The front page: how it goes in one sentence, what needs a decision, the figures."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from dashboard.cijfers import Cijfer
from dashboard.selectors.cijfers import kopcijfers
from dashboard.selectors.samenvatting import meetellend, op_schema_zin, vraagt_besluit
from plan.enums import AandachtspuntErnst
from plan.selectors import ActieRegel, PlanKop, acties_van_plan, open_aandachtspunten
from zwijndrecht_portal.core.enums import ERNST, Licht
from zwijndrecht_portal.core.opmaak import meervoud

MAX_BESLUITEN = 5
LOSSE_ACTIES = 3  # more than these are one line together


@dataclass(frozen=True, slots=True)
class Besluit:
    """One line that asks for a decision, with where to go: a URL name with its pk and query."""

    titel: str
    toelichting: str
    licht: Licht
    url_naam: str = ""
    pk: int | None = None
    query: str = ""


@dataclass(frozen=True, slots=True)
class Overzicht:
    plan: PlanKop | None  # None: all plans
    zin: str
    besluiten: tuple[Besluit, ...]
    cijfers: tuple[Cijfer, ...]


def lees_overzicht(plan: PlanKop | None, peildatum: date, drempel: int) -> Overzicht:
    """The front page of one plan, or of all plans together."""
    slug = plan.slug if plan else None
    acties = meetellend(acties_van_plan(slug, peildatum))
    besluiten = _besluiten(acties, slug, peildatum)
    aantal = len(vraagt_besluit(acties))
    vraagt = f" {aantal} {'vraagt' if aantal == 1 else 'vragen'} een besluit." if aantal else ""
    return Overzicht(
        plan=plan,
        zin=f"{op_schema_zin(acties)}{vraagt}",
        besluiten=tuple(besluiten)[:MAX_BESLUITEN],
        cijfers=tuple(kopcijfers(slug, peildatum, drempel)),
    )


def _besluiten(acties: list[ActieRegel], slug: str | None, peildatum: date) -> Iterable[Besluit]:
    """Most serious first."""
    yield from _achterlopend(vraagt_besluit(acties), slug)
    if zonder_trekker := [actie for actie in acties if not actie.trekker]:
        yield Besluit(
            titel=f"{meervoud(len(zonder_trekker), 'actie heeft', 'acties hebben')} geen trekker",
            toelichting="De bron noemt er geen. Wijs iemand aan die de voortgang meldt.",
            licht=Licht.ORANJE,
            url_naam="plan:actie_lijst",
            query=_query("trekker=geen", slug),
        )
    ernstig = [p for p in open_aandachtspunten(slug, peildatum) if p.ernst == AandachtspuntErnst.HOOG]
    if ernstig:
        yield Besluit(
            titel=f"{meervoud(len(ernstig), 'ernstig punt', 'ernstige punten')} in de bron nog open",
            toelichting="; ".join(punt.titel for punt in ernstig),
            licht=Licht.ORANJE,
        )


def _achterlopend(acties: list[ActieRegel], slug: str | None) -> Iterable[Besluit]:
    los = acties if len(acties) <= LOSSE_ACTIES else acties[: LOSSE_ACTIES - 1]
    for actie in los:
        zwaarste = max(
            (actie.lichten.tijd, actie.lichten.geld, actie.lichten.kwaliteit), key=lambda stand: ERNST[stand.licht]
        )
        yield Besluit(actie.naam, zwaarste.uitleg, Licht.ROOD, "plan:actie_detail", pk=actie.id)
    if rest := acties[len(los) :]:
        yield Besluit(
            titel=f"Nog {meervoud(len(rest), 'actie', 'acties')} met een rood licht",
            toelichting=", ".join(actie.naam for actie in rest[:3]) + (" en meer" if len(rest) > 3 else ""),
            licht=Licht.ROOD,
            url_naam="plan:actie_lijst",
            query=_query("sorteer=lichten", slug),
        )


def _query(filters: str, slug: str | None) -> str:
    return f"{filters}&plan={slug}" if slug else filters
