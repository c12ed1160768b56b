"""
An xlsx that leaves in pieces: 100,000 rows never stand in memory (docs/adr/0012).

One sheet of text, with a heading that stays in view. A library writes the whole workbook first, and takes ten times
as long for what a table needs.
"""

import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from xml.sax.saxutils import escape

STUK = 256 * 1024  # characters of the sheet that are pressed together at once
HOOFD = "http://schemas.openxmlformats.org"
KOP = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
VAST = {
    "[Content_Types].xml": f'<Types xmlns="{HOOFD}/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/xl/workbook.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
    '<Override PartName="/xl/worksheets/sheet1.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{HOOFD}/package/2006/relationships"><Relationship Id="rId1" '
    f'Type="{HOOFD}/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook xmlns="{HOOFD}/spreadsheetml/2006/main" '
    f'xmlns:r="{HOOFD}/officeDocument/2006/relationships">'
    '<sheets><sheet name="Portaal" sheetId="1" r:id="rId1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{HOOFD}/package/2006/relationships"><Relationship Id="rId1" '
    f'Type="{HOOFD}/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
}
BEGIN = (
    f'{KOP}<worksheet xmlns="{HOOFD}/spreadsheetml/2006/main"><sheetViews><sheetView workbookViewId="0">'
    '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
    '<sheetFormatPr defaultRowHeight="15"/><cols><col min="1" max="{breedte}" width="22" customWidth="1"/></cols>'
    "<sheetData>"
)
EINDE = "</sheetData></worksheet>"
CEL = '<c t="inlineStr"><is><t xml:space="preserve">'


class _Doorgeefluik(io.RawIOBase):
    """A file that keeps what was written until somebody takes it; it cannot go back."""

    def __init__(self) -> None:
        self.delen: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, deel: bytes) -> int:  # type: ignore[override]
        self.delen.append(bytes(deel))
        return len(deel)

    def neem(self) -> bytes:
        alles, self.delen = b"".join(self.delen), []
        return alles


def stroom_xlsx(kolommen: Sequence[str], rijen: Iterable[Sequence[str]]) -> Iterator[bytes]:
    """The pieces of the file, in order. Cells are text and may hold no control characters."""
    uit = _Doorgeefluik()
    with zipfile.ZipFile(uit, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as pakket:
        for naam, inhoud in VAST.items():
            pakket.writestr(naam, KOP + inhoud)
        with pakket.open("xl/worksheets/sheet1.xml", "w") as blad:
            blad.write(BEGIN.replace("{breedte}", str(len(kolommen))).encode())
            for stuk in _stukken(kolommen, rijen):
                blad.write(stuk.encode())
                yield uit.neem()
            blad.write(EINDE.encode())
    yield uit.neem()


def _stukken(kolommen: Sequence[str], rijen: Iterable[Sequence[str]]) -> Iterator[str]:
    delen, lengte = [_rij(kolommen)], 0
    for rij in rijen:
        delen.append(_rij(rij))
        lengte += len(delen[-1])
        if lengte > STUK:
            yield "".join(delen)
            delen, lengte = [], 0
    yield "".join(delen)


def _rij(cellen: Sequence[str]) -> str:
    """Escaped as a whole: no cell holds the sign between them."""
    if not any(cellen):
        return "<row/>"
    tekst = escape("\x1f".join(cellen)).replace("\x1f", f"</t></is></c>{CEL}")
    return f"<row>{CEL}{tekst}</t></is></c></row>"
