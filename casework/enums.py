"""Fixed lists of casework."""

from django.db.models import IntegerChoices, TextChoices


class HuishoudenStatus(TextChoices):
    ACTIEF = "actief", "Actief"
    GESLOTEN = "gesloten", "Gesloten"


class Grondslag(TextChoices):
    """Why the law allows the municipality to keep a dossier."""

    WMO = "wmo", "Wmo 2015"
    JEUGDWET = "jeugdwet", "Jeugdwet"
    PARTICIPATIEWET = "participatiewet", "Participatiewet"
    TOESTEMMING = "toestemming", "Toestemming van de inwoner"


class Trede(IntegerChoices):
    """The ladder: how much help a huishouden gets."""

    GEEN = 0, "Geen hulp"
    WAAKVLAM = 1, "Waakvlam"
    LICHT = 2, "Lichte hulp"
    REGIE = 3, "Regie"
    INTENSIEF = 4, "Intensieve hulp"
    CRISIS = 5, "Crisis of terugvalplek"


class Telsoort(TextChoices):
    """What is counted of the huishoudens on a day (`casework.models.tellingen`)."""

    IN_BEELD = "in_beeld", "Heeft hulp via het wijkteam"
    EEN_PLAN = "een_plan", "Heeft een open plan en een regisseur"
    WAAKVLAM = "waakvlam", "Heeft een waakvlam"
    OP_TIJD = "op_tijd", "Heeft een waakvlam met contact op tijd"


class WaakvlamSoort(TextChoices):
    """Who keeps the waakvlam."""

    PROFESSIONAL = "professional", "Professional"
    VRIJWILLIGER = "vrijwilliger", "Vrijwilliger"
    BUUR = "buur", "Buur"
    BUDDY = "buddy", "Buddy"


class ContactUitkomst(TextChoices):
    GESPROKEN = "gesproken", "Gesproken"
    GEZIEN = "gezien", "Gezien"
    GEEN_GEHOOR = "geen_gehoor", "Geen gehoor"
    SIGNAAL = "signaal", "Signaal"


# A failed attempt is not a contact, and a signal is news about someone, not from someone.
GESLAAGD = frozenset({ContactUitkomst.GESPROKEN, ContactUitkomst.GEZIEN})


class Contactvorm(TextChoices):
    TELEFOON = "telefoon", "Telefoon"
    HUISBEZOEK = "huisbezoek", "Huisbezoek"
    BUITEN = "buiten", "In de buurt"
    BERICHT = "bericht", "Bericht"
    MELDING = "melding", "Melding van een ander"


# What one tap on the day list means.
GEBRUIKELIJKE_VORM = {
    ContactUitkomst.GESPROKEN: Contactvorm.TELEFOON,
    ContactUitkomst.GEZIEN: Contactvorm.HUISBEZOEK,
    ContactUitkomst.GEEN_GEHOOR: Contactvorm.TELEFOON,
    ContactUitkomst.SIGNAAL: Contactvorm.MELDING,
}


class TaakSoort(TextChoices):
    """A contact solves the last two by itself; a signal asks for a person who says that it is taken care of."""

    SIGNAAL = "signaal", "Signaal oppakken"
    MISSERS = "missers", "Twee keer geen gehoor"
    TE_LAAT = "te_laat", "Contact is te laat"


class TaakStatus(TextChoices):
    OPEN = "open", "Open"
    AFGEROND = "afgerond", "Afgerond"
    VERVALLEN = "vervallen", "Vervallen"


class Daggroep(IntegerChoices):
    """Why a huishouden is where it is on the day list; the order of the list."""

    SIGNAAL = 0, "Signaal"
    TE_LAAT = 1, "Te laat"
    DEZE_WEEK = 2, "Deze week"
    REST = 3, "Later"


class Toegangsreden(TextChoices):
    """Why someone opens a dossier outside the own work."""

    VERVANGING = "vervanging", "Ik vervang een collega"
    OVERLEG = "overleg", "Ik overleg met de regisseur over dit huishouden"
    OVERDRACHT = "overdracht", "Ik neem dit huishouden misschien over"
    SIGNAAL = "signaal", "Er kwam een signaal of melding binnen"
    INWONER = "inwoner", "De inwoner vraagt het zelf"
    KLACHT = "klacht", "Ik behandel een klacht of verbeterpunt"
    AFSLUITING = "afsluiting", "Ik sluit of heropen dit dossier"
    NOOD = "nood", "Noodgeval: er is gevaar, ik kan niet wachten"


class OverdrachtStatus(TextChoices):
    """An offer is open until someone answers or takes it back, or until its days are over."""

    OPEN = "open", "Wacht op antwoord"
    AANGENOMEN = "aangenomen", "Aangenomen"
    GEWEIGERD = "geweigerd", "Geweigerd"
    INGETROKKEN = "ingetrokken", "Ingetrokken"
    TERUG = "terug", "Vanzelf terug"


class DoelStatus(TextChoices):
    OPEN = "open", "We werken eraan"
    BEREIKT = "bereikt", "Bereikt"
    GESTOPT = "gestopt", "Gestopt"


class Zelfredzaamheid(IntegerChoices):
    """How much help someone needs in one leefgebied. Our own words, the same for every leefgebied; never added up."""

    NIET = 1, "Lukt nu niet"
    VEEL_HULP = 2, "Lukt met veel hulp"
    HULP = 3, "Lukt met wat hulp"
    MEESTAL = 4, "Lukt meestal zelf"
    ZELF = 5, "Lukt zelf"


class Doelbinding(TextChoices):
    """What the dossier is for: nobody uses it for anything else."""

    ZELFSTANDIG = "zelfstandig", "Zelfstandig blijven wonen"
    WAAKVLAM = "waakvlam", "Een vinger aan de pols houden"
    HERSTEL = "herstel", "Herstellen na een crisis of opname"
    OPGROEIEN = "opgroeien", "Kinderen veilig laten opgroeien"
    GELD = "geld", "Rust in geld en administratie"


class Sluitreden(TextChoices):
    """Why a dossier is closed."""

    BEREIKT = "bereikt", "De doelen zijn bereikt"
    VERZOEK = "verzoek", "De inwoner wil geen hulp meer"
    VERHUISD = "verhuisd", "Verhuisd naar een andere gemeente"
    OVERLEDEN = "overleden", "Overleden"
    SAMEN = "samen", "Samengevoegd met een ander huishouden"
    ANDERS = "anders", "Een andere reden"


class HerindelingSoort(TextChoices):
    SPLITSING = "splitsing", "Splitsing"
    SAMENVOEGING = "samenvoeging", "Samenvoeging"


WIE = {"": "Volwassene die hier woont", "kind": "Kind", "naaste": "Naaste die hier niet woont"}
