"""
The only place that makes PDF: accessible, reproducible, and from our own files only.

WeasyPrint tags a document as PDF/UA-1, and `_herstel` mends what it leaves open: the scope of table headings, lists of
facts, text in the page margins, decorative pictures, details of links and pictures. The result is "getagd als PDF/UA-1,
structuur getest": the tests look at the structure, no independent validator has judged it.

Both libraries take seconds to import, so that happens inside the functions. Work for a task, never for a web request.
"""

import logging
import re
from collections.abc import Iterator, Mapping, Set
from contextlib import contextmanager
from datetime import UTC, datetime
from hashlib import sha256
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from threading import get_ident
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlsplit
from urllib.request import url2pathname

from zwijndrecht_portal.core.geheugen import zonder_opruimen

if TYPE_CHECKING:
    from pikepdf import Object, Pdf

STATISCH = Path(__file__).resolve().parents[1] / "static"  # the base of every address in the HTML: "portaal/pdf.css"
SVG = re.compile(r"<svg\b([^>]*)>(?:<title>(.*?)</title>)?(.*?)</svg>", re.DOTALL)
KLASSE = re.compile(r'class="[^"]*"')
SIERAAD = "(sieraad)"  # the name of a drawing that nobody needs to hear, until it leaves the structure
GEEN_XML = dict.fromkeys({*range(32)} - {9, 10, 13})  # what people paste, and no drawing may hold
PX_NAAR_PUNT = 0.75
BEGIN_STUK = re.compile(rb"/\w+\s*<<\s*/MCID\s+(\d+)\s*>>\s*BDC")  # in a page: here begins tagged piece number so
ARTEFACT = b"/Artifact <</Type /Pagination>> BDC"


class PdfFout(Exception):
    """The document cannot be made, or a screen reader could not follow it. The message says what to mend."""


def render_pdf(
    html: str, *, titel: str, gemaakt_op: datetime, onderwerp: str = "", auteur: str = "Gemeente Zwijndrecht"
) -> bytes:
    """
    The HTML (a page that extends "pdf/base_pdf.html") as a tagged PDF. The same arguments give the same bytes.

    Pictures, fonts and styles are files under `static/`, by relative address. `gemaakt_op` is aware: its date stands in
    the file, with `onderwerp` (status and version, for the archive). Conventions: column headings stand in `<thead>`,
    a `<th>` elsewhere heads its row; `<dt>` and `<dd>` that belong together stand in a `<div>`; an `<svg>` has a
    `<title>` or is `aria-hidden`; headings start at `<h1>` and skip no level. Raises PdfFout for any other address, and
    when title, language, alt text or a heading is missing.
    """
    from weasyprint import HTML
    from weasyprint.urls import FatalURLFetchingError

    if not titel.strip():
        raise PdfFout("Een PDF heeft een titel nodig.")
    moment = gemaakt_op.astimezone(UTC).isoformat(timespec="seconds")
    try:
        with _fouten_tellen(), zonder_opruimen():
            html, tekeningen = _tekeningen_apart(html)
            ophalen = _alleen_eigen_bestanden(tekeningen)
            document = HTML(string=html, base_url=f"{STATISCH.as_uri()}/", url_fetcher=ophalen).render()
            document.metadata.title = titel
            document.metadata.authors = [auteur]
            document.metadata.description = onderwerp or None
            document.metadata.created = document.metadata.modified = moment
            ruw = document.write_pdf(pdf_variant="pdf/ua-1")
    except FatalURLFetchingError as fout:
        raise PdfFout(f"Dit bestand hoort niet bij het portaal of bestaat niet: {fout}") from fout
    return _herstel(ruw)


