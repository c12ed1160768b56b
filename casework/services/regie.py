"""Who has the regie: assigned by who divides the work, or offered by one and accepted by another."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from casework.enums import OverdrachtStatus
from casework.models import Huishouden, Overdracht, Regie, Taak
from casework.services.momenten import eis_open
from casework.services.standen import lock_stand
from casework.systeem import even_als_systeem
from casework.tasks import mail_overdracht
from zwijndrecht_portal.core.enums import Rol
from zwijndrecht_portal.core.models import Gebruiker
from zwijndrecht_portal.core.opmaak import datum
from zwijndrecht_portal.core.peildatum import nu_na
from zwijndrecht_portal.core.tasks import na_commit
from zwijndrecht_portal.core.werkdagen import plus_werkdagen

ANTWOORD_WERKDAGEN = 5


@transaction.atomic
def wijs_toe(*, huishouden: Huishouden, regisseur: Gebruiker, was: int | None, door: Gebruiker) -> Regie:
    """
    Give the regie to this person at once; an open offer is withdrawn.

    `was` is the regisseur whom the form showed: of two who assign at the same moment the second is told, and nothing
    changes. The same person again changes nothing. Raises ValidationError also for someone out of service.
    """
    huishouden = _lock(huishouden)
    lopend = huishouden.regies.lopend().first()
    if lopend is not None and lopend.regisseur_id == regisseur.pk:
        return lopend
    if huishouden.regisseur_id != was:
        wie = huishouden.regisseur.naam if huishouden.regisseur else "niemand"
        raise ValidationError(f"Intussen heeft {wie} de regie over {huishouden}. Kijk of u dit nog wilt wijzigen.")
    _eis_in_dienst(regisseur, veld="regisseur")
    _handel_af(huishouden.overdrachten.open().first(), OverdrachtStatus.INGETROKKEN)
    return _geef_regie(huishouden.pk, regisseur)


@transaction.atomic
def bied_aan(*, huishouden: Huishouden, naar: Gebruiker, toelichting: str, door: Gebruiker) -> Overdracht:
    """
    Offer the regie to a colleague, who has five working days to answer. The regie stays where it is until then.

    Who is asked gets a mail that says no more than that. The same offer twice is one offer. Raises ValidationError for
    someone out of service, the regisseur of now, or when another offer is open.
    """
    huishouden = _lock(huishouden)
    vandaag = timezone.localdate()
    _breng_terug(huishouden.overdrachten.verlopen(vandaag))
    open_aanbod = huishouden.overdrachten.open().first()
    if open_aanbod is not None:
        if (open_aanbod.naar_id, open_aanbod.door_id) == (naar.pk, door.pk):
            return open_aanbod
        raise ValidationError("Er staat al een overdracht open voor dit huishouden. Trek die eerst in.")
    if naar.pk == huishouden.regisseur_id:
        raise ValidationError({"naar": f"{naar.naam} heeft de regie al. Kies iemand anders."})
    _eis_in_dienst(naar, veld="naar")
    overdracht = Overdracht(
        huishouden=huishouden,
        pseudoniem=huishouden.pseudoniem,
        van_id=huishouden.regisseur_id,
        naar=naar,
        toelichting=toelichting,
        door=door,
        antwoord_tot=plus_werkdagen(vandaag, ANTWOORD_WERKDAGEN),
    )
    overdracht.clean_fields(exclude=["huishouden", "van", "naar", "door", "aangeboden_op"])
    overdracht.save(force_insert=True)
    na_commit(mail_overdracht, naar.pk)
    return overdracht


@transaction.atomic
def neem_over(*, overdracht: Overdracht, door: Gebruiker) -> Overdracht:
    """
    Accept: from now on this person has the regie. Accepting twice is once.

    Raises ValidationError when the offer was withdrawn or its days are over.
    """
    overdracht = _lock_overdracht(overdracht)
    if overdracht.status == OverdrachtStatus.AANGENOMEN:
        return overdracht
    _eis_te_beantwoorden(overdracht)
    with even_als_systeem():  # who accepts cannot see the huishouden yet
        lock_stand(overdracht.huishouden_id)
        _geef_regie(overdracht.huishouden_id, door)
        _handel_af(overdracht, OverdrachtStatus.AANGENOMEN)
    return overdracht


@transaction.atomic
def weiger(*, overdracht: Overdracht, antwoord: str, door: Gebruiker) -> Overdracht:
    """Decline with a reason; the regie stays where it is. Twice is once."""
    overdracht = _lock_overdracht(overdracht)
    if overdracht.status == OverdrachtStatus.GEWEIGERD:
        return overdracht
    _eis_te_beantwoorden(overdracht)
    overdracht.antwoord = antwoord
    overdracht.clean_fields(exclude=["huishouden", "van", "naar", "door", "aangeboden_op"])
    _handel_af(overdracht, OverdrachtStatus.GEWEIGERD)
    return overdracht


@transaction.atomic
def trek_in(*, overdracht: Overdracht, door: Gebruiker) -> Overdracht:
    """Take an offer back before it is answered. Twice is once; an answered one stays answered."""
    overdracht = _lock_overdracht(overdracht)
    if overdracht.status == OverdrachtStatus.AANGENOMEN:
        raise ValidationError(f"{overdracht.naar.naam} heeft de regie al overgenomen.")
    if overdracht.status == OverdrachtStatus.OPEN:
        _handel_af(overdracht, OverdrachtStatus.INGETROKKEN)
    return overdracht


@transaction.atomic
def breng_overdrachten_terug(*, vandaag: date) -> int:
    """Offers that nobody answered in time go back to who offered. Safe to run twice. Returns how many."""
    return _breng_terug(Overdracht.objects.verlopen(vandaag))


def _breng_terug(verlopen: QuerySet[Overdracht]) -> int:
    return verlopen.update(status=OverdrachtStatus.TERUG, afgehandeld_op=timezone.now())


def _lock(huishouden: Huishouden) -> Huishouden:
    """Read again after everyone who was busy with this huishouden is done. Raises ValidationError when it is closed."""
    lock_stand(huishouden.pk)
    nu = Huishouden.objects.select_related("regisseur").get(pk=huishouden.pk)
    eis_open(nu)
    return nu


def _lock_overdracht(overdracht: Overdracht) -> Overdracht:
    """The huishouden first, as everybody does: then no two wait for each other."""
    with even_als_systeem():
        lock_stand(overdracht.huishouden_id)
    return Overdracht.objects.select_for_update(of=("self",)).get(pk=overdracht.pk)


def _eis_te_beantwoorden(overdracht: Overdracht) -> None:
    if overdracht.status == OverdrachtStatus.INGETROKKEN:
        raise ValidationError("Deze overdracht is intussen ingetrokken. U hoeft niets te doen.")
    if overdracht.status != OverdrachtStatus.OPEN or overdracht.antwoord_tot < timezone.localdate():
        raise ValidationError(
            f"Deze overdracht was aan te nemen tot en met {datum(overdracht.antwoord_tot)} en is terug bij wie haar "
            "aanbood. Vraag om een nieuw aanbod."
        )


def _eis_in_dienst(regisseur: Gebruiker, *, veld: str) -> None:
    if not regisseur.is_active or not regisseur.heeft_rol(Rol.TRAJECTREGISSEUR):
        raise ValidationError({veld: f"{regisseur.naam} werkt niet meer als trajectregisseur. Kies iemand anders."})


def _geef_regie(huishouden_id: int, regisseur: Gebruiker) -> Regie:
    """One period ends where the next begins. Open taken go along. The caller has locked the stand."""
    regies = list(Regie.objects.lopend().filter(huishouden=huishouden_id))
    nu = nu_na(*(lopend.geldig.lower for lopend in regies))
    for lopend in regies:
        lopend.geldig = (lopend.geldig.lower, nu)
        lopend.save(update_fields=["geldig"])
    regie = Regie.objects.create(huishouden_id=huishouden_id, regisseur=regisseur, geldig=(nu, None))
    Taak.objects.open().filter(huishouden=huishouden_id).update(voor=regisseur)
    return regie


def _handel_af(overdracht: Overdracht | None, status: OverdrachtStatus) -> None:
    if overdracht is not None:
        overdracht.status, overdracht.afgehandeld_op = status, timezone.now()
        overdracht.save(update_fields=["status", "antwoord", "afgehandeld_op"])
