"""When a dossier was closed, and why."""

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import Q

from casework.enums import Sluitreden
from casework.models.huishoudens import Huishouden
from casework.querysets import GeldigQuerySet
from zwijndrecht_portal.core.elfproef import weiger_bsn
from zwijndrecht_portal.core.historie import met_historie


@met_historie()
class Sluiting(models.Model):
    """De periode waarin een dossier dicht is. Binnen twaalf maanden kan het weer open, zonder nieuwe intake."""

    huishouden = models.ForeignKey(Huishouden, models.PROTECT, related_name="sluitingen")
    reden = models.CharField(max_length=10, choices=Sluitreden)
    toelichting = models.TextField(blank=True, validators=[MaxLengthValidator(400), weiger_bsn])
    geldig = DateTimeRangeField()
    door = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    heropend_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )

    objects = GeldigQuerySet.as_manager()

    class Meta:
        verbose_name = "sluiting"
        verbose_name_plural = "sluitingen"
        constraints = [
            models.CheckConstraint(name="sluiting_geldig_heeft_begin", condition=Q(geldig__startswith__isnull=False)),
            ExclusionConstraint(
                name="sluiting_een_tegelijk",
                expressions=[("huishouden", RangeOperators.EQUAL), ("geldig", RangeOperators.OVERLAPS)],
            ),
        ]

    def __str__(self) -> str:
        return f"sluiting van {self.huishouden_id}"
