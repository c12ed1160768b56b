"""Taken: made by the portal, finished by a person or by the next contact."""

from collections.abc import Collection
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Exists, OuterRef, Subquery
from django.utils import timezone

from casework.enums import GESLAAGD, ContactUitkomst, HuishoudenStatus, TaakSoort, TaakStatus
from casework.models import Contactmoment, Contactstand, Taak
from zwijndrecht_portal.core.models import Gebruiker

MISSERS_VOOR_TAAK = 2


def volg_contact(contact: Contactmoment, stand: Contactstand, *, missers_eerst: int) -> Taak | None:
    """
    What a new contact asks for: a signal a taak for today, the second miss a taak for the regisseur.

    A successful contact finishes what waited for contact. The caller has locked the stand; `missers_eerst` is how many
    misses there were before this contact (one that is logged afterwards may not add to them).
    """
    if contact.uitkomst in GESLAAGD:
        _rond_af_met(contact, stand)
    elif contact.uitkomst == ContactUitkomst.SIGNAAL:
        taak = _maak_taak(TaakSoort.SIGNAAL, contact, aanleiding=contact)
        werk_signaal_bij([contact.huishouden_id])
        return taak
    elif missers_eerst < MISSERS_VOOR_TAAK <= stand.missers:
        return _maak_taak(TaakSoort.MISSERS, contact)
    return None


def draai_terug(contact: Contactmoment, stand: Contactstand) -> None:
    """A contact that is taken back takes its taken with it, and opens what it had finished."""
    open_taken = Taak.objects.open().filter(huishouden=contact.huishouden_id)
    vervallen = {"status": TaakStatus.VERVALLEN, "afgerond_op": timezone.now()}
    open_taken.filter(aanleiding=contact).update(**vervallen)
    werk_signaal_bij([contact.huishouden_id])
    if stand.missers < MISSERS_VOOR_TAAK:
        open_taken.filter(soort=TaakSoort.MISSERS).update(**vervallen)
    Taak.objects.filter(afgerond_met=contact).exclude(soort__in=open_taken.values("soort")).update(
        status=TaakStatus.OPEN, afgerond_op=None, afgerond_door=None, afgerond_met=None
    )


@transaction.atomic
def rond_taak_af(*, taak: Taak, door: Gebruiker) -> Taak:
    """Someone has taken care of it. Twice the same changes nothing."""
    taak = Taak.objects.select_for_update(of=("self",)).get(pk=taak.pk)
    if taak.status == TaakStatus.VERVALLEN:
        raise ValidationError("Deze taak is vervallen, want het contact is ongedaan gemaakt.")
    if taak.status == TaakStatus.OPEN:
        taak.status, taak.afgerond_op, taak.afgerond_door = TaakStatus.AFGEROND, timezone.now(), door
        taak.save(update_fields=["status", "afgerond_op", "afgerond_door"])
        werk_signaal_bij([taak.huishouden_id])
    return taak


def werk_signaal_bij(huishoudens: Collection[int]) -> None:
    """Keep on Contactstand since when a signal waits: the day list puts those huishoudens first."""
    signalen = Taak.objects.open().filter(huishouden=OuterRef("huishouden"), soort=TaakSoort.SIGNAAL)
    oudste = signalen.order_by("aanleiding_op").values("aanleiding_op")[:1]
    Contactstand.objects.filter(huishouden__in=huishoudens).update(signaal_op=Subquery(oudste))


@transaction.atomic
def bewaak_waakvlam(*, vandaag: date) -> list[Taak]:
    """
    Make a taak for each active huishouden whose contact is too late, once for each time it becomes too late.

    Safe to run twice, also at the same time: the database keeps one.
    """
    bekend = Taak.objects.filter(
        soort=TaakSoort.TE_LAAT, huishouden=OuterRef("huishouden"), aanleiding_op=OuterRef("grens")
    )
    te_laat = (
        Contactstand.objects.select_for_update(of=("self",))
        .filter(~Exists(bekend), huishouden__status=HuishoudenStatus.ACTIEF, grens__lt=vandaag)
        .select_related("huishouden")
        .order_by("huishouden_id")
    )
    taken = [
        Taak(
            soort=TaakSoort.TE_LAAT,
            huishouden_id=stand.huishouden_id,
            voor_id=stand.huishouden.regisseur_id,
            aanleiding_op=stand.grens,
            uiterlijk=vandaag,
        )
        for stand in te_laat
        if stand.grens is not None
    ]
    Taak.objects.bulk_create(taken, ignore_conflicts=True)  # another run may have been first
    return taken


def _rond_af_met(contact: Contactmoment, stand: Contactstand) -> None:
    """A contact that was logged afterwards may be older than the misses, and leave the next one too late."""
    opgelost = {
        TaakSoort.MISSERS: stand.missers < MISSERS_VOOR_TAAK,
        TaakSoort.TE_LAAT: stand.grens is None or stand.grens >= timezone.localdate(),
    }
    soorten = [soort for soort, is_opgelost in opgelost.items() if is_opgelost]
    Taak.objects.open().filter(huishouden=contact.huishouden_id, soort__in=soorten).update(
        status=TaakStatus.AFGEROND, afgerond_op=timezone.now(), afgerond_door=contact.door, afgerond_met=contact
    )


def _maak_taak(soort: TaakSoort, contact: Contactmoment, aanleiding: Contactmoment | None = None) -> Taak:
    dag = timezone.localdate(contact.moment)
    taak = Taak(
        huishouden=contact.huishouden,
        soort=soort,
        voor_id=contact.huishouden.regisseur_id,
        uiterlijk=timezone.localdate(contact.gelogd_op),
        aanleiding_op=dag,
        aanleiding=aanleiding,
    )
    taak.save(force_insert=True)
    return taak
