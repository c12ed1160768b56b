"""Voorzieningen, their plekken, and which nights those are taken. Nights: a range of days without the last one."""

from typing import Any

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import Q

from housing.enums import LeegstandReden, Vertrekreden, VoorzieningSoort
from housing.querysets import NachtenQuerySet, PlekQuerySet, ZichtbaarQuerySet
from zwijndrecht_portal.core.elfproef import weiger_bsn
from zwijndrecht_portal.core.historie import met_historie


def nachten_van_een_plek(naam: str, overlap: str) -> list[Any]:
    """Constraints of what takes nights of a plek: a real range, and never two at a time."""
    return [
        models.CheckConstraint(
            name=f"{naam}_duurt_een_nacht",
            condition=Q(geldig__startswith__isnull=False, geldig__endswith__isnull=False),  # an empty range has neither
            violation_error_message="De laatste dag ligt na de eerste dag.",
        ),
        ExclusionConstraint(
            name=f"{naam}_een_tegelijk",
            expressions=[("plek", RangeOperators.EQUAL), ("geldig", RangeOperators.OVERLAPS)],
            violation_error_message=overlap,
        ),
    ]


@met_historie()
class Voorziening(models.Model):
    """Een gebouw of locatie met een of meer plekken waar inwoners tijdelijk kunnen wonen."""

    slug = models.SlugField(unique=True)
    naam = models.CharField(max_length=120, unique=True, validators=[weiger_bsn])
    soort = models.CharField(max_length=8, choices=VoorzieningSoort)
    aanbieder = models.ForeignKey("core.Organisatie", models.PROTECT, null=True, blank=True, related_name="+")
    wijk = models.ForeignKey("core.Gebied", models.PROTECT, null=True, blank=True, related_name="+")
    wisseldagen = models.PositiveSmallIntegerField(
        default=1, help_text="Aantal werkdagen om een plek klaar te maken voor de volgende bewoner."
    )
    toelichting = models.TextField(blank=True, validators=[weiger_bsn])

    objects = ZichtbaarQuerySet.as_manager()

    class Meta:
        verbose_name = "voorziening"
        verbose_name_plural = "voorzieningen"

    def __str__(self) -> str:
        return self.naam


@met_historie()
class Plek(models.Model):
    """Eén kamer, bed of woning in een voorziening, in de periode dat die er is."""

    voorziening = models.ForeignKey(Voorziening, models.PROTECT, related_name="plekken")
    naam = models.CharField(max_length=40)
    geldig = DateRangeField(help_text="Vanaf de eerste dag dat de plek in gebruik is.")

    objects = PlekQuerySet.as_manager()

    class Meta:
        verbose_name = "plek"
        verbose_name_plural = "plekken"
        constraints = [
            models.UniqueConstraint(fields=["voorziening", "naam"], name="plek_naam_uniek_in_voorziening"),
            models.CheckConstraint(name="plek_heeft_begin", condition=Q(geldig__startswith__isnull=False)),
        ]

    def __str__(self) -> str:
        return self.naam


@met_historie()
class Verblijf(models.Model):
    """De nachten waarin een plek bezet is. Er is nooit meer dan één verblijf tegelijk op een plek."""

    plek = models.ForeignKey(Plek, models.PROTECT, related_name="verblijven")
    geldig = DateRangeField(
        help_text="Van de dag van aankomst tot de dag van vertrek; die laatste nacht telt niet mee."
    )
    gepland_vertrek = models.DateField(
        help_text="De dag van vertrek die bij het boeken is afgesproken. Verandert niet."
    )
    vertrokken_op = models.DateField(null=True, blank=True, help_text="Leeg: het vertrek is nog niet bevestigd.")
    vertrekreden = models.CharField(max_length=16, choices=Vertrekreden, blank=True)
    door = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = NachtenQuerySet.as_manager()

    class Meta:
        verbose_name = "verblijf"
        verbose_name_plural = "verblijven"
        constraints = [
            *nachten_van_een_plek("verblijf", "Deze plek is in die periode al bezet."),
            models.CheckConstraint(
                name="verblijf_vertrek_is_einde",
                condition=Q(vertrokken_op=None, vertrekreden="")
                | (Q(vertrokken_op__isnull=False, geldig__endswith=models.F("vertrokken_op")) & ~Q(vertrekreden="")),
                violation_error_message="Een vertrek heeft een dag en een reden.",
            ),
        ]

    def __str__(self) -> str:
        return f"verblijf op plek {self.plek_id}"


@met_historie()
class Leegstand(models.Model):
    """De nachten waarin niemand op een plek kan verblijven, bijvoorbeeld door onderhoud."""

    plek = models.ForeignKey(Plek, models.PROTECT, related_name="leegstanden")
    geldig = DateRangeField()
    reden = models.CharField(max_length=10, choices=LeegstandReden)
    door = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)

    objects = NachtenQuerySet.as_manager()

    class Meta:
        verbose_name = "leegstand van een plek"
        verbose_name_plural = "leegstand van plekken"
        constraints = nachten_van_een_plek("leegstand", "Deze plek is in die periode al buiten gebruik.")

    def __str__(self) -> str:
        return f"plek {self.plek_id}: {self.get_reden_display()}"
