"""Fixed lists of housing."""

from django.db.models import TextChoices


class VoorzieningSoort(TextChoices):
    TERUGVAL = "terugval", "Terugvalvoorziening"
    TUSSEN = "tussen", "Tussenvoorziening"


class LeegstandReden(TextChoices):
    """Why nobody can stay on a plek for a while."""

    ONDERHOUD = "onderhoud", "Onderhoud"
    SCHADE = "schade", "Schade"
    VERBOUWING = "verbouwing", "Verbouwing"
    PERSONEEL = "personeel", "Te weinig begeleiding"


class Vertrekreden(TextChoices):
    """How a verblijf ended. No word about health: that stays in the dossier."""

    NAAR_HUIS = "naar_huis", "Terug naar de eigen woning"
    NAAR_WONING = "naar_woning", "Naar een andere woning"
    NAAR_VOORZIENING = "naar_voorziening", "Naar een andere voorziening"
    ZELF_VERTROKKEN = "zelf", "Zelf vertrokken"


class Dagsoort(TextChoices):
    """What a plek is used for in one night."""

    VERBLIJF = "verblijf", "bezet"
    WISSEL = "wissel", "wordt klaargemaakt"
    LEEGSTAND = "leegstand", "buiten gebruik"
    VRIJ = "vrij", "vrij"


class Segment(TextChoices):
    """A part of all the homes."""

    CORPORATIEHUUR = "corporatiehuur", "Huurwoningen van corporaties"
    BEREIKBARE_HUUR = "bereikbare_huur", "Bereikbare huurwoningen"
    TOTAAL = "totaal", "Alle woningen"


class VoorraadEenheid(TextChoices):
    PROCENT = "procent", "%"
    WONINGEN = "woningen", "woningen"


class DoelSoort(TextChoices):
    """What kind of agreement a voorraaddoel is."""

    TOEVOEGEN = "toevoegen", "Woningen erbij"
    AANDEEL = "aandeel", "Aandeel van de voorraad"
    SALDO = "saldo", "Verandering van het aantal"
    GRENS = "grens", "Prijsgrens"
    ONBEKEND = "onbekend", "Nog uit te zoeken"


class AannameSoort(TextChoices):
    """The named assumptions of a behoefteraming; `AANNAMES` says how each is read."""

    REGIONAAL = "regionaal", "Indicaties beschermd wonen in de regio"
    INWONERS = "inwoners", "Inwoners van Zwijndrecht"
    NOEMER = "noemer", "Inwoners van de regio"
    ZELFSTANDIG = "zelfstandig", "Deel dat zelfstandig kan wonen"
    GEREGISTREERD = "geregistreerd", "Geregistreerde indicaties in Zwijndrecht"


EENHEDEN = {
    AannameSoort.REGIONAAL: "indicaties",
    AannameSoort.INWONERS: "inwoners",
    AannameSoort.NOEMER: "inwoners",
    AannameSoort.ZELFSTANDIG: "%",
    AannameSoort.GEREGISTREERD: "indicaties",
}


class Scenario(TextChoices):
    LAAG = "laag", "Laag"
    MIDDEN = "midden", "Midden"
    HOOG = "hoog", "Hoog"
