"""
What is agreed about a home that somebody got: the preventief contract and the woonevaluatie.

Personal, so behind row-level security (docs/adr/0003). No free text: conditions, judgements, reasons are fixed lists.
"""

from datetime import date

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from housing.enums import ONDERTEKENAARS, Advies, ContractEinde, Kaartkleur, Oordeel, Partij, Voorwaarde
from housing.models.woonvragen import Woonvraag
from housing.querysets import AfspraakQuerySet, ContractQuerySet, KaartQuerySet
from zwijndrecht_portal.core.historie import met_historie

ZONDER_EVALUATIE = "Leg eerst de woonevaluatie vast. Daarna kan de omklap."
TEKENT_NIET_EERDER = "Ondertekenen kan niet voor de dag van het gesprek."


@met_historie()
class PreventiefContract(models.Model):
    """Huren onder voorwaarden: afspraken waaraan de inwoner zich houdt zolang dit contract loopt."""

    woonvraag = models.ForeignKey(Woonvraag, models.PROTECT, related_name="contracten")
    ingegaan_op = models.DateField()
    loopt_tot = models.DateField(help_text="De dag waarop de voorwaarden aflopen.")
    voorwaarden = ArrayField(models.CharField(max_length=11, choices=Voorwaarde))
    geeindigd_op = models.DateField(null=True, blank=True)
    einde = models.CharField(max_length=9, choices=ContractEinde, blank=True)
    door = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)

    objects = ContractQuerySet.as_manager()

    class Meta:
        verbose_name = "preventief contract"
        verbose_name_plural = "preventieve contracten"
        constraints = [
            models.UniqueConstraint(
                fields=["woonvraag"], condition=Q(geeindigd_op=None), name="preventiefcontract_een_lopend"
            ),
            models.CheckConstraint(
                name="preventiefcontract_duurt",
                condition=Q(loopt_tot__gt=F("ingegaan_op")),
                violation_error_message="De voorwaarden lopen af na de dag waarop zij ingaan.",
            ),
            models.CheckConstraint(
                name="preventiefcontract_heeft_voorwaarden",
                condition=Q(voorwaarden__len__gte=1),
                violation_error_message="Kies ten minste één voorwaarde.",
            ),
            models.CheckConstraint(
                name="preventiefcontract_einde_met_reden",
                condition=Q(geeindigd_op=None, einde="")
                | (Q(geeindigd_op__isnull=False, geeindigd_op__gte=F("ingegaan_op")) & ~Q(einde="")),
                violation_error_message="Een contract dat stopt heeft een dag en een reden.",
            ),
        ]

    def __str__(self) -> str:
        return f"preventief contract {self.pk}"

    @property
    def pseudoniem(self) -> str:
        """Whose it is, for the access log."""
        return self.woonvraag.pseudoniem


@met_historie()
class Kaart(models.Model):
    """Een waarschuwing bij een preventief contract. Na geel kan rood volgen, en dan stopt het contract."""

    contract = models.ForeignKey(PreventiefContract, models.PROTECT, related_name="kaarten")
    kleur = models.CharField(max_length=4, choices=Kaartkleur)
    voorwaarde = models.CharField(max_length=11, choices=Voorwaarde, help_text="Welke voorwaarde niet is nagekomen.")
    datum = models.DateField()
    ingetrokken_op = models.DateField(null=True, blank=True)
    door = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)

    objects = KaartQuerySet.as_manager()

    class Meta:
        verbose_name = "kaart"
        verbose_name_plural = "kaarten"
        constraints = [
            models.UniqueConstraint(
                fields=["contract"], condition=Q(kleur="rood", ingetrokken_op=None), name="kaart_een_rode_per_contract"
            ),
            models.CheckConstraint(
                name="kaart_ingetrokken_na_geven", condition=Q(ingetrokken_op=None) | Q(ingetrokken_op__gte=F("datum"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kleur_display()} bij contract {self.contract_id}"

    @property
    def pseudoniem(self) -> str:
        return self.contract.pseudoniem


def _getekend() -> models.DateField:
    return models.DateField(null=True, blank=True)


@met_historie()
class Woonevaluatie(models.Model):
    """Het gesprek over hoe het wonen gaat, met een advies. Inwoner, aanbieder en corporatie tekenen ervoor."""

    woonvraag = models.ForeignKey(Woonvraag, models.PROTECT, related_name="evaluaties")
    datum = models.DateField("dag van het gesprek")
    huur = models.CharField(max_length=8, choices=Oordeel)
    overlast = models.CharField(max_length=8, choices=Oordeel)
    netwerk = models.CharField(max_length=8, choices=Oordeel)
    doelen = models.CharField(max_length=8, choices=Oordeel)
    advies = models.CharField(max_length=9, choices=Advies)
    getekend_inwoner = _getekend()
    getekend_aanbieder = _getekend()
    getekend_corporatie = _getekend()
    door = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)

    objects = AfspraakQuerySet.as_manager()

    class Meta:
        verbose_name = "woonevaluatie"
        verbose_name_plural = "woonevaluaties"
        constraints = [
            models.UniqueConstraint(
                fields=["woonvraag", "datum"],
                name="woonevaluatie_een_per_dag",
                violation_error_message="Er is al een woonevaluatie van deze dag.",
            ),
            *(
                models.CheckConstraint(
                    name=f"woonevaluatie_{partij}_tekent_later",
                    condition=Q(**{f"getekend_{partij}": None}) | Q(**{f"getekend_{partij}__gte": F("datum")}),
                    violation_error_message=TEKENT_NIET_EERDER,
                )
                for partij in ONDERTEKENAARS
            ),
        ]

    def __str__(self) -> str:
        return f"woonevaluatie {self.pk}"

    @property
    def pseudoniem(self) -> str:
        return self.woonvraag.pseudoniem

    @property
    def handtekeningen(self) -> dict[Partij, date | None]:
        return {partij: getattr(self, f"getekend_{partij}") for partij in ONDERTEKENAARS}

    @property
    def is_getekend(self) -> bool:
        """By all three."""
        return all(self.handtekeningen.values())

    def belet_omklap(self, dag: date) -> str:
        """Why an omklap on that day cannot rest on this one; empty when it can."""
        if self.advies != Advies.OMKLAP:
            return "De laatste woonevaluatie adviseert geen omklap. Leg eerst een nieuwe vast."
        mist = [partij.label.lower() for partij, op in self.handtekeningen.items() if op is None or op > dag]
        return f"De woonevaluatie is nog niet ondertekend door: {', '.join(mist)}." if mist else ""
