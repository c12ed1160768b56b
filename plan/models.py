"""
The two plans as data.

What changes over time is a dated row with a range (`geldig`): closed by the next one, never overwritten. The
database refuses two rows of the same thing that hold at one moment. Everything else has trigger-based history.
"""

import pgtrigger
from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateTimeRangeField, RangeOperators
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.functional import cached_property

from plan.enums import (
    AandachtspuntErnst,
    AandachtspuntSoort,
    ActieStatus,
    AmbitieGroep,
    PlanSoort,
    PlanStatus,
)
from plan.querysets import (
    AandachtspuntQuerySet,
    ActieQuerySet,
    BetrokkeneQuerySet,
    GeldigQuerySet,
    HerinneringQuerySet,
    MijlpaalQuerySet,
    PlanQuerySet,
    VoortgangsmeldingQuerySet,
)
from zwijndrecht_portal.core.elfproef import weiger_bsn
from zwijndrecht_portal.core.enums import Licht
from zwijndrecht_portal.core.historie import met_historie
from zwijndrecht_portal.core.models import PeriodeModel


def een_tegelijk(naam: str, veld: str) -> ExclusionConstraint:
    """At most one row of the same `veld` holds at any moment."""
    return ExclusionConstraint(
        name=naam, expressions=[(veld, RangeOperators.EQUAL), ("geldig", RangeOperators.OVERLAPS)]
    )


@met_historie()
class Plan(models.Model):
    """Een beleidsplan van de gemeente, zoals 'Een plek voor iedereen'."""

    slug = models.SlugField(unique=True)
    naam = models.CharField(max_length=120)
    soort = models.CharField(max_length=14, choices=PlanSoort)
    omschrijving = models.TextField(blank=True)
    van = models.DateField("looptijd van")
    tot = models.DateField("looptijd tot en met")
    status = models.CharField(max_length=11, choices=PlanStatus, default=PlanStatus.CONCEPT)
    vastgesteld_op = models.DateField(null=True, blank=True)
    afgesloten_op = models.DateField(null=True, blank=True)
    herinner_na_dagen = models.PositiveSmallIntegerField(
        default=60, help_text="Na zoveel dagen zonder melding krijgt de trekker een herinnering."
    )
    verouderd_na_dagen = models.PositiveSmallIntegerField(
        default=90, help_text="Na zoveel dagen zonder melding noemt het portaal de voortgang verouderd."
    )
    versie = models.PositiveIntegerField(default=1)

    objects = PlanQuerySet.as_manager()

    class Meta:
        verbose_name = "plan"
        verbose_name_plural = "plannen"
        constraints = [
            models.CheckConstraint(
                name="plan_eindigt_niet_voor_start",
                condition=Q(tot__gte=F("van")),
                violation_error_message="Het plan eindigt voordat het begint.",
            ),
            models.CheckConstraint(
                name="plan_vastgesteld_heeft_datum",
                condition=Q(status="concept", vastgesteld_op=None)
                | (~Q(status="concept") & Q(vastgesteld_op__isnull=False)),
                violation_error_message="Een vastgesteld plan heeft een datum van vaststelling.",
            ),
            models.CheckConstraint(
                name="plan_verouderd_na_herinnering",
                condition=Q(verouderd_na_dagen__gt=F("herinner_na_dagen")),
                violation_error_message="Verouderd komt na de herinnering.",
            ),
        ]

    def __str__(self) -> str:
        return self.naam


