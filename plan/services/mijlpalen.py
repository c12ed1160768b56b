"""Planning: mijlpalen are added, moved with a reason, reached. What was adopted never changes."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from plan.models import Actie, Mijlpaal, MijlpaalStand
from plan.services.acties import lock_actie
from plan.services.standen import volgende_stand
from zwijndrecht_portal.core.models import Gebruiker, periode_velden
from zwijndrecht_portal.core.periode import Periode


@transaction.atomic
def voeg_mijlpaal_toe(*, actie: Actie, naam: str, periode: Periode | None, door: Gebruiker) -> Mijlpaal:
    """Add a mijlpaal. In an adopted plan it has no adopted period: it was not there."""
    actie = lock_actie(actie)
    mijlpaal = Mijlpaal(actie=actie, naam=naam, volgorde=actie.mijlpalen.count())
    mijlpaal.full_clean()
    mijlpaal.save()
    stand = MijlpaalStand(mijlpaal=mijlpaal, geldig=(timezone.now(), None), door=door, **periode_velden(periode))
    stand.save()
    return mijlpaal


@transaction.atomic
def verschuif_mijlpaal(
    *, mijlpaal: Mijlpaal, periode: Periode, reden: str, door: Gebruiker, vanaf: datetime | None = None
) -> MijlpaalStand:
    """
    Give the mijlpaal another period; the move is a dated row with its reason.

    Raises ValidationError without a reason, without a difference, and for a mijlpaal that is already reached.
    """
    lock_actie(mijlpaal.actie)
    huidig = mijlpaal.standen.lopend().get()
    if huidig.gerealiseerd_op is not None:
        raise ValidationError("Deze mijlpaal is al gehaald. Een gehaalde mijlpaal verschuift niet meer.")
    if not reden.strip():
        raise ValidationError({"reden": "Schrijf kort op waarom de mijlpaal verschuift."})
    if huidig.periode == periode:
        raise ValidationError({"periode": "Dit is al de huidige periode."})
    return volgende_stand(huidig, vanaf=vanaf, reden=reden, door=door, **periode_velden(periode))


@transaction.atomic
def haal_mijlpaal(
    *, mijlpaal: Mijlpaal, gerealiseerd_op: date, door: Gebruiker, reden: str = "", vanaf: datetime | None = None
) -> MijlpaalStand:
    """Record that the mijlpaal is reached, on a date that is not in the future."""
    lock_actie(mijlpaal.actie)
    huidig = mijlpaal.standen.lopend().get()
    if huidig.gerealiseerd_op is not None:
        raise ValidationError("Deze mijlpaal is al gehaald.")
    if gerealiseerd_op > timezone.localdate():
        raise ValidationError({"gerealiseerd_op": "De datum ligt in de toekomst."})
    return volgende_stand(huidig, vanaf=vanaf, gerealiseerd_op=gerealiseerd_op, reden=reden, door=door)


@transaction.atomic
def heropen_mijlpaal(*, mijlpaal: Mijlpaal, reden: str, door: Gebruiker) -> MijlpaalStand:
    """Undo 'gehaald' from now on; earlier peildata keep showing what was known then."""
    lock_actie(mijlpaal.actie)
    huidig = mijlpaal.standen.lopend().get()
    if huidig.gerealiseerd_op is None:
        raise ValidationError("Deze mijlpaal staat nog open.")
    if not reden.strip():
        raise ValidationError({"reden": "Schrijf kort op waarom de mijlpaal toch niet is gehaald."})
    return volgende_stand(huidig, gerealiseerd_op=None, reden=reden, door=door)
