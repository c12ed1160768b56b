"""What was adopted: a begroting and its posten."""

import pgtrigger
from django.db import models
from django.db.models import Q

from budget.enums import BegrotingStatus, PostSoort, Taakveld
from budget.models.velden import IS_VASTGESTELD, bedragveld
from budget.querysets import BegrotingQuerySet, BegrotingspostQuerySet
from zwijndrecht_portal.core.elfproef import weiger_bsn
from zwijndrecht_portal.core.historie import met_historie


@met_historie()
class Begroting(models.Model):
    """Het geld dat voor één plan en één jaar is afgesproken."""

    plan = models.ForeignKey("plan.Plan", models.PROTECT, related_name="+")
    jaar = models.PositiveSmallIntegerField()
    status = models.CharField(max_length=11, choices=BegrotingStatus, default=BegrotingStatus.CONCEPT)
    vastgesteld_op = models.DateField(null=True, blank=True)
    onvoorzien_percentage = models.DecimalField(
        "onvoorzien (%)",
        max_digits=4,
        decimal_places=2,
        default=10,
        help_text="Dit deel komt bovenop de som van de posten. Het portaal rekent het bedrag uit.",
    )

    objects = BegrotingQuerySet.as_manager()

    class Meta:
        verbose_name = "begroting"
        verbose_name_plural = "begrotingen"
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "jaar"],
                name="begroting_een_per_plan_en_jaar",
                violation_error_message="Dit plan heeft al een begroting voor dit jaar.",
            ),
            models.CheckConstraint(
                name="begroting_jaar_bestaat",
                condition=Q(jaar__range=(2000, 2100)),
                violation_error_message="Kies een jaar tussen 2000 en 2100.",
            ),
            models.CheckConstraint(
                name="begroting_onvoorzien_is_percentage",
                condition=Q(onvoorzien_percentage__range=(0, 99)),
                violation_error_message="Onvoorzien is een percentage van 0 tot en met 99.",
            ),
            models.CheckConstraint(
                name="begroting_vastgesteld_heeft_datum",
                condition=Q(status="concept", vastgesteld_op=None)
                | (~Q(status="concept") & Q(vastgesteld_op__isnull=False)),
                violation_error_message="Een vastgestelde begroting heeft een datum van vaststelling.",
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="vastgestelde_begroting_ligt_vast",
                operation=pgtrigger.Update,
                condition=~pgtrigger.Q(old__status="concept")
                & (
                    pgtrigger.Q(old__plan__df=pgtrigger.F("new__plan"))
                    | pgtrigger.Q(old__jaar__df=pgtrigger.F("new__jaar"))
                    | pgtrigger.Q(old__vastgesteld_op__df=pgtrigger.F("new__vastgesteld_op"))
                    | pgtrigger.Q(old__onvoorzien_percentage__df=pgtrigger.F("new__onvoorzien_percentage"))
                ),
            )
        ]

    def __str__(self) -> str:
        return str(self.jaar)


@met_historie()
class Begrotingspost(models.Model):
    """
    Het bedrag voor één actie in één jaar. Een post kan ook buiten de acties staan.

    Een leeg bedrag betekent dat de bron niets noemt, niet dat het nul is.
    """

    begroting = models.ForeignKey(Begroting, models.PROTECT, related_name="posten")
    actie = models.ForeignKey("plan.Actie", models.PROTECT, null=True, blank=True, related_name="+")
    naam = models.CharField("naam", max_length=160, validators=[weiger_bsn])
    bedrag = bedragveld(
        "vastgesteld bedrag", null=True, blank=True, help_text="In de plantabel. Leeg: de bron noemt geen bedrag."
    )
    kosten_lopend = bedragveld(
        "kosten buiten de plantabel",
        null=True,
        blank=True,
        help_text="Wat een actie kost die al liep. Staat er ook een bedrag in de plantabel, dan is dat hetzelfde geld.",
    )
    taakveld = models.CharField(max_length=4, choices=Taakveld, blank=True)
    soort = models.CharField(max_length=11, choices=PostSoort, blank=True, help_text="Leeg: de bron zegt het niet.")
    toelichting = models.TextField("toelichting", blank=True, validators=[weiger_bsn])
    volgorde = models.PositiveSmallIntegerField("volgorde", default=0)

    objects = BegrotingspostQuerySet.as_manager()

    class Meta:
        verbose_name = "begrotingspost"
        verbose_name_plural = "begrotingsposten"
        constraints = [
            models.UniqueConstraint(
                fields=["begroting", "naam"],
                name="post_naam_uniek_in_begroting",
                violation_error_message="Deze begroting heeft al een post met deze naam.",
            ),
            models.UniqueConstraint(
                fields=["begroting", "actie"],
                name="post_actie_uniek_in_begroting",
                violation_error_message="Deze begroting heeft al een post voor deze actie.",
            ),
            models.CheckConstraint(
                name="post_bedrag_niet_negatief",
                condition=Q(bedrag=None) | Q(bedrag__gte=0),
                violation_error_message="Een begroot bedrag is nul of meer.",
            ),
            models.CheckConstraint(
                name="post_kosten_lopend_niet_negatief",
                condition=Q(kosten_lopend=None) | Q(kosten_lopend__gte=0),
                violation_error_message="Kosten zijn nul of meer.",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="vastgesteld_bedrag_ligt_vast",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                func=f"""
                    if tg_op = 'INSERT' and new.bedrag is null and new.kosten_lopend is null then return new; end if;
                    if tg_op = 'UPDATE' and (new.begroting_id, new.bedrag, new.kosten_lopend)
                        is not distinct from (old.begroting_id, old.bedrag, old.kosten_lopend) then return new; end if;
                    if exists ({IS_VASTGESTELD.format(rijen="new.begroting_id, old.begroting_id")}) then
                        raise exception 'Een vastgesteld bedrag verandert alleen met een begrotingswijziging.';
                    end if;
                    if tg_op = 'DELETE' then return old; end if;
                    return new;
                """,
            )
        ]

    def __str__(self) -> str:
        return self.naam
