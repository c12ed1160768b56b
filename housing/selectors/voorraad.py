"""The stock of homes and its targets as known on a peildatum."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Value
from django.db.models.functions import Length

from housing.enums import DoelSoort, Segment, VoorraadEenheid
from housing.models import Voorraaddoel, Voorraadmeting
from housing.regels.voorraad import Bouwprogramma, Lezing, Pad, bereken_pad


@dataclass(frozen=True)
class Voorraad:
    """What was known then. `totaal` None: no count of all homes yet, so nothing to work out in homes."""

    metingen: tuple[Voorraadmeting, ...]
    doelen: tuple[Voorraaddoel, ...]

    @property
    def totaal(self) -> int | None:
        aantallen = [m for m in self.metingen if m.segment == Segment.TOTAAL]
        return int(max(aantallen, key=lambda m: m.jaar or 0).waarde) if aantallen else None

    def doel(self, soort: DoelSoort) -> Voorraaddoel | None:
        return next((doel for doel in self.doelen if doel.soort == soort and doel.waarde is not None), None)

    @property
    def hoofddoelen(self) -> tuple[Voorraaddoel, ...]:
        """What is to come and what is to go."""
        return tuple(doel for doel in map(self.doel, (DoelSoort.TOEVOEGEN, DoelSoort.SALDO)) if doel)

    @property
    def lezingen(self) -> tuple[Lezing, ...]:
        """The target share beside each share of today that it could be about."""
        doel = self.doel(DoelSoort.AANDEEL)
        if doel is None:
            return ()
        aandelen = [m for m in self.metingen if m.segment != Segment.TOTAAL]
        return tuple(Lezing(m.get_segment_display(), m.waarde, doel.waarde) for m in aandelen)

    def paden(self, aandeel_nieuw: Decimal) -> tuple[Pad, ...]:
        """Both readings in homes, when everything that is planned is built and this part of it is in the segment."""
        erbij, saldo = self.doel(DoelSoort.TOEVOEGEN), self.doel(DoelSoort.SALDO)
        if self.totaal is None or erbij is None:
            return ()
        programma = Bouwprogramma(int(erbij.waarde), aandeel_nieuw, int(saldo.waarde) if saldo else 0)
        return tuple(bereken_pad(lezing, self.totaal, programma) for lezing in self.lezingen)


def voorraad_op(peildatum: date) -> Voorraad:
    """Two queries."""
    return Voorraad(
        tuple(Voorraadmeting.objects.op_peildatum(peildatum).order_by(Length("code"), "code")),  # H2 before H10
        tuple(Voorraaddoel.objects.op_peildatum(peildatum).order_by(Length("code"), "code")),
    )


def voorraadregels(peildatum: date) -> list[tuple[str, str, Decimal, str]]:
    """The shares and targets with a value, as ("stand" or "doel", name, value, unit) for a report. One query."""
    velden = ("soort_regel", "naam", "waarde", "eenheid", "code")
    metingen = Voorraadmeting.objects.op_peildatum(peildatum).annotate(soort_regel=Value("stand"))
    doelen = Voorraaddoel.objects.op_peildatum(peildatum).exclude(waarde=None).annotate(soort_regel=Value("doel"))
    rijen = metingen.values_list(*velden).union(doelen.values_list(*velden), all=True)
    labels = dict(VoorraadEenheid.choices)
    return [
        (soort, naam, waarde, labels.get(eenheid, eenheid))
        for soort, naam, waarde, eenheid, _ in sorted(rijen, key=lambda rij: (rij[0] != "stand", len(rij[4]), rij[4]))
    ]
