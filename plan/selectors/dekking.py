"""What a plan leaves open: opgaven without actie, and acties without trekker, planning, budget or indicator."""

from collections.abc import Callable
from dataclasses import dataclass

from plan.selectors.opbouw import Onderdeel, PlanOpbouw
from plan.selectors.regels import ActieRegel

# What every actie should have, and when it lacks that. An amount of zero is no budget.
EISEN: dict[str, Callable[[ActieRegel], bool]] = {
    "trekker": lambda actie: not actie.trekker,
    "planning": lambda actie: not any(mijlpaal.periode for mijlpaal in actie.mijlpalen),
    "budget": lambda actie: not actie.geld.begroot,
    "indicator": lambda actie: not actie.kwaliteit.indicatoren,
}


@dataclass(frozen=True, slots=True)
class ActieGat:
    """An actie that lacks something. `mist` says it in words, one per column ("" when it has it)."""

    id: int
    naam: str
    mist: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class PlanDekking:
    """The gaps of one plan."""

    slug: str
    naam: str
    zonder_actie: tuple[tuple[str, tuple[Onderdeel, ...]], ...]
    acties: tuple[ActieGat, ...]
    telling: tuple[tuple[str, int], ...]
    aantal_acties: int

    @property
    def is_gedekt(self) -> bool:
        return not self.zonder_actie and not self.acties


def dekking_van(plan: PlanOpbouw) -> PlanDekking:
    """The gaps of one plan; the actie that lacks most comes first. A vervallen actie is not in a PlanOpbouw."""
    soorten = (("Opgaven", plan.opgaven), ("Ambities", plan.ambities), ("Sporen", plan.sporen))
    zonder_actie = [(soort, tuple(o for o in onderdelen if not o.acties)) for soort, onderdelen in soorten]
    gaten = [(sum(mist(actie) for mist in EISEN.values()), actie) for actie in plan.acties]
    gaten = sorted((gat for gat in gaten if gat[0]), key=lambda gat: -gat[0])
    return PlanDekking(
        slug=plan.slug,
        naam=plan.naam,
        zonder_actie=tuple((soort, onderdelen) for soort, onderdelen in zonder_actie if onderdelen),
        acties=tuple(_gat(actie) for _, actie in gaten),
        telling=tuple((wat, sum(mist(actie) for actie in plan.acties)) for wat, mist in EISEN.items()),
        aantal_acties=len(plan.acties),
    )


def _gat(actie: ActieRegel) -> ActieGat:
    mist = tuple((wat, f"geen {wat}" if ontbreekt(actie) else "") for wat, ontbreekt in EISEN.items())
    return ActieGat(actie.id, actie.naam, mist)
