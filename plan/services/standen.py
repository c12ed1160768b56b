"""Dated rows: close the one that holds, open the next. Shared by acties, betrokkenen and mijlpalen."""

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone


def volgende_stand(huidig: Any, *, vanaf: datetime | None = None, **wijzigingen: Any) -> Any:
    """
    Close this stand and open a copy with these changes, from now on (or from `vanaf`, for the demo and imports).

    The caller has locked the object that the stand belongs to. Raises ValidationError when the new stand would start
    before the current one.
    """
    moment = vanaf or timezone.now()
    if moment <= huidig.geldig.lower:
        raise ValidationError("Deze wijziging ligt vóór de vorige. Ververs de pagina en probeer het opnieuw.")
    anders = {"geldig", "reden", "door", *wijzigingen}
    velden = huidig._meta.concrete_fields
    zelfde = {v.attname: getattr(huidig, v.attname) for v in velden if not v.primary_key and v.name not in anders}
    nieuw = type(huidig)(**zelfde, **wijzigingen, geldig=(moment, None))
    # The database checks relations and constraints; the row it would overlap is closed next.
    nieuw.full_clean(exclude=[veld.name for veld in velden if veld.is_relation], validate_constraints=False)
    type(huidig).objects.filter(pk=huidig.pk).update(geldig=(huidig.geldig.lower, moment))
    nieuw.save(force_insert=True)
    return nieuw
