"""Adopting and closing a plan, and when its acties need an update."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from plan.enums import ActieStatus, PlanStatus
from plan.models import Actie, ActieStand, Mijlpaal, MijlpaalStand, Plan
from plan.services.acties import Verouderd
from plan.services.standen import volgende_stand
from zwijndrecht_portal.core.models import Gebruiker


@transaction.atomic
def stel_plan_vast(*, plan: Plan, vastgesteld_op: date, door: Gebruiker | None) -> Plan:
    """
    Adopt the plan: each mijlpaal keeps its present period as the adopted one, for good.

    Concept acties become gepland. Raises ValidationError for a plan that is not a concept or has no acties, and for a
    date in the future.
    """
    plan = _lock_plan(plan)
    if plan.status != PlanStatus.CONCEPT:
        raise ValidationError("Dit plan is al vastgesteld.")
    if not Actie.objects.filter(plan=plan).exists():
        raise ValidationError("Dit plan heeft nog geen acties. Voeg eerst acties toe.")
    if vastgesteld_op > timezone.localdate():
        raise ValidationError({"vastgesteld_op": "De datum ligt in de toekomst."})
    for stand in MijlpaalStand.objects.lopend().filter(mijlpaal__actie__plan=plan, mijlpaal__vastgestelde_stand=None):
        Mijlpaal.objects.filter(pk=stand.mijlpaal_id).update(vastgestelde_stand=stand)
    for actiestand in ActieStand.objects.lopend().filter(actie__plan=plan, status=ActieStatus.CONCEPT):
        volgende_stand(actiestand, status=ActieStatus.GEPLAND, reden="Het plan is vastgesteld.", door=door)
    plan.status, plan.vastgesteld_op = PlanStatus.VASTGESTELD, vastgesteld_op
    plan.versie += 1
    plan.full_clean()
    plan.save(update_fields=["status", "vastgesteld_op", "versie"])
    return plan


@transaction.atomic
def sluit_plan_af(*, plan: Plan, afgesloten_op: date, door: Gebruiker) -> Plan:
    """Close an adopted plan, from when it was adopted to today; its acties stay as they are."""
    plan = _lock_plan(plan)
    if plan.status != PlanStatus.VASTGESTELD:
        raise ValidationError("Alleen een vastgesteld plan kan worden afgesloten.")
    if afgesloten_op > timezone.localdate():
        raise ValidationError({"afgesloten_op": "De datum ligt in de toekomst."})
    if plan.vastgesteld_op and afgesloten_op < plan.vastgesteld_op:
        raise ValidationError({"afgesloten_op": "Het plan was toen nog niet vastgesteld."})
    plan.status, plan.afgesloten_op = PlanStatus.AFGESLOTEN, afgesloten_op
    plan.versie += 1
    plan.full_clean()
    plan.save(update_fields=["status", "afgesloten_op", "versie"])
    return plan


@transaction.atomic
def wijzig_drempels(*, plan: Plan, versie: int, herinner_na_dagen: int, verouderd_na_dagen: int) -> Plan:
    """
    Change after how many days without a melding the trekker is reminded, and the progress is called verouderd.

    Raises Verouderd when someone else saved after this person opened the form (`versie`): nothing is changed.
    """
    plan = _lock_plan(plan)
    if plan.versie != versie:
        raise Verouderd(plan, "dit plan")
    if verouderd_na_dagen <= herinner_na_dagen:
        raise ValidationError({"verouderd_na_dagen": "Kies meer dagen dan voor de herinnering."})
    plan.herinner_na_dagen, plan.verouderd_na_dagen = herinner_na_dagen, verouderd_na_dagen
    plan.versie += 1
    plan.full_clean()
    plan.save(update_fields=["herinner_na_dagen", "verouderd_na_dagen", "versie"])
    return plan


def _lock_plan(plan: Plan) -> Plan:
    """The plan as it is now, locked until the transaction ends."""
    return Plan.objects.select_for_update(of=("self",)).get(pk=plan.pk)
