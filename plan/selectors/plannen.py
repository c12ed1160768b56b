"""Plans and the open questions about their sources, as other apps know them."""

from dataclasses import dataclass
from datetime import date

from plan.enums import AandachtspuntErnst, AandachtspuntSoort, PlanStatus
from plan.models import Aandachtspunt
from zwijndrecht_portal.core.indicatoren import Telbron, Telrijen
from zwijndrecht_portal.core.vaste_vragen import lees_vast


@dataclass(frozen=True, slots=True)
class PlanKop:
    """A plan as other apps know it."""

    slug: str
    naam: str
    van: date
    tot: date
    status: PlanStatus
    vastgesteld_op: date | None
    omschrijving: str


@dataclass(frozen=True, slots=True)
class AandachtspuntRegel:
    """Something in the source that is wrong or missing."""

    code: str
    titel: str
    omschrijving: str
    ernst: AandachtspuntErnst
    soort: AandachtspuntSoort


# Asked on nearly every page; by hand, because compiling the ORM's query cost more than running it.
PLANNEN = """
select slug, naam, van, tot, status, vastgesteld_op, omschrijving from plan_plan
where status <> %(concept)s::text order by van, slug
"""


def plannen() -> list[PlanKop]:
    """The plans beyond concept, oldest first."""
    rijen = lees_vast(PLANNEN, {"concept": PlanStatus.CONCEPT.value})
    return [
        PlanKop(slug, naam, van, tot, PlanStatus(status), vastgesteld_op, omschrijving)
        for slug, naam, van, tot, status, vastgesteld_op, omschrijving in rijen
    ]


def plan_kop(slug: str) -> PlanKop:
    """One plan; LookupError when there is none (or only as concept)."""
    for kop in plannen():
        if kop.slug == slug:
            return kop
    raise LookupError(f"Er is geen plan met de naam {slug}.")


def open_aandachtspunten(slug: str | None, peildatum: date) -> list[AandachtspuntRegel]:
    """What in the source is wrong or missing and was not settled then; most serious first."""
    punten = Aandachtspunt.objects.open(peildatum)
    if slug is not None:
        punten = punten.filter(plannen__slug=slug)
    ernst = list(AandachtspuntErnst)
    rijen = [
        AandachtspuntRegel(p.code, p.titel, p.omschrijving, AandachtspuntErnst(p.ernst), AandachtspuntSoort(p.soort))
        for p in punten.distinct()
    ]
    return sorted(rijen, key=lambda punt: (ernst.index(punt.ernst), int(punt.code[1:])))


# The same as `open_aandachtspunten`, as a source: the front page reads it together with its figures.
ERNSTIGE_PUNTEN = Telbron(
    "ernstige punten",
    """
    select d.dag, p.code, p.titel from unnest(%(dagen)s::date[]) as d(dag)
    join plan_aandachtspunt p on p.ernst = 'hoog' and (p.opgelost_op is null or p.opgelost_op > d.dag)
    where %(plan)s::text is null or exists (
      select from plan_aandachtspunt_plannen k join plan_plan x on x.id = k.plan_id
      where k.aandachtspunt_id = p.id and x.slug = %(plan)s::text)
    """,
)


def titels_van_punten(rijen: Telrijen) -> list[str]:
    """Of one day, in the order of their numbers."""
    return [rij["titel"] for rij in sorted(rijen, key=lambda rij: int(rij["code"][1:]))]
