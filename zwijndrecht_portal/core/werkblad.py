"""
The rows of an xlsx or ods, read by a process of its own that may take only so much memory and time.

The reader (calamine) lays a sheet out as a rectangle: one cell far from the table, a value that repeats itself a
million times or a zip that lies about its size would cost gigabytes. Here that process stops, and nobody else notices.
Run as a script this file is that process: the workbook is the file on standard input, which it opens by name because
the reader then holds no copy of it; blocks of rows go to standard output.
"""

import marshal
import re
import resource
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from itertools import islice
from tempfile import TemporaryFile
from typing import IO, Any
from xml.etree import ElementTree

GEHEUGEN = 384 * 1024 * 1024  # bytes of address space
SECONDEN = 60  # of the processor
INVOER = "/dev/stdin"
BLOK = 500  # rows that are sent at once
STUK, STAART = 1024 * 1024, 256  # bytes of a part of the zip that are held at once; how long a tag can be
LENGTE = 4  # bytes in front of a block: how long it is
WACHTWOORD, KAPOT, ODS_PROCENT, TE_VEEL = (
    3,
    4,
    5,
    6,
)  # how the process ends; 0 is well, any other way is that it was stopped
EXCEL_PROCENT = {"9", "10"}  # the formats 0% and 0.00% that need no definition
CEL = rb'<(?:\w+:)?c r="([A-Z]{1,3})(\d{1,7})" s="(?:%s)"(?: t="n")?>'
HOOFD = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
VERWIJZING = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"

Rij = tuple[int, list[str]]


class Gestopt(Exception):
    """The process ended before the end of the sheet; `code` says how."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


def lees_werkblad(inhoud: bytes) -> Iterator[Rij]:
    """The rows of the first sheet, with their numbers. Raises Gestopt."""
    with TemporaryFile() as bestand:
        bestand.write(inhoud)
        bestand.flush()
        yield from _lees(bestand)


def _lees(bestand: IO[bytes]) -> Iterator[Rij]:
    opdracht = [sys.executable, "-I", __file__]
    with subprocess.Popen(opdracht, stdin=bestand, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as lezer:
        try:
            for blok in _blokken(lezer.stdout):  # type: ignore[arg-type]  # it is a pipe
                yield from blok
            if code := lezer.wait():
                raise Gestopt(code)
        finally:
            lezer.kill()


def _blokken(uit: IO[bytes]) -> Iterator[list[Rij]]:
    """What the process wrote, up to its end or to where it was stopped."""
    while len(lengte := uit.read(LENGTE)) == LENGTE:
        deel = uit.read(int.from_bytes(lengte))
        if len(deel) < int.from_bytes(lengte):
            return
        yield marshal.loads(deel)  # noqa: S302 - our own process wrote it


# --- The process itself ----------------------------------------------------------------------------------------------


def main() -> int:
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError

    resource.setrlimit(resource.RLIMIT_AS, (GEHEUGEN, GEHEUGEN))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDEN, SECONDEN))
    try:
        procenten = _procentcellen()
        blad = CalamineWorkbook.from_path(INVOER).get_sheet_by_index(0)
        _, links = blad.start or (0, 0)  # the reader leaves out the empty columns before the table, not the rows above
        rijen = enumerate(blad.iter_rows(), start=1)
        while blok := [(nr, _cellen(cellen, nr, links, procenten)) for nr, cellen in islice(rijen, BLOK)]:
            deel = marshal.dumps(blok)
            sys.stdout.buffer.write(len(deel).to_bytes(LENGTE) + deel)
    except PasswordError:
        return WACHTWOORD
    except Geweigerd as reden:
        return reden.code
    except CalamineError as fout:
        return TE_VEEL if "limit exceeded" in str(fout) else KAPOT
    except (IndexError, KeyError, ElementTree.ParseError, zipfile.BadZipFile):
        return KAPOT
    return 0


class Geweigerd(Exception):
    """An ods that the reader does not understand as people do; `code` says why."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


def _keur_ods(pakket: zipfile.ZipFile) -> None:
    """Cells that are shown as a percentage (37 % stands there as 0.37), and a password: the reader tells neither."""
    if "META-INF/manifest.xml" in pakket.namelist() and b"encryption-data" in pakket.read("META-INF/manifest.xml"):
        raise Geweigerd(WACHTWOORD)
    if any(b'office:value-type="percentage"' in stuk for stuk in _stukken(pakket, "content.xml")):
        raise Geweigerd(ODS_PROCENT)


