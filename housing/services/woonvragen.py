"""
From woonvraag to omklap, one step at a time.

Every step locks the woonvraag, so two who take the same step at once are heard one after the other: the second is told
that somebody was first. A step is a new stand; the database closes the one before it.
"""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any, TypeVar
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.utils import timezone

from casework.models import Huishouden
from casework.services.opvang import volg_aankomst
from housing.enums import EERST_AAN_ZET, TOEGESTANE_STAPPEN, VRAAGT_REDEN, Fase, Partij, Weigerreden, WoonvraagSoort
from housing.models import Contingent, Verblijf, Woonvraag, WoonvraagStand
from housing.services.contingenten import registreer_plaatsing
from housing.services.woonevaluaties import controleer_omklap
from zwijndrecht_portal.core.models import Gebied, Gebruiker, Organisatie
from zwijndrecht_portal.core.opmaak import datum
from zwijndrecht_portal.core.peildatum import begin_van

Ding = TypeVar("Ding")
VELDEN = {"datum": "op"}  # a field of another service, by its name here
VERPLICHT = {
    "contingent": "Kies uit welk contingent de woning komt.",
    "wijk": "Kies in welke wijk de woning staat.",
    "verblijf": "Kies een verblijf. Staat het er niet bij? Boek dan eerst een plek.",
}


@transaction.atomic
def meld_woonvraag_aan(
    *,
    huishouden: Huishouden,
    door: Gebruiker,
    sleutel: UUID,
    soort: WoonvraagSoort,
    volwassenen: int = 1,
    kinderen: int = 0,
    wijk: Gebied | None = None,
    max_huur: Decimal | None = None,
    is_gelijkvloers: bool = False,
    aanbieder: Organisatie | None = None,
    op: date | None = None,
) -> Woonvraag:
    """
    Ask for a home or a plek for a huishouden; it starts as voordracht with the gemeente on turn.

    The same `sleutel` twice is one woonvraag. Raises ValidationError when this huishouden already waits for the same.
    """
    eerder = Woonvraag.objects.filter(sleutel=sleutel, huishouden=huishouden).first()
    if eerder is not None:
        return eerder
    wachtend = Woonvraag.objects.with_stand().filter(huishouden=huishouden, soort=soort)
    if wachtend.filter(fase__in=[Fase.VOORDRACHT, Fase.MATCH]).exists():
        raise ValidationError({"soort": "Dit huishouden wacht hier al op. Kijk bij de woonvragen hoe ver het is."})
    moment = _moment(op, vorige=None)
    woonvraag = Woonvraag(
        huishouden=huishouden,
        pseudoniem=huishouden.pseudoniem,
        sleutel=sleutel,
        soort=soort,
        aangemeld_op=timezone.localdate(moment),
        volwassenen=volwassenen,
        kinderen=kinderen,
        wijk=wijk,
        max_huur=max_huur,
        is_gelijkvloers=is_gelijkvloers,
        aanbieder=aanbieder,
        door=door,
    )
    woonvraag.full_clean()
    woonvraag.save(force_insert=True)
    _nieuwe_stand(woonvraag, None, Fase.VOORDRACHT, moment, door)
    return woonvraag


@transaction.atomic
def zet_stap(
    *,
    woonvraag: Woonvraag,
    fase: Fase,
    door: Gebruiker,
    op: date | None = None,
    reden: Weigerreden | str = "",
    contingent: Contingent | None = None,
    wijk: Gebied | None = None,
    verblijf: Verblijf | None = None,
) -> WoonvraagStand:
    """
    Take a step to another phase, on a day that is not in the future and not before the last step.

    A match and a plaatsing of a home name the contingent it comes from, a plaatsing also the wijk; a plaatsing on a
    plek names the verblijf that was booked. An omklap rests on a signed woonevaluatie. A declined match and who stops
    need a reason. Raises ValidationError.
    """
    huidig = _lock(woonvraag)
    if fase not in TOEGESTANE_STAPPEN[Fase(huidig.fase)]:
        raise ValidationError(
            f"Van {huidig.get_fase_display().lower()} kan deze woonvraag niet naar {fase.label.lower()}. "
            "Misschien was een collega u voor: ververs de pagina."
        )
    if fase in VRAAGT_REDEN and not reden:
        raise ValidationError({"reden": "Kies een reden."})
    moment = _moment(op, huidig)
    velden: dict[str, Any] = {"reden": reden}
    if fase == Fase.MATCH and woonvraag.soort == WoonvraagSoort.WONING:
        velden["contingent"] = _verplicht("contingent", contingent)
    if fase == Fase.PLAATSING:
        velden |= _sleutel(woonvraag, contingent, wijk, verblijf, timezone.localdate(moment), door)
    if fase == Fase.OMKLAP:
        controleer_omklap(woonvraag, timezone.localdate(moment))
    stand = _nieuwe_stand(woonvraag, huidig, fase, moment, door, **velden)
    if fase == Fase.PLAATSING and woonvraag.soort == WoonvraagSoort.TERUGVAL:
        volg_aankomst(huishouden_id=woonvraag.huishouden_id, op=timezone.localdate(moment), door=door)
    return stand


