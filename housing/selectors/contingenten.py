"""Contingents: agreed, used, free. A plaatsing is about a huishouden, so small counts are hidden."""

from dataclasses import dataclass
from datetime import date

from housing.models import Contingent
from zwijndrecht_portal.core.onherleidbaar import TOTAAL, Telling, beveilig
from zwijndrecht_portal.core.opmaak import getal, telling


@dataclass(frozen=True, slots=True)
class ContingentRegel:
    """One corporatie in one year. `gebruikt` None: too few to show; then `vrij` is hidden too."""

    id: int
    corporatie: str
    jaar: int
    aantal: int
    gebruikt: Telling

    @property
    def vrij(self) -> Telling:
        return None if self.gebruikt is None else max(self.aantal - self.gebruikt, 0)

    @property
    def staaftitel(self) -> str:
        return (
            f"{self.corporatie}: {telling(self.gebruikt)} van {getal(self.aantal)} gebruikt, {telling(self.vrij)} vrij"
        )


@dataclass(frozen=True, slots=True)
class Contingenten:
    """All contingents of one year on a peildatum."""

    jaar: int
    regels: tuple[ContingentRegel, ...]
    aantal: int
    gebruikt: Telling
    peildatum: date

    @property
    def vrij(self) -> Telling:
        return None if self.gebruikt is None else max(self.aantal - self.gebruikt, 0)

    @property
    def opnieuw_voor(self) -> date | None:
        """Until this day a corporatie can be asked to offer what is free again; None when that day is over."""
        grens = date(self.jaar, 10, 1)
        return grens if self.peildatum < grens else None


def contingenten(jaar: int, peildatum: date, *, drempel: int) -> Contingenten:
    """The contingents of that year with the plaatsingen up to the peildatum, safe for who sees from `drempel`."""
    rijen = list(
        Contingent.objects.filter(jaar=jaar)
        .with_gebruikt(peildatum)
        .select_related("corporatie")
        .order_by("corporatie__naam")
    )
    gebruikt = beveilig({rij.corporatie.naam: rij.gebruikt for rij in rijen}, drempel=drempel)
    regels = tuple(
        ContingentRegel(rij.pk, rij.corporatie.naam, jaar, rij.aantal, gebruikt[rij.corporatie.naam]) for rij in rijen
    )
    return Contingenten(jaar, regels, sum(rij.aantal for rij in rijen), gebruikt[TOTAAL], peildatum)
