"""
Who asks for a home, and how far it is. Every table here is behind row-level security (docs/adr/0003).

The huishouden itself stays in casework: the woonconsulent sees its pseudoniem, which is copied here, and nothing more.
"""

import pgtrigger
from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.contrib.postgres.indexes import GistIndex
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q

from housing.enums import Fase, Partij, Weigerreden, WoonvraagSoort
from housing.models.contingenten import Contingent, Plaatsing
from housing.models.voorzieningen import Verblijf
from housing.querysets import WoonvraagQuerySet, WoonvraagStandQuerySet
from zwijndrecht_portal.core.historie import met_historie

OPEN = Q(geldig__endswith__isnull=True)

# A stand is only added. The database itself closes the one before it, so that exactly one holds at any moment.
VOLGT_OP = """
    IF lower(NEW.geldig) IS NULL OR upper(NEW.geldig) IS NOT NULL THEN
        RAISE EXCEPTION 'Een nieuwe stand heeft een begin en nog geen einde.' USING ERRCODE = 'check_violation';
    END IF;
    UPDATE housing_woonvraagstand SET geldig = tstzrange(lower(geldig), lower(NEW.geldig))
    WHERE woonvraag_id = NEW.woonvraag_id AND upper(geldig) IS NULL;
    RETURN NEW;
"""
LIGT_VAST = """
    IF pg_trigger_depth() < 2 THEN
        RAISE EXCEPTION 'Een stand van een woonvraag verandert nooit.' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""


@met_historie()
class Woonvraag(models.Model):
    """De vraag van een huishouden om een passende woning of plek, met wat nodig is om die te vinden."""

    huishouden = models.ForeignKey("casework.Huishouden", models.PROTECT, related_name="+")
    pseudoniem = models.CharField(max_length=14, help_text="Van het huishouden. Meer ziet de woonconsulent niet.")
    sleutel = models.UUIDField(unique=True, help_text="Van het formulier: twee keer versturen is één woonvraag.")
    soort = models.CharField(max_length=8, choices=WoonvraagSoort)
    aangemeld_op = models.DateField()
    volwassenen = models.PositiveSmallIntegerField(default=1, validators=[MaxValueValidator(20)])
    kinderen = models.PositiveSmallIntegerField(default=0, validators=[MaxValueValidator(20)])
    wijk = models.ForeignKey(
        "core.Gebied", models.PROTECT, null=True, blank=True, related_name="+", help_text="Leeg: maakt niet uit."
    )
    max_huur = models.DecimalField(max_digits=7, decimal_places=2, null=True, blank=True)
    is_gelijkvloers = models.BooleanField("zonder trappen", default=False)
    aanbieder = models.ForeignKey("core.Organisatie", models.PROTECT, null=True, blank=True, related_name="+")
    door = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)

    objects = WoonvraagQuerySet.as_manager()

    class Meta:
        verbose_name = "woonvraag"
        verbose_name_plural = "woonvragen"
        constraints = [
            models.CheckConstraint(
                name="woonvraag_is_van_iemand",
                condition=Q(volwassenen__gte=1),
                violation_error_message="Er woont ten minste één volwassene.",
            ),
            models.CheckConstraint(
                name="woonvraag_huur_niet_negatief",
                condition=Q(max_huur=None) | Q(max_huur__gte=0),
                violation_error_message="De huur is nul of meer.",
            ),
        ]

    def __str__(self) -> str:
        return self.pseudoniem


@met_historie()
class WoonvraagStand(models.Model):
    """De stand van een woonvraag vanaf een moment: de fase, en wie er aan zet is. De volgende stand sluit deze af."""

    woonvraag = models.ForeignKey(Woonvraag, models.PROTECT, related_name="standen")
    geldig = DateTimeRangeField()
    fase = models.CharField(max_length=13, choices=Fase)
    fase_sinds = models.DateTimeField(help_text="Het begin van deze fase; de beurt kan later zijn overgegaan.")
    aan_zet = models.CharField(max_length=10, choices=Partij, blank=True)
    reden = models.CharField(max_length=11, choices=Weigerreden, blank=True)
    contingent = models.ForeignKey(Contingent, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    plaatsing = models.OneToOneField(Plaatsing, models.PROTECT, null=True, blank=True, related_name="+")
    verblijf = models.OneToOneField(Verblijf, models.PROTECT, null=True, blank=True, related_name="+")
    door = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)

    objects = WoonvraagStandQuerySet.as_manager()

    class Meta:
        verbose_name = "stand van een woonvraag"
        verbose_name_plural = "standen van woonvragen"
        constraints = [
            models.CheckConstraint(name="woonvraagstand_heeft_begin", condition=Q(geldig__startswith__isnull=False)),
            ExclusionConstraint(
                name="woonvraagstand_een_tegelijk",
                expressions=[("woonvraag", RangeOperators.EQUAL), ("geldig", RangeOperators.OVERLAPS)],
            ),
            models.CheckConstraint(
                name="woonvraagstand_iemand_is_aan_zet",
                condition=Q(fase__in=[Fase.STABIEL, Fase.AFGEHAAKT], aan_zet="")
                | (~Q(fase__in=[Fase.STABIEL, Fase.AFGEHAAKT]) & ~Q(aan_zet="")),
                violation_error_message="Zolang er iets te doen is, is er iemand aan zet.",
            ),
            models.CheckConstraint(
                name="woonvraagstand_afgehaakt_met_reden",
                condition=~Q(fase=Fase.AFGEHAAKT) | ~Q(reden=""),
                violation_error_message="Kies waarom de woonvraag stopt.",
            ),
            models.CheckConstraint(
                name="woonvraagstand_sleutel_alleen_bij_plaatsing",
                condition=Q(plaatsing=None, verblijf=None)
                | (Q(fase=Fase.PLAATSING) & (Q(plaatsing=None) | Q(verblijf=None))),
            ),
            models.CheckConstraint(
                name="woonvraagstand_fase_begon_eerder", condition=Q(fase_sinds__lte=F("geldig__startswith"))
            ),
        ]
        indexes = [
            models.Index(F("geldig__startswith"), name="woonvraagstand_wacht", condition=OPEN & ~Q(aan_zet="")),
            models.Index("aan_zet", F("geldig__startswith"), name="woonvraagstand_beurt", condition=OPEN),
            models.Index("fase", F("geldig__startswith"), name="woonvraagstand_fase", condition=OPEN),
            GistIndex(fields=["geldig"], name="woonvraagstand_op_peildatum"),
        ]
        triggers = [
            pgtrigger.Trigger(name="volgt_op_vorige", when=pgtrigger.Before, operation=pgtrigger.Insert, func=VOLGT_OP),
            pgtrigger.Trigger(
                name="ligt_vast",
                when=pgtrigger.Before,
                operation=pgtrigger.Update | pgtrigger.Delete,
                func=LIGT_VAST,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.woonvraag_id}: {self.get_fase_display()}"
