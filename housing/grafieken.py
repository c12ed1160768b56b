"""
Pictures of wonen: nights of a plek, the nine wijken, the range of what is needed.

Drawn on the server as core.grafieken does: colours are attributes, and every picture says in its title what it shows.
"""

from collections.abc import Sequence
from datetime import date
from itertools import groupby

from django.utils.html import escape
from django.utils.safestring import SafeString

from housing.enums import Dagsoort
from housing.regels.behoefte import Raming
from housing.regels.bezetting import PlekRegel, dagen_vanaf
from housing.selectors import WijkRegel
from zwijndrecht_portal.core.grafieken import (
    ACCENT,
    ACCENT_LICHT,
    GRIJS,
    INKT,
    LETTERTYPE,
    LIJN,
    ORANJE,
    ORANJE_RAND,
    WIT,
    svg,
)
from zwijndrecht_portal.core.onherleidbaar import Telling
from zwijndrecht_portal.core.opmaak import datum, getal, telling

# --- Nights of a plek ------------------------------------------------------------------------------------------------

DAGEN, DAG_BREED, DAG_HOOG, KOP = 14, 24, 22, 16
VLAK = {
    Dagsoort.VERBLIJF: f'fill="{ACCENT}"',
    Dagsoort.WISSEL: f'fill="{ACCENT_LICHT}"',
    Dagsoort.LEEGSTAND: f'fill="{LIJN}" stroke="{GRIJS}" stroke-dasharray="3 2"',
}
LETTER = {Dagsoort.VERBLIJF: ("bezet", WIT), Dagsoort.WISSEL: ("k", INKT), Dagsoort.LEEGSTAND: ("x", INKT)}


def kalenderstrook(plek: PlekRegel, van: date) -> SafeString:
    """Two weeks of one plek, a block for each stretch of equal nights; free nights stay empty."""
    nachten = [(dag, plek.nacht(dag)) for dag in dagen_vanaf(van, DAGEN)]
    stukken = [(soort, [dag for dag, _ in groep]) for soort, groep in groupby(nachten, key=lambda nacht: nacht[1])]
    tekening = [
        _dagkop(van),
        f'<rect x=".5" y="{KOP}" width="{DAGEN * DAG_BREED - 1}" height="{DAG_HOOG}" fill="{WIT}"/>',
    ]
    tekening += [_dagvak(nummer) for nummer in range(DAGEN)]
    tekening += [_stuk(soort, (dagen[0] - van).days, len(dagen)) for soort, dagen in stukken if soort in VLAK]
    titel = f"{plek.naam}: {'; '.join(_in_woorden(soort, dagen) for soort, dagen in stukken)}"
    return svg("kwartaalstrook", DAGEN * DAG_BREED + 1, KOP + DAG_HOOG + 2, titel, "".join(tekening))


def _in_woorden(soort: Dagsoort | None, dagen: list[date]) -> str:
    woord = soort.label if soort else "niet in gebruik"
    if len(dagen) == 1:
        return f"{woord} op {datum(dagen[0])}"
    return f"{woord} van {datum(dagen[0])} tot en met {datum(dagen[-1])}"


def _dagkop(van: date) -> str:
    teksten = []
    for nummer, dag in enumerate(dagen_vanaf(van, DAGEN)):
        dik = 'font-weight="600" ' if dag.weekday() == 0 or nummer == 0 else ""
        plek = f'x="{nummer * DAG_BREED + DAG_BREED / 2:g}" y="11" text-anchor="middle"'
        teksten.append(f'<text {plek} {LETTERTYPE} {dik}font-size="11" fill="{GRIJS}">{dag.day}</text>')
    return "".join(teksten)


def _dagvak(nummer: int) -> str:
    plek = f'x="{nummer * DAG_BREED + 0.5}" y="{KOP + 0.5}" width="{DAG_BREED}" height="{DAG_HOOG}"'
    return f'<rect {plek} fill="none" stroke="{LIJN}"/>'


def _stuk(soort: Dagsoort, eerste: int, aantal: int) -> str:
    x, breed = eerste * DAG_BREED + 2, aantal * DAG_BREED - 3
    tekst, kleur = LETTER[soort]
    vlak = f'<rect x="{x}" y="{KOP + 2}" width="{breed}" height="{DAG_HOOG - 3}" rx="3" {VLAK[soort]}/>'
    if len(tekst) * 7 > breed:
        return vlak
    plek = f'x="{x + breed / 2:g}" y="{KOP + 15.5}" text-anchor="middle"'
    return f'{vlak}<text {plek} {LETTERTYPE} font-size="12" fill="{kleur}">{tekst}</text>'


# --- The nine wijken -------------------------------------------------------------------------------------------------

TEGEL_BREED, TEGEL_HOOG, TUSSEN = 118, 86, 6
# Where a wijk lies, roughly: column and row. North is up, the river lies to the east.
TEGELS = {
    "WK064203": (1, 0),
    "WK064201": (2, 0),
    "WK064204": (0, 1),
    "WK064205": (1, 1),
    "WK064202": (2, 1),
    "WK064208": (0, 2),
    "WK064206": (1, 2),
    "WK064209": (0, 3),
    "WK064207": (1, 3),
}


