"""Logging contacts: added, taken back at once if it was a slip, never changed."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from casework.enums import GEBRUIKELIJKE_VORM, ContactUitkomst, Contactvorm
from casework.models import Contactmoment, Contactstand, Herroeping, Huishouden, Inwoner, Notitie, Taak
from casework.services.momenten import eis_open, moment_op
from casework.services.standen import herbereken, lock_stand, lock_stand_voor, verwerk
from casework.services.taken import draai_terug, volg_contact
from zwijndrecht_portal.core.models import Gebruiker

HERROEPBAAR = timedelta(seconds=10)


@dataclass(frozen=True, slots=True)
class Gelogd:
    """A contact, the state it led to, and the taak that it asked for."""

    contact: Contactmoment
    stand: Contactstand
    taak: Taak | None = None


def log_contact(
    *,
    huishouden: Huishouden,
    door: Gebruiker,
    sleutel: UUID,
    uitkomst: ContactUitkomst,
    vorm: Contactvorm | str = "",
    datum: date | None = None,
    notitie: str = "",
    over: Inwoner | None = None,
) -> Gelogd:
    """
    Log one contact: now, or on an earlier day; in the usual form unless `vorm` says another. `over`: the note is
    sensitive and about this person.

    The same `sleutel` twice is one contact: the second changes nothing and gets the first. Raises ValidationError for
    a day in the future or before the huishouden was opened, for a huishouden that is closed, and for a note that is
    too long or holds a BSN.
    """
    eis_open(huishouden)
    contact = Contactmoment(
        huishouden=huishouden,
        door=door,
        sleutel=sleutel,
        moment=moment_op(huishouden, datum),
        uitkomst=uitkomst,
        vorm=vorm or GEBRUIKELIJKE_VORM[ContactUitkomst(uitkomst)],
    )
    contact.clean_fields(exclude=["huishouden", "door", "gelogd_op"])
    if notitie:
        _controleer_notitie(notitie, over, huishouden.pk, veld="notitie")
    with transaction.atomic(savepoint=False):  # what is refused is refused above: nothing to come back to
        stand, eerder, nu = lock_stand_voor(huishouden.pk, sleutel)
        if eerder is not None:
            return Gelogd(Contactmoment.objects.get(pk=eerder), stand)
        contact.moment = min(contact.moment, nu)  # the clock of this machine may run ahead
        contact.save(force_insert=True)
        if notitie:
            Notitie.objects.create(contactmoment=contact, sleutel=sleutel, tekst=notitie, door=door, over=over)
        missers_eerst = stand.missers
        verwerk(stand, contact)
        return Gelogd(contact, stand, volg_contact(contact, stand, missers_eerst=missers_eerst))


@transaction.atomic
def herroep_contact(*, contact: Contactmoment, door: Gebruiker) -> Herroeping:
    """
    Take back a contact that was just logged by mistake; everything derived from it goes back too.

    Twice the same is once. Raises ValidationError when it was logged longer ago than HERROEPBAAR.
    """
    stand = lock_stand(contact.huishouden_id)
    eerder = Herroeping.objects.filter(contactmoment=contact).first()
    if eerder is not None:
        return eerder
    if timezone.now() - contact.gelogd_op > HERROEPBAAR:
        raise ValidationError(
            f"Ongedaan maken kan tot {HERROEPBAAR.seconds} seconden na het loggen. Het contact blijft staan. "
            "Klopt het niet? Schrijf dat dan in een notitie.",
            code="te_laat",
        )
    herroeping = Herroeping.objects.create(contactmoment=contact, door=door)
    herbereken([contact.huishouden_id])
    stand.refresh_from_db()
    draai_terug(contact, stand)
    return herroeping


@transaction.atomic
def schrijf_notitie(
    *, contact: Contactmoment, door: Gebruiker, sleutel: UUID, tekst: str, over: Inwoner | None = None
) -> Notitie:
    """Add a note to a contact, with `over` a sensitive one about this person. Twice the same `sleutel` is one note."""
    lock_stand(contact.huishouden_id)
    eerder = contact.notities.filter(sleutel=sleutel).first()
    if eerder is not None:
        return eerder
    _controleer_notitie(tekst, over, contact.huishouden_id, veld="tekst")
    return Notitie.objects.create(contactmoment=contact, sleutel=sleutel, tekst=tekst, door=door, over=over)


def _controleer_notitie(tekst: str, over: Inwoner | None, huishouden_id: int, *, veld: str) -> None:
    if over is not None and over.huishouden_id != huishouden_id:
        raise ValidationError({"over": f"{over.roepnaam} hoort niet meer bij dit huishouden. Kies opnieuw."})
    try:
        Notitie._meta.get_field("tekst").clean(tekst, None)
    except ValidationError as fout:
        raise ValidationError({veld: fout.messages}) from fout
