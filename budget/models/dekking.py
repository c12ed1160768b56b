"""What pays: sources, and what each gives to which begroting."""

import pgtrigger
from django.db import models
from django.db.models import Q

from budget.enums import DekkingSoort
from budget.models.begrotingen import Begroting, Begrotingspost
from budget.models.velden import IS_VASTGESTELD, bedragveld
from budget.models.wijzigingen import Begrotingswijziging
from budget.querysets import DekkingQuerySet
from zwijndrecht_portal.core.elfproef import weiger_bsn
from zwijndrecht_portal.core.historie import met_historie


@met_historie()
class Dekkingsbron(models.Model):
    """Waar het geld voor een begroting vandaan komt."""

    code = models.SlugField(max_length=40, unique=True)
    naam = models.CharField("naam", max_length=160, validators=[weiger_bsn])
    soort = models.CharField("soort", max_length=12, choices=DekkingSoort)
    van = models.ForeignKey("core.Organisatie", models.PROTECT, null=True, blank=True, related_name="+")
    toelichting = models.TextField("toelichting", blank=True, validators=[weiger_bsn])

    class Meta:
        verbose_name = "dekkingsbron"
        verbose_name_plural = "dekkingsbronnen"

    def __str__(self) -> str:
        return self.naam


@met_historie()
class Dekking(models.Model):
    """Geld uit een dekkingsbron voor een begroting, of voor één post daarvan."""

    bron = models.ForeignKey(Dekkingsbron, models.PROTECT, related_name="dekkingen")
    begroting = models.ForeignKey(Begroting, models.PROTECT, related_name="dekkingen")
    post = models.ForeignKey(
        Begrotingspost,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="dekkingen",
        help_text="Leeg: voor de hele plantabel, of voor alle kosten buiten de plantabel.",
    )
    is_voor_lopend = models.BooleanField(
        "voor lopende acties", default=False, help_text="Dekt de kosten buiten de plantabel."
    )
    bedrag = bedragveld()
    wijziging = models.ForeignKey(
        Begrotingswijziging,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="dekkingen",
        help_text="Leeg: hoort bij de begroting zoals die is vastgesteld.",
    )

    objects = DekkingQuerySet.as_manager()

    class Meta:
        verbose_name = "dekking"
        verbose_name_plural = "dekkingen"
        constraints = [
            models.UniqueConstraint(
                fields=["begroting", "bron", "post", "is_voor_lopend", "wijziging"],
                name="dekking_een_keer",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                name="dekking_is_geld",
                condition=Q(bedrag__gt=0) | (Q(wijziging__isnull=False) & ~Q(bedrag=0)),
                violation_error_message="Een dekking is meer dan nul. Alleen een wijziging kan haar verlagen.",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="vastgestelde_dekking_ligt_vast",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                func=f"""
                    if tg_op = 'INSERT' and new.wijziging_id is not null then return new; end if;
                    if exists ({IS_VASTGESTELD.format(rijen="new.begroting_id, old.begroting_id")}) then
                        raise exception 'Een vastgestelde dekking verandert alleen met een begrotingswijziging.';
                    end if;
                    if tg_op = 'DELETE' then return old; end if;
                    return new;
                """,
            )
        ]

    def __str__(self) -> str:
        return f"{self.bron_id}: {self.bedrag}"
