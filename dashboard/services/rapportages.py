"""Making and adopting reports."""

from datetime import date
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.db.models import Max
from django.utils import timezone

from dashboard.enums import TOEGESTANE_OVERGANGEN, RapportageStatus
from dashboard.models import Rapportage
from dashboard.rapport import SCHEMA, als_json, vingerafdruk
from dashboard.selectors.rapport import lees_rapport
from dashboard.tasks import maak_rapportage_pdf
from plan.selectors import plan_kop
from zwijndrecht_portal.core.models import Gebruiker, periode_velden
from zwijndrecht_portal.core.periode import Periode


@transaction.atomic
def maak_rapportage(*, plan: str, periode: Periode, peildatum: date, sleutel: UUID, door: Gebruiker) -> Rapportage:
    """
    Fill a report with what the portal knows on the peildatum, and have its PDF made.

    The same `sleutel` (of the form) twice is one report. A second report on the same date is the next version.
    Raises ValidationError for a date outside the past of the plan.
    """
    _wacht_op_beurt(f"rapportage:{plan}:{peildatum}")
    if eerder := Rapportage.objects.filter(sleutel=sleutel).first():
        return eerder
    kop = plan_kop(plan)
    if not kop.van <= peildatum <= timezone.localdate():
        raise ValidationError({"peildatum": "Kies een dag tussen het begin van het plan en vandaag."})
    hoogste = Rapportage.objects.filter(plan=plan, peildatum=peildatum).aggregate(hoogste=Max("versie"))["hoogste"]
    versie = (hoogste or 0) + 1
    payload = als_json(lees_rapport(kop, periode, peildatum, versie=versie))
    rapportage = Rapportage(
        plan_id=plan,
        peildatum=peildatum,
        versie=versie,
        sleutel=sleutel,
        payload=payload,
        payload_schema=SCHEMA,
        payload_sha256=vingerafdruk(payload),
        maker=door,
        **periode_velden(periode),
    )
    rapportage.full_clean()
    rapportage.save()
    _maak_pdf_na_commit(rapportage)
    return rapportage


@transaction.atomic
def stel_rapportage_vast(*, rapportage: Rapportage, door: Gebruiker) -> Rapportage:
    """
    Adopt a report: from now on nothing in it changes. The PDF is made again, with the new status on its cover.

    Raises ValidationError when its PDF was never ready (nobody has read it), when it was adopted already, or when the
    maker adopts it.
    """
    rapportage = _lock(rapportage)
    if RapportageStatus.VASTGESTELD not in TOEGESTANE_OVERGANGEN[RapportageStatus(rapportage.status)]:
        raise ValidationError("Deze rapportage is al vastgesteld.")
    if not rapportage.is_klaar:
        raise ValidationError("De pdf is er nog niet. Lees hem eerst, stel daarna vast.")
    if rapportage.maker_id == door.pk:
        raise ValidationError("U maakte deze rapportage zelf. Een collega stelt haar vast.")
    vandaag = timezone.localdate()
    rapportage.status = RapportageStatus.VASTGESTELD
    rapportage.vastgesteld_door, rapportage.vastgesteld_op = door, vandaag
    kop = rapportage.payload["kop"] | {"status": rapportage.status.value, "vastgesteld_op": vandaag.isoformat()}
    rapportage.payload = rapportage.payload | {"kop": kop}
    rapportage.payload_sha256 = vingerafdruk(rapportage.payload)
    rapportage.pdf, rapportage.pdf_sha256, rapportage.pdf_begonnen_op, rapportage.pdf_fout = None, "", None, ""
    rapportage.full_clean(exclude=["maker"])
    rapportage.save()
    _maak_pdf_na_commit(rapportage)
    return rapportage


@transaction.atomic
def maak_pdf_opnieuw(*, rapportage: Rapportage) -> Rapportage:
    """Try once more after something went wrong; nothing happens when the PDF is there."""
    rapportage = _lock(rapportage)
    if not rapportage.is_klaar:
        rapportage.pdf_fout, rapportage.pdf_begonnen_op = "", None
        rapportage.save(update_fields=["pdf_fout", "pdf_begonnen_op"])
        _maak_pdf_na_commit(rapportage)
    return rapportage


def _lock(rapportage: Rapportage) -> Rapportage:
    return Rapportage.objects.select_for_update(of=("self",)).get(pk=rapportage.pk)


def _maak_pdf_na_commit(rapportage: Rapportage) -> None:
    """
    Have the PDF made. `robust`: the report is safe by then, so a broker that is away costs nobody an error page.

    The report then waits, and the page offers to try again. (A robust function needs a name: no partial.)
    """

    def start_taak() -> None:
        maak_rapportage_pdf.delay(rapportage.pk)

    transaction.on_commit(start_taak, robust=True)


def _wacht_op_beurt(naam: str) -> None:
    """One at a time per name, until this transaction ends: two clicks at once get two versions, or one report."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtextextended(%s, 0))", [naam])
