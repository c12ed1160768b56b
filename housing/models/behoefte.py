"""How many homes are needed: scenarios from named assumptions. A raming never changes; a better one is added."""

import pgtrigger
from django.conf import settings
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import F, Q

from housing.enums import AannameSoort
from housing.models.voorraad import waardeveld
from housing.querysets import BehoefteramingQuerySet
from zwijndrecht_portal.core.elfproef import weiger_bsn

ALLEEN_TOEVOEGEN = pgtrigger.Protect(name="alleen_toevoegen", operation=pgtrigger.Update | pgtrigger.Delete)


class Behoefteraming(models.Model):
    """Een schatting van het aantal woningen of plekken dat nodig is, met de aannames erbij. Altijd een bandbreedte."""

    versie = models.PositiveSmallIntegerField(unique=True)
    opgesteld_op = models.DateField()
    toelichting = models.TextField(validators=[MaxLengthValidator(2000), weiger_bsn])
    door = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    objects = BehoefteramingQuerySet.as_manager()

    class Meta:
        verbose_name = "behoefteraming"
        verbose_name_plural = "behoefteramingen"
        triggers = [ALLEEN_TOEVOEGEN]

    def __str__(self) -> str:
        return f"versie {self.versie}"


class Aanname(models.Model):
    """Een getal waarmee een behoefteraming rekent: laag, midden en hoog, en waar het vandaan komt."""

    raming = models.ForeignKey(Behoefteraming, models.PROTECT, related_name="aannames")
    soort = models.CharField(max_length=13, choices=AannameSoort)
    laag = waardeveld(help_text="De waarde waarmee de uitkomst het laagst is.")
    midden = waardeveld()
    hoog = waardeveld(help_text="De waarde waarmee de uitkomst het hoogst is.")
    bron = models.CharField(max_length=300, validators=[weiger_bsn])

    class Meta:
        verbose_name = "aanname van een behoefteraming"
        verbose_name_plural = "aannames van behoefteramingen"
        constraints = [
            models.UniqueConstraint(fields=["raming", "soort"], name="aanname_een_keer_per_raming"),
            models.CheckConstraint(
                name="aanname_midden_ligt_ertussen",
                condition=Q(midden__range=(F("laag"), F("hoog"))) | Q(midden__range=(F("hoog"), F("laag"))),
                violation_error_message="De middelste waarde ligt tussen laag en hoog.",
            ),
            models.CheckConstraint(
                name="aanname_niet_negatief",
                condition=Q(laag__gte=0, hoog__gte=0) & (~Q(soort="noemer") | Q(hoog__gt=0)),
            ),
        ]
        triggers = [ALLEEN_TOEVOEGEN]

    def __str__(self) -> str:
        return f"{self.get_soort_display()} in versie {self.raming_id}"
