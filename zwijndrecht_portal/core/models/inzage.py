"""Who looked into which dossier, when and why: only added, by rights, and chained by hash (docs/adr/0009)."""

import pgtrigger
from django.conf import settings
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Length, Now
from django.db.models.lookups import LessThanOrEqual

from zwijndrecht_portal.core.elfproef import weiger_bsn
from zwijndrecht_portal.core.enums import Handeling, InzageResultaat, Rol
from zwijndrecht_portal.core.querysets import InzageQuerySet

REDEN_LENGTE = 500


class Inzage(models.Model):
    """
    Eén keer dat iemand een dossier inzag, wijzigde, afdrukte of wilde openen, of dat iemand dit logboek las.

    Er staat nooit in wat er in het dossier staat. Het nummer, het moment en de hashes vult de database zelf in.
    """

    nummer = models.BigAutoField(primary_key=True, help_text="Telt door zonder gaten.")
    moment = models.DateTimeField(db_default=Now(), editable=False)
    handeling = models.CharField(max_length=12, choices=Handeling)
    resultaat = models.CharField(max_length=9, choices=InzageResultaat, default=InzageResultaat.GELUKT)
    gebruiker = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False,
        help_text="Leeg: het portaal zelf.",
    )  # fmt: skip
    rollen = models.CharField(max_length=250, blank=True)
    organisatie = models.ForeignKey("core.Organisatie", models.PROTECT, null=True, related_name="+", db_index=False)
    namens = models.CharField(max_length=120, blank=True, help_text="Voor wie, als het niet voor zichzelf was.")
    pseudoniem = models.CharField(max_length=14, blank=True, help_text="Van het huishouden. Leeg bij een lijst.")
    object_soort = models.CharField(max_length=60, blank=True)
    object_id = models.CharField(max_length=40, blank=True)
    doel = models.CharField(max_length=60)
    grondslag = models.CharField(max_length=60, blank=True)
    regel = models.CharField(max_length=120, help_text="De afspraak waardoor het mocht, of niet mocht.")
    reden = models.TextField(blank=True, validators=[MaxLengthValidator(REDEN_LENGTE), weiger_bsn])
    bron_ip = models.CharField(max_length=50, blank=True, help_text="Het netwerk, zonder het laatste deel.")
    verzoek = models.UUIDField(null=True, help_text="Nummer van het verzoek aan het portaal.")
    aantal = models.PositiveIntegerField(default=0, help_text="Hoeveel huishoudens er te zien waren.")
    vorige = models.CharField(max_length=64, editable=False)
    hash = models.CharField(max_length=64, editable=False)

    objects = InzageQuerySet.as_manager()

    class Meta:
        verbose_name = "inzage"
        verbose_name_plural = "inzagen"
        constraints = [
            models.CheckConstraint(
                name="inzage_reden_past", condition=Q(LessThanOrEqual(Length("reden"), REDEN_LENGTE))
            )
        ]
        indexes = [
            models.Index(fields=["moment"], name="inzage_moment"),
            models.Index(fields=["pseudoniem", "moment"], name="inzage_van_dossier", condition=~Q(pseudoniem="")),
            models.Index(fields=["gebruiker", "moment"], name="inzage_door"),
        ]
        triggers = [pgtrigger.Protect(name="alleen_toevoegen", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.nummer}: {self.get_handeling_display()}"

    @property
    def wie(self) -> str:
        return self.gebruiker.naam if self.gebruiker else "het portaal zelf"

    @property
    def is_geweigerd(self) -> bool:
        return self.resultaat == InzageResultaat.GEWEIGERD

    @property
    def rollen_tekst(self) -> str:
        """The roles as people call them; a role that no longer exists by its old name."""
        namen = dict(Rol.choices)
        return ", ".join(namen.get(rol, rol) for rol in self.rollen.split(",") if rol)

    @property
    def regel_tekst(self) -> str:
        """The agreement by which it was allowed: "eigen caseload". The name of the permission is for who audits."""
        return self.regel.partition(": ")[2] or "hoort bij de rol"


class Ketenkop(models.Model):
    """De laatste regel van het inzagelog. Zo valt het op als de laatste regels weg zijn. Er is er één."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    nummer = models.BigIntegerField()
    hash = models.CharField(max_length=64)
    begin_nummer = models.BigIntegerField(default=0, help_text="Tot en met deze regel is de bewaartermijn voorbij.")
    begin_hash = models.CharField(max_length=64)

    class Meta:
        verbose_name = "ketenkop"
        verbose_name_plural = "ketenkoppen"
        constraints = [models.CheckConstraint(name="ketenkop_er_is_er_een", condition=Q(id=1))]

    def __str__(self) -> str:
        return f"regel {self.nummer}"
