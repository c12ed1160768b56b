"""A csv or xlsx file as rows of text, one at a time, as people really have them (kaders: Dutch Excel)."""

import codecs
import csv
import io
import re
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook

MAX_BYTES = 20 * 1024 * 1024
MAX_UITGEPAKT = 400 * 1024 * 1024  # an xlsx is a zip: what it may grow to
ZIP, OUDE_EXCEL = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
TEKENSETS = ("utf-8-sig", "cp1252")
SCHEIDINGEN = ";\t,"
AFMETING = re.compile(rb'<dimension ref="[A-Z]+\d+:[A-Z]+(\d{1,7})"')

Rij = tuple[int, list[str]]  # the number of the row as a spreadsheet shows it, and its cells


class Onleesbaar(ValueError):
    """The file as a whole cannot be read; the message says in Dutch what to do."""


def lees_rijen(inhoud: bytes) -> Iterator[Rij]:
    """The rows that hold something, the heading first. Raises Onleesbaar, at once when it is no such file at all."""
    if not inhoud.strip():
        raise Onleesbaar("Het bestand is leeg.")
    if len(inhoud) > MAX_BYTES:
        raise Onleesbaar("Het bestand is groter dan 20 MB. Verdeel het over meer bestanden.")
    if inhoud.startswith(OUDE_EXCEL):
        raise Onleesbaar("Dit is een oud of beveiligd Excel-bestand. Sla het op als gewoon .xlsx zonder wachtwoord.")
    if inhoud.startswith(ZIP):
        _controleer_pakket(inhoud)
    elif b"\x00" in inhoud[:4096]:
        raise Onleesbaar("Dit bestand is geen csv en geen xlsx. Sla het in Excel op als .xlsx.")
    rijen = _uit_xlsx(inhoud) if inhoud.startswith(ZIP) else _uit_csv(inhoud)
    return ((nummer, cellen) for nummer, cellen in rijen if any(cellen))


def schat_rijen(inhoud: bytes) -> int:
    """About how many rows there are, without reading them; 0 when the file does not say."""
    if not inhoud.startswith(ZIP):
        return inhoud.count(b"\n")
    with zipfile.ZipFile(io.BytesIO(inhoud)) as pakket:
        bladen = sorted(naam for naam in pakket.namelist() if naam.startswith("xl/worksheets/sheet"))
        if not bladen:
            return 0
        with pakket.open(bladen[0]) as blad:
            gevonden = AFMETING.search(blad.read(4096))
    return int(gevonden[1]) if gevonden else 0


def _uit_csv(inhoud: bytes) -> Iterator[Rij]:
    stroom = io.TextIOWrapper(io.BytesIO(inhoud), encoding=_tekenset(inhoud), newline="")
    kop = stroom.readline()
    stroom.seek(0)
    scheiding = max(SCHEIDINGEN, key=kop.count)
    lezer = csv.reader(stroom, delimiter=scheiding)
    try:
        for nummer, cellen in enumerate(lezer, start=1):
            yield nummer, [cel.strip() for cel in cellen]
    except csv.Error as fout:
        raise Onleesbaar(f"Rij {lezer.line_num} is niet te lezen: staat daar een los aanhalingsteken?") from fout


def _tekenset(inhoud: bytes) -> str:
    """UTF-8 when all of it is, else what Excel in Dutch writes. Read in parts: no second copy of the file."""
    lezer = codecs.getincrementaldecoder("utf-8")()
    try:
        for begin in range(0, len(inhoud), 65536):
            lezer.decode(inhoud[begin : begin + 65536])
        lezer.decode(b"", final=True)
    except UnicodeDecodeError:
        return TEKENSETS[1]
    return TEKENSETS[0]


def _controleer_pakket(inhoud: bytes) -> None:
    """Before anything is unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(inhoud)) as pakket:
            uitgepakt = sum(deel.file_size for deel in pakket.infolist())
            is_excel = "[Content_Types].xml" in pakket.namelist()
    except zipfile.BadZipFile as fout:
        raise Onleesbaar("Het bestand is beschadigd. Sla het in Excel opnieuw op als .xlsx.") from fout
    if not is_excel:
        raise Onleesbaar("Dit is een zip-bestand, geen Excel. Pak het uit en kies het .xlsx-bestand.")
    if uitgepakt > MAX_UITGEPAKT:
        raise Onleesbaar("Het bestand wordt te groot bij het uitpakken. Verdeel het over meer bestanden.")


def _uit_xlsx(inhoud: bytes) -> Iterator[Rij]:
    try:
        werkblad = CalamineWorkbook.from_filelike(io.BytesIO(inhoud)).get_sheet_by_index(0)
        for nummer, cellen in enumerate(werkblad.iter_rows(), start=1 + (werkblad.start or (0, 0))[0]):
            yield nummer, [_als_tekst(cel) for cel in cellen]
    except CalamineError as fout:
        raise Onleesbaar("Het bestand is niet te lezen. Sla het in Excel opnieuw op als .xlsx.") from fout


def _als_tekst(cel: Any) -> str:
    """As it would stand in a csv: numbers with a point, dates as 2019-12-31."""
    if isinstance(cel, str):
        return cel.strip()
    if isinstance(cel, float):
        return str(int(cel)) if cel.is_integer() else repr(round(cel, 6))
    if isinstance(cel, datetime):
        return cel.date().isoformat()
    return cel.isoformat() if isinstance(cel, date) else str(cel)
