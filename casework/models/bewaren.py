"""How long a dossier is kept, what stops its destruction, and who decided on it."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxLengthValidator, MinLengthValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from casework.enums import Grondslag
from casework.models.huishoudens import Huishouden
from casework.querysets import VernietigingQuerySet
from zwijndrecht_portal.core.elfproef import weiger_bsn
from zwijndrecht_portal.core.historie import met_historie


@met_historie()
class Bewaartermijn(models.Model):
    """Hoe lang een dossier na het sluiten bewaard blijft, per grondslag. Een nieuwe regel vervangt de vorige."""

    grondslag = models.CharField(max_length=15, choices=Grondslag)
    maanden = models.PositiveSmallIntegerField(
        validators=[MinValueValidator(1)], help_text="Na de dag waarop het dossier is gesloten."
    )
    bron = models.CharField(
        max_length=200, validators=[weiger_bsn], help_text="De wet of het besluit waarin dit staat."
    )
    geldig_van = models.DateField()

    class Meta:
        verbose_name = "bewaartermijn"
        verbose_name_plural = "bewaartermijnen"
        constraints = [
            models.UniqueConstraint(fields=["grondslag", "geldig_van"], name="bewaartermijn_een_per_dag"),
            models.CheckConstraint(name="bewaartermijn_minstens_een_maand", condition=Q(maanden__gte=1)),
        ]

    def __str__(self) -> str:
        return f"{self.get_grondslag_display()}: {self.duur}"

    @property
    def duur(self) -> str:
        """In words: "15 jaar", or "18 maanden" when that is no whole year."""
        jaren, maanden = divmod(self.maanden, 12)
        return f"{self.maanden} maanden" if maanden else f"{jaren} jaar"


@met_historie()
class Bewaarstop(models.Model):
    """Een reden om een dossier nog niet te vernietigen, zoals een klacht of een rechtszaak."""

    huishouden = models.ForeignKey(Huishouden, models.PROTECT, related_name="+")
    reden = models.TextField(validators=[MinLengthValidator(10), MaxLengthValidator(400), weiger_bsn])
    door = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    sinds = models.DateTimeField(db_default=Now())
    opgeheven_op = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "bewaarstop"
        verbose_name_plural = "bewaarstops"
        constraints = [
            models.UniqueConstraint(
                fields=["huishouden"], name="bewaarstop_een_tegelijk", condition=Q(opgeheven_op=None)
            )
        ]

    def __str__(self) -> str:
        return f"bewaarstop van {self.huishouden_id}"


@met_historie(exclude=["dossiers"])
class Vernietiging(models.Model):
    """Een besluit om dossiers te vernietigen. De een stelt voor, een ander keurt goed. Er blijft een aantal over."""

    voorgesteld_door = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    voorgesteld_op = models.DateTimeField(db_default=Now())
    dossiers = ArrayField(models.BigIntegerField(), help_text="Nummers van de dossiers; leeg na het vernietigen.")
    goedgekeurd_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    goedgekeurd_op = models.DateTimeField(null=True, blank=True)
    uitgevoerd_op = models.DateTimeField(null=True, blank=True)
    aantal = models.PositiveIntegerField(default=0)
    per_grondslag = models.JSONField(default=dict)

    objects = VernietigingQuerySet.as_manager()

    class Meta:
        verbose_name = "vernietiging"
        verbose_name_plural = "vernietigingen"
        constraints = [
            models.CheckConstraint(
                name="vernietiging_vier_ogen",
                condition=Q(goedgekeurd_door=None, goedgekeurd_op=None, uitgevoerd_op=None)
                | (Q(goedgekeurd_door__isnull=False, goedgekeurd_op__isnull=False)
                   & ~Q(goedgekeurd_door=F("voorgesteld_door"))),
            ),
            models.CheckConstraint(
                name="vernietiging_daarna_geen_nummers", condition=Q(uitgevoerd_op=None) | Q(dossiers=[])
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"vernietiging van {self.voorgesteld_op:%d-%m-%Y}"

    @property
    def stand(self) -> str:
        """How far it is, in words."""
        if self.uitgevoerd_op is not None:
            return "Uitgevoerd"
        return "Wacht op uitvoering" if self.goedgekeurd_op else "Wacht op goedkeuring van een ander"
