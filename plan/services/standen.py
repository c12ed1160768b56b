"""Dated rows: close the one that holds, open the next. Shared by acties, betrokkenen and mijlpalen."""

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone


def volgende_stand(huidig: models.Model, *, vanaf: datetime | None = None, **wijzigingen: Any) -> Any:
    """
    Close this stand and open a copy with these changes, from now on (or from `vanaf`, for the demo and imports).

    The caller has locked the object that the stand belongs to. Raises ValidationError when the new stand would start
    before the current one.
    """
    moment = vanaf or timezone.now()
    if moment <= huidig.geldig.lower:
        raise ValidationError("Deze wijziging ligt vóór de vorige. Ververs de pagina en probeer het opnieuw.")
    velden = {
        veld.name: getattr(huidig, veld.name)
        for veld in huidig._meta.concrete_fields
        if not veld.primary_key and veld.name not in {"geldig", "reden", "door"}
    }
    nieuw = type(huidig)(**{**velden, **wijzigingen, "geldig": (moment, None)})
    nieuw.full_clean(validate_constraints=False)  # the database checks; the row it would overlap is closed next
    type(huidig).objects.filter(pk=huidig.pk).update(geldig=(huidig.geldig.lower, moment))
    nieuw.save(force_insert=True)
    return nieuw