class Planonderdeel(models.Model):
    """What opgave, ambitie, spoor and opdrachtbundel share: a code and a name within a plan."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="%(class)s_set")
    code = models.CharField(max_length=8)
    naam = models.CharField(max_length=160)
    volgorde = models.PositiveSmallIntegerField(default=0)

    class Meta:
        abstract = True
        constraints = [models.UniqueConstraint(fields=["plan", "code"], name="%(class)s_code_uniek_in_plan")]

    def __str__(self) -> str:
        return self.naam


@met_historie()
class Opgave(Planonderdeel):
    """Een maatschappelijke opgave waar het plan voor staat."""

    doelgroep = models.CharField(max_length=200, blank=True)
    kern = models.TextField(blank=True)

    class Meta(Planonderdeel.Meta):
        verbose_name = "opgave"
        verbose_name_plural = "opgaven"


@met_historie()
class Ambitie(Planonderdeel):
    """Wat de gemeente wil bereiken; vijf komen uit de raad."""

    groep = models.CharField(max_length=6, choices=AmbitieGroep)

    class Meta(Planonderdeel.Meta):
        verbose_name = "ambitie"
        verbose_name_plural = "ambities"


@met_historie()
class Spoor(Planonderdeel):
    """Een van de vier sporen (A-D) van het transformatieplan."""

    doel = models.TextField(blank=True)

    class Meta(Planonderdeel.Meta):
        verbose_name = "spoor"
        verbose_name_plural = "sporen"


@met_historie()
class Spoordoel(models.Model):
    """Een doel binnen een spoor, met de resultaten die het plan noemt."""

    spoor = models.ForeignKey(Spoor, models.PROTECT, related_name="doelen")
    code = models.CharField(max_length=12)
    naam = models.CharField(max_length=160)
    resultaten = ArrayField(models.CharField(max_length=300), default=list, blank=True)
    volgorde = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = "doel van een spoor"
        verbose_name_plural = "doelen van sporen"
        constraints = [models.UniqueConstraint(fields=["spoor", "code"], name="spoordoel_code_uniek_in_spoor")]

    def __str__(self) -> str:
        return self.naam


@met_historie()
class Opdrachtbundel(Planonderdeel):
    """Eén opdracht waarvan de kosten over meer acties zijn verdeeld."""

    kern = models.TextField(blank=True)

    class Meta(Planonderdeel.Meta):
        verbose_name = "opdrachtbundel"
        verbose_name_plural = "opdrachtbundels"


@met_historie()
class Actie(models.Model):
    """Eén afgesproken activiteit van een plan, met hooguit één trekker op ieder moment."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="acties")
    code = models.CharField(max_length=12)
    naam = models.CharField("naam", max_length=160)
    kern = models.TextField(
        "kern", blank=True, validators=[weiger_bsn], help_text="In twee of drie zinnen: wat gaan we doen?"
    )
    leefgebied = models.ForeignKey("core.Leefgebied", models.PROTECT, null=True, blank=True, related_name="+")
    leefgebied_voorstel = models.ForeignKey(
        "core.Leefgebied",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Als de bron geen leefgebied noemt: ons voorstel.",
    )
    spoor = models.ForeignKey(Spoor, models.PROTECT, null=True, blank=True, related_name="acties")
    opgaven = models.ManyToManyField(Opgave, blank=True, related_name="acties")
    ambities = models.ManyToManyField(Ambitie, blank=True, related_name="acties")
    opdrachtbundel = models.ForeignKey(Opdrachtbundel, models.PROTECT, null=True, blank=True, related_name="acties")
    begrotingspost = models.CharField(
        max_length=160, blank=True, help_text="Naam in de begroting, als die anders is dan de naam van de actie."
    )
    voorwaarde = models.TextField(blank=True, validators=[weiger_bsn])
    omvang = models.TextField(blank=True, help_text="Aantallen die de bron noemt, zoals fte of deelnemers.")
    volgorde = models.PositiveSmallIntegerField(default=0)
    versie = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(auto_now_add=True)
    zoek = models.GeneratedField(
        expression=SearchVector("code", "naam", "kern", "begrotingspost", config="dutch"),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    objects = ActieQuerySet.as_manager()

    class Meta:
        verbose_name = "actie"
        verbose_name_plural = "acties"
        constraints = [models.UniqueConstraint(fields=["plan", "code"], name="actie_code_uniek_in_plan")]
        indexes = [GinIndex(fields=["zoek"], name="actie_zoek")]

    def __str__(self) -> str:
        return self.naam

    @cached_property
    def huidige_stand(self) -> "ActieStand":
        """The stand that holds now. Every actie has one from the moment it exists."""
        return self.standen.lopend().get()


@met_historie()
class ActieStand(models.Model):
    """De stand van een actie vanaf een moment: status en trekker. De volgende stand sluit deze af."""

    actie = models.ForeignKey(Actie, models.PROTECT, related_name="standen")
    geldig = DateTimeRangeField()
    status = models.CharField(max_length=10, choices=ActieStatus)
    trekker = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="trekker (persoon)",
    )
    trekker_organisatie = models.ForeignKey(
        "core.Organisatie",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="trekker (organisatie)",
    )
    trekker_tekst = models.CharField(
        max_length=120, blank=True, help_text="De trekker in de woorden van het plan, zoals 'Gemeente / opdrachtnemer'."
    )
    reden = models.TextField(blank=True, validators=[weiger_bsn])
    door = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    objects = GeldigQuerySet.as_manager()

    class Meta:
        verbose_name = "stand van een actie"
        verbose_name_plural = "standen van acties"
        constraints = [een_tegelijk("actiestand_een_tegelijk", "actie")]
        indexes = [models.Index(fields=["actie"], name="actiestand_open", condition=Q(geldig__endswith__isnull=True))]

    def __str__(self) -> str:
        return f"{self.actie_id}: {self.get_status_display()}"


