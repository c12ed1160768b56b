"""The steps from concept to the raad: put forward, give back, adopt, offer."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from dashboard.enums import TOEGESTANE_OVERGANGEN, BerichtSoort, RapportageStatus
from dashboard.models import Bericht, Rapportage
from dashboard.services.rapportages import bewaar_inhoud, lock, vorige_van, vul, wacht_op_beurt
from dashboard.tasks import verstuur_berichten
from plan.selectors import plan_kop
from zwijndrecht_portal.core.enums import Rol
from zwijndrecht_portal.core.models import Gebruiker


@transaction.atomic
def leg_voor(*, rapportage: Rapportage, ontbreekt_omdat: str, door: Gebruiker, correctie: str = "") -> Rapportage:
    """
    Put a concept forward for adoption, with its facts read once more.

    Raises ValidationError when something is missing and nobody says why: the report prints both.
    """
    rapportage = _naar(lock(rapportage), RapportageStatus.TER_VASTSTELLING)
    rapportage.ontbreekt_omdat = ontbreekt_omdat.strip()
    rapportage.correctie = correctie.strip() or rapportage.correctie
    gaten = vul(rapportage, plan_kop(rapportage.plan_id))
    if gaten and not rapportage.ontbreekt_omdat:
        raise ValidationError(
            {"ontbreekt_omdat": "Er ontbreekt nog iets. Vul het aan, of leg uit waarom het ontbreekt."}
        )
    rapportage.voorgelegd_door, rapportage.voorgelegd_op = door, timezone.localdate()
    rapportage.teruggegeven_om = ""
    bewaar_inhoud(rapportage, rapportage.payload)
    managers = Gebruiker.objects.met_rol(Rol.PROGRAMMAMANAGER)
    _bericht(rapportage, BerichtSoort.VOORGELEGD, managers.exclude(pk__in=[door.pk, rapportage.maker_id]))
    return rapportage


@transaction.atomic
def geef_terug(*, rapportage: Rapportage, reden: str, door: Gebruiker) -> Rapportage:
    """Back to concept, with the reason. Raises ValidationError without one."""
    rapportage = _naar(lock(rapportage), RapportageStatus.CONCEPT)
    if not reden.strip():
        raise ValidationError({"reden": "Schrijf op wat er nog moet gebeuren."})
    rapportage.teruggegeven_om = reden.strip()
    rapportage.voorgelegd_door, rapportage.voorgelegd_op, rapportage.ontbreekt_omdat = None, None, ""
    bewaar_inhoud(rapportage, _met_kop(rapportage, status=RapportageStatus.CONCEPT) | {"ontbreekt_omdat": ""})
    if rapportage.maker_id != door.pk:
        _bericht(rapportage, BerichtSoort.TERUG, [rapportage.maker])
    return rapportage


@transaction.atomic
def stel_rapportage_vast(*, rapportage: Rapportage, door: Gebruiker) -> Rapportage:
    """
    Adopt a report: from now on nothing in it changes. The PDFs are made again, with the new status on their cover.

    Raises ValidationError when it was not put forward, when its PDF is not ready (nobody has read it), when who made
    or put it forward adopts it, or when another report was adopted since with which it was not compared.
    """
    wacht_op_beurt(f"vaststellen:{rapportage.plan_id}")
    rapportage = _naar(lock(rapportage), RapportageStatus.VASTGESTELD)
    if not rapportage.is_klaar:
        raise ValidationError("De pdf is er nog niet. Lees hem eerst, stel daarna vast.")
    if door.pk in {rapportage.maker_id, rapportage.voorgelegd_door_id}:
        raise ValidationError("U maakte deze rapportage zelf. Een collega stelt haar vast.")
    _eis_juiste_vergelijking(rapportage)
    vandaag = timezone.localdate()
    rapportage.vastgesteld_door, rapportage.vastgesteld_op = door, vandaag
    payload = _met_kop(rapportage, status=RapportageStatus.VASTGESTELD, vastgesteld_op=vandaag.isoformat())
    bewaar_inhoud(rapportage, payload)
    return rapportage


@transaction.atomic
def bied_aan(*, rapportage: Rapportage) -> Rapportage:
    """
    Offer an adopted report to the raad: each raadslid gets a mail with a link, once.

    Raises ValidationError while its PDF is still being made: the link would lead to nothing.
    """
    rapportage = _naar(lock(rapportage), RapportageStatus.AANGEBODEN)
    if not rapportage.is_klaar:
        raise ValidationError("De pdf van de vastgestelde rapportage is er nog niet. Probeer het zo opnieuw.")
    rapportage.aangeboden_op = timezone.localdate()
    rapportage.save(update_fields=["status", "aangeboden_op"])
    _bericht(rapportage, BerichtSoort.AANGEBODEN, Gebruiker.objects.met_rol(Rol.RAADSLID))
    return rapportage


def _naar(rapportage: Rapportage, status: RapportageStatus) -> Rapportage:
    """With its new status, unsaved. Raises ValidationError when it may not get that one now."""
    if status not in TOEGESTANE_OVERGANGEN[RapportageStatus(rapportage.status)]:
        nu = rapportage.get_status_display().lower()
        raise ValidationError(f"Dit kan nu niet: de rapportage heeft de status {nu}.")
    rapportage.status = status.value
    return rapportage


def _met_kop(rapportage: Rapportage, **velden: str) -> dict[str, Any]:
    return rapportage.payload | {"kop": rapportage.payload["kop"] | {n: str(v) for n, v in velden.items()}}


def _eis_juiste_vergelijking(rapportage: Rapportage) -> None:
    """What was adopted in the meantime changes what page one has to say."""
    vorige = vorige_van(rapportage)
    kop = None if vorige is None else (vorige.kop.peildatum.isoformat(), vorige.kop.versie)
    in_payload = rapportage.payload.get("vorige")
    if kop != (in_payload and (in_payload["peildatum"], in_payload["versie"])):
        raise ValidationError(
            "Er is intussen een andere rapportage vastgesteld. Geef deze terug, dan vergelijkt het portaal opnieuw."
        )
    zelfde = Rapportage.objects.vastgesteld_op_peildatum(rapportage.plan_id, rapportage.soort, rapportage.peildatum)
    if zelfde.exists() and not rapportage.correctie:
        raise ValidationError(
            "Over deze dag is intussen al vastgesteld. Geef deze terug en schrijf op wat u verbetert."
        )


def _bericht(rapportage: Rapportage, soort: BerichtSoort, aan: Iterable[Gebruiker]) -> None:
    """One mail each. The rows are safe; a broker that is away delays the mails, the clock sends what stayed behind."""
    berichten = [
        Bericht(rapportage=rapportage, aan=gebruiker, soort=soort, kenmerk=rapportage.payload_sha256)
        for gebruiker in aan
    ]
    Bericht.objects.bulk_create(berichten, ignore_conflicts=True)

    def verstuur() -> None:
        verstuur_berichten.delay()

    transaction.on_commit(verstuur, robust=True)
