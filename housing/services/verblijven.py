"""
Booking a plek, leaving it, and taking it out of use.

Every service locks the plek first, so that two people who book at the same moment are heard one after the other. The
database has the last word: two verblijven of one plek cannot overlap.
"""

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from casework.services.opvang import volg_vertrek
from housing.enums import LeegstandReden, Vertrekreden, WoonvraagSoort
from housing.models import Leegstand, Plek, Verblijf, WoonvraagStand
from housing.regels.bezetting import Nachten, plus_werkdagen
from zwijndrecht_portal.core.models import Gebruiker
from zwijndrecht_portal.core.opmaak import datum

LANGSTE_VERBLIJF = timedelta(days=366)


@transaction.atomic
def boek_verblijf(*, plek: Plek, aankomst: date, vertrek: date, door: Gebruiker) -> Verblijf:
    """
    Take a plek from the day of arrival up to the day of departure.

    Raises ValidationError, at the field, when the plek is not there, taken, out of use or still being made ready.
    """
    plek = _lock(plek)
    _controleer_periode(aankomst, vertrek)
    _controleer_plek(plek, aankomst, vertrek)
    _controleer_verblijven(plek, Nachten(aankomst, vertrek))
    _controleer_leegstand(plek, Nachten(aankomst, vertrek))
    verblijf = Verblijf(plek=plek, geldig=DateRange(aankomst, vertrek), gepland_vertrek=vertrek, door=door)
    verblijf.full_clean()
    verblijf.save()
    return verblijf


@transaction.atomic
def beeindig_verblijf(
    *, verblijf: Verblijf, vertrokken_op: date, vertrekreden: Vertrekreden, door: Gebruiker
) -> Verblijf:
    """
    Confirm the departure. From that night on the plek is free, after it has been made ready.

    Who was on a terugvalplek steps back on the ladder, in a transaction that knows the person. Raises ValidationError
    for a departure in the future, or later than somebody else's arrival.
    """
    plek = _lock(verblijf.plek)
    verblijf.refresh_from_db()
    if verblijf.vertrokken_op is not None:
        raise ValidationError("Dit verblijf is al beëindigd.")
    if vertrokken_op > timezone.localdate():
        raise ValidationError({"vertrokken_op": "Deze dag ligt in de toekomst. Beëindig een verblijf na het vertrek."})
    if vertrokken_op <= verblijf.geldig.lower:
        eerste = datum(verblijf.geldig.lower + timedelta(days=1))
        raise ValidationError({"vertrokken_op": f"Vertrekken kan op zijn vroegst op {eerste}, na één nacht."})
    nieuw = Nachten(verblijf.geldig.lower, vertrokken_op)
    _controleer_verblijven(plek, nieuw, behalve=verblijf.pk, veld="vertrokken_op")
    _controleer_leegstand(plek, nieuw, veld="vertrokken_op")
    verblijf.geldig = DateRange(nieuw.van, nieuw.tot)
    verblijf.vertrokken_op, verblijf.vertrekreden = vertrokken_op, vertrekreden
    verblijf.full_clean(validate_constraints=False)
    verblijf.save(update_fields=["geldig", "vertrokken_op", "vertrekreden"])
    van_wie = WoonvraagStand.objects.filter(verblijf=verblijf, woonvraag__soort=WoonvraagSoort.TERUGVAL)
    for huishouden_id in van_wie.values_list("woonvraag__huishouden", flat=True):
        volg_vertrek(huishouden_id=huishouden_id, op=vertrokken_op, door=door)
    return verblijf


@transaction.atomic
def verleng_verblijf(*, verblijf: Verblijf, vertrek: date) -> Verblijf:
    """
    Agree on another day of departure, later or earlier. What was agreed first stays in `gepland_vertrek`.

    Raises ValidationError when the plek is taken by then, or the verblijf has ended.
    """
    plek = _lock(verblijf.plek)
    verblijf.refresh_from_db()
    if verblijf.vertrokken_op is not None:
        raise ValidationError("Dit verblijf is al beëindigd.")
    aankomst = verblijf.geldig.lower
    _controleer_periode(aankomst, vertrek)
    _controleer_plek(plek, aankomst, vertrek, veld="vertrek")
    _controleer_verblijven(plek, Nachten(aankomst, vertrek), behalve=verblijf.pk, veld="vertrek")
    _controleer_leegstand(plek, Nachten(aankomst, vertrek), veld="vertrek")
    verblijf.geldig = DateRange(aankomst, vertrek)
    verblijf.full_clean(validate_constraints=False)
    verblijf.save(update_fields=["geldig"])
    return verblijf


