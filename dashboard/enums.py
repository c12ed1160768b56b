"""Which statuses exist, and what may follow what."""

from django.db.models import TextChoices


class IndicatorSoort(TextChoices):
    BEREKEND = "berekend", "Berekend uit het portaal"
    GEMETEN = "gemeten", "Gemeten"


class Monitoringvraag(TextChoices):
    """What the transformatieplan wants to know (source: plan/data/indicatoren.yaml)."""

    M1 = "M1", "Staan inwoners centraal, en wat merken zij daarvan?"
    M2 = "M2", "Wat levert het op als trajectregisseurs normaliserend werken?"
    M3 = "M3", "Waar landt het geld?"
    M4 = "M4", "Is de vernieuwing eind 2021 gelukt, en wat hebben inwoners eraan?"


class MetingStatus(TextChoices):
    """How final a measured value is; a more final one is a new version."""

    VOORLOPIG = "voorlopig", "Voorlopig"
    NADER_VOORLOPIG = "nader_voorlopig", "Nader voorlopig"
    DEFINITIEF = "definitief", "Definitief"


class RapportageStatus(TextChoices):
    CONCEPT = "concept", "Concept"
    TER_VASTSTELLING = "ter_vaststelling", "Ter vaststelling"
    VASTGESTELD = "vastgesteld", "Vastgesteld"
    AANGEBODEN = "aangeboden", "Aangeboden aan de raad"


# A concept may be adopted at once: the second pair of eyes is another person, not another status.
TOEGESTANE_OVERGANGEN: dict[RapportageStatus, frozenset[RapportageStatus]] = {
    RapportageStatus.CONCEPT: frozenset({RapportageStatus.TER_VASTSTELLING, RapportageStatus.VASTGESTELD}),
    RapportageStatus.TER_VASTSTELLING: frozenset({RapportageStatus.CONCEPT, RapportageStatus.VASTGESTELD}),
    RapportageStatus.VASTGESTELD: frozenset({RapportageStatus.AANGEBODEN}),
    RapportageStatus.AANGEBODEN: frozenset(),
}

OPENBARE_STATUSSEN = (RapportageStatus.VASTGESTELD, RapportageStatus.AANGEBODEN)
