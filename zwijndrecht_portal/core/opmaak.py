"""
How dates, amounts and counts read in Dutch, on screen, in mail and in PDF; and how typed ones are understood.

Written out by hand and cached, without locale machinery: Django's `date` filter took half of a list page.
Rounding is half up. The spaces inside a figure do not break (U+00A0).
"""

import re
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from django.utils import timezone

from zwijndrecht_portal.core.onherleidbaar import GEHEIM, Telling

MAANDEN = (
    "januari", "februari", "maart", "april", "mei", "juni",
    "juli", "augustus", "september", "oktober", "november", "december",
)  # fmt: skip
WEEKDAGEN = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
NBSP = "\u00a0"
MILJOEN, MILJARD = 10**6, 10**9


# --- Numbers and money -----------------------------------------------------------------------------------------------


@lru_cache(maxsize=4096)
def getal(waarde: Decimal | float, decimalen: int | None = None) -> str:
    """Decimal("1234.50") -> "1.234,5". Every digit the value has, or rounded to exactly `decimalen` digits."""
    waarde = Decimal(str(waarde))
    if decimalen is not None:
        waarde = waarde.quantize(Decimal(1).scaleb(-decimalen), ROUND_HALF_UP)
    elif waarde == waarde.to_integral_value():
        waarde = waarde.quantize(Decimal(1))
    else:
        waarde = waarde.normalize()
    if waarde == 0:
        waarde = abs(waarde)  # no "-0"
    return f"{waarde:,f}".translate({ord(","): ".", ord("."): ","})


def telling(aantal: Telling) -> str:
    """A count that may be hidden: "1.234" or "geheim"."""
    return GEHEIM if aantal is None else getal(aantal)


@lru_cache(maxsize=4096)
def euro(bedrag: Decimal | int) -> str:
    """Decimal("12500") -> "€ 12.500,00"."""
    return f"€{NBSP}{getal(bedrag, 2)}"


def euro_kort(bedrag: Decimal | int) -> str:
    """For a tile: "€ 178.750", from a million on "€ 1,4 mln" or "€ 1,2 mld"."""
    heel = Decimal(bedrag).quantize(Decimal(1), ROUND_HALF_UP)
    miljoenen = (heel / MILJOEN).quantize(Decimal("0.1"), ROUND_HALF_UP)
    if abs(heel) < MILJOEN:
        return f"€{NBSP}{getal(heel)}"
    if abs(miljoenen) < MILJARD // MILJOEN:
        return f"€{NBSP}{getal(miljoenen, 1)}{NBSP}mln"
    return f"€{NBSP}{getal(heel / MILJARD, 1)}{NBSP}mld"


@lru_cache(maxsize=1024)
def procent(waarde: Decimal | float, decimalen: int | None = None) -> str:
    """A number of percents: 18.57 -> "18,6 %", 60 -> "60 %". At most one decimal, or exactly `decimalen`."""
    if decimalen is None:
        waarde = Decimal(str(waarde)).quantize(Decimal("0.1"), ROUND_HALF_UP)
    return f"{getal(waarde, decimalen)}{NBSP}%"


def meervoud(aantal: int, enkel: str, meer: str) -> str:
    """meervoud(1, "actie", "acties") -> "1 actie"; with 3: "3 acties"."""
    return f"{getal(aantal)}{NBSP}{enkel if aantal == 1 else meer}"


# --- Dates -----------------------------------------------------------------------------------------------------------


def _dag(moment: date) -> date:
    """The calendar day in the portal's time zone; just before midnight UTC it is already tomorrow here."""
    if not isinstance(moment, datetime):
        return moment
    return timezone.localtime(moment).date() if timezone.is_aware(moment) else moment.date()


@lru_cache(maxsize=4096)
def datum(dag: date) -> str:
    """date(2019, 12, 31) -> "31-12-2019"."""
    dag = _dag(dag)
    return f"{dag.day:02}-{dag.month:02}-{dag.year}"


@lru_cache(maxsize=1024)
def datum_lang(dag: date, met_weekdag: bool = False) -> str:
    """ "14 november 2026", or "zaterdag 14 november 2026"."""
    dag = _dag(dag)
    weekdag = f"{WEEKDAGEN[dag.weekday()]} " if met_weekdag else ""
    return f"{weekdag}{dag.day}{NBSP}{MAANDEN[dag.month - 1]} {dag.year}"