@met_historie()
class Betrokkene(models.Model):
    """Een organisatie of groep die meewerkt aan een actie, in een periode."""

    actie = models.ForeignKey(Actie, models.PROTECT, related_name="betrokkenen")
    organisatie = models.ForeignKey("core.Organisatie", models.PROTECT, related_name="+")
    rol = models.CharField(max_length=120, blank=True)
    geldig = DateTimeRangeField()

    objects = BetrokkeneQuerySet.as_manager()

    class Meta:
        verbose_name = "betrokkene"
        verbose_name_plural = "betrokkenen"
        constraints = [
            ExclusionConstraint(
                name="betrokkene_een_keer_tegelijk",
                expressions=[
                    ("actie", RangeOperators.EQUAL),
                    ("organisatie", RangeOperators.EQUAL),
                    ("geldig", RangeOperators.OVERLAPS),
                ],
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisatie} bij {self.actie_id}"


@met_historie()
class Mijlpaal(models.Model):
    """Een resultaat op weg naar het doel van een actie."""

    actie = models.ForeignKey(Actie, models.PROTECT, related_name="mijlpalen")
    naam = models.CharField(max_length=160, validators=[weiger_bsn])
    volgorde = models.PositiveSmallIntegerField(default=0)
    vastgestelde_stand = models.OneToOneField(
        "MijlpaalStand",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="De stand toen het plan werd vastgesteld. Verandert daarna nooit.",
    )

    objects = MijlpaalQuerySet.as_manager()

    class Meta:
        verbose_name = "mijlpaal"
        verbose_name_plural = "mijlpalen"
        constraints = [models.UniqueConstraint(fields=["actie", "naam"], name="mijlpaal_naam_uniek_in_actie")]
        triggers = [
            pgtrigger.Protect(
                name="vastgestelde_stand_ligt_vast",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__vastgestelde_stand__isnull=False)
                & pgtrigger.Q(old__vastgestelde_stand__df=pgtrigger.F("new__vastgestelde_stand")),
            )
        ]

    def __str__(self) -> str:
        return self.naam


@met_historie()
class MijlpaalStand(PeriodeModel):
    """De stand van een mijlpaal vanaf een moment: de periode, of hij is gehaald, en waarom hij verschoof."""

    mijlpaal = models.ForeignKey(Mijlpaal, models.PROTECT, related_name="standen")
    geldig = DateTimeRangeField()
    gerealiseerd_op = models.DateField(null=True, blank=True)
    reden = models.TextField(blank=True, validators=[weiger_bsn])
    door = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    objects = GeldigQuerySet.as_manager()

    class Meta(PeriodeModel.Meta):
        verbose_name = "stand van een mijlpaal"
        verbose_name_plural = "standen van mijlpalen"
        constraints = [*PeriodeModel.Meta.constraints, een_tegelijk("mijlpaalstand_een_tegelijk", "mijlpaal")]

    def __str__(self) -> str:
        return f"{self.mijlpaal_id}: {self.periode_tekst or 'onbekend'}"


