"""Settling what is wrong or missing in the source, and opening it again."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from plan.models import Aandachtspunt
from zwijndrecht_portal.core.models import Gebruiker


@transaction.atomic
def los_aandachtspunt_op(*, aandachtspunt: Aandachtspunt, oplossing: str, door: Gebruiker) -> Aandachtspunt:
    """Settle a point from today on. Raises ValidationError without an explanation, or when it is already settled."""
    punt = _lock_aandachtspunt(aandachtspunt)
    if punt.opgelost_op is not None:
        raise ValidationError("Dit aandachtspunt is al opgelost. Heropen het eerst als de oplossing anders moet.")
    if not oplossing.strip():
        raise ValidationError({"oplossing": "Schrijf kort op hoe dit is opgelost."})
    return _bewaar(punt, opgelost_op=timezone.localdate(), oplossing=oplossing, opgelost_door=door)


@transaction.atomic
def heropen_aandachtspunt(*, aandachtspunt: Aandachtspunt) -> Aandachtspunt:
    """Open a point again; the solution that did not hold stays in the history. Safe to do twice."""
    punt = _lock_aandachtspunt(aandachtspunt)
    return _bewaar(punt, opgelost_op=None, oplossing="", opgelost_door=None)


def _lock_aandachtspunt(aandachtspunt: Aandachtspunt) -> Aandachtspunt:
    return Aandachtspunt.objects.select_for_update(of=("self",)).get(pk=aandachtspunt.pk)


def _bewaar(punt: Aandachtspunt, **velden: object) -> Aandachtspunt:
    for naam, waarde in velden.items():
        setattr(punt, naam, waarde)
    punt.full_clean()
    punt.save(update_fields=list(velden))
    return punt