@transaction.atomic
def annuleer_verblijf(*, verblijf: Verblijf) -> None:
    """
    Nobody came: the verblijf disappears, its history stays.

    Raises ValidationError after a confirmed departure, and when a woonvraag says who stays there.
    """
    _lock(verblijf.plek)
    verblijf.refresh_from_db()
    if verblijf.vertrokken_op is not None:
        raise ValidationError("Dit verblijf is al beëindigd. Annuleren kan niet meer.")
    if WoonvraagStand.objects.filter(verblijf=verblijf).exists():
        raise ValidationError("Bij dit verblijf hoort een woonvraag. Beëindig het verblijf in plaats van te annuleren.")
    verblijf.delete()


@transaction.atomic
def zet_buiten_gebruik(*, plek: Plek, van: date, tot_en_met: date, reden: LeegstandReden, door: Gebruiker) -> Leegstand:
    """Take a plek out of use, both days included. Raises ValidationError when somebody stays there."""
    plek = _lock(plek)
    tot = tot_en_met + timedelta(days=1)
    if tot <= van:
        raise ValidationError({"tot_en_met": "De laatste dag ligt voor de eerste dag."})
    _controleer_plek(plek, van, tot, veld="van")
    bezet = plek.verblijven.tussen(van, tot).order_by("geldig").first()
    if bezet is not None:
        raise ValidationError({"van": f"{plek} is dan bezet: {_periode(bezet.geldig.lower, bezet.geldig.upper)}."})
    _controleer_leegstand(plek, Nachten(van, tot), veld="van")
    leegstand = Leegstand(plek=plek, geldig=DateRange(van, tot), reden=reden, door=door)
    leegstand.full_clean()
    leegstand.save()
    return leegstand


def _lock(plek: Plek) -> Plek:
    plekken = Plek.objects.select_for_update(of=("self",)).select_related("voorziening")
    return plekken.get(pk=plek.pk)


def _controleer_periode(aankomst: date, vertrek: date) -> None:
    if vertrek <= aankomst:
        raise ValidationError({"vertrek": "De dag van vertrek ligt na de dag van aankomst."})
    if vertrek - aankomst > LANGSTE_VERBLIJF:
        raise ValidationError({"vertrek": "Een verblijf duurt hooguit een jaar. Controleer het jaartal."})


def _controleer_plek(plek: Plek, van: date, tot: date, *, veld: str = "aankomst") -> None:
    begin, einde = plek.geldig.lower, plek.geldig.upper
    if van < begin:
        raise ValidationError({veld: f"{plek} is pas in gebruik vanaf {datum(begin)}."})
    if einde is not None and tot > einde:
        raise ValidationError({veld: f"{plek} is in gebruik tot {datum(einde)}."})


def _controleer_verblijven(plek: Plek, nieuw: Nachten, *, behalve: int = 0, veld: str = "aankomst") -> None:
    """Nobody else stays there, and between two verblijven there is time to make the plek ready."""
    wissel = plek.voorziening.wisseldagen
    klaar = plus_werkdagen(nieuw.tot, wissel)
    marge = timedelta(days=2 * wissel + 7)  # working days with a weekend between them
    for ander in plek.verblijven.tussen(nieuw.van - marge, klaar + marge).exclude(pk=behalve).order_by("geldig"):
        van, tot = ander.geldig.lower, ander.geldig.upper
        if nieuw.overlapt(van, tot):
            raise ValidationError({veld: f"{plek} is dan al bezet: {_periode(van, tot)}. Kies een andere plek of dag."})
        if tot <= nieuw.van < plus_werkdagen(tot, wissel):
            vanaf = datum(plus_werkdagen(tot, wissel))
            raise ValidationError({veld: f"{plek} wordt dan klaargemaakt en is vrij vanaf {vanaf}."})
        if nieuw.tot <= van < klaar:
            raise ValidationError(
                {veld: f"Op {datum(van)} komt er al iemand op {plek}. De plek is dan nog niet klaargemaakt."}
            )


def _controleer_leegstand(plek: Plek, nieuw: Nachten, *, veld: str = "aankomst") -> None:
    leegstand = plek.leegstanden.tussen(nieuw.van, nieuw.tot).order_by("geldig").first()
    if leegstand is not None:
        van, tot = leegstand.geldig.lower, leegstand.geldig.upper
        reden = leegstand.get_reden_display().lower()
        raise ValidationError({veld: f"{plek} is dan buiten gebruik ({reden}): {_periode(van, tot)}."})


def _periode(van: date, tot: date) -> str:
    return f"van {datum(van)} tot {datum(tot)}"
