"""
Figures with one definition, and reports that freeze.

A measured value is never changed: a better one is a new version beside it. A report that was adopted is frozen by the
database, whatever the code above it does.
"""

from functools import reduce
from operator import or_

import pgtrigger
from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateRangeField, RangeOperators
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from dashboard.enums import (
    OPENBARE_STATUSSEN,
    BerichtSoort,
    IndicatorSoort,
    MetingStatus,
    Monitoringvraag,
    RapportageSoort,
    RapportageStatus,
)
from dashboard.payload import PayloadEncoder
from dashboard.querysets import (
    BerichtQuerySet,
    IndicatorQuerySet,
    KopcijferQuerySet,
    MetingQuerySet,
    RapportageQuerySet,
    StreefwaardeQuerySet,
)
from zwijndrecht_portal.core.historie import met_historie
from zwijndrecht_portal.core.indicatoren import Richting
from zwijndrecht_portal.core.models import PeriodeModel

MAX_KOPCIJFERS = 12  # "less is more": a thirteenth needs one to retire


@met_historie()
class Indicator(models.Model):
    """Een cijfer met één definitie: berekend uit het portaal zelf, of gemeten door een ander en overgenomen."""

    sleutel = models.SlugField(max_length=60, unique=True)
    naam = models.CharField(max_length=120)
    soort = models.CharField(max_length=8, choices=IndicatorSoort)
    eenheid = models.CharField(max_length=60)
    bron = models.CharField(max_length=200)
    methode = models.TextField(help_text="Wat het cijfer betekent en hoe het wordt geteld.")
    eigenaar = models.ForeignKey("core.Organisatie", models.PROTECT, null=True, blank=True, related_name="+")
    richting = models.CharField(max_length=14, choices=[(r.value, r.value) for r in Richting], default=Richting.GEEN)
    duiding = models.TextField(blank=True, help_text="Waar de lezer op moet letten.")
    vragen = ArrayField(
        models.CharField(max_length=2, choices=Monitoringvraag),
        default=list,
        blank=True,
        help_text="Op welke vragen van het transformatieplan dit cijfer antwoord geeft.",
    )
    is_telling = models.BooleanField(
        default=False, help_text="Telt mensen of wat zij meemaken: een klein aantal wordt geheim."
    )
    nulmeting = models.DecimalField(
        max_digits=14, decimal_places=4, null=True, blank=True, help_text="De waarde waar het plan mee begon."
    )
    frequentie_maanden = models.PositiveSmallIntegerField(
        default=12, help_text="Om de hoeveel maanden er een nieuwe meting hoort te zijn."
    )
    leefgebied = models.ForeignKey(
        "core.Leefgebied", models.PROTECT, null=True, blank=True, related_name="+", db_index=False,
        help_text="Leeg: het cijfer gaat niet over één leefgebied.",
    )  # fmt: skip
    plan = models.ForeignKey(
        "plan.Plan", models.PROTECT, to_field="slug", null=True, blank=True, related_name="+", db_index=False,
        help_text="Het plan dat dit cijfer noemt. Leeg: het hoort bij alle plannen.",
    )  # fmt: skip
    onderdeel_van = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")
    acties = models.ManyToManyField(
        "plan.Actie", blank=True, related_name="+", help_text="De acties waarvan dit cijfer de kwaliteit laat zien."
    )

    objects = IndicatorQuerySet.as_manager()

    class Meta:
        verbose_name = "indicator"
        verbose_name_plural = "indicatoren"

    def __str__(self) -> str:
        return f"{self.onderdeel_van}, {self.naam}" if self.onderdeel_van_id else self.naam


