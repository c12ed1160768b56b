"""How many homes there are, and how many there should be. A value that the source does not give is None, never zero."""

from typing import Any

from django.db import models
from django.db.models import Q

from housing.enums import DoelSoort, Richting, Segment, Verhuisgebied, VoorraadEenheid
from housing.querysets import BekendQuerySet
from zwijndrecht_portal.core.elfproef import weiger_bsn
from zwijndrecht_portal.core.historie import met_historie
from zwijndrecht_portal.core.opmaak import euro, getal


def waardeveld(**kwargs: Any) -> models.DecimalField:
    return models.DecimalField(max_digits=12, decimal_places=2, **kwargs)


@met_historie()
class Voorraadmeting(models.Model):
    """Hoeveel woningen van een segment er op een moment zijn, of welk deel van alle woningen dat is."""

    code = models.SlugField(max_length=30, unique=True)
    naam = models.CharField(max_length=120)
    segment = models.CharField(max_length=16, choices=Segment)
    jaar = models.PositiveSmallIntegerField(null=True, blank=True, help_text="Leeg: de bron noemt geen jaar.")
    waarde = waardeveld()
    eenheid = models.CharField(max_length=8, choices=VoorraadEenheid)
    is_circa = models.BooleanField("bij benadering", default=False)
    bron = models.CharField(max_length=120)
    bekend_sinds = models.DateField(help_text="Vanaf deze dag kent het portaal dit cijfer.")

    objects = BekendQuerySet.as_manager()

    class Meta:
        verbose_name = "voorraadmeting"
        verbose_name_plural = "voorraadmetingen"
        constraints = [
            models.CheckConstraint(
                name="voorraadmeting_waarde_bestaat",
                condition=Q(waarde__gte=0) & (Q(eenheid="woningen") | Q(waarde__lte=100)),
                violation_error_message="Een aandeel ligt tussen 0 en 100, een aantal is nul of meer.",
            )
        ]

    def __str__(self) -> str:
        return self.naam


@met_historie()
class Voorraaddoel(models.Model):
    """Wat de gemeente met de woningen wil bereiken, of een grens of vraag die daarbij hoort."""

    code = models.SlugField(max_length=30, unique=True)
    naam = models.CharField(max_length=120)
    soort = models.CharField(max_length=9, choices=DoelSoort)
    waarde = waardeveld(null=True, blank=True, help_text="Leeg: de bron noemt geen waarde.")
    eenheid = models.CharField(max_length=40, blank=True)
    jaar = models.PositiveSmallIntegerField(null=True, blank=True, help_text="Leeg: de bron noemt geen jaar.")
    is_circa = models.BooleanField("bij benadering", default=False)
    let_op = models.TextField(blank=True)
    bron = models.CharField(max_length=120)
    bekend_sinds = models.DateField(help_text="Vanaf deze dag kent het portaal dit doel.")

    objects = BekendQuerySet.as_manager()

    class Meta:
        verbose_name = "voorraaddoel"
        verbose_name_plural = "voorraaddoelen"

    def __str__(self) -> str:
        return self.naam

    @property
    def waarde_tekst(self) -> str:
        """ "4.900 woningen", "€ 250.000,00 v.o.n.", "ongeveer 30 %", "onbekend"."""
        if self.waarde is None:
            return "onbekend"
        circa = "ongeveer " if self.is_circa else ""
        if self.eenheid.startswith("€"):
            return f"{circa}{euro(self.waarde)}{self.eenheid[1:]}"
        return f"{circa}{getal(self.waarde)} {self.eenheid}"


@met_historie()
class Verhuisstroom(models.Model):
    """Hoeveel mensen er in een jaar van een gebied naar Zwijndrecht verhuisden, of daarheen vertrokken."""

    jaar = models.PositiveSmallIntegerField()
    richting = models.CharField(max_length=3, choices=Richting)
    gebied = models.CharField(max_length=12, choices=Verhuisgebied)
    aantal = models.PositiveIntegerField("aantal mensen")
    bron = models.CharField(max_length=120, validators=[weiger_bsn])
    bekend_sinds = models.DateField(help_text="Vanaf deze dag kent het portaal dit cijfer.")

    objects = BekendQuerySet.as_manager()

    class Meta:
        verbose_name = "verhuisstroom"
        verbose_name_plural = "verhuisstromen"
        constraints = [
            models.UniqueConstraint(fields=["jaar", "richting", "gebied"], name="verhuisstroom_een_per_jaar_en_gebied"),
            models.CheckConstraint(
                name="verhuisstroom_jaar_bestaat",
                condition=Q(jaar__range=(2000, 2100)),
                violation_error_message="Kies een jaar tussen 2000 en 2100.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_gebied_display()}, {self.get_richting_display().lower()}, {self.jaar}"
