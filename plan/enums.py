"""Statuses of the plan and what may follow what."""

from django.db.models import TextChoices


class PlanStatus(TextChoices):
    CONCEPT = "concept", "Concept"
    VASTGESTELD = "vastgesteld", "Vastgesteld"
    AFGESLOTEN = "afgesloten", "Afgesloten"


class PlanSoort(TextChoices):
    LOKAAL = "lokaal", "Lokaal plan"
    TRANSFORMATIE = "transformatie", "Transformatieplan"


class AmbitieGroep(TextChoices):
    RAAD = "raad", "Ambitie van de raad"
    OVERIG = "overig", "Overige ambitie"


class ActieStatus(TextChoices):
    CONCEPT = "concept", "Concept"
    GEPLAND = "gepland", "Gepland"
    LOOPT = "loopt", "Loopt"
    AFGEROND = "afgerond", "Afgerond"
    VERVALLEN = "vervallen", "Vervallen"


# A concept is only seen by who makes plans; vervallen is final: a new actie says better what changed.
TOEGESTANE_OVERGANGEN: dict[ActieStatus, frozenset[ActieStatus]] = {
    ActieStatus.CONCEPT: frozenset({ActieStatus.GEPLAND, ActieStatus.VERVALLEN}),
    ActieStatus.GEPLAND: frozenset({ActieStatus.LOOPT, ActieStatus.AFGEROND, ActieStatus.VERVALLEN}),
    ActieStatus.LOOPT: frozenset({ActieStatus.GEPLAND, ActieStatus.AFGEROND, ActieStatus.VERVALLEN}),
    ActieStatus.AFGEROND: frozenset({ActieStatus.LOOPT}),  # heropenen
    ActieStatus.VERVALLEN: frozenset(),
}

OPEN_STATUSSEN = frozenset({ActieStatus.GEPLAND, ActieStatus.LOOPT})


class AandachtspuntErnst(TextChoices):
    HOOG = "hoog", "Hoog"
    MIDDEN = "midden", "Midden"
    LAAG = "laag", "Laag"


class AandachtspuntSoort(TextChoices):
    GELD = "geld", "Geld"
    PLANNING = "planning", "Planning"
    CIJFER = "cijfer", "Cijfer"
    DEFINITIE = "definitie", "Definitie"


class Verversing(TextChoices):
    """How fresh the last voortgangsmelding is; the thresholds are settings of the plan."""

    VERS = "vers", "Bij"
    HERINNEREN = "herinneren", "Tijd voor een update"
    VEROUDERD = "verouderd", "Verouderd"
    ONBEKEND = "onbekend", "Nooit gemeld"
