"""What might become of the money: assumptions, never facts, in no total of any begroting."""

from decimal import Decimal

from django.conf import settings
from django.db import models
from django.db.models import Q

from budget.enums import Verdeelsleutel
from budget.models.velden import bedragveld
from budget.querysets import VerdeelscenarioQuerySet
from zwijndrecht_portal.core.elfproef import weiger_bsn
from zwijndrecht_portal.core.historie import met_historie


@met_historie()
class Verdeelscenario(models.Model):
    """Een aanname over de dekking van een later jaar, zoals 2021 met het nieuwe verdeelmodel. Nooit een feit."""

    plan = models.ForeignKey("plan.Plan", models.PROTECT, related_name="+")
    jaar = models.PositiveSmallIntegerField("jaar")
    naam = models.CharField("naam", max_length=80, validators=[weiger_bsn])
    sleutel = models.CharField("verdeelsleutel", max_length=8, choices=Verdeelsleutel)
    te_verdelen = models.DecimalField(
        "geld om te verdelen", max_digits=14, decimal_places=2, help_text="Voor de hele regio, in euro's."
    )
    deel = models.DecimalField(
        "deel van Zwijndrecht",
        max_digits=14,
        decimal_places=2,
        help_text="Inwoners, euro's of een percentage: in dezelfde eenheid als het geheel.",
    )
    geheel = models.DecimalField(
        "geheel", max_digits=14, decimal_places=2, help_text="Van de hele regio. Bij een percentage is dat 100."
    )
    korting_percentage = models.DecimalField(
        "korting (%)", max_digits=5, decimal_places=2, default=0, help_text="Wat er van het te verdelen geld afgaat."
    )
    kosten = bedragveld("kosten van het plan in dat jaar", help_text="Wat de acties dan kosten, met onvoorzien erbij.")
    aannames = models.TextField("aannames", validators=[weiger_bsn], help_text="Waar komen deze getallen vandaan?")
    versie = models.PositiveIntegerField(default=1)
    door = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    objects = VerdeelscenarioQuerySet.as_manager()

    class Meta:
        verbose_name = "verdeelscenario"
        verbose_name_plural = "verdeelscenario's"
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "jaar", "naam"],
                name="verdeelscenario_naam_uniek",
                violation_error_message="Dit plan heeft al een scenario met deze naam voor dit jaar.",
            ),
            models.CheckConstraint(
                name="verdeelscenario_jaar_bestaat",
                condition=Q(jaar__range=(2000, 2100)),
                violation_error_message="Kies een jaar tussen 2000 en 2100.",
            ),
            models.CheckConstraint(
                name="verdeelscenario_deel_van_geheel",
                condition=Q(deel__gte=0, geheel__gt=0, deel__lte=models.F("geheel")),
                violation_error_message="Het deel is nul of meer, en niet groter dan het geheel.",
            ),
            models.CheckConstraint(
                name="verdeelscenario_korting_is_percentage",
                condition=Q(korting_percentage__range=(Decimal(0), Decimal(100))),
                violation_error_message="De korting is een percentage van 0 tot en met 100.",
            ),
            models.CheckConstraint(
                name="verdeelscenario_geld_niet_negatief",
                condition=Q(te_verdelen__gte=0, kosten__gte=0),
                violation_error_message="Geld om te verdelen en kosten zijn nul of meer.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.naam} {self.jaar}"
