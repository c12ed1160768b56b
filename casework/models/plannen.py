"""What a huishouden wants to reach per leefgebied, and how it goes there."""

from django.conf import settings
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import F, Q

from casework.enums import DoelStatus, Zelfredzaamheid
from casework.models.huishoudens import Huishouden
from casework.models.perioden import Ondersteuningsplan
from casework.querysets import VanHuishoudenQuerySet, VanPlanQuerySet
from zwijndrecht_portal.core.elfproef import weiger_bsn
from zwijndrecht_portal.core.historie import met_historie


@met_historie()
class Doel(models.Model):
    """Wat een huishouden in een leefgebied wil bereiken, en wie daarvoor wat doet."""

    plan = models.ForeignKey(Ondersteuningsplan, models.PROTECT, related_name="doelen")
    leefgebied = models.ForeignKey("core.Leefgebied", models.PROTECT, related_name="+", db_index=False)
    sleutel = models.UUIDField(help_text="Van het formulier: twee keer versturen is één doel.")
    tekst = models.CharField(max_length=300, validators=[weiger_bsn])
    afspraken = models.TextField(blank=True, validators=[MaxLengthValidator(2000), weiger_bsn])
    gesteld_op = models.DateField()
    status = models.CharField(max_length=7, choices=DoelStatus, default=DoelStatus.OPEN)
    klaar_op = models.DateField(null=True, blank=True)
    door = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)

    objects = VanPlanQuerySet.as_manager()

    class Meta:
        verbose_name = "doel"
        verbose_name_plural = "doelen"
        constraints = [
            models.UniqueConstraint(fields=["plan", "sleutel"], name="doel_sleutel_een_keer"),
            models.CheckConstraint(name="doel_heeft_tekst", condition=~Q(tekst="")),
            models.CheckConstraint(
                name="doel_klaar_heeft_datum",
                condition=Q(status="open", klaar_op=None)
                | (~Q(status="open") & Q(klaar_op__isnull=False, klaar_op__gte=F("gesteld_op"))),
            ),
        ]

    def __str__(self) -> str:
        return self.tekst

    @property
    def huishouden(self) -> Huishouden:
        return self.plan.huishouden


@met_historie()
class Meting(models.Model):
    """Hoe zelfredzaam een huishouden op een dag was in één leefgebied, van 1 tot 5. Scores worden nooit opgeteld."""

    huishouden = models.ForeignKey(Huishouden, models.PROTECT, related_name="metingen", db_index=False)
    leefgebied = models.ForeignKey("core.Leefgebied", models.PROTECT, related_name="+", db_index=False)
    gemeten_op = models.DateField()
    score = models.PositiveSmallIntegerField(choices=Zelfredzaamheid)
    door = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)

    objects = VanHuishoudenQuerySet.as_manager()

    class Meta:
        verbose_name = "meting van zelfredzaamheid"
        verbose_name_plural = "metingen van zelfredzaamheid"
        constraints = [
            models.UniqueConstraint(
                fields=["huishouden", "leefgebied", "gemeten_op"], name="zelfredzaamheid_een_per_dag"
            ),
            models.CheckConstraint(name="zelfredzaamheid_een_tot_vijf", condition=Q(score__in=Zelfredzaamheid.values)),
        ]

    def __str__(self) -> str:
        return f"{self.leefgebied_id}: {self.score}"