def _stukken(pakket: zipfile.ZipFile, naam: str) -> Iterator[bytes]:
    """This part of the zip, each piece with the end of the one before: a tag that was cut in two is whole there."""
    staart = b""
    with pakket.open(naam) as deel:
        while stuk := deel.read(STUK):
            yield (stuk := staart + stuk)
            staart = stuk[-STAART:]


def _cellen(cellen: list[Any], nummer: int, links: int, procenten: set[tuple[int, int]]) -> list[str]:
    if not procenten:
        return [_cel(cel) for cel in cellen]
    return [
        _procent(cel) if isinstance(cel, float) and (nummer, kolom) in procenten else _cel(cel)
        for kolom, cel in enumerate(cellen, start=links + 1)
    ]


def _cel(cel: Any) -> str:
    """As it would stand in a csv: numbers with a point, dates as 2019-12-31."""
    if isinstance(cel, str):
        return cel.strip()
    if isinstance(cel, bool):
        return "WAAR" if cel else "ONWAAR"
    if isinstance(cel, float):
        return _getal(cel)
    if isinstance(cel, datetime):
        return cel.date().isoformat()
    return cel.isoformat() if isinstance(cel, date) else str(cel)


def _getal(getal: float) -> str:
    """Never with exactly three decimals: 234.125 reads as a grouped thousand, 234.1250 does not."""
    if getal.is_integer():
        return str(int(getal))
    tekst = repr(round(getal, 6))
    return f"{tekst}0" if re.search(r"\.\d{3}$", tekst) else tekst


def _procent(getal: float) -> str:
    """Excel keeps 13,2 % as 0.132."""
    return f"{_getal(round(getal * 100, 6))}%"


def _procentcellen() -> set[tuple[int, int]]:
    """Row and column of the numbers that the first sheet shows as a percentage. Raises Geweigerd."""
    with zipfile.ZipFile(INVOER) as pakket:
        namen = set(pakket.namelist())
        if "content.xml" in namen:
            _keur_ods(pakket)
        if "xl/styles.xml" not in namen:
            return set()
        stijlen = _procentstijlen(ElementTree.fromstring(pakket.read("xl/styles.xml")))  # noqa: S314 - bounded here
        if not stijlen:
            return set()
        vorm = re.compile(CEL % "|".join(stijlen).encode())
        stukken = _stukken(pakket, _eerste_blad(pakket))
        return {(int(cel[2]), _kolomnummer(cel[1])) for stuk in stukken for cel in vorm.finditer(stuk)}


def _procentstijlen(boom: ElementTree.Element) -> list[str]:
    """The numbers of the styles with a percent sign."""
    eigen = boom.iterfind(f"{HOOFD}numFmts/{HOOFD}numFmt")
    vormen = EXCEL_PROCENT | {vorm.get("numFmtId", "") for vorm in eigen if "%" in vorm.get("formatCode", "")}
    stijlen = boom.iterfind(f"{HOOFD}cellXfs/{HOOFD}xf")
    return [str(nummer) for nummer, stijl in enumerate(stijlen) if stijl.get("numFmtId") in vormen]


def _eerste_blad(pakket: zipfile.ZipFile) -> str:
    """The name in the zip of the sheet that stands first."""
    boek = ElementTree.fromstring(pakket.read("xl/workbook.xml"))  # noqa: S314 - memory and time are bounded here
    blad = next(boek.iter(f"{HOOFD}sheet"), None)
    verwijzingen = ElementTree.fromstring(pakket.read("xl/_rels/workbook.xml.rels"))  # noqa: S314
    doelen = {deel.get("Id"): deel.get("Target", "") for deel in verwijzingen}
    doel = doelen[blad.get(VERWIJZING) if blad is not None else None]
    return doel.lstrip("/") if doel.startswith("/") else f"xl/{doel}"


def _kolomnummer(letters: bytes) -> int:
    """A is 1, AA is 27."""
    nummer = 0
    for letter in letters:
        nummer = nummer * 26 + letter - 64
    return nummer


if __name__ == "__main__":
    sys.exit(main())
