"""
What the counts of the front page are kept in: triggers of the database follow every change, in the same transaction.

Nobody reads or writes these tables but the functions that count (docs/adr/0003).
"""

from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.db.models import Q

from casework.enums import Telsoort
from casework.models.huishoudens import Huishouden


class Telperiode(models.Model):
    """De dagen waarop een huishouden meetelt in een cijfer. Afgeleid uit het dossier."""

    huishouden = models.ForeignKey(Huishouden, models.PROTECT, related_name="+")
    soort = models.CharField(max_length=8, choices=Telsoort)
    geldig = DateRangeField()

    class Meta:
        verbose_name = "telperiode"
        verbose_name_plural = "telperioden"
        constraints = [
            models.CheckConstraint(name="telperiode_heeft_begin", condition=Q(geldig__startswith__isnull=False))
        ]

    def __str__(self) -> str:
        return f"{self.huishouden_id}: {self.soort} {self.geldig}"


class Telmutatie(models.Model):
    """
    Hoeveel huishoudens er op een dag bij komen of af gaan in een telling. Opgeteld tot een dag is dat het aantal.

    Van een dag kan er meer dan één rij zijn: wie de rij van een ander bezet vindt, wacht niet maar maakt er een bij.
    """

    soort = models.CharField(max_length=8, choices=Telsoort)
    dag = models.DateField()
    aantal = models.IntegerField(help_text="Bij min af.")

    class Meta:
        verbose_name = "telmutatie"
        verbose_name_plural = "telmutaties"
        indexes = [models.Index(fields=["soort", "dag"], include=["aantal"], name="telmutatie_op_dag")]

    def __str__(self) -> str:
        return f"{self.soort} {self.dag}: {self.aantal:+d}"
