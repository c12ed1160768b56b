"""Fixed lists that every app shares."""

from django.db.models import TextChoices


class Rol(TextChoices):
    """What a person does with the portal; one account can hold several (ontwerp: who uses it, for what)."""

    BELEIDSMEDEWERKER = "beleidsmedewerker", "Beleidsmedewerker"
    PROGRAMMAMANAGER = "programmamanager", "Programmamanager"
    TREKKER = "trekker", "Trekker"
    CONTROLLER = "controller", "Controller"
    TRAJECTREGISSEUR = "trajectregisseur", "Trajectregisseur"
    WAAKVLAMCOORDINATOR = "waakvlamcoordinator", "Waakvlamcoördinator"
    TEAMLEIDER = "teamleider", "Teamleider"
    WOONCONSULENT = "woonconsulent", "Woonconsulent"
    RAADSLID = "raadslid", "Raadslid"
    PRIVACY_OFFICER = "privacy_officer", "Privacy officer"
    BEHEERDER = "beheerder", "Beheerder"


class Licht(TextChoices):
    """A traffic light. Worst first is the order of `ERNST`."""

    GROEN = "groen", "op schema"
    ORANJE = "oranje", "aandacht"
    ROOD = "rood", "achter"
    ONBEKEND = "onbekend", "onbekend"


ERNST = {Licht.ONBEKEND: 0, Licht.GROEN: 1, Licht.ORANJE: 2, Licht.ROOD: 3}


class OrganisatieSoort(TextChoices):
    GEMEENTE = "gemeente", "Gemeente"
    AFDELING = "afdeling", "Afdeling van de gemeente"
    WIJKTEAM = "wijkteam", "Wijkteam"
    JEUGDTEAM = "jeugdteam", "Jeugdteam"
    ZORG = "zorg", "Zorg"
    WELZIJN = "welzijn", "Welzijn"
    WONEN = "wonen", "Wonen"
    WERK = "werk", "Werk en inkomen"
    REGIONAAL = "regionaal", "Regionale organisatie"
    VEILIGHEID = "veiligheid", "Veiligheid"
    BEDRIJF = "bedrijf", "Bedrijf"
    LOCATIE = "locatie", "Locatie"
    ONDERZOEK = "onderzoek", "Onderzoek"
    GROEP = "groep", "Groep mensen"
    FUNCTIE = "functie", "Functie"


class GebiedSoort(TextChoices):
    GEMEENTE = "gemeente", "Gemeente"
    WIJK = "wijk", "Wijk"
    BUURT = "buurt", "Buurt"


class AfdrukStatus(TextChoices):
    """How far a PDF is. A mislukt one stays that way: who wants it asks again."""

    WACHT = "wacht", "Wacht"
    BEZIG = "bezig", "Bezig"
    KLAAR = "klaar", "Klaar"
    MISLUKT = "mislukt", "Mislukt"


class Handeling(TextChoices):
    """What someone did with a dossier (kaders: access log)."""

    LEZEN = "lezen", "Gelezen"
    LIJST = "lijst", "In een lijst gezien"
    ZOEKEN = "zoeken", "Gezocht"
    WIJZIGEN = "wijzigen", "Gewijzigd"
    EXPORTEREN = "exporteren", "Geëxporteerd"
    AFDRUKKEN = "afdrukken", "Afgedrukt"
    TOEGANG = "toegang", "Toegang gevraagd"
    NOODTOEGANG = "noodtoegang", "Noodtoegang genomen"
    VERNIETIGEN = "vernietigen", "Vernietigd"
    LOG_LEZEN = "log_lezen", "Inzagelog gelezen"


class InzageResultaat(TextChoices):
    GELUKT = "gelukt", "Gelukt"
    GEWEIGERD = "geweigerd", "Geweigerd"


class TokenRecht(TextChoices):
    """What a token for the API may do; never more than the person it belongs to."""

    LEZEN = "lezen", "Lezen"
    MELDEN = "melden", "Voortgang melden"
    BEHEREN = "beheren", "Acties wijzigen"


class InvoerStatus(TextChoices):
    """What became of a spreadsheet that somebody brought in."""

    LEZEN = "lezen", "Wordt gelezen"
    ONLEESBAAR = "onleesbaar", "Niet te lezen"
    VOORBEELD = "voorbeeld", "Nog niet verwerkt"
    VERWERKEN = "verwerken", "Wordt verwerkt"
    VERWERKT = "verwerkt", "Verwerkt"
    TERUGDRAAIEN = "terugdraaien", "Wordt teruggedraaid"
    TERUGGEDRAAID = "teruggedraaid", "Teruggedraaid"
