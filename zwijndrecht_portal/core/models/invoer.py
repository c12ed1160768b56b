"""Spreadsheets that somebody brought in."""

from uuid import uuid4

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from zwijndrecht_portal.core.enums import InvoerStatus
from zwijndrecht_portal.core.models.huis import Gebruiker
from zwijndrecht_portal.core.opmaak import meervoud
from zwijndrecht_portal.core.querysets import InvoerQuerySet


class Invoer(models.Model):
    """Een spreadsheet die iemand inlas: wat het portaal erin vond, of het is verwerkt, en of het is teruggedraaid."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    soort = models.CharField(max_length=20)
    bestandsnaam = models.CharField(max_length=160)
    vingerafdruk = models.CharField(max_length=64, help_text="SHA-256 van het bestand.")
    door = models.ForeignKey(Gebruiker, models.PROTECT, related_name="+")
    gemaakt_op = models.DateTimeField(default=timezone.now)
    status = models.CharField(max_length=13, choices=InvoerStatus, default=InvoerStatus.VOORBEELD)
    verwerkt_op = models.DateTimeField(null=True, blank=True)
    teruggedraaid_op = models.DateTimeField(null=True, blank=True)
    ongewijzigd = models.PositiveIntegerField(default=0)
    regels = models.JSONField(default=list, help_text="Wat nieuw, gewijzigd of fout is, per rij.")
    rijen = models.PositiveIntegerField(default=0, help_text="Ongeveer hoeveel rijen het bestand heeft.")
    bestand = models.BinaryField(null=True, blank=True, help_text="Alleen zolang een groot bestand nog gelezen wordt.")
    melding = models.TextField(blank=True, help_text="Waarom het lezen of verwerken niet lukte.")

    objects = InvoerQuerySet.as_manager()

    class Meta:
        verbose_name = "invoer"
        verbose_name_plural = "invoer"
        constraints = [
            models.CheckConstraint(
                name="invoer_status_heeft_moment",
                condition=Q(
                    status__in=["lezen", "onleesbaar", "voorbeeld", "verwerken"],
                    verwerkt_op=None,
                    teruggedraaid_op=None,
                )
                | Q(status__in=["verwerkt", "terugdraaien"], verwerkt_op__isnull=False, teruggedraaid_op=None)
                | Q(status="teruggedraaid", verwerkt_op__isnull=False, teruggedraaid_op__gte=F("verwerkt_op")),
            ),
            models.CheckConstraint(
                name="invoer_bewaart_bestand_tot_gelezen",
                condition=(Q(status="lezen") & Q(bestand__isnull=False)) | (~Q(status="lezen") & Q(bestand=None)),
            ),
        ]
        indexes = [models.Index(F("gemaakt_op").desc(), name="invoer_nieuwste")]

    def __str__(self) -> str:
        return self.bestandsnaam

    def tel(self, soort: str) -> int:
        """How many rows are "nieuw", "gewijzigd" or "fout"."""
        return sum(regel["soort"] == soort for regel in self.regels)

    @property
    def is_bezig(self) -> bool:
        """A task is at work on it, or will be."""
        return self.status in {InvoerStatus.LEZEN, InvoerStatus.VERWERKEN, InvoerStatus.TERUGDRAAIEN}

    @property
    def uitkomst(self) -> str:
        """In words, for a list: what it changed, or what is wrong."""
        if fouten := self.tel("fout"):
            return meervoud(fouten, "fout", "fouten")
        if not self.regels:
            return "" if self.is_bezig or self.melding else "niets gewijzigd"
        return f"{self.tel('nieuw')} nieuw, {self.tel('gewijzigd')} gewijzigd"

    @property
    def is_te_verwerken(self) -> bool:
        return self.status == InvoerStatus.VOORBEELD and bool(self.regels) and not self.tel("fout")
