"""The huishouden and who lives in it."""

from django.conf import settings
from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models import F, Q

from casework.enums import Doelbinding, Grondslag, HuishoudenStatus
from casework.querysets import HuishoudenQuerySet, InwonerQuerySet
from zwijndrecht_portal.core.elfproef import weiger_bsn
from zwijndrecht_portal.core.historie import met_historie


class Pseudoniemteller(models.Model):
    """Het laatst uitgegeven volgnummer van een jaar. Een nummer wordt nooit twee keer gebruikt."""

    jaar = models.PositiveSmallIntegerField(primary_key=True)
    laatste = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = "teller van pseudoniemen"
        verbose_name_plural = "tellers van pseudoniemen"

    def __str__(self) -> str:
        return f"{self.jaar}: {self.laatste}"


@met_historie()
class Huishouden(models.Model):
    """Een of meer inwoners die samen wonen en samen hulp krijgen. In lijsten staat alleen het pseudoniem."""

    pseudoniem = models.CharField(max_length=14, unique=True, help_text="Jaar en volgnummer, zoals HH-2026-0042.")
    buurt = models.ForeignKey("core.Gebied", models.PROTECT, related_name="+")
    sleutel = models.UUIDField(
        unique=True, editable=False, db_default=RandomUUID(),
        help_text="Van het formulier: twee keer versturen is één huishouden.",
    )  # fmt: skip
    grondslag = models.CharField(max_length=15, choices=Grondslag)
    doel = models.CharField(max_length=12, choices=Doelbinding, default=Doelbinding.ZELFSTANDIG)
    status = models.CharField(max_length=8, choices=HuishoudenStatus, default=HuishoudenStatus.ACTIEF)
    geopend_op = models.DateField("geopend op")
    gesloten_op = models.DateField("gesloten op", null=True, blank=True)
    regisseur = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Wie nu de regie heeft. De database houdt dit gelijk aan de lopende regie.",
    )

    objects = HuishoudenQuerySet.as_manager()

    class Meta:
        verbose_name = "huishouden"
        verbose_name_plural = "huishoudens"
        constraints = [
            models.CheckConstraint(
                name="huishouden_pseudoniem_vorm",
                condition=Q(pseudoniem__regex=r"^HH-\d{4}-\d{4,}$"),
                violation_error_message="Een pseudoniem ziet eruit als HH-2026-0042.",
            ),
            models.CheckConstraint(
                name="huishouden_gesloten_heeft_datum",
                condition=Q(status="actief", gesloten_op=None)
                | Q(status="gesloten", gesloten_op__isnull=False, gesloten_op__gte=F("geopend_op")),
                violation_error_message="Een gesloten huishouden heeft een datum waarop het gesloten is.",
            ),
        ]

    def __str__(self) -> str:
        return self.pseudoniem


@met_historie()
class Inwoner(models.Model):
    """Een persoon in of om een huishouden: een roepnaam, en of het een kind of een naaste is. Meer niet."""

    huishouden = models.ForeignKey(Huishouden, models.PROTECT, related_name="inwoners")
    roepnaam = models.CharField(max_length=40, validators=[weiger_bsn])
    is_kind = models.BooleanField("kind", default=False)
    is_naaste = models.BooleanField("naaste", default=False, help_text="Woont hier niet, maar is er voor de inwoner.")

    objects = InwonerQuerySet.as_manager()

    class Meta:
        verbose_name = "inwoner"
        verbose_name_plural = "inwoners"
        constraints = [
            models.CheckConstraint(name="inwoner_heeft_roepnaam", condition=~Q(roepnaam="")),
            models.CheckConstraint(name="inwoner_kind_of_naaste", condition=~Q(is_kind=True, is_naaste=True)),
        ]

    def __str__(self) -> str:
        return self.roepnaam
