"""Reminding of measured values that should have been there."""

from dataclasses import dataclass
from datetime import date
from functools import partial

from django.db import transaction
from django.utils import timezone

from dashboard.enums import IndicatorSoort
from dashboard.models import Indicator, Meetherinnering
from dashboard.selectors.cijfers import lees_cijfers
from dashboard.tasks import stuur_meetherinneringen
from zwijndrecht_portal.core.enums import Rol
from zwijndrecht_portal.core.models import Gebruiker
from zwijndrecht_portal.core.onherleidbaar import drempel_openbaar


@dataclass(frozen=True, slots=True)
class TeLaat:
    indicator_id: int
    naam: str
    verwacht_op: date


def te_late_metingen(vandaag: date) -> list[TeLaat]:
    """The measured figures whose next value was due before today. Two queries."""
    rijen = Indicator.objects.filter(soort=IndicatorSoort.GEMETEN).order_by("pk")
    ids = dict(rijen.values_list("sleutel", "pk"))
    return [
        TeLaat(ids[cijfer.sleutel], cijfer.naam, cijfer.verwacht_op)
        for cijfer in lees_cijfers(rijen, vandaag, drempel_openbaar())
        if cijfer.verwacht_op is not None and cijfer.verwacht_op < vandaag
    ]


@transaction.atomic
def herinner_metingen(*, vandaag: date | None = None) -> list[TeLaat]:
    """
    Record a reminder per late figure for every beleidsmedewerker, and mail who has one waiting, after commit.

    Over one expected value nobody gets a second mail; a mail that never left is offered again.
    """
    te_laat = te_late_metingen(vandaag or timezone.localdate())
    aan = Gebruiker.objects.met_rol(Rol.BELEIDSMEDEWERKER).filter(is_active=True).order_by("pk")
    Meetherinnering.objects.bulk_create(
        (
            Meetherinnering(indicator_id=meting.indicator_id, aan=persoon, verwacht_op=meting.verwacht_op)
            for persoon in aan
            for meting in te_laat
        ),
        ignore_conflicts=True,
    )
    wachtend = Meetherinnering.objects.filter(verstuurd_op=None, aan__is_active=True)
    for persoon_id in sorted(set(wachtend.values_list("aan_id", flat=True))):
        transaction.on_commit(partial(stuur_meetherinneringen.delay, persoon_id))
    return te_laat
