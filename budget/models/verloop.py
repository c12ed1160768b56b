"""What happens in the year: boekingen and prognoses, only ever added."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from budget.models.begrotingen import Begrotingspost
from budget.models.velden import ALLEEN_TOEVOEGEN, bedragveld
from budget.querysets import BoekingQuerySet, PrognoseQuerySet
from zwijndrecht_portal.core.elfproef import weiger_bsn


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
