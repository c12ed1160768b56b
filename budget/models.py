"""
Money of the plans: what was adopted, what covers it, what was spent and what is expected.

An adopted amount never changes; a begrotingswijziging adds to it from its date on. Wijzigingen, boekingen and prognoses
are only ever added, so every page can be drawn as of a past date. Nothing here holds a total: those are computed.
"""

from typing import Any

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from budget.enums import BegrotingStatus, DekkingSoort, PostSoort, Taakveld
from budget.querysets import (
    BegrotingQuerySet,
    BegrotingspostQuerySet,
    BegrotingswijzigingQuerySet,
    BoekingQuerySet,
    DekkingQuerySet,
    PrognoseQuerySet,
)
from zwijndrecht_portal.core.elfproef import weiger_bsn
from zwijndrecht_portal.core.historie import met_historie

ALLEEN_TOEVOEGEN = pgtrigger.Protect(name="alleen_toevoegen", operation=pgtrigger.Update | pgtrigger.Delete)
IS_VASTGESTELD = (
    "select 1 from budget_begroting b where b.id in ({rijen}) and b.status <> 'concept'"  # rows of an adopted begroting
)


def bedragveld(naam: str = "bedrag", **opties: Any) -> models.DecimalField:
    """Euros with two decimals, in the database too."""
    return models.DecimalField(naam, max_digits=12, decimal_places=2, **opties)


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


class Boeking(models.Model):
    """Een bedrag dat echt is uitgegeven of ontvangen. Een correctie is een tegenboeking."""

    boekingsnummer = models.CharField(max_length=40, unique=True)
    post = models.ForeignKey(Begrotingspost, models.PROTECT, related_name="boekingen")
    datum = models.DateField("datum")
    bedrag = bedragveld(help_text="Een uitgave is positief, een ontvangst of correctie negatief.")
    organisatie = models.ForeignKey(
        "core.Organisatie", models.PROTECT, null=True, blank=True, related_name="+", help_text="Waar het geld landt."
    )
    omschrijving = models.CharField("omschrijving", max_length=200, blank=True, validators=[weiger_bsn])

    objects = BoekingQuerySet.as_manager()

    class Meta:
        verbose_name = "boeking"
        verbose_name_plural = "boekingen"
        constraints = [models.CheckConstraint(name="boeking_is_geld", condition=~Q(bedrag=0))]
        indexes = [models.Index(fields=["post", "datum"], include=["bedrag", "organisatie"], name="boeking_per_post")]
        triggers = [ALLEEN_TOEVOEGEN]

    def __str__(self) -> str:
        return self.boekingsnummer


class Prognose(models.Model):
    """Wat er in het hele jaar naar verwachting uitgaat, zoals gezien in een kwartaal. De nieuwste telt."""

    post = models.ForeignKey(Begrotingspost, models.PROTECT, related_name="prognoses")
    kwartaal = models.PositiveSmallIntegerField("kwartaal", choices=[(n, f"Kwartaal {n}") for n in range(1, 5)])
    datum = models.DateField("datum")
    bedrag = bedragveld("verwachte uitgaven in het hele jaar")
    toelichting = models.TextField("toelichting", blank=True, validators=[weiger_bsn])
    is_klaar = models.BooleanField("klaar voor rapportage", default=False)
    door = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    objects = PrognoseQuerySet.as_manager()

    class Meta:
        verbose_name = "prognose"
        verbose_name_plural = "prognoses"
        constraints = [
            models.CheckConstraint(name="prognose_kwartaal_bestaat", condition=Q(kwartaal__range=(1, 4))),
            models.CheckConstraint(
                name="prognose_niet_negatief",
                condition=Q(bedrag__gte=0),
                violation_error_message="Een verwachting is nul of meer.",
            ),
        ]
        indexes = [models.Index("post", F("datum").desc(), F("id").desc(), name="prognose_laatste_van_post")]
        triggers = [ALLEEN_TOEVOEGEN]

    def __str__(self) -> str:
        return f"{self.post_id}: {self.bedrag}"


@met_historie()
class SociaalDomeinCijfer(models.Model):
    """Een bedrag over het hele sociaal domein of de regio, uit een van de plannen. Telt nergens in mee."""

    plan = models.ForeignKey("plan.Plan", models.PROTECT, related_name="+")
    code = models.CharField(max_length=12, unique=True)
    naam = models.CharField("naam", max_length=160)
    jaar = models.PositiveSmallIntegerField("jaar", null=True, blank=True, help_text="Leeg: de bron noemt geen jaar.")
    bedrag = models.DecimalField("bedrag", max_digits=14, decimal_places=2, null=True, blank=True)
    percentage = models.DecimalField("percentage", max_digits=5, decimal_places=2, null=True, blank=True)
    aanduiding = models.CharField("aanduiding", max_length=20, blank=True, help_text="Zoals 'circa' of 'ruim'.")
    soort = models.CharField("soort", max_length=11, choices=PostSoort, blank=True)
    toelichting = models.TextField("toelichting", blank=True)
    volgorde = models.PositiveSmallIntegerField("volgorde", default=0)

    class Meta:
        verbose_name = "cijfer van het sociaal domein"
        verbose_name_plural = "cijfers van het sociaal domein"

    def __str__(self) -> str:
        return f"{self.code} {self.naam}"