def _tekeningen_apart(html: str) -> tuple[str, dict[str, bytes]]:
    """
    Each `<svg>` as an `<img>` with the same name, and the drawings by address.

    In the page, each line of a drawing is one more element that goes through the HTML parser and every style rule: a
    fifth of the time of a report. As a picture it is read once, also when it comes a hundred times. WeasyPrint says
    nothing about a drawing without a name, so that is refused here.
    """
    tekeningen: dict[str, bytes] = {}

    def apart(svg: re.Match[str]) -> str:
        kenmerken, naam, tekening = svg[1], (svg[2] or "").strip().replace('"', "&quot;"), svg[3]
        if not naam and 'aria-hidden="true"' not in kenmerken:
            raise PdfFout("Een tekening (svg) heeft geen <title> en is niet aria-hidden.")
        inhoud = f'<svg xmlns="http://www.w3.org/2000/svg"{kenmerken}>{tekening}</svg>'.translate(GEEN_XML).encode()
        adres = f"tekening:{sha256(inhoud).hexdigest()}"
        tekeningen[adres] = inhoud
        klasse = KLASSE.search(kenmerken)
        return f'<img {klasse[0] if klasse else ""} alt="{naam or SIERAAD}" src="{adres}">'

    return SVG.sub(apart, html), tekeningen


