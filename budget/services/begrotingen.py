"""Adopting and closing a begroting."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from budget.enums import TOEGESTANE_OVERGANGEN, BegrotingStatus
from budget.models import Begroting


def lock_begroting(begroting: Begroting) -> Begroting:
    """The begroting as it is now, locked until the transaction ends."""
    return Begroting.objects.select_for_update(of=("self",)).get(pk=begroting.pk)


@transaction.atomic
def stel_begroting_vast(*, begroting: Begroting, vastgesteld_op: date) -> Begroting:
    """Adopt: from now on the amounts are frozen. Raises ValidationError when it is not a concept or has no posten."""
    begroting = lock_begroting(begroting)
    if begroting.status != BegrotingStatus.CONCEPT:
        raise ValidationError("Deze begroting is al vastgesteld.")
    if not begroting.posten.exists():
        raise ValidationError("Deze begroting heeft nog geen posten. Voeg eerst posten toe.")
    return _zet_status(begroting, BegrotingStatus.VASTGESTELD, vastgesteld_op=vastgesteld_op)


def _zet_status(begroting: Begroting, status: BegrotingStatus, **velden: object) -> Begroting:
    if status not in TOEGESTANE_OVERGANGEN[BegrotingStatus(begroting.status)]:
        raise ValidationError(
            f"Een begroting kan niet van {begroting.get_status_display().lower()} naar {status.label.lower()}."
        )
    for naam, waarde in (velden | {"status": status}).items():
        setattr(begroting, naam, waarde)
    begroting.full_clean()
    begroting.save(update_fields=[*velden, "status"])
    return begroting
