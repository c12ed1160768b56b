"""Bringing a spreadsheet in: first look, then whole or nothing, and back again where nobody built on it."""

import hashlib
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from zwijndrecht_portal.core.enums import InvoerStatus
from zwijndrecht_portal.core.invoer import Invoersoort, Regel, Waarden, invoersoort, vergelijk
from zwijndrecht_portal.core.models import Gebruiker, Invoer


@transaction.atomic
def bereid_invoer_voor(*, soort: Invoersoort, bestandsnaam: str, inhoud: bytes, door: Gebruiker) -> Invoer:
    """What the file would change. Nothing changes yet; raises Onleesbaar for a file that is no such file at all."""
    regels = vergelijk(soort, inhoud, door)
    return Invoer.objects.create(
        soort=soort.naam,
        bestandsnaam=bestandsnaam[-160:],
        vingerafdruk=hashlib.sha256(inhoud).hexdigest(),
        door=door,
        ongewijzigd=sum(regel.soort == "ongewijzigd" for regel in regels),
        regels=[_als_json(regel) for regel in regels if regel.soort != "ongewijzigd"],
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
    if not invoer.is_te_verwerken:
        raise ValidationError("In dit bestand is niets om te verwerken. Verbeter het en lees het opnieuw in.")
    soort = invoersoort(invoer.soort)
    _eis_stand(soort, invoer, door, kant=0)
    for regel in invoer.regels:
        wordt = {naam: paar[1] for naam, paar in regel["verschillen"].items()}
        _pas_toe(soort, regel, wordt, door)
    invoer.status, invoer.verwerkt_op = InvoerStatus.VERWERKT, timezone.now()
    invoer.save(update_fields=["status", "verwerkt_op"])
    return invoer


@transaction.atomic
def draai_invoer_terug(*, invoer: Invoer, door: Gebruiker) -> Invoer:
    """Put back what the import changed; refused as soon as somebody changed one of those cells since."""
    invoer = Invoer.objects.select_for_update(of=("self",)).get(pk=invoer.pk)
    if invoer.status != InvoerStatus.VERWERKT:
        raise ValidationError("Alleen een verwerkte invoer kan worden teruggedraaid.")
    soort = invoersoort(invoer.soort)
    _eis_stand(soort, invoer, door, kant=1)
    for regel in invoer.regels:
        if regel["soort"] == "nieuw" and soort.verwijder is not None:
            soort.verwijder(tuple(regel["sleutel"]), door)
        else:
            _pas_toe(soort, regel, {naam: paar[0] for naam, paar in regel["verschillen"].items()}, door)
    invoer.status, invoer.teruggedraaid_op = InvoerStatus.TERUGGEDRAAID, timezone.now()
    invoer.save(update_fields=["status", "teruggedraaid_op"])
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