class Voortgangsmelding(models.Model):
    """Wat een trekker op een moment meldt. Wordt nooit gewijzigd; een nieuwe melding volgt op de vorige."""

    actie = models.ForeignKey(Actie, models.PROTECT, related_name="meldingen")
    sleutel = models.UUIDField(unique=True, help_text="Van het formulier: twee keer versturen is één melding.")
    gemeld_op = models.DateTimeField(db_default=Now())
    door = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    percentage = models.PositiveSmallIntegerField("realisatie (%)", validators=[MaxValueValidator(100)])
    tijd = models.CharField(max_length=8, choices=Licht)
    geld = models.CharField(max_length=8, choices=Licht)
    kwaliteit = models.CharField(max_length=8, choices=Licht)
    tijd_berekend = models.CharField(max_length=8, choices=Licht)
    geld_berekend = models.CharField(max_length=8, choices=Licht)
    kwaliteit_berekend = models.CharField(max_length=8, choices=Licht)
    oorzaak = models.TextField(blank=True, validators=[weiger_bsn])
    gevolg = models.TextField(blank=True, validators=[weiger_bsn])
    bijsturing = models.TextField(blank=True, validators=[weiger_bsn])
    toelichting = models.TextField(validators=[weiger_bsn])
    volgende_stap = models.TextField(blank=True, validators=[weiger_bsn])

    objects = VoortgangsmeldingQuerySet.as_manager()

    class Meta:
        verbose_name = "voortgangsmelding"
        verbose_name_plural = "voortgangsmeldingen"
        constraints = [
            models.CheckConstraint(name="melding_percentage_tot_100", condition=Q(percentage__lte=100)),
        ]
        indexes = [models.Index("actie", F("gemeld_op").desc(), name="melding_laatste_van_actie")]
        triggers = [pgtrigger.Protect(name="alleen_toevoegen", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.actie_id} op {self.gemeld_op:%d-%m-%Y}"


@met_historie()
class Aandachtspunt(models.Model):
    """Iets in de bron dat niet klopt of ontbreekt. Open tot iemand het oplost, en zo lang genoemd in de rapportage."""

    plannen = models.ManyToManyField(Plan, related_name="aandachtspunten")
    acties = models.ManyToManyField(Actie, blank=True, related_name="aandachtspunten")
    code = models.CharField(max_length=8, unique=True)
    titel = models.CharField(max_length=160)
    omschrijving = models.TextField()
    ernst = models.CharField(max_length=6, choices=AandachtspuntErnst)
    soort = models.CharField(max_length=9, choices=AandachtspuntSoort)
    opgelost_op = models.DateField(null=True, blank=True)
    oplossing = models.TextField(blank=True, validators=[weiger_bsn])
    opgelost_door = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    objects = AandachtspuntQuerySet.as_manager()

    class Meta:
        verbose_name = "aandachtspunt"
        verbose_name_plural = "aandachtspunten"
        constraints = [
            models.CheckConstraint(
                name="aandachtspunt_opgelost_met_uitleg",
                condition=Q(opgelost_op=None, oplossing="") | (Q(opgelost_op__isnull=False) & ~Q(oplossing="")),
                violation_error_message="Schrijf op hoe dit punt is opgelost.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.titel}"


class Herinnering(models.Model):
    """Een mail over een actie zonder verse voortgang. Bewaakt dat niemand te vaak post krijgt."""

    actie = models.ForeignKey(Actie, models.PROTECT, related_name="herinneringen")
    aan = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    poging = models.PositiveSmallIntegerField(help_text="De hoeveelste herinnering sinds de laatste melding.")
    aangemaakt_op = models.DateTimeField(db_default=Now())
    verstuurd_op = models.DateTimeField(null=True, blank=True)

    objects = HerinneringQuerySet.as_manager()

    class Meta:
        verbose_name = "herinnering"
        verbose_name_plural = "herinneringen"
        indexes = [models.Index("actie", F("aangemaakt_op").desc(), name="herinnering_laatste")]

    def __str__(self) -> str:
        return f"{self.actie_id} poging {self.poging}"