def _sleutel(
    woonvraag: Woonvraag,
    contingent: Contingent | None,
    wijk: Gebied | None,
    verblijf: Verblijf | None,
    dag: date,
    door: Gebruiker,
) -> dict[str, Any]:
    """What the huishouden gets the key of: a home, of which the contingent then has one less, or a plek."""
    if woonvraag.soort == WoonvraagSoort.WONING:
        contingent, wijk = _verplicht("contingent", contingent), _verplicht("wijk", wijk)
        try:
            plaatsing = registreer_plaatsing(contingent=contingent, wijk=wijk, datum=dag, door=door)
        except ValidationError as fout:
            raise ValidationError({VELDEN.get(veld, veld): f for veld, f in fout.error_dict.items()}) from fout
        return {"contingent": contingent, "plaatsing": plaatsing}
    verblijf = _verplicht("verblijf", verblijf)
    if WoonvraagStand.objects.filter(verblijf=verblijf).exists():
        raise ValidationError({"verblijf": "Dit verblijf is al van een ander huishouden."})
    return {"verblijf": verblijf}


def _verplicht(veld: str, waarde: Ding | None) -> Ding:
    if waarde is None:
        raise ValidationError({veld: VERPLICHT[veld]})
    return waarde


@transaction.atomic
def geef_beurt_door(*, woonvraag: Woonvraag, aan_zet: Partij, door: Gebruiker) -> WoonvraagStand:
    """Within the same phase it is somebody else's turn from now on."""
    huidig = _lock(woonvraag)
    if not huidig.aan_zet:
        raise ValidationError("Bij deze woonvraag is niemand meer aan zet.")
    if huidig.aan_zet == aan_zet:
        raise ValidationError({"aan_zet": "Deze partij is al aan zet."})
    return _nieuwe_stand(
        woonvraag, huidig, Fase(huidig.fase), timezone.now(), door, aan_zet=aan_zet, contingent=huidig.contingent
    )


def _lock(woonvraag: Woonvraag) -> WoonvraagStand:
    """The stand that holds now; nobody else takes a step until this transaction ends."""
    Woonvraag.objects.select_for_update(of=("self",)).get(pk=woonvraag.pk)
    return woonvraag.standen.lopend().select_related("contingent").get()


def _moment(op: date | None, vorige: WoonvraagStand | None) -> datetime:
    """Now for today; for an earlier day its beginning, or just after the step before it on that same day."""
    vandaag = timezone.localdate()
    if op is None or op == vandaag:
        return timezone.now()
    if op > vandaag:
        raise ValidationError({"op": "Deze dag ligt in de toekomst."})
    if vorige is None:
        return begin_van(op)
    vorige_dag = timezone.localdate(vorige.geldig.lower)
    if op < vorige_dag:
        raise ValidationError({"op": f"De vorige stap was op {datum(vorige_dag)}. Kies die dag of een latere."})
    return max(begin_van(op), vorige.geldig.lower + timedelta(seconds=1))


def _nieuwe_stand(
    woonvraag: Woonvraag,
    huidig: WoonvraagStand | None,
    fase: Fase,
    moment: datetime,
    door: Gebruiker,
    aan_zet: Partij | str = "",
    **velden: Any,
) -> WoonvraagStand:
    begin = huidig.fase_sinds if huidig is not None and huidig.fase == fase else moment
    stand = WoonvraagStand(
        woonvraag=woonvraag,
        geldig=DateTimeTZRange(moment, None),
        fase=fase,
        fase_sinds=begin,
        aan_zet=aan_zet or EERST_AAN_ZET.get(fase, ""),
        door=door,
        **velden,
    )
    stand.full_clean(validate_constraints=False)  # the stand that it would overlap is closed by the database
    stand.save(force_insert=True)
    return stand
