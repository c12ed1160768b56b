"""Destroying dossiers after their term: one proposes, another approves, a command does it, a number remains."""

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils import timezone

from casework.models import Bewaarstop, Huishouden, Vernietiging
from casework.selectors import te_vernietigen, tijd_van
from zwijndrecht_portal.core.enums import Handeling
from zwijndrecht_portal.core.models import Gebruiker, Inzage
from zwijndrecht_portal.core.services import leg_inzage_vast
from zwijndrecht_portal.core.services.tellingen import bewaar_tellingen

NAWERKING = timedelta(days=3 * 366)  # longer than any figure looks back: relapse counts up to the year after next


@transaction.atomic
def stel_vernietiging_voor(*, door: Gebruiker, vandaag: date) -> Vernietiging:
    """Propose to destroy every dossier whose term is over. Raises ValidationError when there is none, or one waits."""
    if Vernietiging.objects.filter(uitgevoerd_op=None).exists():
        raise ValidationError("Er wacht al een voorstel. Dat moet eerst worden uitgevoerd.")
    dossiers = [dossier for dossier, _ in te_vernietigen(vandaag)]
    if not dossiers:
        raise ValidationError("Er zijn geen dossiers waarvan de bewaartermijn voorbij is.")
    return Vernietiging.objects.create(voorgesteld_door=door, dossiers=dossiers, aantal=len(dossiers))


@transaction.atomic
def keur_vernietiging_goed(*, vernietiging: Vernietiging, door: Gebruiker) -> Vernietiging:
    """Someone else agrees. Twice the same is once. Raises ValidationError for who proposed it."""
    vernietiging = Vernietiging.objects.select_for_update(of=("self",)).get(pk=vernietiging.pk)
    if vernietiging.voorgesteld_door_id == door.pk:
        raise ValidationError("U hebt dit zelf voorgesteld. Iemand anders moet het goedkeuren.")
    if vernietiging.goedgekeurd_op is None:
        vernietiging.goedgekeurd_door, vernietiging.goedgekeurd_op = door, timezone.now()
        vernietiging.save(update_fields=["goedgekeurd_door", "goedgekeurd_op"])
    return vernietiging


def voer_vernietiging_uit(vernietiging: Vernietiging) -> int:
    """
    Destroy what is in an approved decision and still due; returns how many dossiers. Whole or not at all.

    First what every figure counted with them is kept, up to NAWERKING after the last closing: the past stays what it
    was. The caller works as the portal itself (`namens_systeem`). The database checks the four eyes once more.
    """
    if tijd := tijd_van(vernietiging.dossiers):
        van, tot = tijd
        bewaar_tellingen(van, min(tot + NAWERKING, timezone.localdate() - timedelta(days=1)))
    with connection.cursor() as cursor:
        cursor.execute("select casework_vernietig(%s)", [vernietiging.pk])
        aantal = cursor.fetchone()[0]
    leg_inzage_vast(
        Inzage(
            handeling=Handeling.VERNIETIGEN,
            rollen="systeem",
            object_soort=Vernietiging._meta.label,
            object_id=str(vernietiging.pk),
            doel="bewaartermijn is voorbij",
            regel="vernietig_dossiers: besluit van twee personen",
            aantal=aantal,
        )
    )
    return aantal


@transaction.atomic
def zet_bewaarstop(*, huishouden: Huishouden, reden: str, door: Gebruiker) -> Bewaarstop:
    """Keep this dossier for as long as there is a reason. Raises ValidationError when it is kept already."""
    if Bewaarstop.objects.filter(huishouden=huishouden, opgeheven_op=None).exists():
        raise ValidationError("Voor dit dossier geldt al een bewaarstop.")
    stop = Bewaarstop(huishouden=huishouden, reden=reden, door=door)
    stop.clean_fields(exclude=["huishouden", "door", "sinds"])
    stop.save(force_insert=True)
    return stop


@transaction.atomic
def hef_bewaarstop_op(*, huishouden: Huishouden) -> None:
    """The term counts again. Twice the same is once."""
    Bewaarstop.objects.filter(huishouden=huishouden, opgeheven_op=None).update(opgeheven_op=timezone.now())
