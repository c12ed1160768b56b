"""What the plan of a huishouden shows, on screen and on paper: per leefgebied the doelen, and scores then and now."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from casework.enums import DoelStatus, Zelfredzaamheid
from casework.models import Doel, Meting, Ondersteuningsplan
from zwijndrecht_portal.core.models import Leefgebied
from zwijndrecht_portal.core.opmaak import datum

TOON = {DoelStatus.OPEN: "bezig", DoelStatus.BEREIKT: "goed", DoelStatus.GESTOPT: "vervallen"}


@dataclass(frozen=True, slots=True)
class DoelRegel:
    id: int
    tekst: str
    afspraken: str
    status: str
    toon: str
    sinds: str
    is_open: bool


@dataclass(frozen=True, slots=True)
class ScoreRegel:
    """One score: "3 - Lukt met wat hulp", on its day."""

    score: int
    tekst: str
    dag: str


@dataclass(frozen=True, slots=True)
class LeefgebiedBlok:
    naam: str
    doelen: list[DoelRegel]
    scores: list[ScoreRegel]  # oldest first

    @property
    def eerst(self) -> ScoreRegel | None:
        """The first score, when there is a later one to compare it with."""
        return self.scores[0] if len(self.scores) > 1 else None

    @property
    def nu(self) -> ScoreRegel | None:
        return self.scores[-1] if self.scores else None


@dataclass(frozen=True, slots=True)
class PlanKaart:
    """All five leefgebieden. `sinds` is empty when no plan is open; then there are no doelen either."""

    sinds: str
    blokken: list[LeefgebiedBlok]

    @property
    def op_papier(self) -> list[LeefgebiedBlok]:
        """Only where something was agreed or scored: one page."""
        return [blok for blok in self.blokken if blok.doelen or blok.scores]

    @property
    def heeft_doelen(self) -> bool:
        return any(blok.doelen for blok in self.blokken)


def lees_plan(huishouden: Any) -> PlanKaart:
    plan = Ondersteuningsplan.objects.lopend().filter(huishouden=huishouden).first()
    doelen, scores = defaultdict(list), defaultdict(list)
    for doel in Doel.objects.filter(plan=plan).order_by("gesteld_op", "pk") if plan else ():
        doelen[doel.leefgebied_id].append(_doel(doel))
    for meting in Meting.objects.filter(huishouden=huishouden).order_by("gemeten_op"):
        scores[meting.leefgebied_id].append(_score(meting))
    return PlanKaart(
        sinds=datum(plan.geldig.lower) if plan else "",
        blokken=[
            LeefgebiedBlok(gebied.naam, doelen[gebied.slug], scores[gebied.slug])
            for gebied in Leefgebied.objects.order_by("volgorde")
        ],
    )


def _doel(doel: Doel) -> DoelRegel:
    status = DoelStatus(doel.status)
    dag = doel.klaar_op or doel.gesteld_op
    return DoelRegel(
        id=doel.pk,
        tekst=doel.tekst,
        afspraken=doel.afspraken,
        status=status.label,
        toon=TOON[status],
        sinds=f"sinds {datum(dag)}" if status == DoelStatus.OPEN else f"op {datum(dag)}",
        is_open=status == DoelStatus.OPEN,
    )


def _score(meting: Meting) -> ScoreRegel:
    return ScoreRegel(meting.score, Zelfredzaamheid(meting.score).label, datum(meting.gemeten_op))
