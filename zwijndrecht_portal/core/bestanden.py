"""A csv, xlsx or ods file as rows of text, as people really have them; and rows as such a file."""

import codecs
import csv
import io
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain
from typing import IO

import tablib

from zwijndrecht_portal.core.werkblad import KAPOT, ODS_PROCENT, WACHTWOORD, Gestopt, Rij, lees_werkblad
from zwijndrecht_portal.core.xlsx import stroom_xlsx

ZIP, OUDE_EXCEL = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)  # what Excel calls "Unicode-tekst"
SCHEIDINGEN = ";\t,"
MAX_KOLOMMEN = 200
VEEL_TE_BREED = 20_000  # more than a sheet can have: empty cells behind the last one are fine, but not so many
STUK = 64 * 1024  # characters of a file that are sent at once
MEGABYTE = 1024 * 1024
RIJ = re.compile(rb"<(?:row|table:table-row)\b")
AFMETING = re.compile(rb'<dimension ref="[A-Z]+\d+:[A-Z]+(\d{1,7})"')
FORMULETEKENS = ("=", "+", "-", "@", "\t", "\r")
SOORTEN = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "csv": "text/csv; charset=utf-8",
}
STUURTEKENS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")  # no spreadsheet can hold them
VERSLEUTELD = 0x1  # a flag of a part of a zip
VERSLEUTELD_PAKKET = "EncryptedPackage".encode("utf-16-le")  # what Excel makes of an xlsx with a password
OUD = "Dit is een oud Excel-bestand (.xls). Sla het in Excel op als .xlsx."
TE_GROOT = (
    "Het bestand wordt te groot bij het uitpakken. Haal lege rijen en kolommen weg, of verdeel het over meer bestanden."
)
MELDINGEN = {
    WACHTWOORD: "Het bestand heeft een wachtwoord. Sla het op zonder wachtwoord.",
    KAPOT: "Het bestand is niet te lezen. Sla het in Excel opnieuw op als .xlsx.",
    ODS_PROCENT: "In dit ods-bestand staan cellen met een percentage. Sla het op als .xlsx of .csv.",
}


class Onleesbaar(ValueError):
    """The file as a whole cannot be read; the message says in Dutch what to do."""


@dataclass(frozen=True, slots=True)
class Grenzen:
    """How large a file may be. xlsx and ods are zips: `uitgepakt` is what one may grow to, in MB like `grootte`."""

    grootte: int = 10
    uitgepakt: int = 100
    rijen: int = 20_000

    @property
    def max_bytes(self) -> int:
        return self.grootte * MEGABYTE


GEWOON = Grenzen()
GROOT = Grenzen(grootte=20, uitgepakt=400, rijen=1_000_000)  # read row by row, never held as a whole


def lees_rijen(inhoud: bytes, grenzen: Grenzen = GEWOON) -> Iterator[Rij]:
    """
    The rows that hold something, one at a time.

    Raises Onleesbaar: at once when it is no such file at all, on the way when a row cannot be read.
    """
    if not inhoud.strip():
        raise Onleesbaar("Het bestand is leeg.")
    if len(inhoud) > grenzen.max_bytes:
        raise Onleesbaar(f"Het bestand is groter dan {grenzen.grootte} MB. Verdeel het over meer bestanden.")
    if inhoud.startswith(OUDE_EXCEL):
        raise Onleesbaar(MELDINGEN[WACHTWOORD] if VERSLEUTELD_PAKKET in inhoud else OUD)
    if inhoud.startswith(ZIP):
        _controleer_pakket(inhoud, grenzen)
        return _begrens(_uit_werkblad(inhoud), grenzen)
    if inhoud.lstrip(b"\xef\xbb\xbf\r\n\t ").startswith(b"<"):
        raise Onleesbaar("Dit is een webpagina of xml, geen spreadsheet. Open het in Excel en sla het op als .xlsx.")
    if not inhoud.startswith(UTF16) and b"\x00" in inhoud[:4096]:
        raise Onleesbaar("Dit bestand is geen csv, xlsx of ods. Sla het in Excel op als .xlsx.")
    return _begrens(_uit_csv(inhoud), grenzen)


def schat_rijen(inhoud: bytes) -> int:
    """About how many rows there are, without reading them; 0 when that cannot be told."""
    if not inhoud.startswith(ZIP):
        return inhoud.count(b"\n")
    try:
        with zipfile.ZipFile(io.BytesIO(inhoud)) as pakket:
            bladen = sorted(naam for naam in pakket.namelist() if naam.startswith("xl/worksheets/sheet"))
            with pakket.open(bladen[0] if bladen else "content.xml") as blad:
                return _tel_rijen(blad)
    except (KeyError, zipfile.BadZipFile, zlib.error, NotImplementedError):
        return 0


def _tel_rijen(blad: IO[bytes]) -> int:
    """As the sheet says at its beginning; else its rows, counted."""
    begin = blad.read(4096)
    if gevonden := AFMETING.search(begin):
        return int(gevonden[1])
    return sum(len(RIJ.findall(deel)) for deel in chain([begin], iter(partial(blad.read, MEGABYTE), b"")))


def maak_bestand(kolommen: Sequence[str], rijen: Iterable[Sequence[str]], soort: str) -> bytes:
    """As `stroom_bestand`, in one piece."""
    return b"".join(stroom_bestand(kolommen, rijen, soort))


