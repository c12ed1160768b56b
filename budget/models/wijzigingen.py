"""What changed an adopted begroting: dated decisions, only ever added."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from budget.models.begrotingen import Begroting, Begrotingspost
from budget.models.velden import ALLEEN_TOEVOEGEN, bedragveld
from budget.querysets import BegrotingswijzigingQuerySet
from zwijndrecht_portal.core.elfproef import weiger_bsn


class Begrotingswijziging(models.Model):
    """Een besluit dat begrotingsposten of dekking hoger of lager maakt. Het oude bedrag blijft zichtbaar."""

    begroting = models.ForeignKey(Begroting, models.PROTECT, related_name="wijzigingen")
    nummer = models.PositiveSmallIntegerField()
    datum = models.DateField("datum", help_text="Vanaf deze dag geldt de wijziging.")
    raadsbesluit = models.CharField(
        "raadsbesluit", max_length=80, validators=[weiger_bsn], help_text="Nummer of naam van het besluit van de raad."
    )
    omschrijving = models.TextField("omschrijving", validators=[weiger_bsn])
    door = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    objects = BegrotingswijzigingQuerySet.as_manager()

    class Meta:
        verbose_name = "begrotingswijziging"
        verbose_name_plural = "begrotingswijzigingen"
        constraints = [
            models.UniqueConstraint(fields=["begroting", "nummer"], name="wijziging_nummer_uniek_in_begroting")
        ]
        triggers = [ALLEEN_TOEVOEGEN]

    def __str__(self) -> str:
        return f"begrotingswijziging {self.nummer}"


class Wijzigingsregel(models.Model):
    """Wat een begrotingswijziging met één post doet: hoger (+) of lager (-)."""

    wijziging = models.ForeignKey(Begrotingswijziging, models.PROTECT, related_name="regels")
    post = models.ForeignKey(Begrotingspost, models.PROTECT, related_name="wijzigingsregels")
    bedrag = bedragveld()

    class Meta:
        verbose_name = "begrotingswijziging van een begrotingspost"
        verbose_name_plural = "begrotingswijzigingen van begrotingsposten"
        constraints = [
            models.UniqueConstraint(fields=["wijziging", "post"], name="wijzigingsregel_post_uniek_in_wijziging"),
            models.CheckConstraint(name="wijzigingsregel_verandert_iets", condition=~Q(bedrag=0)),
        ]
        triggers = [ALLEEN_TOEVOEGEN]

    def __str__(self) -> str:
        return f"{self.post_id}: {self.bedrag}"
