"""A whole plan for on paper, as it stood on the peildatum."""

from dataclasses import dataclass
from datetime import date

from plan.models import Aandachtspunt, Plan
from plan.querysets import ActieQuerySet
from plan.selectors.opbouw import PlanOpbouw, lees_opbouw
from plan.selectors.planpagina import samenvatting_van
from plan.selectors.regels import ActieRegel


@dataclass(frozen=True, slots=True)
class ActieBlok:
    """An actie with what the plan says about it."""

    regel: ActieRegel
    kern: str


@dataclass(frozen=True, slots=True)
class PlanAfdruk:
    plan: Plan
    opbouw: PlanOpbouw
    acties: list[ActieBlok]
    aandachtspunten: list[Aandachtspunt]

    @property
    def samenvatting(self) -> str:
        return samenvatting_van(self.opbouw.acties)

    @property
    def jaren(self) -> tuple[int, int]:
        """First and last year of every quarter strip: the years of the plan, or one more, and at most four."""
        perioden = [m.periode for actie in self.opbouw.acties for m in actie.mijlpalen if m.periode]
        laatste = max([self.plan.tot.year, *(periode.tot.year for periode in perioden)])
        return self.plan.van.year, min(laatste, self.plan.van.year + 3)


def plan_afdruk(plan: Plan, acties: ActieQuerySet, peildatum: date) -> PlanAfdruk:
    """`acties` are those that the reader may see, of any plan."""
    van_plan = acties.filter(plan=plan)
    [opbouw] = lees_opbouw(Plan.objects.filter(pk=plan.pk), van_plan.op_peildatum(peildatum), peildatum)
    kernen = dict(van_plan.values_list("pk", "kern"))
    return PlanAfdruk(
        plan=plan,
        opbouw=opbouw,
        acties=[ActieBlok(regel, kernen[regel.id]) for regel in opbouw.acties],
        aandachtspunten=list(plan.aandachtspunten.open(peildatum).order_by("pk")),
    )