def tegelkaart(regels: Sequence[WijkRegel]) -> SafeString:
    """A tile for each wijk with plaatsingen per 1,000 inhabitants; above the ceiling has another colour and a word."""
    tekening = "".join(_tegel(regel, *TEGELS[regel.code]) for regel in regels if regel.code in TEGELS)
    boven = [regel.naam for regel in regels if regel.is_boven]
    titel = f"Wijken van Zwijndrecht. Boven het plafond: {', '.join(boven) or 'geen'}"
    breed, hoog = 3 * (TEGEL_BREED + TUSSEN) - TUSSEN, 4 * (TEGEL_HOOG + TUSSEN) - TUSSEN
    return svg("tegelkaart", breed, hoog, titel, tekening, 'width="100%" ')


def _tegel(regel: WijkRegel, kolom: int, rij: int) -> str:
    x, y = kolom * (TEGEL_BREED + TUSSEN), rij * (TEGEL_HOOG + TUSSEN)
    if regel.plaatsingen is None:
        vlak = f'fill="{WIT}" stroke="{GRIJS}" stroke-dasharray="4 3"'
    elif regel.is_boven:
        vlak = f'fill="{ORANJE}" stroke="{ORANJE_RAND}"'
    else:
        vlak = f'fill="{ACCENT_LICHT if regel.plaatsingen else WIT}" stroke="{LIJN}"'
    delen = [f'<rect x="{x + 1}" y="{y + 1}" width="{TEGEL_BREED - 2}" height="{TEGEL_HOOG - 2}" rx="6" {vlak}/>']
    for nummer, regeltekst in enumerate(_regels(regel.naam)):
        delen.append(_tegeltekst(x + 9, y + 20 + nummer * 15, regeltekst, 13, 400))
    delen.append(_tegeltekst(x + 9, y + TEGEL_HOOG - 11, regel.per_duizend_tekst, 17, 600))
    if regel.is_boven:
        delen.append(_tegeltekst(x + 50, y + TEGEL_HOOG - 11, "boven", 13, 400))
    return "".join(delen)


def _tegeltekst(x: float, y: float, tekst: str, grootte: int, dikte: int) -> str:
    stijl = f'{LETTERTYPE} font-size="{grootte}" font-weight="{dikte}" fill="{INKT}"'
    return f'<text x="{x:g}" y="{y:g}" {stijl}>{escape(tekst)}</text>'


def _regels(naam: str, breedte: int = 16) -> list[str]:
    """The name broken at spaces into lines that fit in a tile."""
    regels = [""]
    for woord in naam.split():
        langer = f"{regels[-1]} {woord}".strip()
        if len(langer) <= breedte or not regels[-1]:
            regels[-1] = langer
        else:
            regels.append(woord)
    return regels


# --- The range of what is needed -------------------------------------------------------------------------------------

BAND_BREED, BAND_HOOG, BAND_RAND = 400, 92, 20


def bandbreedte(raming: Raming, geregistreerd: Telling) -> SafeString:
    """From low to high on a line that starts at zero, the middle marked, the registered figure as a dot."""
    top = -(-max(raming.hoog, geregistreerd or 0) * 11 // 100) * 10 or 10
    schaal = (BAND_BREED - 2 * BAND_RAND) / top

    def x(aantal: int) -> float:
        return BAND_RAND + aantal * schaal

    breed = max(x(raming.hoog) - x(raming.laag), 3)
    midden = f'x1="{x(raming.midden):.1f}" y1="42" x2="{x(raming.midden):.1f}" y2="62"'
    delen = [
        f'<line x1="{x(0):.1f}" y1="52" x2="{x(top):.1f}" y2="52" stroke="{GRIJS}"/>',
        f'<rect x="{x(raming.laag):.1f}" y="42" width="{breed:.1f}" height="20" rx="3" fill="{ACCENT_LICHT}"/>',
        f'<line {midden} stroke="{ACCENT}" stroke-width="3"/>',
    ]
    delen.append(_bandtekst(x(raming.midden), 34, f"{getal(raming.laag)} tot {getal(raming.hoog)}", 600))
    delen += [_bandtekst(x(0), 82, "0"), _bandtekst(x(top), 82, getal(top))]
    titel = f"Nodig: {getal(raming.laag)} tot {getal(raming.hoog)}. Geregistreerd: {telling(geregistreerd)}"
    if geregistreerd is not None:
        delen.append(f'<circle cx="{x(geregistreerd):.1f}" cy="52" r="7" fill="{INKT}"/>')
        delen.append(_bandtekst(x(geregistreerd), 34, f"geregistreerd {getal(geregistreerd)}"))
    return svg("bandbreedte", BAND_BREED, BAND_HOOG, titel, "".join(delen), 'width="100%" ')


def _bandtekst(x: float, y: float, tekst: str, dikte: int = 400) -> str:
    anker = "start" if x < 70 else "end" if x > BAND_BREED - 70 else "middle"
    x = max(x, 2) if anker == "start" else min(x, BAND_BREED - 2)
    stijl = f'{LETTERTYPE} font-size="15" font-weight="{dikte}" fill="{INKT}"'
    return f'<text x="{x:.1f}" y="{y}" text-anchor="{anker}" {stijl}>{escape(tekst)}</text>'
