"""Files with boekingen that somebody brought in."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from budget.enums import IMPORT_BEZIG, ImportStatus
from budget.querysets import BoekingenimportQuerySet

STILTE = timedelta(minutes=2)  # a task that is alive says so every few seconds


class Boekingenimport(models.Model):
    """Een bestand met boekingen: wie het gaf, wat het portaal erin vond en of het is geboekt. Alles of niets."""

    plan = models.ForeignKey("plan.Plan", models.PROTECT, related_name="+")
    bestandsnaam = models.CharField("bestandsnaam", max_length=160)
    bestand = models.BinaryField(null=True, blank=True, help_text="Leeg zodra het is geboekt of geweigerd.")
    vingerafdruk = models.CharField(max_length=64, help_text="SHA-256 van het bestand.")
    aangevraagd_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    aangevraagd_op = models.DateTimeField(default=timezone.now)
    gemeld_op = models.DateTimeField("laatste teken van leven", default=timezone.now)
    status = models.CharField(max_length=13, choices=ImportStatus, default=ImportStatus.WACHT)
    rijen = models.PositiveIntegerField("rijen in het bestand", default=0, help_text="Geschat; 0 is onbekend.")
    gelezen = models.PositiveIntegerField("gelezen rijen", default=0)
    nieuw = models.PositiveIntegerField("nieuwe boekingen", default=0)
    bekend = models.PositiveIntegerField("boekingen die er al waren", default=0)
    bedrag = models.DecimalField("bedrag van de nieuwe boekingen", max_digits=14, decimal_places=2, default=0)
    fouten = models.JSONField(default=list, blank=True, help_text="Per fout: rij, kolom, melding.")
    aantal_fouten = models.PositiveIntegerField("fouten", default=0)

    objects = BoekingenimportQuerySet.as_manager()

    class Meta:
        verbose_name = "boekingenimport"
        verbose_name_plural = "boekingenimports"
        constraints = [
            models.CheckConstraint(
                name="boekingenimport_geboekt_zonder_fouten",
                condition=~Q(status__in=["gecontroleerd", "geboekt"]) | Q(aantal_fouten=0),
            )
        ]
        indexes = [models.Index(fields=["-aangevraagd_op"], name="boekingenimport_nieuwste")]

    def __str__(self) -> str:
        return self.bestandsnaam

    @property
    def is_bezig(self) -> bool:
        return self.status in IMPORT_BEZIG

    @property
    def ligt_stil(self) -> bool:
        """Busy, and not heard of for a while: the worker was killed, or has not begun."""
        return self.is_bezig and timezone.now() - self.gemeld_op > STILTE
