"""Composing a report: making it, writing in it, reading its facts again."""

import hashlib
from datetime import date
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.db.models import Q
from django.utils import timezone

from dashboard.enums import RapportageSoort, RapportageStatus, Sectie
from dashboard.models import Rapportage
from dashboard.payload import als_json, vingerafdruk
from dashboard.rapport import SCHEMA, Rapport
from dashboard.selectors.gaten import Gat
from dashboard.selectors.rapport import Bijschrift, Opzet, lees_met_gaten, lees_payload
from dashboard.tasks import maak_rapportage_pdf
from plan.selectors import PlanKop, plan_kop
from zwijndrecht_portal.core.geheugen import zonder_opruimen
from zwijndrecht_portal.core.models import Gebruiker, periode_velden
from zwijndrecht_portal.core.periode import Periode

MAX_TEKST = 4000
GEEN_CONCEPT = "Deze rapportage is geen concept meer. Geef haar eerst terug aan de opsteller."


@transaction.atomic
def maak_rapportage(
    *,
    plan: str,
    periode: Periode | None,
    peildatum: date,
    sleutel: UUID,
    door: Gebruiker,
    soort: str = RapportageSoort.VOORTGANG,
    correctie: str = "",
) -> Rapportage:
    """
    Fill a report with what the portal knows on the peildatum, and have its PDFs made.

    The same `sleutel` (of the form) twice is one report. A second report on the same date is the next version; when
    one was adopted already it has to say what it corrects. An evaluatie is about the whole term of the plan.
    Raises ValidationError for a date outside the past of the plan, a missing period or a missing correction.
    """
    wacht_op_beurt(f"rapportage:{plan}:{peildatum}")
    eerdere = Rapportage.objects.zonder_bestand().filter(Q(sleutel=sleutel) | Q(plan=plan, peildatum=peildatum))
    bekend = list(eerdere)
    if zelfde := next((rapportage for rapportage in bekend if rapportage.sleutel == sleutel), None):
        return zelfde
    kop = plan_kop(plan)
    if not kop.van <= peildatum <= timezone.localdate():
        raise ValidationError({"peildatum": "Kies een dag tussen het begin van het plan en vandaag."})
    if soort == RapportageSoort.EVALUATIE:
        periode = Periode(kop.van, kop.tot)
    elif periode is None:
        raise ValidationError({"periode": "Vul de periode in waar de rapportage over gaat."})
    rapportage = Rapportage(
        plan_id=plan,
        soort=soort,
        peildatum=peildatum,
        versie=max((rapportage.versie for rapportage in bekend), default=0) + 1,
        sleutel=sleutel,
        correctie=correctie.strip(),
        maker=door,
        **periode_velden(periode),
    )
    vul(rapportage, kop)
    _bewaar(rapportage)
    return rapportage


@transaction.atomic
def schrijf_tekst(*, rapportage: Rapportage, sectie: Sectie, tekst: str, basis: str) -> Rapportage:
    """
    Write in one chapter of a concept; an empty text takes it away again.

    `basis` is the fingerprint of the text that the writer started from. Raises ValidationError (code "verouderd") when
    somebody else changed it since: nothing is overwritten.
    """
    rapportage = lock(rapportage)
    _eis_concept(rapportage)
    tekst = tekst.strip()
    if tekst_vingerafdruk(rapportage.teksten.get(sectie, "")) != basis:
        raise ValidationError(
            {
                "tekst": ValidationError(
                    "Een collega veranderde deze tekst ook. Vergelijk ze en bewaar opnieuw.", "verouderd"
                )
            }
        )
    if len(tekst) > MAX_TEKST:
        raise ValidationError({"tekst": f"De tekst is te lang: houd het bij {MAX_TEKST} tekens."})
    if tekst == rapportage.teksten.get(sectie, ""):
        return rapportage
    anders = {naam: waarde for naam, waarde in rapportage.teksten.items() if naam != sectie}
    rapportage.teksten = anders | ({sectie.value: tekst} if tekst else {})
    teksten = [
        {"sectie": naam.value, "tekst": rapportage.teksten[naam]} for naam in Sectie if naam in rapportage.teksten
    ]
    bewaar_inhoud(rapportage, rapportage.payload | {"teksten": teksten})
    return rapportage


@transaction.atomic
def werk_bij(*, rapportage: Rapportage) -> bool:
    """Read the facts of a concept again. True when something changed; then its PDFs are made again."""
    rapportage = lock(rapportage)
    _eis_concept(rapportage)
    was = rapportage.payload_sha256
    vul(rapportage, plan_kop(rapportage.plan_id))
    if rapportage.payload_sha256 == was:
        return False
    bewaar_inhoud(rapportage, rapportage.payload)
    return True


@transaction.atomic
def maak_pdf_opnieuw(*, rapportage: Rapportage) -> Rapportage:
    """Try once more after something went wrong; nothing happens when the PDF is there."""
    rapportage = lock(rapportage)
    if not rapportage.is_klaar:
        rapportage.pdf_fout, rapportage.pdf_begonnen_op, rapportage.pdf_gevraagd_op = "", None, timezone.now()
        rapportage.save(update_fields=["pdf_fout", "pdf_begonnen_op", "pdf_gevraagd_op"])
        maak_pdf_na_commit(rapportage)
    return rapportage


# --- Shared with the steps towards adoption --------------------------------------------------------------------------


