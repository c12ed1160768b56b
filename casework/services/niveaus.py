"""Steps on the ladder: up when someone needs more help, down when it goes well. Each step is a dated row."""

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from casework.enums import ContactUitkomst, Trede
from casework.models import Contactmoment, Huishouden, Niveau
from casework.services.momenten import eis_open, moment_op
from casework.services.standen import lock_stand
from zwijndrecht_portal.core.models import Gebruiker, Leefgebied
from zwijndrecht_portal.core.opmaak import datum as in_cijfers

SIGNAAL_TELT = timedelta(days=90)  # an older signal is not why someone steps up today


@transaction.atomic
def zet_trede(
    *,
    huishouden: Huishouden,
    trede: Trede,
    reden: str,
    leefgebied: Leefgebied | None,
    door: Gebruiker,
    datum: date | None = None,
) -> Niveau:
    """
    Step to this trede, today or on an earlier day after the last step. A step up remembers the signal it follows.

    The step on which it stands already, with the same reason, changes nothing. Raises ValidationError without a
    reason, for a day in the future or before the last step, and for a closed huishouden.
    """
    lock_stand(huishouden.pk)
    eis_open(huishouden)
    moment = moment_op(huishouden, datum)
    lopend = huishouden.niveaus.lopend().first()
    if lopend is not None and lopend.trede == trede:
        if lopend.reden == reden:
            return lopend
        raise ValidationError({"trede": f"Dit huishouden staat al op '{lopend.get_trede_display()}'."})
    if lopend is not None and moment <= lopend.geldig.lower:
        vorige = in_cijfers(timezone.localdate(lopend.geldig.lower))
        raise ValidationError({"datum": f"De vorige stap was op {vorige}. Kies een dag daarna."})
    niveau = Niveau(huishouden=huishouden, trede=trede, reden=reden, leefgebied=leefgebied, door=door)
    niveau.clean_fields(exclude=["huishouden", "leefgebied", "door", "geldig"])
    if not reden.strip():
        raise ValidationError({"reden": "Schrijf waarom het huishouden meer of minder hulp krijgt."})
    if lopend is None or trede > lopend.trede:
        sinds = lopend.geldig.lower if lopend else moment - SIGNAAL_TELT
        signalen = Contactmoment.objects.filter(huishouden=huishouden, uitkomst=ContactUitkomst.SIGNAAL).geldig()
        eerste = signalen.filter(moment__range=(max(sinds, moment - SIGNAAL_TELT), moment)).order_by("moment").first()
        niveau.signaal_op = timezone.localdate(eerste.moment) if eerste else None
    if lopend is not None:
        lopend.geldig = (lopend.geldig.lower, moment)
        lopend.save(update_fields=["geldig"])
    niveau.geldig = (moment, None)
    niveau.save(force_insert=True)
    return niveau
