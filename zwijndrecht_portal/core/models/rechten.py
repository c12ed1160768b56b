"""The quarterly look at who may what."""

import pgtrigger
from django.db import models
from django.utils import timezone

from zwijndrecht_portal.core.models.huis import Gebruiker
from zwijndrecht_portal.core.opmaak import datum


class Rechtenbeoordeling(models.Model):
    """Iemand keek na wie er in het portaal mag en met welke rollen, en tekende daarvoor."""

    kwartaal = models.CharField(max_length=7, help_text="Zoals 2026-Q4.")
    beoordeeld_op = models.DateTimeField(default=timezone.now)
    door = models.ForeignKey(Gebruiker, models.PROTECT, related_name="+")
    opmerking = models.TextField(blank=True)
    accounts = models.JSONField(help_text="De accounts met hun rollen zoals ze toen waren.")

    class Meta:
        verbose_name = "rechtenbeoordeling"
        verbose_name_plural = "rechtenbeoordelingen"
        indexes = [models.Index(models.F("beoordeeld_op").desc(), name="rechtenbeoordeling_nieuwste")]
        triggers = [pgtrigger.Protect(name="alleen_toevoegen", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return self.kwartaal

    @property
    def samenvatting(self) -> str:
        """Who signed and when."""
        return f"Nagekeken op {datum(timezone.localdate(self.beoordeeld_op))} door {self.door}"


class Rechtenherinnering(models.Model):
    """Een mail dat de rechten van dit kwartaal nog niet zijn nagekeken. Hooguit één per persoon en kwartaal."""

    kwartaal = models.CharField(max_length=7, help_text="Zoals 2026-Q4.")
    aan = models.ForeignKey(Gebruiker, models.PROTECT, related_name="+")
    verstuurd_op = models.DateTimeField(null=True, blank=True, help_text="Leeg: de mail moet nog weg.")

    class Meta:
        verbose_name = "rechtenherinnering"
        verbose_name_plural = "rechtenherinneringen"
        constraints = [models.UniqueConstraint(fields=["kwartaal", "aan"], name="rechtenherinnering_een_keer")]

    def __str__(self) -> str:
        return self.kwartaal
