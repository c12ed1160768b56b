"""The figures of a report, read in one go: the headline figures, those about huishoudens and those about wonen."""

from dataclasses import dataclass
from datetime import date

from dashboard.cijfers import AANTAL_KWARTALEN, Cijfer
from dashboard.enums import RapportageSoort
from dashboard.models import Indicator, Kopcijfer
from dashboard.selectors.cijfers import lees_cijfers
from plan.selectors import PlanKop
from zwijndrecht_portal.core.indicatoren import alle
from zwijndrecht_portal.core.onherleidbaar import drempel_openbaar


@dataclass(frozen=True, slots=True)
class Rapportcijfers:
    kop: tuple[Cijfer, ...]
    waakvlam: tuple[Cijfer, ...]
    wonen: tuple[Cijfer, ...]


def lees_rapportcijfers(plan: PlanKop, peildatum: date, soort: RapportageSoort) -> Rapportcijfers:
    """Hidden below the public threshold. An evaluatie shows the whole term of the plan, else the last quarters."""
    kop = list(Kopcijfer.objects.op_voorpagina(plan.slug).values_list("indicator__sleutel", flat=True))
    waakvlam, wonen = _van_app("casework"), _van_app("housing")
    rijen = Indicator.objects.filter(sleutel__in=[*kop, *waakvlam, *wonen]).order_by("pk")
    kwartalen = AANTAL_KWARTALEN if soort == RapportageSoort.VOORTGANG else _kwartalen(plan.van, peildatum)
    gelezen = lees_cijfers(rijen, peildatum, drempel_openbaar(), kwartalen=kwartalen, plan=plan.slug)
    cijfers = {cijfer.sleutel: cijfer for cijfer in gelezen}

    def groep(sleutels: list[str]) -> tuple[Cijfer, ...]:
        return tuple(cijfers[sleutel] for sleutel in sleutels if sleutel in cijfers)

    return Rapportcijfers(groep(kop), groep(waakvlam), groep(wonen))


def _van_app(naam: str) -> list[str]:
    """The figures that this app computes, in its own order."""
    return [b.sleutel for b in alle() if b.functie.__module__.partition(".")[0] == naam]


def _kwartalen(van: date, tot: date) -> int:
    """How many quarters from the first day up to and including that of the peildatum."""
    return max((tot.year - van.year) * 4 + (tot.month - 1) // 3 - (van.month - 1) // 3 + 1, 2)
