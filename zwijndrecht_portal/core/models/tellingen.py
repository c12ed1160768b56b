"""What figures counted on past days, kept when the dossiers behind them are destroyed."""

import pgtrigger
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import Q


class Dagtelling(models.Model):
    """Wat een cijfer op een reeks dagen telde, bewaard toen er dossiers werden vernietigd. Alleen aantallen."""

    bron = models.CharField(max_length=40, help_text="Naam van de telling in de code.")
    geldig = DateRangeField(help_text="De dagen waarop dit werd geteld.")
    rijen = models.JSONField(help_text="Wat de telling op die dagen gaf, van alle huishoudens samen.")

    class Meta:
        verbose_name = "dagtelling"
        verbose_name_plural = "dagtellingen"
        constraints = [
            models.CheckConstraint(
                name="dagtelling_heeft_begin_en_eind",
                condition=Q(geldig__startswith__isnull=False, geldig__endswith__isnull=False),
            ),
            ExclusionConstraint(
                name="dagtelling_een_per_dag",
                expressions=[("bron", RangeOperators.EQUAL), ("geldig", RangeOperators.OVERLAPS)],
            ),
        ]
        triggers = [pgtrigger.Protect(name="alleen_toevoegen", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.bron}: {self.geldig}"
