"""Which statuses exist, and what may follow what."""

from django.db.models import IntegerChoices, TextChoices


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


class RapportageSoort(TextChoices):
    """An evaluatie looks at the whole term of the plan, the other one at what changed since the last time."""

    VOORTGANG = "voortgang", "Voortgangsrapportage"
    EVALUATIE = "evaluatie", "Evaluatie"

    @property
    def bestandsnaam(self) -> str:
        return self.label.lower()


class Sectie(TextChoices):
    """The chapters, in their order. In each of them who composes the report can write something."""

    VERANDERD = "veranderd", "Wat is er veranderd"
    STAND = "stand", "De stand in het kort"
    VOORTGANG = "voortgang", "Voortgang per actie"
    GELD = "geld", "Geld"
    WAAKVLAM = "waakvlam", "Huishoudens en waakvlam"
    WONEN = "wonen", "Wonen"
    AANDACHTSPUNTEN = "aandachtspunten", "Aandachtspunten"
    VERANTWOORDING = "verantwoording", "Verantwoording"

    @property
    def nummer(self) -> int:
        return list(Sectie).index(self) + 1


class BerichtSoort(TextChoices):
    """Why somebody gets a mail about a report."""

    KLAAR = "klaar", "De pdf is klaar"
    MISLUKT = "mislukt", "De pdf is niet gelukt"
    VOORGELEGD = "voorgelegd", "Er ligt een rapportage om vast te stellen"
    TERUG = "terug", "De rapportage komt terug"
    AANGEBODEN = "aangeboden", "Er is een nieuwe rapportage voor de raad"


class VeranderingErnst(IntegerChoices):
    """How serious a change since the previous report is; a report shows them in this order."""

    NIET_NAGEKOMEN = 1, "Niet nagekomen"
    ACHTER = 2, "Achter"
    GESTOPT = 3, "Gestopt"
    LATER = 4, "Later"
    AANDACHT = 5, "Aandacht"
    DOEL_VERLOREN = 6, "Onder het doel"
    GELD = 7, "Geld"
    NIEUW = 8, "Nieuw"
    EERDER = 9, "Eerder"
    BETER = 10, "Beter"
    GEHAALD = 11, "Gehaald"
    ANDERS = 12, "Anders"


class RapportageStatus(TextChoices):
    CONCEPT = "concept", "Concept"
    TER_VASTSTELLING = "ter_vaststelling", "Ter vaststelling"
    VASTGESTELD = "vastgesteld", "Vastgesteld"
    AANGEBODEN = "aangeboden", "Aangeboden aan de raad"


TOEGESTANE_OVERGANGEN: dict[RapportageStatus, frozenset[RapportageStatus]] = {
    RapportageStatus.CONCEPT: frozenset({RapportageStatus.TER_VASTSTELLING}),
    RapportageStatus.TER_VASTSTELLING: frozenset({RapportageStatus.CONCEPT, RapportageStatus.VASTGESTELD}),
    RapportageStatus.VASTGESTELD: frozenset({RapportageStatus.AANGEBODEN}),
    RapportageStatus.AANGEBODEN: frozenset(),
}

OPENBARE_STATUSSEN = (RapportageStatus.VASTGESTELD, RapportageStatus.AANGEBODEN)
