"""How machines come in: tokens for the API."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from zwijndrecht_portal.core.enums import TokenRecht
from zwijndrecht_portal.core.historie import met_historie
from zwijndrecht_portal.core.models.huis import Gebruiker
from zwijndrecht_portal.core.querysets import ToegangstokenQuerySet


@met_historie(exclude=["vingerafdruk", "laatst_gebruikt_op"])
class Toegangstoken(models.Model):
    """
    Een sleutel waarmee een programma namens een persoon de API gebruikt, met rechten en een einddatum.

    De sleutel zelf wordt nergens bewaard: alleen de vingerafdruk ervan.
    """

    gebruiker = models.ForeignKey(Gebruiker, models.PROTECT, related_name="+")
    naam = models.CharField("waarvoor", max_length=80, help_text="Bijvoorbeeld het programma dat de sleutel gebruikt.")
    begin = models.CharField(max_length=12, help_text="De eerste tekens, om de sleutel te herkennen.")
    vingerafdruk = models.CharField(max_length=64, unique=True, help_text="SHA-256 van de sleutel.")
    rechten = ArrayField(models.CharField(max_length=8, choices=TokenRecht), default=list)
    gemaakt_op = models.DateTimeField(default=timezone.now)
    verloopt_op = models.DateTimeField()
    ingetrokken_op = models.DateTimeField(null=True, blank=True)
    laatst_gebruikt_op = models.DateTimeField(null=True, blank=True)

    objects = ToegangstokenQuerySet.as_manager()

    class Meta:
        verbose_name = "toegangstoken"
        verbose_name_plural = "toegangstokens"
        constraints = [
            models.CheckConstraint(
                name="token_verloopt_na_begin",
                condition=Q(verloopt_op__gt=F("gemaakt_op")),
                violation_error_message="De einddatum ligt in het verleden.",
            ),
            models.CheckConstraint(
                name="token_heeft_rechten",
                condition=Q(rechten__len__gt=0) & Q(rechten__contained_by=[recht.value for recht in TokenRecht]),
                violation_error_message="Kies minstens één recht.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.naam} ({self.begin}…)"

    @property
    def is_geldig(self) -> bool:
        return self.ingetrokken_op is None and self.verloopt_op > timezone.now()

    def get_rechten_display(self) -> str:
        return ", ".join(TokenRecht(recht).label for recht in self.rechten)


@met_historie()
class ExterneIdentiteit(models.Model):
    """Het account van de gemeente waarmee iemand inlogt, herkend aan het nummer bij de aanbieder."""

    gebruiker = models.OneToOneField(Gebruiker, models.PROTECT, related_name="externe_identiteit")
    tenant = models.CharField(max_length=80, blank=True)
    onderwerp = models.CharField(max_length=255)
    gemaakt_op = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "externe identiteit"
        verbose_name_plural = "externe identiteiten"
        constraints = [models.UniqueConstraint(fields=["tenant", "onderwerp"], name="identiteit_van_een_persoon")]

    def __str__(self) -> str:
        return f"{self.gebruiker_id} bij {self.tenant}"
