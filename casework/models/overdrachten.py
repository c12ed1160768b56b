"""Handing over the regie: offered by one, accepted by the other."""

from django.conf import settings
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from casework.enums import OverdrachtStatus
from casework.models.huishoudens import Huishouden
from casework.querysets import OverdrachtQuerySet
from zwijndrecht_portal.core.elfproef import weiger_bsn
from zwijndrecht_portal.core.historie import met_historie


@met_historie()
class Overdracht(models.Model):
    """
    Het aanbod om de regie over een huishouden over te nemen. Pas met het antwoord verandert de regisseur.

    Wie het aanbod krijgt, ziet het dossier nog niet: alleen wat hier staat.
    """

    huishouden = models.ForeignKey(Huishouden, models.PROTECT, related_name="overdrachten")
    pseudoniem = models.CharField(max_length=14, help_text="Van het huishouden, voor wie het dossier nog niet ziet.")
    van = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", db_index=False,
        help_text="De regisseur op het moment van aanbieden. Leeg: niemand had de regie.",
    )  # fmt: skip
    naar = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    toelichting = models.TextField(validators=[MaxLengthValidator(2000), weiger_bsn])
    door = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    aangeboden_op = models.DateTimeField(db_default=Now())
    antwoord_tot = models.DateField(help_text="Laatste dag waarop de overdracht is aan te nemen.")
    status = models.CharField(max_length=11, choices=OverdrachtStatus, default=OverdrachtStatus.OPEN)
    antwoord = models.TextField(blank=True, validators=[MaxLengthValidator(2000), weiger_bsn])
    afgehandeld_op = models.DateTimeField(null=True, blank=True)

    objects = OverdrachtQuerySet.as_manager()

    class Meta:
        verbose_name = "overdracht"
        verbose_name_plural = "overdrachten"
        constraints = [
            models.UniqueConstraint(
                fields=["huishouden"],
                name="overdracht_een_open",
                condition=Q(status=OverdrachtStatus.OPEN),
                violation_error_message="Er staat al een overdracht open voor dit huishouden.",
            ),
            models.CheckConstraint(
                name="overdracht_naar_een_ander",
                condition=Q(van=None) | ~Q(van=F("naar")),
                violation_error_message="Kies iemand anders dan de regisseur van nu.",
            ),
            models.CheckConstraint(
                name="overdracht_klaar_heeft_moment",
                condition=Q(status="open", afgehandeld_op=None) | (~Q(status="open") & Q(afgehandeld_op__isnull=False)),
            ),
            models.CheckConstraint(
                name="overdracht_weigering_heeft_reden", condition=~Q(status="geweigerd") | ~Q(antwoord="")
            ),
            models.CheckConstraint(name="overdracht_heeft_toelichting", condition=~Q(toelichting="")),
        ]
        indexes = [models.Index(fields=["naar"], name="overdracht_open_naar", condition=Q(status="open"))]

    def __str__(self) -> str:
        return f"overdracht van {self.pseudoniem}"