@lru_cache(maxsize=1024)
def tijdstip(moment: datetime) -> str:
    """An aware moment as it reads on a clock here: "14-11-2026 13:05"."""
    lokaal = timezone.localtime(moment)
    return f"{datum(lokaal.date())} {lokaal:%H:%M}"


def _maanden_ertussen(eerst: date, dan: date) -> int:
    """Whole months from one day to a later one."""
    return (dan.year - eerst.year) * 12 + dan.month - eerst.month - (dan.day < eerst.day)


@lru_cache(maxsize=4096)
def dagen_geleden(dag: date | None, vandaag: date) -> str:
    """How long ago, coarser as it is longer: "vandaag", "gisteren", "3 weken geleden"; without a date "nooit"."""
    if dag is None:
        return "nooit"
    dag = _dag(dag)
    dagen = abs((vandaag - dag).days)
    if dagen <= 1:
        return "vandaag" if dagen == 0 else "gisteren" if dag < vandaag else "morgen"
    maanden = _maanden_ertussen(min(dag, vandaag), max(dag, vandaag))
    if dagen < 14:
        duur = f"{dagen} dagen"
    elif maanden < 2:
        duur = f"{dagen // 7} weken"
    elif maanden < 24:
        duur = f"{maanden} maanden"
    else:
        duur = f"{maanden // 12} jaar"
    return f"{duur} geleden" if dag < vandaag else f"over {duur}"


@lru_cache(maxsize=4096)
def over_dagen(dag: date, vandaag: date) -> str:
    """When something is due: "vandaag", "6 dagen te laat", "uiterlijk 12 december" (with the year if it is another)."""
    dagen = (dag - vandaag).days
    if dagen < 0:
        return "1 dag te laat" if dagen == -1 else f"{-dagen} dagen te laat"
    if dagen == 0:
        return "vandaag"
    jaar = "" if dag.year == vandaag.year else f" {dag.year}"
    return f"uiterlijk {dag.day}{NBSP}{MAANDEN[dag.month - 1]}{jaar}"


# --- What people type ------------------------------------------------------------------------------------------------

DATUM_VORM = re.compile(r"(?P<d>\d{1,2})([-/])(?P<m>\d{1,2})\2(?P<j>\d{4})|(?P<J>\d{4})-(?P<M>\d{1,2})-(?P<D>\d{1,2})")
JAREN = range(1900, 2100)
BEDRAG_VORM = re.compile(
    r"(?P<min>-?)(?P<heel>\d{1,3}(?:\.\d{3})+|\d+)(?:,(?P<cent>\d{1,2}|-{1,2})|\.(?P<punt>\d{1,2}))?"
)


def parse_datum(tekst: str) -> date:
    """
    "31-12-2019", "31/12/2019" or "2019-12-31", in the years that a `Periode` knows too.

    Raises ValueError with a Dutch sentence. At the ends of the calendar a day earlier or later would not exist.
    """
    gevonden = DATUM_VORM.fullmatch(tekst.strip())
    if gevonden is None:
        raise ValueError(f'"{tekst.strip()}" is geen datum. Schrijf een datum als 31-12-2019.')
    jaar, maand, dag = (int(gevonden[letter] or gevonden[letter.swapcase()]) for letter in "jmd")
    if jaar not in JAREN:
        raise ValueError(f"Het jaar van {tekst.strip()} ligt niet tussen {JAREN[0]} en {JAREN[-1]}.")
    try:
        return date(jaar, maand, dag)
    except ValueError as fout:
        raise ValueError(f"De datum {tekst.strip()} bestaat niet. Schrijf een datum als 31-12-2019.") from fout


def parse_bedrag(tekst: str) -> Decimal:
    """
    An amount in euros, always with two decimals: "€ 12.500,00", "12500,-", "12.500", "12500.00", "-12,5".

    A point before exactly three digits groups thousands, before one or two digits it is a decimal point.
    Raises ValueError with a Dutch sentence.
    """
    kaal = re.sub(r"\s|€|EUR", "", tekst.replace("\N{MINUS SIGN}", "-"))
    gevonden = BEDRAG_VORM.fullmatch(kaal)
    if gevonden is None:
        raise ValueError(f'"{tekst.strip()}" is geen bedrag. Schrijf een bedrag als 12.500,00.')
    heel = gevonden["heel"].replace(".", "")
    cent = (gevonden["cent"] or gevonden["punt"] or "").strip("-")
    return Decimal(f"{gevonden['min']}{heel}.{cent:0<2}")
