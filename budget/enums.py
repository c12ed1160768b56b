"""Statuses of a begroting and what may follow what."""

from django.db.models import TextChoices


class BegrotingStatus(TextChoices):
    CONCEPT = "concept", "Concept"
    VASTGESTELD = "vastgesteld", "Vastgesteld"
    AFGESLOTEN = "afgesloten", "Afgesloten"


# Adopted is adopted: from then on amounts change by a begrotingswijziging only.
TOEGESTANE_OVERGANGEN: dict[BegrotingStatus, frozenset[BegrotingStatus]] = {
    BegrotingStatus.CONCEPT: frozenset({BegrotingStatus.VASTGESTELD}),
    BegrotingStatus.VASTGESTELD: frozenset({BegrotingStatus.AFGESLOTEN}),
    BegrotingStatus.AFGESLOTEN: frozenset({BegrotingStatus.VASTGESTELD}),  # heropenen
}


class PostSoort(TextChoices):
    STRUCTUREEL = "structureel", "Structureel"
    INCIDENTEEL = "incidenteel", "Incidenteel"


class Taakveld(TextChoices):
    """The BBV taakvelden of the sociaal domein."""

    SAMENKRACHT = "6.1", "6.1 Samenkracht en burgerparticipatie"
    TOEGANG = "6.2", "6.2 Toegang en eerstelijnsvoorzieningen"
    INKOMEN = "6.3", "6.3 Inkomensregelingen"
    BEGELEIDE_PARTICIPATIE = "6.4", "6.4 Begeleide participatie"
    ARBEIDSPARTICIPATIE = "6.5", "6.5 Arbeidsparticipatie"
    HULPMIDDELEN = "6.6", "6.6 Hulpmiddelen en diensten"
    MAATWERK_18_PLUS = "6.71", "6.71 Maatwerk 18+"
    MAATWERK_18_MIN = "6.72", "6.72 Maatwerk 18-"
    GEESCALEERD_18_PLUS = "6.81", "6.81 Geëscaleerde zorg 18+"
    GEESCALEERD_18_MIN = "6.82", "6.82 Geëscaleerde zorg 18-"


class DekkingSoort(TextChoices):
    BIJDRAGE = "bijdrage", "Bijdrage"
    OVERHEVELING = "overheveling", "Overheveling"


class ImportStatus(TextChoices):
    """A file is checked first; what is right can then be booked, whole or not at all."""

    WACHT = "wacht", "Wacht"
    CONTROLEREN = "controleren", "Wordt gecontroleerd"
    GECONTROLEERD = "gecontroleerd", "Gecontroleerd"
    BOEKEN = "boeken", "Wordt geboekt"
    GEBOEKT = "geboekt", "Geboekt"
    GEWEIGERD = "geweigerd", "Geweigerd"
    MISLUKT = "mislukt", "Mislukt"
    VERLOPEN = "verlopen", "Verlopen"


IMPORT_BEZIG = (ImportStatus.WACHT, ImportStatus.CONTROLEREN, ImportStatus.BOEKEN)


class Verdeelsleutel(TextChoices):
    """How money of a region is shared, in a scenario."""

    INWONERS = "inwoners", "Naar inwoners"
    HISTORIE = "historie", "Zoals het was"
    EIGEN = "eigen", "Eigen aanname"
