"""Making and changing acties."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from plan.enums import TOEGESTANE_OVERGANGEN, ActieStatus
from plan.models import Actie, ActieStand, Betrokkene, Plan
from plan.services.standen import volgende_stand
from zwijndrecht_portal.core.models import Gebruiker, Organisatie
from zwijndrecht_portal.core.peildatum import nu_na

VELDEN = ("naam", "kern", "leefgebied", "spoor", "opdrachtbundel", "begrotingspost", "voorwaarde", "omvang")


class Verouderd(ValidationError):
    """Someone else saved first. `huidig` is what is stored now."""

    def __init__(self, huidig: Any, wat: str = "deze actie") -> None:
        self.huidig = huidig
        super().__init__(
            f"Iemand anders heeft {wat} intussen gewijzigd. Vergelijk de verschillen hieronder en sla opnieuw op.",
            code="verouderd",
        )


def lock_actie(actie: Actie) -> Actie:
    """The actie as it is now, locked until the transaction ends."""
    return Actie.objects.select_for_update(of=("self",)).select_related("plan").get(pk=actie.pk)


@transaction.atomic
def maak_actie(*, plan: Plan, door: Gebruiker, code: str, naam: str, **velden: Any) -> Actie:
    """
    A new actie starts as concept: only who makes plans and its own trekker see it.

    `velden` may hold the fields of the actie, `opgaven`, `ambities`, and the first trekker.
    """
    opgaven, ambities = velden.pop("opgaven", ()), velden.pop("ambities", ())
    stand = {
        sleutel: velden.pop(sleutel)
        for sleutel in ("trekker", "trekker_organisatie", "trekker_tekst")
        if sleutel in velden
    }
    actie = Actie(plan=plan, code=code, naam=naam, **velden)
    actie.full_clean(exclude=["zoek"])
    actie.save()
    actie.opgaven.set(opgaven)
    actie.ambities.set(ambities)
    ActieStand.objects.create(
        actie=actie, geldig=(timezone.now(), None), status=ActieStatus.CONCEPT, door=door, **stand
    )
    return actie


@transaction.atomic
def wijzig_actie(
    *, actie: Actie, door: Gebruiker, versie: int, opgaven: Collection = (), ambities: Collection = (), **velden: Any
) -> Actie:
    """
    Change the text and links of an actie.

    Raises Verouderd when someone else saved after this person opened the form (`versie`): nothing is changed.
    """
    actie = lock_actie(actie)
    if actie.versie != versie:
        raise Verouderd(actie)
    for naam in VELDEN:
        if naam in velden:
            setattr(actie, naam, velden[naam])
    actie.versie += 1
    actie.full_clean(exclude=["zoek", "plan", "code"])  # those two do not change
    actie.save(update_fields=[*VELDEN, "versie"])
    actie.opgaven.set(opgaven)
    actie.ambities.set(ambities)
    return actie


@transaction.atomic
def wijzig_status(*, actie: Actie, door: Gebruiker, status: ActieStatus, reden: str) -> ActieStand:
    """Move an actie to another status along the transition table, with the reason."""
    actie = lock_actie(actie)
    huidig = actie.huidige_stand
    if status not in TOEGESTANE_OVERGANGEN[ActieStatus(huidig.status)]:
        van, naar = huidig.get_status_display().lower(), ActieStatus(status).label.lower()
        raise ValidationError({"status": f"Een actie kan niet van {van} naar {naar}."})
    if not reden.strip():
        raise ValidationError({"reden": "Schrijf kort op waarom de status verandert."})
    return volgende_stand(huidig, status=status, reden=reden, door=door)


@transaction.atomic
def wijzig_trekker(
    *,
    actie: Actie,
    door: Gebruiker,
    trekker: Gebruiker | None,
    trekker_organisatie: Organisatie | None,
    reden: str,
    vanaf: datetime | None = None,
) -> ActieStand:
    """Give the actie another trekker: exactly one at any moment, so the current one stops now."""
    actie = lock_actie(actie)
    if trekker is None and trekker_organisatie is None:
        raise ValidationError(
            {"trekker_organisatie": "Kies een organisatie of een persoon. Een actie heeft één trekker."}
        )
    if not reden.strip():
        raise ValidationError({"reden": "Schrijf kort op waarom de trekker verandert."})
    return volgende_stand(
        actie.huidige_stand,
        vanaf=vanaf,
        trekker=trekker,
        trekker_organisatie=trekker_organisatie,
        trekker_tekst="",
        reden=reden,
        door=door,
    )


@transaction.atomic
def voeg_betrokkene_toe(*, actie: Actie, organisatie: Organisatie, rol: str) -> Betrokkene:
    """Add an organisation to the actie from now on; twice the same is refused."""
    actie = lock_actie(actie)
    if actie.betrokkenen.lopend().filter(organisatie=organisatie).exists():
        raise ValidationError({"organisatie": f"{organisatie} is al betrokken bij deze actie."})
    betrokkene = Betrokkene(actie=actie, organisatie=organisatie, rol=rol, geldig=(timezone.now(), None))
    betrokkene.full_clean()
    betrokkene.save()
    return betrokkene


@transaction.atomic
def beeindig_betrokkene(*, betrokkene: Betrokkene) -> Betrokkene:
    """The organisation is no longer involved; the row stays, so that the past can be drawn."""
    lock_actie(betrokkene.actie)
    betrokkene = Betrokkene.objects.get(pk=betrokkene.pk)
    if betrokkene.geldig.upper is None:
        betrokkene.geldig = (betrokkene.geldig.lower, nu_na(betrokkene.geldig.lower))
        betrokkene.save(update_fields=["geldig"])
    return betrokkene