@zonder_opruimen()
def vul(rapportage: Rapportage, kop: PlanKop) -> list[Gat]:
    """Read the facts into the payload, unsaved. What is missing comes back."""
    gecorrigeerd = _gecorrigeerd(rapportage)
    if gecorrigeerd and not rapportage.correctie:
        raise ValidationError(
            {
                "correctie": f"Versie {gecorrigeerd.kop.versie} over deze dag is al vastgesteld. "
                "Schrijf op wat u verbetert."
            }
        )
    if rapportage.correctie and gecorrigeerd is None:
        raise ValidationError({"correctie": "Over deze dag is nog niets vastgesteld. Er is dus niets te verbeteren."})
    rapport, gaten = lees_met_gaten(_opzet(rapportage, kop, gecorrigeerd), _bijschrift(rapportage))
    rapportage.payload, rapportage.payload_schema = als_json(rapport), SCHEMA
    rapportage.payload_sha256 = vingerafdruk(rapportage.payload)
    return gaten


def lees_opnieuw(rapportage: Rapportage) -> dict[str, Any]:
    """What the payload of this report would be when it was read from the portal now. Nothing changes."""
    opzet = _opzet(rapportage, plan_kop(rapportage.plan_id), _gecorrigeerd(rapportage))
    payload: dict[str, Any] = als_json(lees_met_gaten(opzet, _bijschrift(rapportage))[0])
    return payload


def _opzet(rapportage: Rapportage, kop: PlanKop, gecorrigeerd: Rapport | None) -> Opzet:
    return Opzet(
        plan=kop,
        periode=rapportage.periode or Periode(kop.van, kop.tot),
        peildatum=rapportage.peildatum,
        soort=RapportageSoort(rapportage.soort),
        versie=rapportage.versie,
        status=RapportageStatus(rapportage.status),
        vorige=vorige_van(rapportage),
        gecorrigeerd=gecorrigeerd,
    )


def _bijschrift(rapportage: Rapportage) -> Bijschrift:
    return Bijschrift(rapportage.teksten, rapportage.correctie, rapportage.ontbreekt_omdat)


def bewaar_inhoud(rapportage: Rapportage, payload: dict) -> None:
    """Save with this content; the PDFs of the old content go, and new ones are made after commit."""
    rapportage.payload, rapportage.payload_sha256 = payload, vingerafdruk(payload)
    rapportage.pdf, rapportage.samenvatting, rapportage.brief = None, None, None
    rapportage.pdf_sha256 = rapportage.samenvatting_sha256 = rapportage.brief_sha256 = ""
    _bewaar(rapportage)


def _bewaar(rapportage: Rapportage) -> None:
    """
    Save, and have the PDFs made after commit.

    Only the fields are checked here: asking the database about each constraint would be a query each, and it has the
    last word anyway. The payload is ours: to check it is to write all of it out once more.
    """
    rapportage.pdf_gevraagd_op, rapportage.pdf_begonnen_op, rapportage.pdf_fout = timezone.now(), None, ""
    rapportage.clean_fields(exclude=["plan", "maker", "voorgelegd_door", "vastgesteld_door", "payload"])
    rapportage.save()
    maak_pdf_na_commit(rapportage)


def vorige_van(rapportage: Rapportage) -> Rapport | None:
    """
    What this report is compared with: the adopted one before it. None for the first one.

    An evaluatie looks back at the whole plan, so it is compared with the first adopted report.
    """
    eerder = Rapportage.objects.eerder_vastgesteld(rapportage.plan_id, rapportage.peildatum)
    if rapportage.soort == RapportageSoort.EVALUATIE:
        eerder = eerder.order_by("peildatum", "-versie")
    payload = eerder.values_list("payload", flat=True).first()
    return None if payload is None else lees_payload(payload)


def _gecorrigeerd(rapportage: Rapportage) -> Rapport | None:
    """The newest adopted version about the same date, before this one; the first version has none."""
    if rapportage.versie <= 1:
        return None
    zelfde = Rapportage.objects.vastgesteld_op_peildatum(rapportage.plan_id, rapportage.soort, rapportage.peildatum)
    payload = zelfde.filter(versie__lt=rapportage.versie).values_list("payload", flat=True).first()
    return None if payload is None else lees_payload(payload)


def tekst_vingerafdruk(tekst: str) -> str:
    return hashlib.sha256(tekst.encode()).hexdigest()[:16]


def lock(rapportage: Rapportage) -> Rapportage:
    return Rapportage.objects.select_for_update(of=("self",)).met_inhoud().get(pk=rapportage.pk)


def maak_pdf_na_commit(rapportage: Rapportage) -> None:
    """
    Have the PDFs made. `robust`: the report is safe by then, so a broker that is away costs nobody an error page.

    The clock starts what stays behind, and the page offers to try again. (A robust function needs a name: no partial.)
    """

    def start_taak() -> None:
        maak_rapportage_pdf.delay(rapportage.pk)

    transaction.on_commit(start_taak, robust=True)


def wacht_op_beurt(naam: str) -> None:
    """One at a time per name, until this transaction ends: two clicks at once get two versions, or one report."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtextextended(%s, 0))", [naam])


def _eis_concept(rapportage: Rapportage) -> None:
    if rapportage.status != RapportageStatus.CONCEPT:
        raise ValidationError(GEEN_CONCEPT)