@met_historie()
class Kopcijfer(models.Model):
    """Een indicator op een voorpagina: van één plan, of van alle plannen samen. Hooguit twaalf per voorpagina."""

    plan = models.ForeignKey("plan.Plan", models.PROTECT, to_field="slug", null=True, blank=True, related_name="+")
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="kopcijfers")
    volgorde = models.PositiveSmallIntegerField()

    objects = KopcijferQuerySet.as_manager()

    class Meta:
        verbose_name = "kopcijfer"
        verbose_name_plural = "kopcijfers"
        constraints = [
            models.CheckConstraint(
                name="kopcijfer_hooguit_twaalf",
                condition=Q(volgorde__gte=1, volgorde__lte=MAX_KOPCIJFERS),
                violation_error_message="Op een voorpagina passen twaalf cijfers. Haal er eerst een weg.",
            ),
            models.UniqueConstraint(
                name="kopcijfer_een_per_plek",
                fields=["plan", "volgorde"],
                nulls_distinct=False,
                violation_error_message="Op deze plek staat al een cijfer. Haal dat eerst weg.",
            ),
            models.UniqueConstraint(
                name="kopcijfer_indicator_een_keer",
                fields=["plan", "indicator"],
                nulls_distinct=False,
                violation_error_message="Dit cijfer staat al op deze voorpagina.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.volgorde}. {self.indicator_id}"


class Meting(PeriodeModel):
    """Een gemeten waarde over een gebied en een periode. Wordt nooit gewijzigd: een betere is een nieuwe versie."""

    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="metingen")
    gebied = models.ForeignKey("core.Gebied", models.PROTECT, null=True, blank=True, related_name="+")
    gebied_naam = models.CharField(
        max_length=120, blank=True, help_text="Een gebied dat geen gemeente, wijk of buurt is."
    )
    waarde = models.DecimalField(
        max_digits=14, decimal_places=4, null=True, blank=True, help_text="Leeg: onbekend of geheim. Dat is geen nul."
    )
    teller = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    noemer = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    status = models.CharField(max_length=15, choices=MetingStatus, default=MetingStatus.DEFINITIEF)
    versie = models.PositiveSmallIntegerField(default=1)
    bekend_sinds = models.DateField(
        help_text="Sinds wanneer de waarde bekend is. Op een eerdere peildatum telt zij niet."
    )
    bron = models.CharField(max_length=200)
    opmerking = models.TextField(blank=True)
    door = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    objects = MetingQuerySet.as_manager()

    class Meta(PeriodeModel.Meta):
        verbose_name = "meting"
        verbose_name_plural = "metingen"
        constraints = [
            *PeriodeModel.Meta.constraints,
            models.CheckConstraint(
                name="meting_over_een_gebied",
                condition=(Q(gebied=None) & ~Q(gebied_naam="")) | Q(gebied__isnull=False, gebied_naam=""),
                violation_error_message="Kies een gebied uit de lijst, of schrijf een ander gebied op.",
            ),
            models.UniqueConstraint(
                name="meting_versie_uniek",
                fields=["indicator", "gebied", "gebied_naam", "periode_van", "periode_tot", "versie"],
                nulls_distinct=False,
                violation_error_message="Deze versie van deze meting bestaat al.",
            ),
        ]
        triggers = [pgtrigger.Protect(name="alleen_toevoegen", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.indicator_id} {self.periode_tekst or 'jaar onbekend'}"


class Meetherinnering(models.Model):
    """Een mail dat een gemeten waarde te lang op zich laat wachten. Hooguit één per persoon en verwachte waarde."""

    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="+")
    aan = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    verwacht_op = models.DateField(help_text="Wanneer de nieuwe waarde er had moeten zijn.")
    aangemaakt_op = models.DateTimeField(db_default=Now())
    verstuurd_op = models.DateTimeField(null=True, blank=True, help_text="Leeg: de mail moet nog weg.")

    class Meta:
        verbose_name = "meetherinnering"
        verbose_name_plural = "meetherinneringen"
        constraints = [
            models.UniqueConstraint(fields=["indicator", "aan", "verwacht_op"], name="meetherinnering_een_keer")
        ]

    def __str__(self) -> str:
        return f"{self.indicator_id} verwacht op {self.verwacht_op:%d-%m-%Y}"


@met_historie()
class Streefwaarde(models.Model):
    """Wat een indicator moet worden, in een periode. Hooguit één tegelijk."""

    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="streefwaarden")
    waarde = models.DecimalField(max_digits=14, decimal_places=4)
    geldig = DateRangeField()
    toelichting = models.TextField(blank=True)

    objects = StreefwaardeQuerySet.as_manager()

    class Meta:
        verbose_name = "streefwaarde"
        verbose_name_plural = "streefwaarden"
        constraints = [
            ExclusionConstraint(
                name="streefwaarde_een_tegelijk",
                expressions=[("indicator", RangeOperators.EQUAL), ("geldig", RangeOperators.OVERLAPS)],
                violation_error_message="Er geldt al een streefwaarde in deze periode.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.indicator_id}: {self.waarde}"


IS_VASTGESTELD = pgtrigger.Q(old__status__in=OPENBARE_STATUSSEN)
VASTE_VELDEN = (
    "plan", "soort", "peildatum", "periode_van", "periode_tot", "periode_tekst", "versie", "sleutel", "teksten",
    "correctie", "ontbreekt_omdat", "payload", "payload_schema", "payload_sha256", "maker", "created_at",
    "voorgelegd_door", "voorgelegd_op", "vastgesteld_door", "vastgesteld_op",
)  # fmt: skip
DOCUMENTEN = ("pdf", "pdf_sha256", "samenvatting", "samenvatting_sha256", "brief", "brief_sha256")


def _verandert(*velden: str) -> pgtrigger.Q:
    """One of these columns gets another value."""
    return reduce(or_, (pgtrigger.Q(**{f"old__{veld}__df": pgtrigger.F(f"new__{veld}")}) for veld in velden))


@met_historie(exclude=["payload", "pdf", "samenvatting", "brief"])
class Rapportage(PeriodeModel):
    """
    Een voortgangsrapportage over een plan, zoals het er op de peildatum voor stond.

    De inhoud staat in `payload`; de drie pdf's (rapportage, samenvatting, brief) worden daar alleen uit gemaakt. Na
    vaststelling verandert niets meer.
    """

    plan = models.ForeignKey("plan.Plan", models.PROTECT, to_field="slug", related_name="+")
    soort = models.CharField(max_length=10, choices=RapportageSoort, default=RapportageSoort.VOORTGANG)
    peildatum = models.DateField()
    versie = models.PositiveSmallIntegerField()
    sleutel = models.UUIDField(unique=True, help_text="Van het formulier: twee keer versturen is één rapportage.")
    status = models.CharField(max_length=16, choices=RapportageStatus, default=RapportageStatus.CONCEPT)
    teksten = models.JSONField(default=dict, blank=True, help_text="Per hoofdstuk wat de opsteller erbij schreef.")
    correctie = models.TextField(blank=True, help_text="Wat deze versie verbetert aan een vastgestelde versie.")
    ontbreekt_omdat = models.TextField(blank=True, help_text="Waarom er bij het voorleggen nog iets ontbrak.")
    payload = models.JSONField(encoder=PayloadEncoder)
    payload_schema = models.PositiveSmallIntegerField()
    payload_sha256 = models.CharField(max_length=64)
    pdf = models.BinaryField(null=True)
    pdf_sha256 = models.CharField(max_length=64, blank=True, help_text="Leeg: de pdf's zijn er nog niet.")
    samenvatting = models.BinaryField(null=True)
    samenvatting_sha256 = models.CharField(max_length=64, blank=True)
    brief = models.BinaryField(null=True)
    brief_sha256 = models.CharField(max_length=64, blank=True)
    pdf_gevraagd_op = models.DateTimeField(null=True, blank=True)
    pdf_begonnen_op = models.DateTimeField(null=True, blank=True)
    pdf_fout = models.TextField(blank=True)
    maker = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    voorgelegd_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    voorgelegd_op = models.DateField(null=True, blank=True)
    teruggegeven_om = models.TextField(blank=True, help_text="Waarom de rapportage terugging naar de opsteller.")
    vastgesteld_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    vastgesteld_op = models.DateField(null=True, blank=True)
    aangeboden_op = models.DateField(null=True, blank=True)

    verbetert: int | None  # the version that a correction mends; from `zonder_bestand`

    objects = RapportageQuerySet.as_manager()

    class Meta(PeriodeModel.Meta):
        verbose_name = "rapportage"
        verbose_name_plural = "rapportages"
        constraints = [
            *PeriodeModel.Meta.constraints,
            models.UniqueConstraint(fields=["plan", "peildatum", "versie"], name="rapportage_versie_uniek"),
            models.CheckConstraint(
                name="rapportage_pdf_met_hash",
                condition=Q(pdf=None, pdf_sha256="") | (Q(pdf__isnull=False) & ~Q(pdf_sha256="")),
            ),
            models.CheckConstraint(
                name="rapportage_samenvatting_met_hash",
                condition=Q(samenvatting=None, samenvatting_sha256="")
                | (Q(samenvatting__isnull=False) & ~Q(samenvatting_sha256="")),
            ),
            models.CheckConstraint(
                name="rapportage_brief_met_hash",
                condition=Q(brief=None, brief_sha256="") | (Q(brief__isnull=False) & ~Q(brief_sha256="")),
            ),
            models.CheckConstraint(
                name="rapportage_vier_ogen",
                condition=Q(vastgesteld_door=None)
                | (
                    ~Q(vastgesteld_door=models.F("maker"))
                    & (Q(voorgelegd_door=None) | ~Q(vastgesteld_door=models.F("voorgelegd_door")))
                ),
                violation_error_message="Wie de rapportage maakte of voorlegde, stelt haar niet zelf vast.",
            ),
            models.CheckConstraint(
                name="rapportage_vastgesteld_met_naam",
                condition=Q(status__in=OPENBARE_STATUSSEN, vastgesteld_door__isnull=False, vastgesteld_op__isnull=False)
                | (~Q(status__in=OPENBARE_STATUSSEN) & Q(vastgesteld_door=None, vastgesteld_op=None)),
            ),
        ]
        triggers = [
            # Frozen: after adoption the PDF is made once, and it may be offered to the raad.
            pgtrigger.Protect(
                name="vastgesteld_ligt_vast",
                operation=pgtrigger.Update,
                condition=IS_VASTGESTELD & _verandert(*VASTE_VELDEN),
            ),
            pgtrigger.Protect(
                name="vastgestelde_pdf_ligt_vast",
                operation=pgtrigger.Update,
                condition=IS_VASTGESTELD & ~pgtrigger.Q(old__pdf_sha256="") & _verandert(*DOCUMENTEN),
            ),
            pgtrigger.Protect(
                name="vaststelling_gaat_niet_terug",
                operation=pgtrigger.Update,
                condition=IS_VASTGESTELD & ~pgtrigger.Q(new__status__in=OPENBARE_STATUSSEN),
            ),
            pgtrigger.Protect(name="nooit_weg", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"Voortgangsrapportage {self.plan_id} op {self.peildatum:%d-%m-%Y}, versie {self.versie}"

    @property
    def is_klaar(self) -> bool:
        """The PDF is there."""
        return bool(self.pdf_sha256)

    @property
    def naam(self) -> str:
        """ "Een plek voor iedereen, Q4 2019"."""
        return f"{self.plan.naam}, {self.periode_tekst}"

    def bestandsnaam(self, wat: str = "", soort: str = "pdf") -> str:
        """ "voortgangsrapportage-een-plek-voor-iedereen-2019-12-31-v1.pdf"; with `wat` the name of another part."""
        begin = RapportageSoort(self.soort).bestandsnaam
        deel = f"-{wat}" if wat else ""
        return f"{begin}-{self.plan_id}-{self.peildatum.isoformat()}-v{self.versie}{deel}.{soort}"


class Bericht(models.Model):
    """Een mail over een rapportage aan één persoon. De rij is er eerst, zodat dezelfde mail nooit twee keer gaat."""

    rapportage = models.ForeignKey(Rapportage, models.PROTECT, related_name="berichten")
    aan = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    soort = models.CharField(max_length=12, choices=BerichtSoort)
    kenmerk = models.CharField(max_length=64, help_text="Waar de mail precies over gaat: een stap of een inhoud.")
    aangemaakt_op = models.DateTimeField(auto_now_add=True)
    verstuurd_op = models.DateTimeField(null=True, blank=True, help_text="Leeg: de mail moet nog weg.")

    objects = BerichtQuerySet.as_manager()

    class Meta:
        verbose_name = "bericht"
        verbose_name_plural = "berichten"
        constraints = [
            models.UniqueConstraint(fields=["rapportage", "aan", "soort", "kenmerk"], name="bericht_een_keer")
        ]
        indexes = [models.Index(fields=["aangemaakt_op"], condition=Q(verstuurd_op=None), name="bericht_wacht")]

    def __str__(self) -> str:
        return f"{self.get_soort_display()}: {self.rapportage_id}"
