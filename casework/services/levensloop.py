"""Opening, closing and opening again of a huishouden, and the people in it."""

from datetime import datetime, timedelta
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from casework.enums import (
    Doelbinding,
    Grondslag,
    HuishoudenStatus,
    OverdrachtStatus,
    Sluitreden,
    TaakSoort,
    TaakStatus,
    Toegangsreden,
)
from casework.models import Dossiertoegang, Huishouden, Inwoner, Sluiting, Taak
from casework.querysets import GeldigQuerySet
from casework.services.huishoudens import reserveer_pseudoniemen
from casework.services.plannen import sluit_plan
from casework.services.standen import herbereken, lock_stand
from casework.services.toegang import DUUR
from casework.services.waakvlammen import stop_waakvlam
from zwijndrecht_portal.core.models import Gebied, Gebruiker
from zwijndrecht_portal.core.opmaak import datum
from zwijndrecht_portal.core.peildatum import nu_na

HEROPENBAAR = timedelta(days=365)


@transaction.atomic
def open_huishouden(
    *, sleutel: UUID, buurt: Gebied, grondslag: Grondslag, doel: Doelbinding, roepnaam: str, door: Gebruiker
) -> Huishouden:
    """
    The intake: a new huishouden under its own pseudoniem, with its first inwoner and without a regisseur.

    The same `sleutel` twice is one huishouden. Raises ValidationError for a name that holds a BSN.
    """
    eerder = Huishouden.objects.filter(sleutel=sleutel).first()
    if eerder is not None:
        return eerder
    vandaag = timezone.localdate()
    (pseudoniem,) = reserveer_pseudoniemen(jaar=vandaag.year)
    huishouden = Huishouden(
        sleutel=sleutel, pseudoniem=pseudoniem, buurt=buurt, grondslag=grondslag, doel=doel, geopend_op=vandaag
    )
    huishouden.save(force_insert=True)
    voeg_inwoner_toe(huishouden=huishouden, roepnaam=roepnaam)
    herbereken([huishouden.pk])
    return huishouden


@transaction.atomic
def voeg_inwoner_toe(*, huishouden: Huishouden, roepnaam: str, wie: str = "") -> Inwoner:
    """Add who lives here, or a naaste. `wie`: "", "kind" or "naaste". The same name twice is one inwoner."""
    inwoner = Inwoner(huishouden=huishouden)
    _vul(inwoner, roepnaam, wie)
    dezelfde = {"is_kind": inwoner.is_kind, "is_naaste": inwoner.is_naaste}
    eerder = Inwoner.objects.filter(huishouden=huishouden, roepnaam=inwoner.roepnaam, **dezelfde).first()
    if eerder is not None:
        return eerder
    inwoner.save(force_insert=True)
    return inwoner


@transaction.atomic
def verbeter_inwoner(*, inwoner: Inwoner, roepnaam: str, wie: str = "") -> Inwoner:
    """Correct what is wrong. What stood there first stays in the history."""
    inwoner = Inwoner.objects.select_for_update(of=("self",)).get(pk=inwoner.pk)
    _vul(inwoner, roepnaam, wie)
    inwoner.save(update_fields=["roepnaam", "is_kind", "is_naaste"])
    return inwoner


@transaction.atomic
def verbeter_huishouden(
    *, huishouden: Huishouden, buurt: Gebied, grondslag: Grondslag, doel: Doelbinding
) -> Huishouden:
    """Correct the facts of the intake. What stood there first stays in the history."""
    huishouden = Huishouden.objects.select_for_update(of=("self",)).get(pk=huishouden.pk)
    huishouden.buurt, huishouden.grondslag, huishouden.doel = buurt, grondslag, doel
    huishouden.save(update_fields=["buurt", "grondslag", "doel"])
    return huishouden


@transaction.atomic
def sluit_dossier(*, huishouden: Huishouden, reden: Sluitreden, toelichting: str, door: Gebruiker) -> Sluiting:
    """
    Close a dossier: everything that runs ends now, and only who has a reason opens it again.

    Who closes keeps access for a working day, to see what was closed. Twice is once. Raises ValidationError as long as
    a signal waits.
    """
    lock_stand(huishouden.pk)
    huishouden = Huishouden.objects.get(pk=huishouden.pk)
    if huishouden.status == HuishoudenStatus.GESLOTEN:
        return huishouden.sluitingen.lopend().get()
    open_taken = Taak.objects.open().filter(huishouden=huishouden)
    if open_taken.filter(soort=TaakSoort.SIGNAAL).exists():
        raise ValidationError("Er wacht nog een signaal. Rond die taak eerst af.")
    nu = timezone.now()
    Dossiertoegang.objects.create(
        huishouden=huishouden,
        gebruiker=door,
        soort=Toegangsreden.AFSLUITING,
        toelichting="Dit dossier is vandaag gesloten.",
        tot=nu + DUUR,
    )
    sluiting = Sluiting(huishouden=huishouden, reden=reden, toelichting=toelichting, geldig=(nu, None), door=door)
    sluiting.clean_fields(exclude=["huishouden", "geldig", "door", "heropend_door"])
    sluiting.save(force_insert=True)
    huishouden.overdrachten.open().update(status=OverdrachtStatus.INGETROKKEN, afgehandeld_op=nu)
    open_taken.update(status=TaakStatus.VERVALLEN, afgerond_op=nu)
    stop_waakvlam(huishouden=huishouden)
    sluit_plan(huishouden=huishouden)
    _beeindig(huishouden.niveaus.lopend(), nu)
    # The status before the regie: who closes the own caseload may change it only as long as it is that.
    huishouden.status, huishouden.gesloten_op = HuishoudenStatus.GESLOTEN, timezone.localdate(nu)
    huishouden.save(update_fields=["status", "gesloten_op"])
    _beeindig(huishouden.regies.lopend(), nu)
    return sluiting


@transaction.atomic
def heropen_dossier(*, huishouden: Huishouden, door: Gebruiker) -> Huishouden:
    """
    Open again within twelve months, without a new intake: regisseur, plan and waakvlam have to be chosen again.

    Twice is once. Raises ValidationError when it was closed longer ago.
    """
    lock_stand(huishouden.pk)
    huishouden = Huishouden.objects.select_for_update(of=("self",)).get(pk=huishouden.pk)
    if huishouden.gesloten_op is None:
        return huishouden
    if timezone.localdate() - huishouden.gesloten_op > HEROPENBAAR:
        raise ValidationError(
            f"Dit dossier is dicht sinds {datum(huishouden.gesloten_op)}, langer dan twaalf maanden. "
            "Begin een nieuwe intake."
        )
    sluiting = huishouden.sluitingen.lopend().get()
    begin = sluiting.geldig.lower
    sluiting.geldig, sluiting.heropend_door = (begin, nu_na(begin)), door
    sluiting.save(update_fields=["geldig", "heropend_door"])
    huishouden.status, huishouden.gesloten_op = HuishoudenStatus.ACTIEF, None
    huishouden.save(update_fields=["status", "gesloten_op"])
    return huishouden


def _vul(inwoner: Inwoner, roepnaam: str, wie: str) -> None:
    inwoner.roepnaam, inwoner.is_kind, inwoner.is_naaste = roepnaam.strip(), wie == "kind", wie == "naaste"
    inwoner.clean_fields(exclude=["huishouden"])


def _beeindig(lopend: GeldigQuerySet, nu: datetime) -> None:
    for rij in lopend:
        rij.geldig = (rij.geldig.lower, max(nu, nu_na(rij.geldig.lower)))
        rij.save(update_fields=["geldig"])
