"""When something happened that someone writes down afterwards."""

from datetime import date, datetime, time

from django.core.exceptions import ValidationError
from django.utils import timezone

from casework.enums import HuishoudenStatus
from casework.models import Huishouden
from zwijndrecht_portal.core.opmaak import datum as in_cijfers


def moment_op(huishouden: Huishouden, datum: date | None) -> datetime:
    """
    Now for today; for an earlier day noon, because nobody remembers the minute.

    Raises ValidationError at `datum` for a day in the future or before the huishouden was opened.
    """
    nu = timezone.localtime()
    if datum is None or datum == nu.date():
        return nu
    if datum > nu.date():
        raise ValidationError({"datum": "Deze dag ligt in de toekomst. Kies vandaag of een dag die al is geweest."})
    if datum < huishouden.geopend_op:
        opening = in_cijfers(huishouden.geopend_op)
        raise ValidationError({"datum": f"Deze dag ligt vóór {opening}. Toen was dit huishouden nog niet geopend."})
    return timezone.make_aware(datetime.combine(datum, time(12)))


def eis_open(huishouden: Huishouden) -> None:
    """Raises ValidationError when the dossier is closed: it takes no new facts."""
    if huishouden.status == HuishoudenStatus.GESLOTEN:
        raise ValidationError(
            f"Dit huishouden is gesloten op {in_cijfers(huishouden.gesloten_op)}. Heropen het eerst.",
            code="gesloten",
        )