def _alleen_eigen_bestanden(tekeningen: Mapping[str, bytes]) -> Any:
    """Fetches drawings and what lies under `static/`; anything else, on the network or on disk, stops the rendering."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class EigenBestanden(URLFetcher):
        def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
            if url in tekeningen:
                return URLFetcherResponse(url, tekeningen[url], {"Content-Type": "image/svg+xml"})
            delen = urlsplit(url)
            if delen.scheme != "file" or not Path(url2pathname(delen.path)).resolve().is_relative_to(STATISCH):
                raise ValueError(f"not one of our own files: {url}")
            return super().fetch(url, headers)

    return EigenBestanden(fail_on_errors=True)


@contextmanager
def _fouten_tellen() -> Iterator[None]:
    """WeasyPrint only logs that a document is not accessible. Here an ERROR of this thread is a PdfFout."""
    fouten: list[str] = []

    class Teller(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            if record.thread == get_ident():
                fouten.append(record.getMessage())

    logger, teller = logging.getLogger("weasyprint"), Teller(logging.ERROR)
    logger.addHandler(teller)
    try:
        yield
    finally:
        logger.removeHandler(teller)
    if fouten:
        raise PdfFout(f"De PDF is niet toegankelijk of niet compleet: {'; '.join(fouten)}")


# --- Mending ---------------------------------------------------------------------------------------------------------


class Element(NamedTuple):
    """One element of the structure; its kind is read once, because each question to the file costs microseconds."""

    ding: "Object"
    soort: str  # "/TD"
    in_kop: bool  # it stands in the head of a table
    tabel: int  # the number of its table; 0 outside one


def _herstel(ruw: bytes) -> bytes:
    """Mend the structure, refuse what cannot be mended, and write it so that the same document is the same bytes."""
    import pikepdf

    with pikepdf.open(BytesIO(ruw)) as pdf:
        elementen = _elementen(pdf.Root.StructTreeRoot.K[0])
        _controleer_koppen(elementen)
        per_tabel: dict[int, list[Element]] = {}
        sieraden = set()
        for element in elementen:
            if element.soort in {"/TH", "/TD"}:
                per_tabel.setdefault(element.tabel, []).append(element)
            elif element.soort == "/Figure" and _herstel_figuur(element.ding) is None:
                sieraden.add(element.ding.objgen)
            elif element.soort == "/Div" and element.ding.P.S == "/L":
                _herstel_paar(element.ding)
        for cellen in per_tabel.values():
            _herstel_tabel(cellen)
        _maak_artefacten(pdf, {element.ding.objgen for element in elementen} - sieraden)
        for pagina in pdf.pages:
            for annotatie in pagina.get("/Annots", []):
                annotatie.F = int(annotatie.get("/F", 0)) | 4  # links belong to the printed document too
        uit = BytesIO()
        pdf.save(uit, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return uit.getvalue()


def _elementen(begin: "Object") -> list[Element]:
    """Every structure element, in reading order."""
    elementen, stapel, tabellen = [], [Element(begin, str(begin.S), in_kop=False, tabel=0)], 0
    while stapel:
        element = stapel.pop()
        elementen.append(element)
        in_kop, tabel = element.in_kop or element.soort == "/THead", element.tabel
        if element.soort == "/Table":
            tabellen = tabel = tabellen + 1
        kinderen = [(kind, getattr(kind, "S", None)) for kind in element.ding.get("/K", [])]
        stapel.extend(
            Element(kind, str(soort), in_kop, tabel) for kind, soort in reversed(kinderen) if soort is not None
        )  # text and links have no kind
    return elementen


def _controleer_koppen(elementen: list[Element]) -> None:
    niveaus = [int(element.soort[2:]) for element in elementen if re.fullmatch(r"/H[1-6]", element.soort)]
    for vorige, niveau in pairwise([0, *niveaus]):
        if niveau > vorige + 1:
            raise PdfFout(f"Een kop van niveau {niveau} volgt op niveau {vorige}: er is een niveau overgeslagen.")
    if not niveaus:
        raise PdfFout("De PDF heeft geen koppen: een <h1> is nodig.")


def _herstel_tabel(cellen: list[Element]) -> None:
    """
    Scope says what a heading is about. WeasyPrint's cell numbers go: they repeat where a table goes over a page.

    In a table of two columns or one row, a heading for each row says more headings than data: those become data.
    """
    import pikepdf

    te_veel_koppen = 2 * sum(cel.soort == "/TH" for cel in cellen) > len(cellen)
    for cel, soort, in_kop, _ in cellen:
        if soort == "/TH" and not in_kop and te_veel_koppen:
            cel.S = pikepdf.Name.TD
        elif soort == "/TH":
            cel.A.Scope = pikepdf.Name.Column if in_kop else pikepdf.Name.Row
        if "/ID" in cel:
            del cel.ID
        if "/Headers" in cel.A:
            del cel.A.Headers


def _herstel_paar(groep: "Object") -> None:
    """`<dl><div><dt><dd></div></dl>` is one item with a label; WeasyPrint makes a group of loose items."""
    import pikepdf

    stukken = [stuk for item in groep.K for stuk in (item.K if item.S == "/LI" else [item])]
    groep.S, groep.K = pikepdf.Name.LI, pikepdf.Array(stukken)
    for stuk in stukken:
        stuk.P = groep
    if stukken:
        stukken[0].S = pikepdf.Name.Lbl


def _herstel_figuur(figuur: "Object") -> "Object | None":
    """Its place in points from the foot of the page; a decorative one leaves the structure, and nothing is left."""
    import pikepdf

    if str(figuur.get("/Alt", SIERAAD)) == SIERAAD:
        figuur.P.K = pikepdf.Array([kind for kind in figuur.P.K if getattr(kind, "objgen", None) != figuur.objgen])
        return None
    links, boven, rechts, onder = (float(maat) * PX_NAAR_PUNT for maat in figuur.A.BBox)
    hoogte = float(figuur.Pg.MediaBox[3])
    figuur.A.BBox = [links, hoogte - onder, rechts, hoogte - boven]
    return figuur


def _maak_artefacten(pdf: "Pdf", in_structuur: Set[tuple[int, int]]) -> None:
    """What is not in the structure (footer, decoration) is marked as such, so that nobody has to hear it."""
    import pikepdf

    nummers = pdf.Root.StructTreeRoot.ParentTree.Nums
    per_pagina = {int(nummers[i]): nummers[i + 1] for i in range(0, len(nummers), 2)}
    for pagina in pdf.pages:
        stukken = per_pagina[int(pagina.StructParents)]
        los = {nummer for nummer, element in enumerate(stukken) if element.objgen not in in_structuur}
        pagina.Contents = pdf.make_stream(_zonder_nummers(pagina.Contents.read_bytes(), los))
        for nummer in los:
            stukken[nummer] = pikepdf.Object.parse(b"null")


def _zonder_nummers(opdrachten: bytes, los: set[int]) -> bytes:
    """The drawing of a page in which these pieces are artefacts."""
    return BEGIN_STUK.sub(lambda begin: ARTEFACT if int(begin[1]) in los else begin[0], opdrachten)
