"""Amounts about the whole sociaal domein or the region: shown beside the plan, never part of its sums."""

from dataclasses import dataclass
from decimal import Decimal

from budget.models import SociaalDomeinCijfer


@dataclass(frozen=True, slots=True)
class SociaalDomeinRegel:
    code: str
    naam: str
    jaar: int | None
    bedrag: Decimal | None
    percentage: Decimal | None
    aanduiding: str
    soort: str
    toelichting: str


def sociaal_domein_cijfers(plan: str) -> list[SociaalDomeinRegel]:
    """What this plan (slug) says about the money around it."""
    velden = tuple(SociaalDomeinRegel.__dataclass_fields__)
    rijen = SociaalDomeinCijfer.objects.filter(plan__slug=plan).order_by("volgorde", "code").values(*velden)
    return [SociaalDomeinRegel(**rij) for rij in rijen]
