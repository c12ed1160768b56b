"""Agreeing on contingents and using them."""

from datetime import date
from functools import partial

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from housing.models import Contingent, Plaatsing
from housing.tasks import mail_te_herbieden
from zwijndrecht_portal.core.models import Gebied, Gebruiker, Organisatie


@transaction.atomic
def spreek_contingent_af(*, corporatie: Organisatie, jaar: int, aantal: int) -> Contingent:
    """
    Agree on the number of homes of one corporatie in one year, or change it.

    Raises ValidationError when more homes are already used.
    """
    contingent = Contingent.objects.select_for_update(of=("self",)).filter(corporatie=corporatie, jaar=jaar).first()
    contingent = contingent or Contingent(corporatie=corporatie, jaar=jaar)
    gebruikt = contingent.plaatsingen.count() if contingent.pk else 0
    if aantal < gebruikt:
        raise ValidationError({"aantal": f"Er zijn al {gebruikt} woningen gebruikt. Kies ten minste {gebruikt}."})
    contingent.aantal = aantal
    contingent.full_clean()
    contingent.save()
    return contingent


@transaction.atomic
def registreer_plaatsing(*, contingent: Contingent, wijk: Gebied, datum: date, door: Gebruiker) -> Plaatsing:
    """
    Use one home of a contingent: a huishouden gets the key on this day.

    Raises ValidationError when the contingent is used up, or the day is not in its year or lies in the future.
    """
    contingent = Contingent.objects.select_for_update(of=("self",)).select_related("corporatie").get(pk=contingent.pk)
    if datum > timezone.localdate():
        raise ValidationError({"datum": "Deze dag ligt in de toekomst. Leg de plaatsing vast als de sleutel er is."})
    if datum.year != contingent.jaar:
        raise ValidationError({"datum": f"Dit contingent is voor {contingent.jaar}."})
    if contingent.plaatsingen.count() >= contingent.aantal:
        raise ValidationError(
            {"contingent": f"Alle {contingent.aantal} woningen van {contingent} zijn gebruikt. Spreek eerst meer af."}
        )
    plaatsing = Plaatsing(contingent=contingent, wijk=wijk, datum=datum, door=door)
    plaatsing.full_clean()
    plaatsing.save()
    return plaatsing


@transaction.atomic
def verwijder_contingent(*, contingent: Contingent) -> None:
    """Take back an agreement of which no home was used; for undoing an import."""
    contingent = Contingent.objects.select_for_update(of=("self",)).get(pk=contingent.pk)
    if contingent.plaatsingen.exists():
        raise ValidationError("Van dit contingent is al een woning gebruikt.")
    contingent.delete()


def herinner_contingenten(*, vandaag: date | None = None) -> list[Contingent]:
    """Mail who places people which homes are free to be offered again; returns those contingents (`vrij`)."""
    dag = vandaag or timezone.localdate()
    vrij = list(Contingent.objects.te_herbieden(dag))
    if vrij:
        transaction.on_commit(partial(mail_te_herbieden.delay, dag.isoformat()))
    return vrij
