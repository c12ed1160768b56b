"""The picture 'waar landt het geld': four columns of blocks, and between them bands as wide as their money."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from django.utils.html import escape
from django.utils.safestring import SafeString

from budget.selectors import Stroom
from zwijndrecht_portal.core.grafieken import ACCENT, ACCENT_LICHT, GRIJS, INKT, LETTERTYPE, svg
from zwijndrecht_portal.core.opmaak import euro, euro_kort

KOPPEN = ("Bron", "Leefgebied", "Post", "Organisatie")
KOLOM_X = (0, 290, 560, 840)
BREED, BLOK_BREED, KOP_HOOG = 1120, 12, 28
BLOK_MIN, TUSSEN = 20, 8  # a block is at least as high as its label
GELD_HOOG = 320  # all the money together
LANGSTE_NAAM = 30


@dataclass(slots=True)
class Blok:
    """A source, leefgebied, post or organisation. `links` and `rechts`: how far its sides are filled by bands."""

    naam: str
    bedrag: Decimal = Decimal(0)
    y: float = 0.0
    hoog: float = 0.0
    links: float = field(default=0.0)
    rechts: float = field(default=0.0)


def geldstroom(stromen: Iterable[Stroom], titel: str) -> SafeString:
    """Draws what was paid; a receiver that only paid back is told in the table, not drawn."""
    getekend = [stroom for stroom in stromen if stroom.bedrag > 0]
    totaal = sum((stroom.bedrag for stroom in getekend), Decimal(0))
    if not totaal:
        return SafeString()
    schaal = GELD_HOOG / float(totaal)
    kolommen = [_kolom(getekend, nummer, schaal) for nummer in range(len(KOPPEN))]
    banden = "".join(_banden(getekend, kolommen, nummer, schaal) for nummer in range(len(KOPPEN) - 1))
    blokken = "".join(_blok(blok, x) for kolom, x in zip(kolommen, KOLOM_X, strict=True) for blok in kolom.values())
    koppen = "".join(_tekst(x, 12, kop, GRIJS) for kop, x in zip(KOPPEN, KOLOM_X, strict=True))
    hoog = max(int(blok.y + blok.hoog) for kolom in kolommen for blok in kolom.values()) + TUSSEN
    return svg("geldstroom", BREED, hoog, f"{titel}: {euro(totaal)}", koppen + banden + blokken)


def _kolom(stromen: list[Stroom], nummer: int, schaal: float) -> dict[str, Blok]:
    """The blocks of one column below each other, by name, in order of appearance."""
    blokken: dict[str, Blok] = {}
    for stroom in stromen:
        naam = stroom.stappen[nummer]
        blokken.setdefault(naam, Blok(naam)).bedrag += stroom.bedrag
    y = float(KOP_HOOG)
    for blok in blokken.values():
        blok.y, blok.hoog = y, max(BLOK_MIN, float(blok.bedrag) * schaal)
        y += blok.hoog + TUSSEN
    return blokken


def _banden(stromen: list[Stroom], kolommen: list[dict[str, Blok]], nummer: int, schaal: float) -> str:
    """The bands from one column to the next."""
    per_paar: dict[tuple[str, str], Decimal] = {}
    for stroom in stromen:
        paar = stroom.stappen[nummer], stroom.stappen[nummer + 1]
        per_paar[paar] = per_paar.get(paar, Decimal(0)) + stroom.bedrag
    van_x, naar_x = KOLOM_X[nummer] + BLOK_BREED, KOLOM_X[nummer + 1]
    paden = []
    for (van, naar), bedrag in per_paar.items():
        links, rechts, dik = kolommen[nummer][van], kolommen[nummer + 1][naar], float(bedrag) * schaal
        paden.append(_band(van_x, links.y + links.rechts, naar_x, rechts.y + rechts.links, dik))
        links.rechts += dik
        rechts.links += dik
    return "".join(paden)


def _band(x1: float, y1: float, x2: float, y2: float, dik: float) -> str:
    midden = (x1 + x2) / 2
    heen = f"M{x1} {y1:.1f}C{midden} {y1:.1f} {midden} {y2:.1f} {x2} {y2:.1f}"
    terug = f"v{dik:.1f}C{midden} {y2 + dik:.1f} {midden} {y1 + dik:.1f} {x1} {y1 + dik:.1f}z"
    return f'<path d="{heen}{terug}" fill="{ACCENT_LICHT}" fill-opacity="0.45"/>'


def _blok(blok: Blok, x: float) -> str:
    vlak = f'<rect x="{x}" y="{blok.y:.1f}" width="{BLOK_BREED}" height="{blok.hoog:.1f}" rx="2" fill="{ACCENT}"/>'
    naam = blok.naam if len(blok.naam) <= LANGSTE_NAAM else f"{blok.naam[: LANGSTE_NAAM - 1].rstrip()}…"
    regel = f"{naam[:1].upper()}{naam[1:]}  {euro_kort(blok.bedrag)}"
    return vlak + _tekst(x + BLOK_BREED + 6, blok.y + min(blok.hoog / 2 + 4.5, 16), regel, INKT)


def _tekst(x: float, y: float, tekst: str, kleur: str) -> str:
    return f'<text x="{x}" y="{y:.1f}" {LETTERTYPE} font-size="13" fill="{kleur}">{escape(tekst)}</text>'
