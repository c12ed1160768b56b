"""The life of a begroting: a concept that can be changed freely, adopted and frozen, closed, reopened."""

from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from budget.enums import TOEGESTANE_OVERGANGEN, BegrotingStatus
from budget.models import Begroting, Begrotingspost, Dekking, Dekkingsbron
from plan.models import Plan
from zwijndrecht_portal.core.opmaak import datum as datum_tekst


def lock_begroting(begroting: Begroting) -> Begroting:
    """The begroting as it is now, locked until the transaction ends."""
    return Begroting.objects.select_for_update(of=("self",)).get(pk=begroting.pk)


def lock_concept(begroting: Begroting) -> Begroting:
    """As `lock_begroting`; raises ValidationError when it is no concept any more."""
    begroting = lock_begroting(begroting)
    if begroting.status != BegrotingStatus.CONCEPT:
        raise ValidationError("Deze begroting is vastgesteld. Bedragen veranderen nu met een begrotingswijziging.")
    return begroting


@transaction.atomic
def maak_begroting(*, plan: Plan, jaar: int, onvoorzien_percentage: Decimal, neem_over: Begroting | None) -> Begroting:
    """
    A new concept. With `neem_over` it starts with the posten of that begroting, without amounts.

    Amounts are not taken along: last year's money is not this year's promise.
    """
    begroting = Begroting(plan=plan, jaar=jaar, onvoorzien_percentage=onvoorzien_percentage)
    begroting.full_clean()
    begroting.save(force_insert=True)
    if neem_over is not None:
        velden = ("actie_id", "naam", "taakveld", "soort", "volgorde")
        Begrotingspost.objects.bulk_create(
            Begrotingspost(begroting=begroting, **post)
            for post in neem_over.posten.order_by("volgorde").values(*velden)
        )
    return begroting


@transaction.atomic
def verwijder_begroting(*, begroting: Begroting) -> None:
    """Throw a concept away with its posten and dekking. What was adopted stays for ever."""
    begroting = lock_concept(begroting)
    begroting.dekkingen.all().delete()
    begroting.posten.all().delete()
    begroting.delete()


@transaction.atomic
def zet_dekking(
    *, begroting: Begroting, bron: Dekkingsbron, bedrag: Decimal | None, is_voor_lopend: bool
) -> Dekking | None:
    """What this source pays in a concept; without an amount it pays nothing."""
    begroting = lock_concept(begroting)
    rijen = begroting.dekkingen.filter(bron=bron, post=None, is_voor_lopend=is_voor_lopend)
    if not bedrag:
        rijen.delete()
        return None
    dekking = rijen.first() or Dekking(begroting=begroting, bron=bron, is_voor_lopend=is_voor_lopend)
    dekking.bedrag = bedrag
    dekking.full_clean()
    dekking.save()
    return dekking


@transaction.atomic
def stel_begroting_vast(*, begroting: Begroting, vastgesteld_op: date) -> Begroting:
    """Adopt: from now on the amounts are frozen. Raises ValidationError when it is not a concept or has no posten."""
    begroting = lock_begroting(begroting)
    if begroting.status != BegrotingStatus.CONCEPT:
        raise ValidationError("Deze begroting is al vastgesteld.")
    if vastgesteld_op > timezone.localdate():
        raise ValidationError({"vastgesteld_op": "De datum ligt in de toekomst."})
    if not begroting.posten.exists():
        raise ValidationError("Deze begroting heeft nog geen posten. Voeg eerst posten toe.")
    return _zet_status(begroting, BegrotingStatus.VASTGESTELD, vastgesteld_op=vastgesteld_op)


@transaction.atomic
def sluit_begroting(*, begroting: Begroting) -> Begroting:
    """Close the year: no more wijzigingen, boekingen and prognoses. A second click changes nothing."""
    begroting = lock_begroting(begroting)
    if begroting.status == BegrotingStatus.AFGESLOTEN:
        return begroting
    if begroting.jaar >= timezone.localdate().year:
        einde = datum_tekst(date(begroting.jaar, 12, 31))
        raise ValidationError(f"U sluit een begroting na afloop van het jaar, dus na {einde}.")
    return _zet_status(begroting, BegrotingStatus.AFGESLOTEN)


@transaction.atomic
def heropen_begroting(*, begroting: Begroting) -> Begroting:
    """Undo closing. A second click changes nothing."""
    begroting = lock_begroting(begroting)
    if begroting.status == BegrotingStatus.VASTGESTELD:
        return begroting
    return _zet_status(begroting, BegrotingStatus.VASTGESTELD)


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