def stroom_bestand(kolommen: Sequence[str], rijen: Iterable[Sequence[str]], soort: str) -> Iterator[bytes]:
    """A file that a spreadsheet opens as text, never as a formula; in pieces, but for ods, which is for few rows."""
    veilige = ([veilig(STUURTEKENS.sub("", cel)) for cel in rij] for rij in rijen)
    if soort == "csv":
        return _stroom_csv(kolommen, veilige)
    if soort == "xlsx":
        return stroom_xlsx(kolommen, veilige)
    from import_export.formats.base_formats import ODS  # loads every library of spreadsheets that there is

    tabel = tablib.Dataset(*veilige, headers=list(kolommen), title="Portaal")
    return iter([ODS().export_data(tabel)])


def _stroom_csv(kolommen: Sequence[str], rijen: Iterable[Sequence[str]]) -> Iterator[bytes]:
    """A byte order mark and semicolons: what a Dutch Excel opens with a double click."""
    deel = io.StringIO()
    schrijver = csv.writer(deel, delimiter=";")
    deel.write("\ufeff")
    for rij in chain([kolommen], rijen):
        schrijver.writerow(rij)
        if deel.tell() > STUK:
            yield deel.getvalue().encode()
            deel.seek(0)
            deel.truncate()
    yield deel.getvalue().encode()


def veilig(cel: str) -> str:
    """A cell that would start a formula gets an apostrophe in front; `onveilig` takes it off again."""
    return f"'{cel}" if cel.startswith(FORMULETEKENS) else cel


def onveilig(cel: str) -> str:
    return cel[1:] if cel.startswith("'") and cel[1:].startswith(FORMULETEKENS) else cel


def _begrens(rijen: Iterable[Rij], grenzen: Grenzen) -> Iterator[Rij]:
    """Only rows that hold something, without the empty cells behind them; no more than may come in at once."""
    aantal = 0
    for nummer, cellen in rijen:
        while cellen and not cellen[-1]:
            cellen.pop()
        if len(cellen) > MAX_KOLOMMEN:
            raise Onleesbaar(f"Rij {nummer} heeft meer dan {MAX_KOLOMMEN} kolommen. Is dit het goede bestand?")
        if not cellen:
            continue
        aantal += 1
        if aantal > grenzen.rijen:
            raise Onleesbaar(f"Het bestand heeft meer dan {grenzen.rijen} rijen. Verdeel het over meer bestanden.")
        yield nummer, [onveilig(cel) if cel[:1] == "'" else cel for cel in cellen]


def _uit_csv(inhoud: bytes) -> Iterator[Rij]:
    stroom = io.TextIOWrapper(io.BytesIO(inhoud), encoding=_tekenset(inhoud), errors="replace", newline="")
    eerste = [stroom.readline() for _ in range(10)]
    stroom.seek(0)
    # What most of the first lines have: above the headings people put a title, and in a number stands a comma.
    scheiding = max(SCHEIDINGEN, key=lambda teken: sum(teken in regel for regel in eerste))
    lezer = csv.reader(_smalle_regels(stroom, scheiding), delimiter=scheiding, strict=True)
    try:
        for nummer, cellen in enumerate(lezer, start=1):
            yield nummer, [cel.strip() for cel in cellen]
    except csv.Error as fout:
        raise Onleesbaar(f"Regel {lezer.line_num} is niet te lezen: staat daar een los aanhalingsteken?") from fout


def _smalle_regels(stroom: Iterable[str], scheiding: str) -> Iterator[str]:
    """The lines, but none that would become millions of cells, or holds what no text holds and no database takes."""
    for nummer, regel in enumerate(stroom, start=1):
        if "\x00" in regel:
            raise Onleesbaar(f"Regel {nummer} is geen tekst. Sla het bestand in Excel opnieuw op als .xlsx.")
        if regel.count(scheiding) > VEEL_TE_BREED:
            raise Onleesbaar(f"Rij {nummer} heeft meer dan {MAX_KOLOMMEN} kolommen. Is dit het goede bestand?")
        yield regel


def _tekenset(inhoud: bytes) -> str:
    """UTF-8 when all of it is, else what Excel in Dutch writes. Read in parts: no second copy of the file."""
    if inhoud.startswith(UTF16):
        return "utf-16"
    lezer = codecs.getincrementaldecoder("utf-8")()
    try:
        for begin in range(0, len(inhoud), 65536):
            lezer.decode(inhoud[begin : begin + 65536])
        lezer.decode(b"", final=True)
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8-sig"


def _controleer_pakket(inhoud: bytes, grenzen: Grenzen) -> None:
    """Before anything is unpacked. What the zip says here may be untrue: `core.werkblad` holds whatever happens."""
    try:
        with zipfile.ZipFile(io.BytesIO(inhoud)) as pakket:
            delen = pakket.infolist()
    except zipfile.BadZipFile as fout:
        raise Onleesbaar("Het bestand is beschadigd. Sla het in Excel opnieuw op als .xlsx.") from fout
    if not {deel.filename for deel in delen} & {"[Content_Types].xml", "content.xml"}:
        raise Onleesbaar("Dit is een zip-bestand, geen spreadsheet. Pak het uit en kies het .xlsx-bestand.")
    if any(deel.flag_bits & VERSLEUTELD for deel in delen):
        raise Onleesbaar(MELDINGEN[WACHTWOORD])
    if sum(deel.file_size for deel in delen) > grenzen.uitgepakt * MEGABYTE:
        raise Onleesbaar(TE_GROOT)


def _uit_werkblad(inhoud: bytes) -> Iterator[Rij]:
    try:
        yield from lees_werkblad(inhoud)
    except Gestopt as fout:
        raise Onleesbaar(MELDINGEN.get(fout.code, TE_GROOT)) from fout
