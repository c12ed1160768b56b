"""
A file with measured values as rows of text with their place: CBS StatLine (long and wide), Swing, our own long form.

Which of the four it is, follows from its first line. What a value means does too: CBS writes a decimal point, the
others a comma. "." and "x" are unknown or secret, never zero.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import Enum

from zwijndrecht_portal.core.bestanden import ZIP, lees_rijen
from zwijndrecht_portal.core.opmaak import MAANDEN
from zwijndrecht_portal.core.periode import Periode

LEEG = {"", ".", "x", "-", "..", "?"}
CBS_PERIODE = re.compile(r"^(\d{4})(JJ|HJ|KW|MM)(\d{2})$")
EIGEN = (
    "indicator",
    "gebied_code",
    "periode",
    "waarde",
    "eenheid",
    "status",
    "noemer",
    "bron",
    "bron_datum",
    "opmerking",
)
GEBIED_KOLOMMEN = (
    "gebied_code",
    "regios",
    "regio's",
    "wijkenenbuurten",
    "wijken en buurten",
    "gebied",
    "gemeente",
    "geo",
)
PERIODE_KOLOMMEN = ("periode", "perioden", "jaar")


class Vorm(Enum):
    EIGEN = "eigen lange vorm"
    CBS_LANG = "CBS StatLine, lang"
    CBS_BREED = "CBS StatLine, breed"
    SWING = "Swing"


@dataclass(frozen=True, slots=True)
class Cel:
    """One value as the file has it, with the row and column where it stands."""

    rij: int
    kolom: str
    indicator: str
    gebied: str
    periode: str
    waarde: str
    eenheid: str = ""
    status: str = ""
    noemer: str = ""
    bron: str = ""
    bron_datum: str = ""
    opmerking: str = ""


@dataclass(frozen=True, slots=True)
class Bestand:
    vorm: Vorm
    cellen: tuple[Cel, ...]


def lees_bestand(inhoud: bytes) -> Bestand:
    """All cells with a value or a sign for none. Raises ValueError, in Dutch, for a file that is none of the four."""
    if inhoud.startswith(ZIP):  # a number in a cell has lost how its source wrote it
        raise ValueError("Dit is een Excel- of ods-bestand. Kies het csv-bestand zoals de bron het geeft.")
    regels = list(lees_rijen(inhoud))
    if not regels:
        raise ValueError("Het bestand is leeg.")
    (_, kop), *rijen = regels
    namen = [naam.strip() for naam in kop]
    vorm = _vorm([naam.lower() for naam in namen])
    return Bestand(vorm, tuple(_cellen(vorm, namen, rijen)))


def lees_getal(tekst: str, vorm: Vorm) -> Decimal | None:
    """None for a sign that means unknown or secret. Raises ValueError for what is no number."""
    kaal = tekst.strip().removesuffix("%").replace("\u00a0", "").replace(" ", "").removeprefix("€")
    if kaal.lower() in LEEG:
        return None
    if vorm not in {Vorm.CBS_LANG, Vorm.CBS_BREED} or "," in kaal:
        if re.fullmatch(r"-?\d{1,3}(\.\d{3})+(,\d+)?", kaal) or "," in kaal:
            kaal = kaal.replace(".", "")
        kaal = kaal.replace(",", ".")
    try:
        getal = Decimal(kaal)
    except InvalidOperation as fout:
        raise ValueError(f"'{tekst}' is geen getal.") from fout
    if not getal.is_finite() or abs(getal) >= Decimal(10) ** 10:
        raise ValueError(f"'{tekst}' is geen getal dat hier past.")
    return getal


def lees_periode(tekst: str) -> Periode:
    """Of CBS ("2019KW01") or in our own words ("Q1 2019"). Raises ValueError."""
    cbs = CBS_PERIODE.match(tekst.strip())
    if cbs is None:
        return Periode.parse(tekst.strip())
    jaar, soort, nummer = int(cbs[1]), cbs[2], int(cbs[3])
    if soort == "JJ":
        return Periode.parse(str(jaar))
    if soort == "HJ" and nummer in (1, 2):
        return Periode.parse(f"{nummer}e helft {jaar}")
    if soort == "KW" and 1 <= nummer <= 4:
        return Periode.van_kwartaal(jaar, nummer)
    if soort == "MM" and 1 <= nummer <= 12:
        return Periode.parse(f"{MAANDEN[nummer - 1]} {jaar}")
    raise ValueError(f"'{tekst}' is geen periode van het CBS.")


def _vorm(namen: Sequence[str]) -> Vorm:
    if {"indicator", "gebied_code", "periode", "waarde"} <= set(namen):
        return Vorm.EIGEN
    if {"measure", "value"} <= set(namen):
        return Vorm.CBS_LANG
    if _plek(namen, GEBIED_KOLOMMEN) is None or _plek(namen, PERIODE_KOLOMMEN) is None:
        raise ValueError(
            "De eerste rij noemt geen gebied en periode. Gebruik een csv van CBS StatLine of Swing, of deze kolommen: "
            + ";".join(EIGEN)
        )
    return Vorm.SWING if any("|" in naam for naam in namen) else Vorm.CBS_BREED


def _plek(namen: Sequence[str], gezocht: Sequence[str]) -> int | None:
    return next((plek for plek, naam in enumerate(namen) if naam.lower() in gezocht), None)


def _cellen(vorm: Vorm, namen: list[str], rijen: Sequence[tuple[int, list[str]]]) -> Iterator[Cel]:
    for nummer, regel in rijen:
        waarden = [*regel, *[""] * (len(namen) - len(regel))]
        if vorm == Vorm.EIGEN:
            per_kolom = {naam.lower(): waarde.strip() for naam, waarde in zip(namen, waarden, strict=False)}
            velden = {naam: per_kolom.get(naam, "") for naam in EIGEN if naam != "gebied_code"}
            yield Cel(nummer, "waarde", gebied=per_kolom["gebied_code"], **velden)
        elif vorm == Vorm.CBS_LANG:
            per_kolom = {naam.lower(): waarde.strip() for naam, waarde in zip(namen, waarden, strict=False)}
            gebied = next((per_kolom[naam] for naam in GEBIED_KOLOMMEN if naam in per_kolom), "")
            periode = next((per_kolom[naam] for naam in PERIODE_KOLOMMEN if naam in per_kolom), "")
            yield Cel(nummer, "Value", per_kolom["measure"], gebied, periode, per_kolom["value"])
        else:
            yield from _brede_cellen(namen, nummer, waarden)


def _brede_cellen(namen: list[str], nummer: int, waarden: list[str]) -> Iterator[Cel]:
    """Every column beside area, period and row number is an indicator; Swing writes "naam|eenheid"."""
    gebied, periode = _plek(namen, GEBIED_KOLOMMEN), _plek(namen, PERIODE_KOLOMMEN)
    for plek, naam in enumerate(namen):
        if plek in (gebied, periode) or naam.lower() in ("", "id"):
            continue
        indicator, _, eenheid = naam.partition("|")
        yield Cel(nummer, naam, indicator, waarden[gebied or 0], waarden[periode or 0], waarden[plek], eenheid)
