"""Money that is promised by an order or a contract: entered into, and closed when nothing more will come."""

from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from budget.enums import BegrotingStatus
from budget.models import Begrotingspost, Verplichting
from budget.services.begrotingen import lock_begroting
from zwijndrecht_portal.core.models import Gebruiker, Organisatie


@transaction.atomic
def ga_verplichting_aan(
    *,
    post: Begrotingspost,
    door: Gebruiker | None,
    nummer: str,
    datum: date,
    bedrag: Decimal,
    omschrijving: str,
    organisatie: Organisatie | None = None,
) -> Verplichting:
    """
    Promise money of this post. More than the budget is allowed, and seen: the page says what is left.

    Raises ValidationError when the number exists, the date lies ahead, or the begroting is not adopted.
    """
    begroting = lock_begroting(post.begroting)
    if begroting.status != BegrotingStatus.VASTGESTELD:
        raise ValidationError("U gaat een verplichting aan bij een vastgestelde begroting. Deze begroting is dat niet.")
    if datum > timezone.localdate():
        raise ValidationError({"datum": "De datum ligt in de toekomst."})
    verplichting = Verplichting(
        post=post,
        door=door,
        nummer=nummer,
        datum=datum,
        bedrag=bedrag,
        omschrijving=omschrijving,
        organisatie=organisatie,
    )
    verplichting.full_clean()
    verplichting.save(force_insert=True)
    return verplichting


@transaction.atomic
def sluit_verplichting(*, verplichting: Verplichting, afgesloten_op: date) -> Verplichting:
    """From that day on nothing is open any more. A second click changes nothing."""
    verplichting = Verplichting.objects.select_for_update(of=("self",)).get(pk=verplichting.pk)
    if verplichting.afgesloten_op is not None:
        return verplichting
    if afgesloten_op > timezone.localdate():
        raise ValidationError({"afgesloten_op": "De datum ligt in de toekomst."})
    verplichting.afgesloten_op = afgesloten_op
    verplichting.full_clean()
    verplichting.save(update_fields=["afgesloten_op"])
    return verplichting


@transaction.atomic
def heropen_verplichting(*, verplichting: Verplichting) -> Verplichting:
    """Undo closing."""
    verplichting = Verplichting.objects.select_for_update(of=("self",)).get(pk=verplichting.pk)
    verplichting.afgesloten_op = None
    verplichting.save(update_fields=["afgesloten_op"])
    return verplichting
