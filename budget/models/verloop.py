"""What happens in the year: verplichtingen, boekingen and prognoses. Amounts are only ever added."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from budget.models.begrotingen import Begrotingspost
from budget.models.velden import ALLEEN_TOEVOEGEN, bedragveld
from budget.querysets import BoekingQuerySet, PrognoseQuerySet, VerplichtingQuerySet
from zwijndrecht_portal.core.elfproef import weiger_bsn
from zwijndrecht_portal.core.historie import met_historie


@met_historie()
class Verplichting(models.Model):
    """Geld dat met een opdracht of contract is toegezegd. Met elke boeking erop staat er minder open."""

    nummer = models.CharField("nummer", max_length=40, unique=True, help_text="Zoals in de financiële administratie.")
    post = models.ForeignKey(Begrotingspost, models.PROTECT, related_name="verplichtingen")
    organisatie = models.ForeignKey(
        "core.Organisatie", models.PROTECT, null=True, blank=True, related_name="+", help_text="Wie de opdracht kreeg."
    )
    datum = models.DateField("aangegaan op")
    bedrag = bedragveld()
    omschrijving = models.CharField("omschrijving", max_length=200, validators=[weiger_bsn])
    afgesloten_op = models.DateField(
        "afgesloten op", null=True, blank=True, help_text="Vanaf deze dag staat er niets meer open."
    )
    door = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    objects = VerplichtingQuerySet.as_manager()

    class Meta:
        verbose_name = "verplichting"
        verbose_name_plural = "verplichtingen"
        constraints = [
            models.CheckConstraint(
                name="verplichting_is_geld",
                condition=Q(bedrag__gt=0),
                violation_error_message="Een verplichting is meer dan nul.",
            ),
            models.CheckConstraint(
                name="verplichting_sluit_na_begin",
                condition=Q(afgesloten_op=None) | Q(afgesloten_op__gte=F("datum")),
                violation_error_message="De verplichting sluit niet voordat zij is aangegaan.",
            ),
            models.UniqueConstraint(
                fields=["id", "post"], name="verplichting_van_een_post"
            ),  # what a boeking points at
        ]
        triggers = [
            pgtrigger.Protect(
                name="aangegaan_ligt_vast",
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange("nummer", "post", "datum", "bedrag"),
            ),
            pgtrigger.Protect(name="verplichting_blijft", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return self.nummer


class Boeking(models.Model):
    """Een bedrag dat echt is uitgegeven of ontvangen. Een correctie is een tegenboeking."""

    boekingsnummer = models.CharField(max_length=40, unique=True)
    post = models.ForeignKey(Begrotingspost, models.PROTECT, related_name="boekingen", db_index=False)
    datum = models.DateField("datum")
    bedrag = bedragveld(help_text="Een uitgave is positief, een ontvangst of correctie negatief.")
    organisatie = models.ForeignKey(
        "core.Organisatie", models.PROTECT, null=True, blank=True, related_name="+", help_text="Waar het geld landt."
    )
    verplichting = models.ForeignKey(
        Verplichting, models.PROTECT, null=True, blank=True, related_name="boekingen", db_index=False
    )
    omschrijving = models.CharField("omschrijving", max_length=200, blank=True, validators=[weiger_bsn])

    objects = BoekingQuerySet.as_manager()

    class Meta:
        verbose_name = "boeking"
        verbose_name_plural = "boekingen"
        constraints = [models.CheckConstraint(name="boeking_is_geld", condition=~Q(bedrag=0))]
        indexes = [
            models.Index(fields=["post", "datum"], include=["bedrag", "organisatie"], name="boeking_per_post"),
            models.Index(
                fields=["verplichting", "datum"],
                include=["bedrag"],
                condition=Q(verplichting__isnull=False),
                name="boeking_per_verplichting",
            ),
        ]
        triggers = [ALLEEN_TOEVOEGEN]

    def __str__(self) -> str:
        return self.boekingsnummer


class Maandtotaal(models.Model):
    """
    Wat er in één maand op een post is geboekt, per organisatie.

    Kept by the database itself, in the statement that adds the boekingen (migration 0004): the application may only
    read it. So it is never a moment behind, and no page has to add up all boekingen.
    """

    post = models.ForeignKey(Begrotingspost, models.PROTECT, related_name="+", db_index=False)
    organisatie = models.ForeignKey(
        "core.Organisatie", models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    maand = models.DateField("eerste dag van de maand")
    aantal = models.PositiveIntegerField("boekingen")
    bedrag = models.DecimalField("bedrag", max_digits=18, decimal_places=2)

    class Meta:
        verbose_name = "maandtotaal"
        verbose_name_plural = "maandtotalen"
        constraints = [
            models.UniqueConstraint(
                fields=["post", "maand", "organisatie"], nulls_distinct=False, name="maandtotaal_een_per_maand"
            )
        ]

    def __str__(self) -> str:
        return f"{self.post_id}, {self.maand:%m-%Y}: {self.bedrag}"


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
