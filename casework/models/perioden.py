"""Dated rows of a huishouden: who has the regie, on which step it stands, which plan and which waakvlam holds."""

from typing import Any

import pgtrigger
from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.contrib.postgres.indexes import GistIndex
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import Q

from casework.enums import Trede, WaakvlamSoort
from casework.models.huishoudens import Huishouden
from casework.querysets import GeldigQuerySet
from zwijndrecht_portal.core.elfproef import weiger_bsn
from zwijndrecht_portal.core.historie import met_historie

# Row-level security asks for every row who has the regie now: a column answers that in one step (ADR 0003).
HUIDIGE_REGISSEUR = """
    UPDATE casework_huishouden h SET regisseur_id = nu.regisseur_id
    FROM (
        SELECT max(regisseur_id) AS regisseur_id FROM casework_regie
        WHERE huishouden_id = NEW.huishouden_id AND upper(geldig) IS NULL
    ) nu
    WHERE h.id = NEW.huishouden_id AND h.regisseur_id IS DISTINCT FROM nu.regisseur_id;
    RETURN NULL;
"""


def gedateerd(naam: str) -> list[Any]:
    """Constraints of a dated row: a real range with a beginning, and one at a time per huishouden."""
    return [
        models.CheckConstraint(
            name=f"{naam}_geldig_heeft_begin",
            condition=Q(geldig__startswith__isnull=False),  # an empty range has no beginning either
            violation_error_message="Een periode heeft een begin en duurt langer dan een ogenblik.",
        ),
        ExclusionConstraint(
            name=f"{naam}_een_tegelijk",
            expressions=[("huishouden", RangeOperators.EQUAL), ("geldig", RangeOperators.OVERLAPS)],
        ),
    ]


@met_historie()
class Regie(models.Model):
    """De periode waarin één regisseur verantwoordelijk is voor een huishouden. Er is er hooguit één tegelijk."""

    huishouden = models.ForeignKey(Huishouden, models.PROTECT, related_name="regies")
    regisseur = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    geldig = DateTimeRangeField()

    objects = GeldigQuerySet.as_manager()

    class Meta:
        verbose_name = "regie"
        verbose_name_plural = "regies"
        constraints = gedateerd("regie")
        triggers = [
            pgtrigger.Trigger(
                name="huidige_regisseur",
                when=pgtrigger.After,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=HUIDIGE_REGISSEUR,
            )
        ]

    def __str__(self) -> str:
        return f"{self.huishouden_id}: {self.regisseur_id}"


@met_historie()
class Niveau(models.Model):
    """Hoeveel hulp een huishouden krijgt, als trede op een ladder. Iedere stap heeft een datum en een reden."""

    huishouden = models.ForeignKey(Huishouden, models.PROTECT, related_name="niveaus")
    trede = models.PositiveSmallIntegerField(choices=Trede)
    geldig = DateTimeRangeField()
    reden = models.TextField(blank=True, validators=[MaxLengthValidator(2000), weiger_bsn])
    leefgebied = models.ForeignKey(
        "core.Leefgebied", models.PROTECT, null=True, blank=True, related_name="+", db_index=False,
        help_text="Het leefgebied dat de aanleiding is.",
    )  # fmt: skip
    signaal_op = models.DateField(
        null=True, blank=True, help_text="Bij opschalen: de dag van het signaal waarop deze stap volgt."
    )
    door = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)

    objects = GeldigQuerySet.as_manager()

    class Meta:
        verbose_name = "niveau"
        verbose_name_plural = "niveaus"
        constraints = [
            *gedateerd("niveau"),
            models.CheckConstraint(name="niveau_trede_op_de_ladder", condition=Q(trede__in=Trede.values)),
        ]

    def __str__(self) -> str:
        return f"{self.huishouden_id}: {self.get_trede_display()}"


@met_historie()
class Ondersteuningsplan(models.Model):
    """De afspraken met een huishouden over doelen en hulp. Er is hooguit één plan open."""

    huishouden = models.ForeignKey(Huishouden, models.PROTECT, related_name="ondersteuningsplannen")
    geldig = DateTimeRangeField()
    door = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)

    objects = GeldigQuerySet.as_manager()

    class Meta:
        verbose_name = "ondersteuningsplan"
        verbose_name_plural = "ondersteuningsplannen"
        constraints = gedateerd("ondersteuningsplan")

    def __str__(self) -> str:
        return f"plan van {self.huishouden_id}"


@met_historie()
class Ritmeprofiel(models.Model):
    """Hoe vaak er contact moet zijn bij een waakvlam, en hoeveel dagen later nog op tijd is."""

    slug = models.SlugField(primary_key=True, max_length=30)
    naam = models.CharField(max_length=60, unique=True)
    interval_dagen = models.PositiveSmallIntegerField("om de hoeveel dagen")
    speling_dagen = models.PositiveSmallIntegerField("dagen speling")
    volgorde = models.PositiveSmallIntegerField(unique=True)

    class Meta:
        verbose_name = "ritmeprofiel"
        verbose_name_plural = "ritmeprofielen"
        constraints = [
            models.CheckConstraint(
                name="ritmeprofiel_interval_minstens_een_dag",
                condition=Q(interval_dagen__gte=1),
                violation_error_message="Het ritme is minstens één dag.",
            )
        ]

    def __str__(self) -> str:
        return self.naam


@met_historie()
class Waakvlam(models.Model):
    """Licht en langdurig contact door een vertrouwde persoon, in een vast ritme. Er is hooguit één tegelijk."""

    huishouden = models.ForeignKey(Huishouden, models.PROTECT, related_name="waakvlammen")
    soort = models.CharField(max_length=12, choices=WaakvlamSoort, verbose_name="wie houdt de waakvlam")
    naam_of_rol = models.CharField(
        max_length=60, validators=[weiger_bsn], help_text="Bijvoorbeeld 'Rik' of 'buurvrouw van nummer 12'."
    )
    coordinator = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", db_index=False,
        help_text="De medewerker die meekijkt en aan wie diegene vragen stelt.",
    )  # fmt: skip
    ritmeprofiel = models.ForeignKey(Ritmeprofiel, models.PROTECT, related_name="+", db_index=False)
    interval_dagen = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="Eigen ritme van dit huishouden. Leeg: dat van het profiel."
    )
    speling_dagen = models.PositiveSmallIntegerField(null=True, blank=True, help_text="Hoort bij het eigen ritme.")
    reden = models.CharField(
        max_length=300, blank=True, validators=[weiger_bsn], help_text="Waarom dit ritme, of deze wijziging."
    )
    loopt_sinds = models.DateField(
        null=True, blank=True, help_text="Eerste dag van een waakvlam die met deze rij doorloopt. Leeg: deze rij begon."
    )
    geldig = DateTimeRangeField()

    objects = GeldigQuerySet.as_manager()

    class Meta:
        verbose_name = "waakvlam"
        verbose_name_plural = "waakvlammen"
        constraints = [
            *gedateerd("waakvlam"),
            models.CheckConstraint(name="waakvlam_iemand_houdt_hem", condition=~Q(naam_of_rol="")),
            models.CheckConstraint(
                name="waakvlam_eigen_ritme_met_reden",
                condition=Q(interval_dagen=None, speling_dagen=None)
                | (Q(interval_dagen__gte=1, speling_dagen__isnull=False) & ~Q(reden="")),
                violation_error_message="Een eigen ritme heeft een aantal dagen, een speling en een reden.",
            ),
        ]
        indexes = [GistIndex(fields=["geldig"], name="waakvlam_op_peildatum")]

    def __str__(self) -> str:
        return f"waakvlam van {self.huishouden_id}"
