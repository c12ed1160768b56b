"""Bringing a spreadsheet in: first look, then whole or nothing, and back again where nobody built on it."""

import hashlib
from collections.abc import Mapping
from functools import partial
from typing import Any

from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from zwijndrecht_portal.core.bestanden import Onleesbaar, lees_rijen, schat_rijen
from zwijndrecht_portal.core.enums import InvoerStatus
from zwijndrecht_portal.core.invoer import MELD_PER, Invoersoort, Regel, Waarden, invoersoort, vergelijk
from zwijndrecht_portal.core.models import Gebruiker, Invoer
from zwijndrecht_portal.core.tasks import na_commit, werk_invoer_af

GROOT_VANAF = 1_000  # rows: more is work for a task, with a progress bar
VOORTGANG = 15 * 60  # seconds that a report of progress is kept


def vraag_invoer(*, soort: Invoersoort, bestandsnaam: str, inhoud: bytes, door: Gebruiker) -> Invoer:
    """
    What the file would change: at once, or for many rows by a task. Nothing changes yet.

    Raises Onleesbaar for a file that is no such file at all.
    """
    lees_rijen(inhoud)  # refuses at once what is no spreadsheet
    rijen = schat_rijen(inhoud)
    if rijen <= GROOT_VANAF:
        return bereid_invoer_voor(soort=soort, bestandsnaam=bestandsnaam, inhoud=inhoud, door=door)
    with transaction.atomic():
        invoer = _nieuw(soort, bestandsnaam, inhoud, door)
        invoer.status, invoer.bestand, invoer.rijen = InvoerStatus.LEZEN, inhoud, rijen
        invoer.save(force_insert=True)
        na_commit(werk_invoer_af, str(invoer.pk))
    return invoer


def bereid_invoer_voor(*, soort: Invoersoort, bestandsnaam: str, inhoud: bytes, door: Gebruiker) -> Invoer:
    """As `vraag_invoer`, in this process whatever the size."""
    invoer = _nieuw(soort, bestandsnaam, inhoud, door)
    with transaction.atomic():
        _vul(invoer, vergelijk(soort, inhoud, door))
        invoer.save(force_insert=True)
    return invoer


def lees_wachtende_invoer(*, invoer: Invoer) -> None:
    """What the task does with a large file. Twice is once: who comes second finds it read."""
    with transaction.atomic():
        wachtend = Invoer.objects.select_for_update(of=("self",)).filter(pk=invoer.pk, status=InvoerStatus.LEZEN)
        rij = wachtend.select_related("door").first()
        if rij is None:
            return
        inhoud, rij.bestand, rij.status = bytes(rij.bestand or b""), None, InvoerStatus.VOORBEELD
        try:
            _vul(rij, vergelijk(invoersoort(rij.soort), inhoud, rij.door, partial(_meld, rij)))
        except Onleesbaar as fout:
            rij.status, rij.melding = InvoerStatus.ONLEESBAAR, str(fout)
        rij.save()


@transaction.atomic
def vraag_verwerking(*, invoer: Invoer, door: Gebruiker) -> Invoer:
    """Carry out what the preview showed: at once, or for many rows by a task. Refused as `verwerk_invoer` does."""
    invoer = Invoer.objects.select_for_update(of=("self",)).get(pk=invoer.pk)
    if len(invoer.regels) <= GROOT_VANAF or not invoer.is_te_verwerken:
        return verwerk_invoer(invoer=invoer, door=door)
    invoer.status, invoer.melding = InvoerStatus.VERWERKEN, ""
    invoer.save(update_fields=["status", "melding"])
    na_commit(werk_invoer_af, str(invoer.pk))
    return invoer


def verwerk_wachtende_invoer(*, invoer: Invoer) -> None:
    """What the task does after the button. Refused: back to the preview, with the reason."""
    try:
        verwerk_invoer(invoer=invoer, door=invoer.door)
    except ValidationError as fout:
        Invoer.objects.filter(pk=invoer.pk, status=InvoerStatus.VERWERKEN).update(
            status=InvoerStatus.VOORBEELD, melding=" ".join(fout.messages)
        )


@transaction.atomic
def verwerk_invoer(*, invoer: Invoer, door: Gebruiker) -> Invoer:
    """
    Change what the preview showed, all of it or nothing.

    Refused when a row is faulty, or when somebody changed one of the cells after the preview. A second time changes
    nothing.
    """
    invoer = Invoer.objects.select_for_update(of=("self",)).get(pk=invoer.pk)
    if invoer.status == InvoerStatus.VERWERKT:
        return invoer
    if invoer.status != InvoerStatus.VERWERKEN and not invoer.is_te_verwerken:
        raise ValidationError("In dit bestand is niets om te verwerken. Verbeter het en lees het opnieuw in.")
    soort = invoersoort(invoer.soort)
    _eis_stand(soort, invoer, door, kant=0)
    for nummer, regel in enumerate(invoer.regels, start=1):
        wordt = {naam: paar[1] for naam, paar in regel["verschillen"].items()}
        _pas_toe(soort, regel, wordt, door)
        if nummer % MELD_PER == 0:
            _meld(invoer, nummer)
    invoer.status, invoer.verwerkt_op, invoer.melding = InvoerStatus.VERWERKT, timezone.now(), ""
    invoer.save(update_fields=["status", "verwerkt_op", "melding"])
    return invoer


