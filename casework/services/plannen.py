"""The ondersteuningsplan: one open per huishouden, with doelen per leefgebied and scores over time."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from casework.enums import DoelStatus, Zelfredzaamheid
from casework.models import Doel, Huishouden, Meting, Ondersteuningsplan
from casework.services.momenten import eis_open, moment_op
from casework.services.standen import lock_stand
from zwijndrecht_portal.core.models import Gebruiker, Leefgebied
from zwijndrecht_portal.core.peildatum import nu_na


@transaction.atomic
def open_plan(*, huishouden: Huishouden, door: Gebruiker) -> Ondersteuningsplan:
    """Start the plan; the one that is open already stays the one."""
    lock_stand(huishouden.pk)
    eis_open(huishouden)
    lopend = huishouden.ondersteuningsplannen.lopend().first()
    return lopend or Ondersteuningsplan.objects.create(huishouden=huishouden, geldig=(timezone.now(), None), door=door)


@transaction.atomic
def sluit_plan(*, huishouden: Huishouden) -> None:
    """The agreements end; open doelen stop. Twice is once."""
    lock_stand(huishouden.pk)
    for plan in huishouden.ondersteuningsplannen.lopend():
        plan.doelen.filter(status=DoelStatus.OPEN).update(status=DoelStatus.GESTOPT, klaar_op=timezone.localdate())
        plan.geldig = (plan.geldig.lower, nu_na(plan.geldig.lower))
        plan.save(update_fields=["geldig"])


@transaction.atomic
def stel_doel(
    *, huishouden: Huishouden, leefgebied: Leefgebied, tekst: str, afspraken: str, sleutel: UUID, door: Gebruiker
) -> Doel:
    """Add a doel to the open plan, and open a plan when there is none. The same `sleutel` twice is one doel."""
    plan = open_plan(huishouden=huishouden, door=door)
    eerder = plan.doelen.filter(sleutel=sleutel).first()
    if eerder is not None:
        return eerder
    doel = Doel(
        plan=plan,
        leefgebied=leefgebied,
        sleutel=sleutel,
        tekst=tekst,
        afspraken=afspraken,
        gesteld_op=timezone.localdate(),
        door=door,
    )
    doel.clean_fields(exclude=["plan", "leefgebied", "door"])
    doel.save(force_insert=True)
    return doel


@transaction.atomic
def rond_doel_af(*, doel: Doel, status: DoelStatus) -> Doel:
    """Reached or stopped, or open again after a mistake. The same twice changes nothing."""
    doel = Doel.objects.select_for_update(of=("self",)).get(pk=doel.pk)
    if doel.plan.geldig.upper is not None:
        raise ValidationError("Dit plan is afgesloten. Zet het doel in een nieuw plan.")
    if doel.status != status:
        doel.status = status
        doel.klaar_op = None if status == DoelStatus.OPEN else timezone.localdate()
        doel.save(update_fields=["status", "klaar_op"])
    return doel


@transaction.atomic
def leg_metingen_vast(
    *,
    huishouden: Huishouden,
    scores: Mapping[str, Zelfredzaamheid],
    door: Gebruiker,
    datum: date | None = None,
) -> list[Meting]:
    """
    Keep a score for each of these leefgebieden (by slug), today or on an earlier day.

    A second score on the same day replaces the first; its history is kept. Raises ValidationError without any score,
    for a day in the future or before the huishouden was opened, and for a closed huishouden.
    """
    lock_stand(huishouden.pk)
    eis_open(huishouden)
    gemeten_op = timezone.localdate(moment_op(huishouden, datum))
    if not scores:
        raise ValidationError("Kies voor ten minste één leefgebied een score.")
    return [
        Meting.objects.update_or_create(
            huishouden=huishouden,
            leefgebied_id=leefgebied,
            gemeten_op=gemeten_op,
            defaults={"score": score, "door": door},
        )[0]
        for leefgebied, score in sorted(scores.items())
    ]
