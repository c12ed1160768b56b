"""A csv, xlsx or ods file as rows of text, as people really have them; and rows as such a file."""

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import Any

import tablib
from python_calamine import CalamineError, CalamineWorkbook, PasswordError

MAX_BYTES = 10 * 1024 * 1024
MAX_UITGEPAKT = 100 * 1024 * 1024  # xlsx and ods are zips: what one may grow to
MAX_RIJEN = 5_000
MAX_KOLOMMEN = 200
ZIP, OUDE_EXCEL = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
FORMULETEKENS = ("=", "+", "-", "@", "\t", "\r")
SOORTEN = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "csv": "text/csv; charset=utf-8",
}

STUURTEKENS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")  # no spreadsheet can hold them

Rij = tuple[int, list[str]]  # the number of the row as a spreadsheet shows it, and its cells


class Onleesbaar(ValueError):
    """The file as a whole cannot be read; the message says in Dutch what to do."""


def lees_rijen(inhoud: bytes) -> list[Rij]:
    """The rows that hold something. Raises Onleesbaar."""
    if not inhoud.strip():
        raise Onleesbaar("Het bestand is leeg.")
    if len(inhoud) > MAX_BYTES:
        raise Onleesbaar("Het bestand is groter dan 10 MB. Verdeel het over meer bestanden.")
    if inhoud.startswith(OUDE_EXCEL):
        raise Onleesbaar("Dit is een oud of beveiligd Excel-bestand. Sla het op als gewoon .xlsx zonder wachtwoord.")
    if inhoud.startswith(ZIP):
        _controleer_pakket(inhoud)
        rijen = _uit_werkblad(inhoud)
    elif b"\x00" in inhoud[:4096]:
        raise Onleesbaar("Dit bestand is geen csv, xlsx of ods. Sla het in Excel op als .xlsx.")
    else:
        rijen = _uit_csv(_als_tekst(inhoud))
    return list(_begrens(rijen))


def maak_bestand(kolommen: Sequence[str], rijen: Iterable[Sequence[str]], soort: str) -> bytes:
    """A file that a spreadsheet opens as text, never as a formula. csv as a Dutch Excel wants it."""
    tabel = tablib.Dataset(headers=list(kolommen), title="Portaal")
    for rij in rijen:
        tabel.append([veilig(STUURTEKENS.sub("", cel)) for cel in rij])
    if soort == "csv":  # a byte order mark and semicolons: what a Dutch Excel opens with a double click
        return ("\ufeff" + tabel.export("csv", delimiter=";")).encode()
    inhoud: bytes = tabel.export(soort)
    return inhoud


def veilig(cel: str) -> str:
    """A cell that would start a formula gets an apostrophe in front; `onveilig` takes it off again."""
    return f"'{cel}" if cel.startswith(FORMULETEKENS) else cel


def onveilig(cel: str) -> str:
    return cel[1:] if cel.startswith("'") and cel[1:].startswith(FORMULETEKENS) else cel


def _begrens(rijen: Iterable[Rij]) -> Iterator[Rij]:
    """Only rows that hold something, without the empty cells behind them; not more than a person can look through."""
    aantal = 0
    for nummer, cellen in rijen:
        while cellen and not cellen[-1]:
            cellen.pop()
        if len(cellen) > MAX_KOLOMMEN:
            raise Onleesbaar(f"Rij {nummer} heeft meer dan {MAX_KOLOMMEN} kolommen. Is dit het goede bestand?")
        if not cellen:
            continue
        aantal += 1
        if aantal > MAX_RIJEN:
            raise Onleesbaar(f"Het bestand heeft meer dan {MAX_RIJEN} rijen. Verdeel het over meer bestanden.")
        yield nummer, [onveilig(cel) for cel in cellen]


def _als_tekst(inhoud: bytes) -> str:
    """UTF-8 (with or without a mark) when all of it is, else what Excel in Dutch writes."""
    try:
        return inhoud.decode("utf-8-sig")
    except UnicodeDecodeError:
        return inhoud.decode("cp1252", errors="replace")


def _uit_csv(tekst: str) -> Iterator[Rij]:
    kop = tekst.partition("\n")[0]
    scheiding = max(";\t,", key=kop.count)
    lezer = csv.reader(io.StringIO(tekst, newline=""), delimiter=scheiding, strict=True)
    try:
        for cellen in lezer:
            yield lezer.line_num, [cel.strip() for cel in cellen]
    except csv.Error as fout:
        raise Onleesbaar(f"Rij {lezer.line_num} is niet te lezen: staat daar een los aanhalingsteken?") from fout


def _controleer_pakket(inhoud: bytes) -> None:
    """Before anything is unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(inhoud)) as pakket:
            namen = set(pakket.namelist())
            uitgepakt = sum(deel.file_size for deel in pakket.infolist())
    except zipfile.BadZipFile as fout:
        raise Onleesbaar("Het bestand is beschadigd. Sla het in Excel opnieuw op als .xlsx.") from fout
    if not namen & {"[Content_Types].xml", "content.xml"}:
        raise Onleesbaar("Dit is een zip-bestand, geen spreadsheet. Pak het uit en kies het .xlsx-bestand.")
    if uitgepakt > MAX_UITGEPAKT:
        raise Onleesbaar("Het bestand wordt te groot bij het uitpakken. Verdeel het over meer bestanden.")


def _uit_werkblad(inhoud: bytes) -> Iterator[Rij]:
    try:
        werkmap = CalamineWorkbook.from_filelike(io.BytesIO(inhoud))
        blad = werkmap.get_sheet_by_index(0)
        for nummer, cellen in enumerate(blad.iter_rows(), start=1 + (blad.start or (0, 0))[0]):
            yield nummer, [_cel(cel) for cel in cellen]
    except PasswordError as fout:
        raise Onleesbaar("Het bestand heeft een wachtwoord. Sla het op zonder wachtwoord.") from fout
    except (CalamineError, IndexError) as fout:
        raise Onleesbaar("Het bestand is niet te lezen. Sla het in Excel opnieuw op als .xlsx.") from fout


def _cel(cel: Any) -> str:
    """As it would stand in a csv: numbers with a point, dates as 2019-12-31."""
    if isinstance(cel, str):
        return cel.strip()
    if isinstance(cel, float):
        return str(int(cel)) if cel.is_integer() else repr(round(cel, 6))
    if isinstance(cel, datetime):
        return cel.date().isoformat()
    return cel.isoformat() if isinstance(cel, date) else str(cel)