def gedaan_van(invoer: Invoer) -> int:
    """How many rows the task has done."""
    return int(cache.get(_voortgang_van(invoer), 0))


def _meld(invoer: Invoer, gedaan: int) -> None:
    """In the cache: the transaction of the work shows nothing before it is whole."""
    cache.set(_voortgang_van(invoer), gedaan, VOORTGANG)


def _voortgang_van(invoer: Invoer) -> str:
    return f"invoer-{invoer.pk}-{invoer.status}"


def _nieuw(soort: Invoersoort, bestandsnaam: str, inhoud: bytes, door: Gebruiker) -> Invoer:
    vingerafdruk = hashlib.sha256(inhoud).hexdigest()
    return Invoer(soort=soort.naam, bestandsnaam=bestandsnaam[-160:], vingerafdruk=vingerafdruk, door=door)


def _vul(invoer: Invoer, regels: list[Regel]) -> None:
    invoer.rijen = len(regels)
    invoer.ongewijzigd = sum(regel.soort == "ongewijzigd" for regel in regels)
    anders = sorted((regel for regel in regels if regel.soort != "ongewijzigd"), key=lambda regel: not regel.fouten)
    invoer.regels = [_als_json(regel) for regel in anders]  # the faulty ones first


@transaction.atomic
def vraag_terugdraaien(*, invoer: Invoer, door: Gebruiker) -> Invoer:
    """Put back what the import changed: at once, or for many rows by a task. Refused as `draai_invoer_terug` does."""
    invoer = Invoer.objects.select_for_update(of=("self",)).get(pk=invoer.pk)
    if len(invoer.regels) <= GROOT_VANAF or invoer.status != InvoerStatus.VERWERKT:
        return draai_invoer_terug(invoer=invoer, door=door)
    invoer.status, invoer.melding = InvoerStatus.TERUGDRAAIEN, ""
    invoer.save(update_fields=["status", "melding"])
    na_commit(werk_invoer_af, str(invoer.pk))
    return invoer


def draai_wachtende_invoer_terug(*, invoer: Invoer) -> None:
    """What the task does after that button. Refused: it stays carried out, with the reason."""
    try:
        draai_invoer_terug(invoer=invoer, door=invoer.door)
    except ValidationError as fout:
        Invoer.objects.filter(pk=invoer.pk, status=InvoerStatus.TERUGDRAAIEN).update(
            status=InvoerStatus.VERWERKT, melding=" ".join(fout.messages)
        )


@transaction.atomic
def draai_invoer_terug(*, invoer: Invoer, door: Gebruiker) -> Invoer:
    """Put back what the import changed; refused as soon as somebody changed one of those cells since."""
    invoer = Invoer.objects.select_for_update(of=("self",)).get(pk=invoer.pk)
    if invoer.status == InvoerStatus.TERUGGEDRAAID:
        return invoer
    if invoer.status not in {InvoerStatus.VERWERKT, InvoerStatus.TERUGDRAAIEN}:
        raise ValidationError("Alleen een verwerkte invoer kan worden teruggedraaid.")
    soort = invoersoort(invoer.soort)
    _eis_stand(soort, invoer, door, kant=1)
    for nummer, regel in enumerate(invoer.regels, start=1):
        if nummer % MELD_PER == 0:
            _meld(invoer, nummer)
        terug = soort.verwijder if regel["soort"] == "nieuw" else soort.zet_terug
        if terug is not None:
            terug(tuple(regel["sleutel"]), door)
        else:
            _pas_toe(soort, regel, {naam: paar[0] for naam, paar in regel["verschillen"].items()}, door)
    invoer.status, invoer.teruggedraaid_op, invoer.melding = InvoerStatus.TERUGGEDRAAID, timezone.now(), ""
    invoer.save(update_fields=["status", "teruggedraaid_op", "melding"])
    return invoer


def _pas_toe(soort: Invoersoort, regel: Mapping[str, Any], waarden: Waarden, door: Gebruiker) -> None:
    try:
        soort.pas_toe(tuple(regel["sleutel"]), waarden, door)
    except ValidationError as fout:
        raise ValidationError(f"Rij {regel['rij']}: {' '.join(fout.messages)}") from fout


def _eis_stand(soort: Invoersoort, invoer: Invoer, door: Gebruiker, *, kant: int) -> None:
    """Every cell is still what the preview said (`kant` 0), or what the import made of it (1)."""
    stand = soort.stand(door)
    for regel in invoer.regels:
        nu = stand.get(tuple(regel["sleutel"]))
        verwacht = {naam: paar[kant] for naam, paar in regel["verschillen"].items()}
        moet_bestaan = regel["soort"] != "nieuw" or kant == 1
        if (nu is not None) != moet_bestaan or any((nu or {}).get(naam, "") != oud for naam, oud in verwacht.items()):
            raise ValidationError(
                f"Rij {regel['rij']} is intussen in het portaal gewijzigd. Er is niets veranderd. "
                "Maak een nieuwe export en lees die in."
            )


def _als_json(regel: Regel) -> dict[str, Any]:
    return {
        "rij": regel.rij,
        "soort": regel.soort,
        "sleutel": list(regel.sleutel),
        "verschillen": regel.verschillen,
        "fouten": regel.fouten,
    }
