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


# Facts have one value, assumptions a range.
ZONDER_BANDBREEDTE = (AannameSoort.INWONERS, AannameSoort.GEREGISTREERD)
MET_BANDBREEDTE = (AannameSoort.REGIONAAL, AannameSoort.NOEMER, AannameSoort.ZELFSTANDIG)


class Scenario(TextChoices):
    LAAG = "laag", "Laag"
    MIDDEN = "midden", "Midden"
    HOOG = "hoog", "Hoog"


class WoonvraagSoort(TextChoices):
    WONING = "woning", "Zelfstandige woning"
    TUSSEN = "tussen", "Plek in een tussenvoorziening"
    TERUGVAL = "terugval", "Terugvalplek"


class Fase(TextChoices):
    """Where a woonvraag is; exactly one at any moment, in the order of the funnel."""

    VOORDRACHT = "voordracht", "Voordracht"
    MATCH = "match", "Match"
    PLAATSING = "plaatsing", "Plaatsing"
    WOONEVALUATIE = "woonevaluatie", "Woonevaluatie"
    OMKLAP = "omklap", "Omklap"
    STABIEL = "stabiel", "Stabiel"
    TERUGVAL = "terugval", "Terugval"
    AFGEHAAKT = "afgehaakt", "Afgehaakt"


class Partij(TextChoices):
    """Whose turn it is."""

    GEMEENTE = "gemeente", "Gemeente"
    CORPORATIE = "corporatie", "Corporatie"
    AANBIEDER = "aanbieder", "Zorgaanbieder"
    WIJKTEAM = "wijkteam", "Wijkteam"
    INWONER = "inwoner", "Inwoner"


# Whose turn it is when a phase begins, unless somebody says otherwise. The others have no turn: nothing has to be done.
EERST_AAN_ZET: dict[Fase, Partij] = {
    Fase.VOORDRACHT: Partij.GEMEENTE,
    Fase.MATCH: Partij.CORPORATIE,
    Fase.PLAATSING: Partij.AANBIEDER,
    Fase.WOONEVALUATIE: Partij.AANBIEDER,
    Fase.OMKLAP: Partij.CORPORATIE,
    Fase.TERUGVAL: Partij.WIJKTEAM,
}

TOEGESTANE_STAPPEN: dict[Fase, tuple[Fase, ...]] = {
    Fase.VOORDRACHT: (Fase.MATCH, Fase.AFGEHAAKT),
    Fase.MATCH: (Fase.PLAATSING, Fase.VOORDRACHT, Fase.AFGEHAAKT),  # back: the match was declined
    Fase.PLAATSING: (Fase.WOONEVALUATIE, Fase.STABIEL, Fase.TERUGVAL),  # straight to stabiel: home from a terugvalplek
    Fase.WOONEVALUATIE: (Fase.OMKLAP, Fase.STABIEL, Fase.TERUGVAL),
    Fase.OMKLAP: (Fase.STABIEL, Fase.TERUGVAL),
    Fase.STABIEL: (Fase.TERUGVAL,),
    Fase.TERUGVAL: (Fase.WOONEVALUATIE, Fase.STABIEL, Fase.AFGEHAAKT),
    Fase.AFGEHAAKT: (),  # who comes back gets a new woonvraag
}


# In which phases somebody lives there: when a preventief contract can begin, and when a woonevaluatie is held.
MET_CONTRACT = (Fase.PLAATSING, Fase.WOONEVALUATIE, Fase.OMKLAP, Fase.TERUGVAL)
EVALUEERT = (Fase.PLAATSING, Fase.WOONEVALUATIE, Fase.TERUGVAL)


class Weigerreden(TextChoices):
    """Why a match or a whole woonvraag ended. A fixed list: no word about somebody's health."""

    HUUR = "huur", "Huur te hoog"
    WIJK = "wijk", "Verkeerde wijk"
    GROOTTE = "grootte", "Woning te klein of te groot"
    TRAPPEN = "trappen", "Woning niet bereikbaar zonder trap"
    CORPORATIE = "corporatie", "Corporatie wijst af"
    BEGELEIDING = "begeleiding", "Begeleiding is niet geregeld"
    ZELF = "zelf", "Heeft zelf iets gevonden"
    VERHUISD = "verhuisd", "Woont niet meer in Zwijndrecht"
    CONTACT = "contact", "Geen contact meer"
    ANDERS = "anders", "Andere reden"


# Steps that ask why: a declined match, and who stops.
VRAAGT_REDEN = frozenset({Fase.VOORDRACHT, Fase.AFGEHAAKT})


class Voorwaarde(TextChoices):
    """What a tenant under a preventief contract agrees to. A fixed list: no word about why."""

    HUUR = "huur", "Huur op tijd betalen"
    OVERLAST = "overlast", "Geen overlast voor de buren"
    BEGELEIDING = "begeleiding", "Begeleiding toelaten"
    CONTACT = "contact", "Opendoen en opnemen bij een afspraak"
    BUDGET = "budget", "Hulp bij geldzaken"
    WONING = "woning", "Goed voor de woning zorgen"


class Kaartkleur(TextChoices):
    GEEL = "geel", "Gele kaart"
    ROOD = "rood", "Rode kaart"


class ContractEinde(TextChoices):
    """How a preventief contract ended."""

    VOLBRACHT = "volbracht", "Alles nagekomen: gewoon huurcontract"
    ROOD = "rood", "Gestopt na een rode kaart"
    VERHUISD = "verhuisd", "Verhuisd"


class Oordeel(TextChoices):
    """How it goes with one subject of a woonevaluatie."""

    GOED = "goed", "Gaat goed"
    AANDACHT = "aandacht", "Vraagt aandacht"
    SLECHT = "slecht", "Gaat niet goed"


# What a woonevaluatie is about, by the name of its field.
ONDERWERPEN = {
    "huur": "Huur betalen",
    "overlast": "Buren en overlast",
    "netwerk": "Mensen om op terug te vallen",
    "doelen": "Eigen doelen",
}


class Advies(TextChoices):
    """What follows from a woonevaluatie."""

    OMKLAP = "omklap", "Huurcontract op naam van de inwoner"
    VERLENGEN = "verlengen", "Zo doorgaan en later opnieuw kijken"
    ANDERS = "anders", "Andere woning of plek zoeken"


# Who signs a woonevaluatie; the order of signing is free.
ONDERTEKENAARS = (Partij.INWONER, Partij.AANBIEDER, Partij.CORPORATIE)


class Richting(TextChoices):
    """Of a verhuisstroom."""

    IN = "in", "Naar Zwijndrecht"
    UIT = "uit", "Uit Zwijndrecht"


class Verhuisgebied(TextChoices):
    """Where people come from or go to."""

    DRECHTSTEDEN = "drechtsteden", "Andere gemeenten van de Drechtsteden"
    ROTTERDAM = "rotterdam", "Rotterdam en omgeving"
    NEDERLAND = "nederland", "Rest van Nederland"
    BUITENLAND = "buitenland", "Buitenland"
