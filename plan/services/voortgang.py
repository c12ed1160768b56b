"""Reporting progress, with the honest stoplight."""

from datetime import datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from plan.enums import ActieStatus
from plan.lichten import vraagt_uitleg
from plan.models import Actie, Voortgangsmelding
from plan.selectors import lees_actie
from plan.services.acties import lock_actie
from plan.services.standen import volgende_stand
from zwijndrecht_portal.core.enums import Licht
from zwijndrecht_portal.core.models import Gebruiker

UITLEG = {
    "oorzaak": "Schrijf op wat de oorzaak is.",
    "gevolg": "Schrijf op wat het gevolg is.",
    "bijsturing": "Schrijf op hoe u bijstuurt.",
}


@transaction.atomic
def meld_voortgang(
    *,
    actie: Actie,
    door: Gebruiker,
    sleutel: UUID,
    percentage: int,
    tijd: Licht,
    geld: Licht,
    kwaliteit: Licht,
    toelichting: str,
    oorzaak: str = "",
    gevolg: str = "",
    bijsturing: str = "",
    volgende_stap: str = "",
    gemeld_op: datetime | None = None,
) -> Voortgangsmelding:
    """
    Record what the trekker says about an actie, beside what the portal computed at that moment.

    Orange or red, or a light better than the computed one, needs oorzaak, gevolg and bijsturing. The same `sleutel`
    twice is one melding. A first percentage starts the actie, 100 completes it.
    """
    actie = lock_actie(actie)
    eerder = Voortgangsmelding.objects.filter(sleutel=sleutel).first()
    if eerder is not None:
        if eerder.actie_id != actie.pk:
            raise ValidationError({"sleutel": "Dit formulier hoort bij een andere actie. Open het opnieuw."})
        return eerder
    moment = gemeld_op or timezone.now()
    regel = lees_actie(actie.pk, timezone.localdate(moment))
    berekend = regel.lichten
    paren = [(tijd, berekend.tijd.licht), (geld, berekend.geld.licht), (kwaliteit, berekend.kwaliteit.licht)]
    if any(vraagt_uitleg(gekozen, echt) for gekozen, echt in paren):
        teksten = {"oorzaak": oorzaak, "gevolg": gevolg, "bijsturing": bijsturing}
        leeg = {veld: UITLEG[veld] for veld, tekst in teksten.items() if not tekst.strip()}
        if leeg:
            raise ValidationError(leeg)

    melding = Voortgangsmelding(
        actie=actie,
        door=door,
        sleutel=sleutel,
        gemeld_op=moment,
        percentage=percentage,
        tijd=tijd,
        geld=geld,
        kwaliteit=kwaliteit,
        tijd_berekend=berekend.tijd.licht,
        geld_berekend=berekend.geld.licht,
        kwaliteit_berekend=berekend.kwaliteit.licht,
        oorzaak=oorzaak,
        gevolg=gevolg,
        bijsturing=bijsturing,
        toelichting=toelichting,
        volgende_stap=volgende_stap,
    )
    # Relations, the key and the percentage were looked at above; the database looks again.
    melding.full_clean(exclude=["actie", "door", "gemeld_op"], validate_unique=False, validate_constraints=False)
    melding.save(force_insert=True)
    _volg_status(actie, regel.status, percentage, door, moment)
    return melding


def _volg_status(actie: Actie, status: ActieStatus, percentage: int, door: Gebruiker, moment: datetime) -> None:
    """The first percentage starts the actie, 100 completes it."""
    if percentage == 100 and status != ActieStatus.AFGEROND:
        nieuw, reden = ActieStatus.AFGEROND, "Voortgang 100% gemeld."
    elif 0 < percentage < 100 and status == ActieStatus.GEPLAND:
        nieuw, reden = ActieStatus.LOOPT, "Eerste voortgang gemeld."
    else:
        return
    if actie.huidige_stand.status == status:  # a melding of an earlier day leaves what happened since
        volgende_stand(actie.huidige_stand, vanaf=moment, status=nieuw, reden=reden, door=door)
