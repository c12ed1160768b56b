"""One plan at a glance: its acties as they stood, and what is still open about its source."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from plan.enums import ActieStatus
from plan.models import Plan
from plan.querysets import ActieQuerySet
from plan.selectors.regels import VOLGORDE_VAN_HET_PLAN, ActieRegel, lees_acties
from zwijndrecht_portal.core.enums import Licht
from zwijndrecht_portal.core.opmaak import meervoud

WOORDEN = {
    Licht.ROOD: ("loopt achter", "lopen achter"),
    Licht.ORANJE: ("vraagt aandacht", "vragen aandacht"),
    Licht.GROEN: ("ligt op schema", "liggen op schema"),
    Licht.ONBEKEND: ("heeft geen leesbare planning", "hebben geen leesbare planning"),
}


@dataclass(frozen=True, slots=True)
class PlanPagina:
    acties: list[ActieRegel]
    open_punten: int

    @property
    def samenvatting(self) -> str:
        return samenvatting_van(self.acties)


def samenvatting_van(acties: Iterable[ActieRegel]) -> str:
    """How these acties are doing in time, in one sentence, the worst first. A vervallen actie does not count."""
    telling = Counter(actie.lichten.tijd.licht for actie in acties if actie.status != ActieStatus.VERVALLEN)
    delen = [meervoud(telling[licht], *woorden) for licht, woorden in WOORDEN.items() if telling[licht]]
    return f"{meervoud(telling.total(), 'actie', 'acties')}: {', '.join(delen)}."


def plan_pagina(plan: Plan, acties: ActieQuerySet, peildatum: date) -> PlanPagina:
    """`acties` are those that the reader may see, of any plan."""
    van_plan = acties.filter(plan=plan).op_peildatum(peildatum).order_by(*VOLGORDE_VAN_HET_PLAN)
    return PlanPagina(lees_acties(van_plan, peildatum), plan.aandachtspunten.open(peildatum).count())
