"""The front page: how it goes in one sentence, what needs a decision, the figures."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from dashboard.cijfers import Cijfer, kwartaaleinden
from dashboard.enums import OPENBARE_STATUSSEN
from dashboard.selectors.cijfers import berekende, cijfers_uit
from dashboard.selectors.rijen import rijen_van_voorpagina
from dashboard.selectors.samenvatting import meetellend, op_schema_zin, vraagt_besluit
from dashboard.selectors.veranderd import Verandering, veranderd
from plan.selectors import ERNSTIGE_PUNTEN, ActieRegel, PlanKop, acties_van_plan, titels_van_punten
from zwijndrecht_portal.core.enums import ERNST, Licht
from zwijndrecht_portal.core.indicatoren import alle, bronnen_van, tel
from zwijndrecht_portal.core.opmaak import meervoud
from zwijndrecht_portal.core.vaste_vragen import lees_vast

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
class LaatsteRapportage:
    """The last report that was adopted, with what of its payload can be compared with now."""

    pk: int
    plan: str  # slug
    plan_naam: str
    periode_tekst: str
    peildatum: date
    payload: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Overzicht:
    plan: PlanKop | None  # None: all plans
    zin: str
    besluiten: tuple[Besluit, ...]
    cijfers: tuple[Cijfer, ...]
    rapportage: LaatsteRapportage | None
    veranderd: tuple[Verandering, ...]  # since then


def lees_overzicht(plan: PlanKop | None, peildatum: date, drempel: int) -> Overzicht:
    """The front page of one plan, or of all plans together."""
    slug = plan.slug if plan else None
    acties = meetellend(acties_van_plan(slug, peildatum))
    rijen, dagen = rijen_van_voorpagina(slug, peildatum), kwartaaleinden(peildatum)
    geteld = tel([*bronnen_van(berekende(rijen)), ERNSTIGE_PUNTEN], dagen, slug)
    ernstig = titels_van_punten(geteld[ERNSTIGE_PUNTEN.naam][peildatum])
    besluiten = _besluiten(acties, slug, ernstig)
    aantal = len(vraagt_besluit(acties))
    vraagt = f" {aantal} {'vraagt' if aantal == 1 else 'vragen'} een besluit." if aantal else ""
    cijfers = cijfers_uit(rijen, peildatum, drempel, plan=slug, geteld=geteld)
    rapportage = _laatste_rapportage(slug, peildatum)
    return Overzicht(
        plan=plan,
        zin=f"{op_schema_zin(acties)}{vraagt}",
        besluiten=tuple(besluiten)[:MAX_BESLUITEN],
        cijfers=tuple(cijfers),
        rapportage=rapportage,
        veranderd=tuple(_veranderd(rapportage, cijfers, acties, slug)) if rapportage else (),
    )


# By hand: as ORM query it took as long as all other questions of the page, and read the whole payload.
LAATSTE = """
select r.id, r.plan_id, p.naam, r.periode_tekst, r.peildatum, jsonb_build_object(
  'cijfers', coalesce(r.payload -> 'cijfers', '[]'), 'hoofdstukken', coalesce(r.payload -> 'hoofdstukken', '[]'))::text
from dashboard_rapportage r join plan_plan p on p.slug = r.plan_id
where r.status = any(%(openbaar)s::text[]) and r.vastgesteld_op <= %(peildatum)s::date
  and (%(plan)s::text is null or r.plan_id = %(plan)s::text)
order by r.peildatum desc, r.versie desc, p.slug limit 1
"""


def _laatste_rapportage(slug: str | None, peildatum: date) -> LaatsteRapportage | None:
    """What the raad could read last on that date: the same as `RapportageQuerySet.openbaar`; a test compares them."""
    openbaar = [status.value for status in OPENBARE_STATUSSEN]
    rijen = lees_vast(LAATSTE, {"openbaar": openbaar, "peildatum": peildatum, "plan": slug})
    for pk, plan, naam, periode, dag, payload in rijen:
        return LaatsteRapportage(pk, plan, naam, periode, dag, json.loads(payload))
    return None


def _veranderd(
    rapportage: LaatsteRapportage, cijfers: list[Cijfer], acties: list[ActieRegel], slug: str | None
) -> list[Verandering]:
    """On the page of all plans a figure that differs per plan cannot be compared with the report of one."""
    per_plan = set() if slug else {berekening.sleutel for berekening in alle() if berekening.per_plan}
    return veranderd(
        rapportage.payload,
        [cijfer for cijfer in cijfers if cijfer.sleutel not in per_plan],
        [actie for actie in acties if actie.plan_slug == rapportage.plan],
    )


def _besluiten(acties: list[ActieRegel], slug: str | None, ernstig: list[str]) -> Iterable[Besluit]:
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
    if ernstig:
        yield Besluit(
            titel=f"{meervoud(len(ernstig), 'ernstig punt', 'ernstige punten')} in de bron nog open",
            toelichting="; ".join(ernstig),
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
