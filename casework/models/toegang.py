"""Who may look into a dossier outside the own work for a while, and why. Only added."""

from django.conf import settings
from django.core.validators import MaxLengthValidator, MinLengthValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from casework.enums import Toegangsreden
from casework.models.contacten import alleen_toevoegen
from casework.models.huishoudens import Huishouden
from casework.querysets import DossiertoegangQuerySet
from zwijndrecht_portal.core.elfproef import weiger_bsn


class Dossiertoegang(models.Model):
    """Iemand mag een dossier van een ander tijdelijk inzien, met een reden. De inwoner kan die reden zien."""

    huishouden = models.ForeignKey(Huishouden, models.PROTECT, related_name="+")
    gebruiker = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    soort = models.CharField(max_length=10, choices=Toegangsreden)
    toelichting = models.TextField(validators=[MinLengthValidator(10), MaxLengthValidator(400), weiger_bsn])
    vanaf = models.DateTimeField(db_default=Now())
    tot = models.DateTimeField()

    objects = DossiertoegangQuerySet.as_manager()

    class Meta:
        verbose_name = "dossiertoegang"
        verbose_name_plural = "dossiertoegangen"
        constraints = [
            models.CheckConstraint(name="dossiertoegang_eindigt_later", condition=Q(tot__gt=F("vanaf"))),
            models.CheckConstraint(name="dossiertoegang_heeft_toelichting", condition=~Q(toelichting="")),
        ]
        indexes = [models.Index(fields=["gebruiker", "tot"], name="dossiertoegang_van_wie")]
        triggers = [alleen_toevoegen()]

    def __str__(self) -> str:
        return f"toegang tot {self.huishouden_id} tot {self.tot:%d-%m-%Y %H:%M}"

    @property
    def reden(self) -> str:
        """As it goes into the access log."""
        return f"{self.get_soort_display()}. {self.toelichting}"
