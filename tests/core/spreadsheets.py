"""Files as people have them, and a few that nobody should have."""

import io
import zipfile
from collections.abc import Iterable
from itertools import repeat
from typing import Any

from openpyxl import Workbook

MB = 1024 * 1024
KOP = b'<?xml version="1.0"?>'
MANIFEST = b'<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
BLAD = "xl/worksheets/sheet1.xml"


def csv(*regels: str, tekenset: str = "utf-8", einde: str = "\n") -> bytes:
    return "".join(f"{regel}{einde}" for regel in regels).encode(tekenset)


def xlsx(*rijen: Iterable[Any], opmaak: dict[str, str] | None = None) -> bytes:
    """A workbook of openpyxl; `opmaak` gives cells a number format."""
    werkmap = Workbook()
    for rij in rijen:
        werkmap.active.append(list(rij))
    for cel, vorm in (opmaak or {}).items():
        werkmap.active[cel].number_format = vorm
    return bewaar(werkmap)


def bewaar(werkmap: Workbook) -> bytes:
    stroom = io.BytesIO()
    werkmap.save(stroom)
    return stroom.getvalue()


def pakket(delen: dict[str, bytes]) -> bytes:
    stroom = io.BytesIO()
    with zipfile.ZipFile(stroom, "w", zipfile.ZIP_DEFLATED) as uit:
        for naam, inhoud in delen.items():
            uit.writestr(naam, inhoud)
    return stroom.getvalue()


def met_deel(werkmap: bytes, naam: str, inhoud: bytes) -> bytes:
    """The same workbook with one part in place of what it had, or added."""
    with zipfile.ZipFile(io.BytesIO(werkmap)) as oud:
        return pakket({deel: oud.read(deel) for deel in oud.namelist()} | {naam: inhoud})


def ods(rijen: str) -> bytes:
    """The table:table-row elements of one sheet."""
    namen = "".join(
        f' xmlns:{naam}="urn:oasis:names:tc:opendocument:xmlns:{naam}:1.0"' for naam in ("office", "table", "text")
    )
    blad = f'<office:body><office:spreadsheet><table:table table:name="Blad1">{rijen}</table:table>'
    inhoud = f"<office:document-content{namen}>{blad}</office:spreadsheet></office:body></office:document-content>"
    soort = b"application/vnd.oasis.opendocument.spreadsheet"
    return pakket({"mimetype": soort, "META-INF/manifest.xml": MANIFEST, "content.xml": KOP + inhoud.encode()})


def ods_cel(tekst: str, herhaald: int = 1, soort: str = "string", waarde: str = "") -> str:
    getal = f' office:value="{waarde}"' if waarde else ""
    keer = f' table:number-columns-repeated="{herhaald}"'
    return f'<table:table-cell office:value-type="{soort}"{getal}{keer}><text:p>{tekst}</text:p></table:table-cell>'


def ods_rij(*cellen: str, herhaald: int = 1) -> str:
    return f'<table:table-row table:number-rows-repeated="{herhaald}">{"".join(cellen)}</table:table-row>'


def met_wachtwoord(soort: str) -> bytes:
    """An ods or zip whose parts can only be read with a password."""
    if soort == "ods":
        manifest = (
            b'<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
            b'<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml">'
            b"<manifest:encryption-data/></manifest:file-entry></manifest:manifest>"
        )
        return met_deel(met_deel(ods(""), "META-INF/manifest.xml", manifest), "content.xml", bytes(range(256)))
    inhoud = bytearray(xlsx(["corporatie", "jaar", "aantal"]))
    for kenmerk, plek in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):  # the flag of encryption, in both headers of a part
        begin = inhoud.find(kenmerk)
        while begin >= 0:
            inhoud[begin + plek] |= 1
            begin = inhoud.find(kenmerk, begin + 4)
    return bytes(inhoud)


def verre_cel(cel: str) -> bytes:
    """A small table, and one forgotten cell at the other end of the sheet."""
    werkmap = Workbook()
    werkmap.active.append(["corporatie", "jaar", "aantal"])
    werkmap.active.append(["trivire", 2020, 12])
    werkmap.active[cel] = "x"
    return bewaar(werkmap)


def liegende_bom(megabytes: int) -> bytes:
    """A sheet that unpacks to far more than the zip says of it."""
    begin, rij = b"<worksheet><sheetData>", b"<row><c t='str'><v>aaaaaaaa</v></c></row>"
    groot = begin + b"".join(repeat(rij, megabytes * MB // len(rij)))
    inhoud = bytearray(met_deel(xlsx(["a"]), BLAD, groot))
    lengte, klein = len(groot).to_bytes(4, "little"), (1000).to_bytes(4, "little")
    return bytes(inhoud.replace(lengte, klein))


def gedeelde_teksten(megabytes: int) -> bytes:
    """A workbook that keeps millions of texts and shows one."""
    tekst = b"<si><t>a</t></si>"
    kop = b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    teksten = kop + b"".join(repeat(tekst, megabytes * MB // len(tekst))) + b"</sst>"
    return met_deel(xlsx(["a"]), "xl/sharedStrings.xml", teksten)
