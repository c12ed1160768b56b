"""Who was asked to take a turn. Counts only: no row says of which huishouden."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from housing.enums import Partij
from housing.querysets import BeurtherinneringQuerySet
from zwijndrecht_portal.core.historie import met_historie


@met_historie()
class Contactadres(models.Model):
    """Het algemene e-mailadres van een corporatie of zorgaanbieder, voor herinneringen zonder persoonsgegevens."""

    organisatie = models.OneToOneField("core.Organisatie", models.PROTECT, related_name="+")
    email = models.EmailField("e-mailadres", help_text="Van de organisatie, niet van één persoon.")

    class Meta:
        verbose_name = "contactadres"
        verbose_name_plural = "contactadressen"

    def __str__(self) -> str:
        return self.email


class Beurtherinnering(models.Model):
    """Een mail die iemand eraan herinnert dat er woonvragen op een partij wachten, met alleen het aantal."""

    aan = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Leeg: de mail gaat naar het contactadres van de organisatie.",
    )
    organisatie = models.ForeignKey(
        "core.Organisatie", models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    partij = models.CharField(max_length=10, choices=Partij)
    aantal = models.PositiveSmallIntegerField("aantal woonvragen")
    langste = models.PositiveSmallIntegerField("dagen dat de langste wacht")
    dag = models.DateField()
    verstuurd_op = models.DateTimeField(null=True, blank=True)

    objects = BeurtherinneringQuerySet.as_manager()

    class Meta:
        verbose_name = "beurtherinnering"
        verbose_name_plural = "beurtherinneringen"
        constraints = [
            models.UniqueConstraint(
                fields=["aan", "organisatie", "partij", "dag"],
                nulls_distinct=False,
                name="beurtherinnering_een_per_dag",
            ),
            models.CheckConstraint(
                name="beurtherinnering_gaat_ergens_heen",
                condition=Q(aantal__gte=1) & (Q(aan__isnull=False) | Q(organisatie__isnull=False)),
            ),
        ]
        indexes = [models.Index(F("dag").desc(), name="beurtherinnering_laatste")]

    def __str__(self) -> str:
        return f"{self.get_partij_display()}: {self.aantal}"
