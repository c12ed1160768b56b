"""Homes that corporaties keep free, and which of those are used. Who lives there is not known here."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from housing.querysets import ContingentQuerySet, PlaatsingQuerySet
from zwijndrecht_portal.core.historie import met_historie


@met_historie()
class Contingent(models.Model):
    """Het aantal woningen dat een corporatie in één jaar vrijhoudt voor kwetsbare inwoners."""

    corporatie = models.ForeignKey("core.Organisatie", models.PROTECT, related_name="+")
    jaar = models.PositiveSmallIntegerField("jaar")
    aantal = models.PositiveSmallIntegerField("aantal woningen")
    herinnerd_op = models.DateField(
        null=True, blank=True, help_text="Wanneer voor het laatst is gemaild dat er nog woningen vrij zijn."
    )

    objects = ContingentQuerySet.as_manager()

    class Meta:
        verbose_name = "contingent"
        verbose_name_plural = "contingenten"
        constraints = [
            models.UniqueConstraint(
                fields=["corporatie", "jaar"],
                name="contingent_een_per_corporatie_en_jaar",
                violation_error_message="Deze corporatie heeft al een contingent voor dit jaar.",
            ),
            models.CheckConstraint(
                name="contingent_jaar_bestaat",
                condition=Q(jaar__range=(2000, 2100)),
                violation_error_message="Kies een jaar tussen 2000 en 2100.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.corporatie} {self.jaar}"


@met_historie()
class Plaatsing(models.Model):
    """De dag waarop een huishouden de sleutel kreeg van een woning uit een contingent, en in welke wijk die staat."""

    contingent = models.ForeignKey(Contingent, models.PROTECT, related_name="plaatsingen")
    wijk = models.ForeignKey("core.Gebied", models.PROTECT, related_name="+")
    datum = models.DateField("dag van de sleutel")
    door = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)

    objects = PlaatsingQuerySet.as_manager()

    class Meta:
        verbose_name = "plaatsing"
        verbose_name_plural = "plaatsingen"
        indexes = [models.Index(fields=["datum"], include=["wijk", "contingent"], name="plaatsing_per_dag")]

    def __str__(self) -> str:
        return f"plaatsing {self.pk}"
