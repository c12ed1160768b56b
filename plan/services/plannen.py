"""Adopting and closing a plan."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from plan.enums import ActieStatus, PlanStatus
from plan.models import Actie, ActieStand, Mijlpaal, MijlpaalStand, Plan
from plan.services.standen import volgende_stand
from zwijndrecht_portal.core.models import Gebruiker


@transaction.atomic
def stel_plan_vast(*, plan: Plan, vastgesteld_op: date, door: Gebruiker | None) -> Plan:
    """
    Adopt the plan: each mijlpaal keeps its present period as the adopted one, for good.

    Concept acties become gepland. Raises ValidationError for a plan that is not a concept or has no acties.
    """
    plan = Plan.objects.select_for_update(of=("self",)).get(pk=plan.pk)
    if plan.status != PlanStatus.CONCEPT:
        raise ValidationError("Dit plan is al vastgesteld.")
    if not Actie.objects.filter(plan=plan).exists():
        raise ValidationError("Dit plan heeft nog geen acties. Voeg eerst acties toe.")
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
    """Close an adopted plan; its acties stay as they are."""
    plan = Plan.objects.select_for_update(of=("self",)).get(pk=plan.pk)
    if plan.status != PlanStatus.VASTGESTELD:
        raise ValidationError("Alleen een vastgesteld plan kan worden afgesloten.")
    plan.status, plan.afgesloten_op = PlanStatus.AFGESLOTEN, afgesloten_op
    plan.versie += 1
    plan.full_clean()
    plan.save(update_fields=["status", "afgesloten_op", "versie"])
    return plan
