"""Contacts: only added, never changed. And what is derived from them, so that no page has to read them all."""

from datetime import timedelta

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import DateRangeField
from django.contrib.postgres.indexes import GistIndex
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length, Now
from django.db.models.lookups import LessThanOrEqual

from casework.enums import ContactUitkomst, Contactvorm
from casework.models.huishoudens import Huishouden, Inwoner
from casework.models.perioden import Waakvlam
from casework.querysets import ContactmomentQuerySet, NotitieQuerySet
from zwijndrecht_portal.core.elfproef import weiger_bsn


def alleen_toevoegen() -> pgtrigger.Trigger:
    return pgtrigger.Protect(name="alleen_toevoegen", operation=pgtrigger.Update | pgtrigger.Delete)


class Contactmoment(models.Model):
    """Eén keer contact, of een poging. Geen gehoor telt niet als contact. Wordt nooit gewijzigd."""

    huishouden = models.ForeignKey(Huishouden, models.PROTECT, related_name="contactmomenten", db_index=False)
    sleutel = models.UUIDField(help_text="Van het formulier: twee keer versturen is één contact.")
    moment = models.DateTimeField()
    uitkomst = models.CharField(max_length=11, choices=ContactUitkomst)
    vorm = models.CharField(max_length=10, choices=Contactvorm)
    door = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    gelogd_op = models.DateTimeField(db_default=Now())
    herkomst = models.BigIntegerField(
        null=True, blank=True, editable=False, help_text="Nummer van het contact waarvan dit een kopie is."
    )

    objects = ContactmomentQuerySet.as_manager()

    class Meta:
        verbose_name = "contactmoment"
        verbose_name_plural = "contactmomenten"
        constraints = [
            models.UniqueConstraint(fields=["huishouden", "sleutel"], name="contactmoment_sleutel_een_keer"),
            models.CheckConstraint(
                name="contactmoment_niet_in_de_toekomst",
                condition=Q(moment__lte=F("gelogd_op") + timedelta(minutes=1)),  # two clocks
                violation_error_message="Het contact ligt in de toekomst.",
            ),
        ]
        indexes = [models.Index(fields=["huishouden", "-moment", "-id"], name="contactmoment_tijdlijn")]
        triggers = [alleen_toevoegen()]

    def __str__(self) -> str:
        return f"{self.get_uitkomst_display()} op {self.moment:%d-%m-%Y}"


class Herroeping(models.Model):
    """Een contact dat per ongeluk is gelogd, telt niet meer mee. Het contact zelf blijft staan."""

    contactmoment = models.OneToOneField(Contactmoment, models.PROTECT, related_name="herroeping", primary_key=True)
    door = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    herroepen_op = models.DateTimeField(db_default=Now())

    class Meta:
        verbose_name = "herroeping"
        verbose_name_plural = "herroepingen"
        triggers = [alleen_toevoegen()]

    def __str__(self) -> str:
        return f"herroeping van {self.contactmoment_id}"


class Notitie(models.Model):
    """Een korte notitie bij een contact. Wordt nooit gewijzigd; een volgende notitie komt erbij."""

    contactmoment = models.ForeignKey(Contactmoment, models.PROTECT, related_name="notities", db_index=False)
    sleutel = models.UUIDField(help_text="Van het formulier: twee keer versturen is één notitie.")
    tekst = models.TextField("notitie", validators=[MaxLengthValidator(2000), weiger_bsn])
    door = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    geschreven_op = models.DateTimeField(db_default=Now())
    over = models.ForeignKey(
        Inwoner, models.PROTECT, null=True, blank=True, related_name="+",
        help_text="Gevoelig over deze persoon: de notitie gaat mee als die persoon weggaat.",
    )  # fmt: skip

    objects = NotitieQuerySet.as_manager()

    class Meta:
        verbose_name = "notitie"
        verbose_name_plural = "notities"
        constraints = [
            models.UniqueConstraint(fields=["contactmoment", "sleutel"], name="notitie_sleutel_een_keer"),
            models.CheckConstraint(
                name="notitie_heeft_tekst", condition=~Q(tekst="") & Q(LessThanOrEqual(Length("tekst"), 2000))
            ),
        ]
        triggers = [alleen_toevoegen()]

    def __str__(self) -> str:
        return f"notitie bij {self.contactmoment_id}"


class Contactstand(models.Model):
    """
    De stand van het contact met een huishouden: afgeleid van contacten en taken, bijgewerkt in dezelfde transactie.

    Ieder huishouden heeft er één. Zo leest Mijn dag één rij per huishouden, hoeveel contacten er ook zijn.
    """

    huishouden = models.OneToOneField(Huishouden, models.PROTECT, related_name="contactstand", primary_key=True)
    waakvlam = models.OneToOneField(
        Waakvlam, models.PROTECT, null=True, blank=True, related_name="+", help_text="De waakvlam die nu loopt."
    )
    bijgewerkt_tot = models.DateTimeField(null=True, help_text="Moment van het laatste contact of de laatste poging.")
    laatste_contact = models.DateTimeField(null=True, help_text="Moment van het laatste geslaagde contact.")
    laatste_uitkomst = models.CharField(max_length=11, choices=ContactUitkomst, blank=True)
    laatste_vorm = models.CharField(max_length=10, choices=Contactvorm, blank=True)
    missers = models.PositiveSmallIntegerField(default=0, help_text="Geen gehoor sinds het laatste contact.")
    op_tijd_sinds = models.DateField(null=True, help_text="Eerste dag van de lopende reeks contacten op tijd.")
    uiterlijk = models.DateField(null=True, help_text="Het volgende contact is uiterlijk op deze dag.")
    grens = models.DateField(null=True, help_text="Laatste dag die nog op tijd is: uiterlijk plus de speling.")
    signaal_op = models.DateField(null=True, help_text="Dag van het oudste signaal waarvan de taak nog open is.")

    class Meta:
        verbose_name = "contactstand"
        verbose_name_plural = "contactstanden"
        constraints = [
            models.CheckConstraint(
                name="contactstand_ritme_heel_of_leeg",
                condition=Q(waakvlam=None, op_tijd_sinds=None, uiterlijk=None, grens=None)
                | Q(waakvlam__isnull=False, op_tijd_sinds__lte=F("uiterlijk"), uiterlijk__lte=F("grens")),
            )
        ]

    def __str__(self) -> str:
        return f"contactstand van {self.huishouden_id}"


class OpTijdPeriode(models.Model):
    """
    Een afgesloten reeks dagen waarop het contact van een waakvlam op tijd was. Afgeleid van de contactmomenten.

    De lopende reeks staat in de contactstand. Samen zeggen ze van iedere dag in het verleden welk contact op tijd was.
    """

    waakvlam = models.ForeignKey(Waakvlam, models.PROTECT, related_name="op_tijd_perioden")
    geldig = DateRangeField()

    class Meta:
        verbose_name = "periode op tijd"
        verbose_name_plural = "perioden op tijd"
        constraints = [
            models.CheckConstraint(
                name="optijdperiode_heeft_begin_en_eind",
                condition=Q(geldig__startswith__isnull=False, geldig__endswith__isnull=False),
            ),
        ]
        indexes = [GistIndex(fields=["geldig"], name="optijdperiode_op_peildatum")]

    def __str__(self) -> str:
        return f"{self.waakvlam_id}: {self.geldig}"
