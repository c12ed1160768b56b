"""Amounts around the plan, that count in nothing."""

from django.db import models

from budget.enums import PostSoort
from zwijndrecht_portal.core.historie import met_historie


@met_historie()
class SociaalDomeinCijfer(models.Model):
    """Een bedrag over het hele sociaal domein of de regio, uit een van de plannen. Telt nergens in mee."""

    plan = models.ForeignKey("plan.Plan", models.PROTECT, related_name="+")
    code = models.CharField(max_length=12, unique=True)
    naam = models.CharField("naam", max_length=160)
    jaar = models.PositiveSmallIntegerField("jaar", null=True, blank=True, help_text="Leeg: de bron noemt geen jaar.")
    bedrag = models.DecimalField("bedrag", max_digits=14, decimal_places=2, null=True, blank=True)
    percentage = models.DecimalField("percentage", max_digits=5, decimal_places=2, null=True, blank=True)
    aanduiding = models.CharField("aanduiding", max_length=20, blank=True, help_text="Zoals 'circa' of 'ruim'.")
    soort = models.CharField("soort", max_length=11, choices=PostSoort, blank=True)
    toelichting = models.TextField("toelichting", blank=True)
    volgorde = models.PositiveSmallIntegerField("volgorde", default=0)

    class Meta:
        verbose_name = "cijfer van het sociaal domein"
        verbose_name_plural = "cijfers van het sociaal domein"

    def __str__(self) -> str:
        return f"{self.code} {self.naam}"
