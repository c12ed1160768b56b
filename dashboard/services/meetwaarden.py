"""One measured value at a time: a new version, and back to the one before. Nothing is ever overwritten."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from dashboard.enums import IndicatorSoort, MetingStatus
from dashboard.models import Indicator, Meting
from dashboard.services.metingen import een_import_tegelijk, teller_van
from zwijndrecht_portal.core.models import Gebied, periode_velden
from zwijndrecht_portal.core.periode import Periode

BLIJFT = ("waarde", "noemer", "status", "bron", "opmerking")
VOLGORDE = list(MetingStatus)


@transaction.atomic
def leg_meting_vast(
    *, indicator: str, gebied: str, periode: Periode | None, bekend_sinds: date | None, door: Any, **velden: Any
) -> Meting:
    """
    A value, or a new version of it: what `velden` leaves out stays as it was. `bekend_sinds` None is today.

    Raises ValidationError for an unknown indicator or area, a period to come, and a status less final than it was.
    """
    een_import_tegelijk()
    meting = _plek(indicator, gebied, periode)
    if periode and periode.van > timezone.localdate():
        raise ValidationError(f"De periode {periode} moet nog komen.")
    was = _laatste(meting)
    if was is not None:
        velden = {naam: getattr(was, naam) for naam in BLIJFT} | velden
        if VOLGORDE.index(velden["status"] or MetingStatus.DEFINITIEF) < VOLGORDE.index(MetingStatus(was.status)):
            raise ValidationError(f"Deze waarde is al {MetingStatus(was.status).label.lower()}.")
    return _bewaar(meting, was, velden, bekend_sinds, door)


@transaction.atomic
def zet_meting_terug(*, indicator: str, gebied: str, periode: Periode | None, door: Any) -> Meting:
    """What the version before the newest said, as a new version of today; unknown when there was none before."""
    een_import_tegelijk()
    meting = _plek(indicator, gebied, periode)
    laatste, *eerder = _versies(meting)[:2]
    vorige = eerder[0] if eerder else None
    velden = {naam: getattr(vorige or laatste, naam) for naam in BLIJFT}
    if vorige is None:
        velden |= {"waarde": None, "noemer": None, "opmerking": "Ingelezen en daarna teruggedraaid."}
    return _bewaar(meting, laatste, velden, None, door)


def _plek(indicator: str, gebied: str, periode: Periode | None) -> Meting:
    """Without a value yet. A name instead of a code only for an area that some meting is already about."""
    gemeten = Indicator.objects.filter(soort=IndicatorSoort.GEMETEN, sleutel=indicator).first()
    if gemeten is None:
        raise ValidationError(f'Er is geen gemeten indicator "{indicator}".')
    bekend = Gebied.objects.filter(code=gebied).first()
    if bekend is None and gebied != "Nederland" and not Meting.objects.filter(gebied_naam=gebied).exists():
        raise ValidationError(f'Het gebied "{gebied}" is niet bekend. Gebruik een code zoals GM0642.')
    return Meting(indicator=gemeten, gebied=bekend, gebied_naam="" if bekend else gebied, **periode_velden(periode))


def _versies(meting: Meting) -> Any:
    """The newest first."""
    velden = ("indicator", "gebied", "gebied_naam", "periode_van", "periode_tot")
    return Meting.objects.filter(**{veld: getattr(meting, veld) for veld in velden}).order_by("-versie")


def _laatste(meting: Meting) -> Meting | None:
    return _versies(meting).first()


def _bewaar(meting: Meting, was: Meting | None, velden: dict[str, Any], bekend_sinds: date | None, door: Any) -> Meting:
    for naam, waarde in velden.items():
        setattr(meting, naam, waarde)
    meting.status = meting.status or MetingStatus.DEFINITIEF
    meting.bron = meting.bron or meting.indicator.bron
    meting.teller = teller_van(meting.indicator, meting.waarde, meting.noemer)
    meting.versie = was.versie + 1 if was else 1
    meting.bekend_sinds = bekend_sinds or timezone.localdate()
    meting.door = door
    meting.full_clean()
    meting.save()
    return meting
