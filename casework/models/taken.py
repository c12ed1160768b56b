"""What someone has to do for a huishouden."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from casework.enums import TaakSoort, TaakStatus
from casework.models.contacten import Contactmoment
from casework.models.huishoudens import Huishouden
from casework.querysets import TaakQuerySet
from zwijndrecht_portal.core.historie import met_historie


@met_historie()
class Taak(models.Model):
    """Iets wat een medewerker voor een huishouden moet doen. Het portaal maakt de taak, een mens rondt hem af."""

    huishouden = models.ForeignKey(Huishouden, models.PROTECT, related_name="taken", db_index=False)
    soort = models.CharField(max_length=8, choices=TaakSoort)
    voor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", db_index=False,
        help_text="De regisseur van dat moment. Leeg: niemand had de regie.",
    )  # fmt: skip
    uiterlijk = models.DateField()
    aanleiding_op = models.DateField(help_text="De dag waarom de taak er is, zoals de dag van het signaal.")
    aanleiding = models.OneToOneField(Contactmoment, models.PROTECT, null=True, blank=True, related_name="taak")
    gemaakt_op = models.DateTimeField(db_default=Now())
    status = models.CharField(max_length=9, choices=TaakStatus, default=TaakStatus.OPEN)
    afgerond_op = models.DateTimeField(null=True, blank=True)
    afgerond_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    afgerond_met = models.ForeignKey(
        Contactmoment, models.PROTECT, null=True, blank=True, related_name="+",
        help_text="Het contact waarmee de taak klaar was.",
    )  # fmt: skip

    objects = TaakQuerySet.as_manager()

    class Meta:
        verbose_name = "taak"
        verbose_name_plural = "taken"
        constraints = [
            models.CheckConstraint(
                name="taak_klaar_heeft_moment",
                condition=Q(status="open", afgerond_op=None) | (~Q(status="open") & Q(afgerond_op__isnull=False)),
            ),
            models.CheckConstraint(
                name="taak_signaal_heeft_aanleiding", condition=~Q(soort="signaal") | Q(aanleiding__isnull=False)
            ),
            models.UniqueConstraint(
                fields=["huishouden"],
                name="taak_missers_een_open",
                condition=Q(soort=TaakSoort.MISSERS, status=TaakStatus.OPEN),
            ),
            models.UniqueConstraint(
                fields=["huishouden", "aanleiding_op"],
                name="taak_te_laat_een_keer",
                condition=Q(soort=TaakSoort.TE_LAAT),
            ),
        ]
        indexes = [
            models.Index(fields=["huishouden", "soort"], name="taak_open", condition=Q(status=TaakStatus.OPEN)),
        ]

    def __str__(self) -> str:
        return f"{self.get_soort_display()}: {self.huishouden_id}"
