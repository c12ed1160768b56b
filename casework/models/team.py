"""Who works how many hours, and the groups of neighbours that help each other."""

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q

from casework.querysets import BuurtcirkelQuerySet, GeldigQuerySet
from zwijndrecht_portal.core.elfproef import weiger_bsn
from zwijndrecht_portal.core.historie import met_historie


@met_historie()
class Inzet(models.Model):
    """Hoeveel fte een medewerker in een periode heeft voor de caseload. Er is er hooguit één tegelijk."""

    medewerker = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    fte = models.DecimalField(max_digits=3, decimal_places=2)
    geldig = DateRangeField()

    objects = GeldigQuerySet.as_manager()

    class Meta:
        verbose_name = "inzet"
        verbose_name_plural = "inzet"
        constraints = [
            models.CheckConstraint(
                name="inzet_tussen_nul_en_een_fte",
                condition=Q(fte__gt=0, fte__lte=1),
                violation_error_message="De inzet is meer dan 0 en hooguit 1 fte.",
            ),
            models.CheckConstraint(name="inzet_heeft_begin", condition=Q(geldig__startswith__isnull=False)),
            ExclusionConstraint(
                name="inzet_een_tegelijk",
                expressions=[("medewerker", RangeOperators.EQUAL), ("geldig", RangeOperators.OVERLAPS)],
                violation_error_message="In deze periode is er al inzet van deze medewerker.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.medewerker_id}: {self.fte} fte"


@met_historie()
class Buurtcirkel(models.Model):
    """Een groep van ongeveer tien buurtgenoten die elkaar helpen. Het portaal kent alleen hun aantal."""

    naam = models.CharField(max_length=60, unique=True, validators=[weiger_bsn])
    gebied = models.ForeignKey("core.Gebied", models.PROTECT, related_name="+", db_index=False)
    deelnemers = models.PositiveSmallIntegerField(help_text="Hoeveel buurtgenoten nu meedoen. Ongeveer tien.")
    vrijwilliger = models.CharField(
        max_length=40, blank=True, validators=[weiger_bsn], help_text="Roepnaam van wie de groep begeleidt."
    )
    professional = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", db_index=False,
        help_text="Wie de groep ondersteunt.",
    )  # fmt: skip
    gestart_op = models.DateField()
    gestopt_op = models.DateField(null=True, blank=True)

    objects = BuurtcirkelQuerySet.as_manager()

    class Meta:
        verbose_name = "buurtcirkel"
        verbose_name_plural = "buurtcirkels"
        constraints = [
            models.CheckConstraint(name="buurtcirkel_heeft_naam", condition=~Q(naam="")),
            models.CheckConstraint(
                name="buurtcirkel_stopt_na_begin", condition=Q(gestopt_op=None) | Q(gestopt_op__gte=F("gestart_op"))
            ),
        ]

    def __str__(self) -> str:
        return self.naam


@met_historie()
class Bijeenkomst(models.Model):
    """Een keer dat een buurtcirkel bij elkaar kwam, met het aantal aanwezigen. Er staan geen namen bij."""

    buurtcirkel = models.ForeignKey(Buurtcirkel, models.PROTECT, related_name="bijeenkomsten", db_index=False)
    datum = models.DateField()
    aanwezig = models.PositiveSmallIntegerField(help_text="Aantal deelnemers dat er was.")
    deelnemers = models.PositiveSmallIntegerField(
        validators=[MinValueValidator(1)], help_text="Aantal deelnemers van de groep op die dag."
    )
    door = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)

    class Meta:
        verbose_name = "bijeenkomst"
        verbose_name_plural = "bijeenkomsten"
        constraints = [
            models.UniqueConstraint(
                fields=["buurtcirkel", "datum"],
                name="bijeenkomst_een_per_dag",
                violation_error_message="Deze bijeenkomst staat er al.",
            ),
            models.CheckConstraint(
                name="bijeenkomst_niet_meer_dan_deelnemers",
                condition=Q(deelnemers__gte=1, aanwezig__lte=F("deelnemers")),
                violation_error_message="Er kunnen niet meer deelnemers zijn geweest dan de groep er heeft.",
            ),
        ]

    def __str__(self) -> str:
        return f"bijeenkomst op {self.datum}"
