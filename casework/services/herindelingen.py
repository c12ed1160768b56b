"""
Splitting and merging huishoudens, with what each may know of the other.

What was shared stays known to both: contacts and notes are copied with the number of their origin. From then on each
has its own. A sensitive note about one person goes where that person goes: the database shows it only to who sees them.
"""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from casework.enums import DoelStatus, HerindelingSoort, HuishoudenStatus, Sluitreden
from casework.models import (
    Contactmoment,
    Doel,
    Herindeling,
    Herroeping,
    Huishouden,
    Inwoner,
    Notitie,
    Ondersteuningsplan,
)
from casework.services.huishoudens import reserveer_pseudoniemen
from casework.services.levensloop import sluit_dossier
from casework.services.standen import herbereken, lock_stand
from zwijndrecht_portal.core.models import Gebied, Gebruiker

Indeling = dict[str, list[str]]


@transaction.atomic
def splits_huishouden(
    *, huishouden: Huishouden, inwoners: Iterable[Inwoner], buurt: Gebied, reden: str, door: Gebruiker
) -> Huishouden:
    """
    Let these people go on as a huishouden of their own, with a copy of what was shared. Returns the new one.

    Raises ValidationError when nobody or everybody would go, or for a reason that is too short or holds a BSN.
    """
    lock_stand(huishouden.pk)
    vertrekkers = list(Inwoner.objects.filter(huishouden=huishouden, pk__in=[inwoner.pk for inwoner in inwoners]))
    if not vertrekkers or len(vertrekkers) == huishouden.inwoners.count():
        raise ValidationError({"inwoners": "Kies wie er weggaat. Er moet ook iemand blijven."})
    vandaag = timezone.localdate()
    (pseudoniem,) = reserveer_pseudoniemen(jaar=vandaag.year)
    nieuw = Huishouden.objects.create(
        pseudoniem=pseudoniem,
        buurt=buurt,
        grondslag=huishouden.grondslag,
        doel=huishouden.doel,
        geopend_op=huishouden.geopend_op,
    )
    eerst = _indeling(huishouden, nieuw)
    _verhuis(vertrekkers, nieuw)
    _kopieer(huishouden, nieuw)
    _kopieer_plan(huishouden, nieuw, door)
    herbereken([nieuw.pk])
    _leg_vast(HerindelingSoort.SPLITSING, huishouden, nieuw, eerst, reden, door)
    return nieuw


@transaction.atomic
def voeg_samen(*, huishouden: Huishouden, bij: Huishouden, reden: str, door: Gebruiker) -> Herindeling:
    """
    Let everyone of `huishouden` go on in `bij`, with all contacts and notes; the dossier they leave is closed.

    Raises ValidationError for the same or a closed huishouden, and as long as a signal waits.
    """
    if huishouden.pk == bij.pk:
        raise ValidationError({"bij": "Kies een ander huishouden."})
    for pk in sorted((huishouden.pk, bij.pk)):
        lock_stand(pk)
    if bij.status == HuishoudenStatus.GESLOTEN:
        raise ValidationError({"bij": "Dat dossier is dicht. Heropen het eerst."})
    eerst = _indeling(huishouden, bij)
    _verhuis(list(huishouden.inwoners.all()), bij)
    _kopieer(huishouden, bij)
    herbereken([bij.pk])
    herindeling = _leg_vast(HerindelingSoort.SAMENVOEGING, huishouden, bij, eerst, reden, door)
    sluit_dossier(huishouden=huishouden, reden=Sluitreden.SAMEN, toelichting="", door=door)
    return herindeling


def _verhuis(inwoners: list[Inwoner], naar: Huishouden) -> None:
    for inwoner in inwoners:
        inwoner.huishouden = naar
        inwoner.save(update_fields=["huishouden"])


def _kopieer(van: Huishouden, naar: Huishouden) -> None:
    """
    Every contact with its notes, once: what came from there before is known by its key.

    A sensitive note goes only where the person is now, so people move first.
    """
    Contactmoment.objects.bulk_create(
        (
            Contactmoment(
                huishouden=naar,
                sleutel=contact.sleutel,
                moment=contact.moment,
                uitkomst=contact.uitkomst,
                vorm=contact.vorm,
                door_id=contact.door_id,
                gelogd_op=contact.gelogd_op,
                herkomst=contact.pk,
            )
            for contact in Contactmoment.objects.filter(huishouden=van)
        ),
        ignore_conflicts=True,
        batch_size=1000,
    )
    nieuw = dict(Contactmoment.objects.filter(huishouden=naar).values_list("sleutel", "pk"))
    notities = Notitie.objects.filter(Q(over=None) | Q(over__huishouden=naar), contactmoment__huishouden=van)
    Notitie.objects.bulk_create(
        (
            Notitie(
                contactmoment_id=nieuw[notitie.contactmoment.sleutel],
                sleutel=notitie.sleutel,
                tekst=notitie.tekst,
                door_id=notitie.door_id,
                geschreven_op=notitie.geschreven_op,
                over_id=notitie.over_id,
            )
            for notitie in notities.select_related("contactmoment").order_by("pk")
        ),
        ignore_conflicts=True,
        batch_size=1000,
    )
    Herroeping.objects.bulk_create(
        (
            Herroeping(
                contactmoment_id=nieuw[herroeping.contactmoment.sleutel],
                door_id=herroeping.door_id,
                herroepen_op=herroeping.herroepen_op,
            )
            for herroeping in Herroeping.objects.filter(contactmoment__huishouden=van).select_related("contactmoment")
        ),
        ignore_conflicts=True,
    )


def _kopieer_plan(van: Huishouden, naar: Huishouden, door: Gebruiker) -> None:
    """Both go on with the goals that are open. The same key says where a goal came from."""
    plan = van.ondersteuningsplannen.lopend().first()
    if plan is None:
        return
    nieuw = Ondersteuningsplan.objects.create(huishouden=naar, geldig=(timezone.now(), None), door=door)
    Doel.objects.bulk_create(
        Doel(
            plan=nieuw,
            leefgebied_id=doel.leefgebied_id,
            sleutel=doel.sleutel,
            tekst=doel.tekst,
            afspraken=doel.afspraken,
            gesteld_op=doel.gesteld_op,
            door_id=doel.door_id,
        )
        for doel in plan.doelen.filter(status=DoelStatus.OPEN)
    )


def _indeling(*huishoudens: Huishouden) -> Indeling:
    return {
        huishouden.pseudoniem: [inwoner.roepnaam for inwoner in huishouden.inwoners.order_by("pk")]
        for huishouden in huishoudens
    }


def _leg_vast(
    soort: HerindelingSoort, van: Huishouden, naar: Huishouden, eerst: Indeling, reden: str, door: Gebruiker
) -> Herindeling:
    herindeling = Herindeling(
        soort=soort, van=van, naar=naar, eerst=eerst, daarna=_indeling(van, naar), reden=reden, door=door
    )
    herindeling.clean_fields(exclude=["van", "naar", "door", "gedaan_op", "eerst", "daarna"])
    herindeling.save(force_insert=True)
    return herindeling
