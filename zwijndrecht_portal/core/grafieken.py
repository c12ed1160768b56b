"""
Small pictures as SVG, the same on the page and in the PDF.

WeasyPrint applies no style sheet inside an SVG and takes its name from `<title>`: so colours are attributes and every
picture that says something carries a title. The arguments are hashable, so each picture is drawn once.
"""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from zwijndrecht_portal.core.enums import Licht
from zwijndrecht_portal.core.opmaak import datum
from zwijndrecht_portal.core.periode import Periode

Getal = Decimal | float

ACCENT, ACCENT_LICHT, INKT, GRIJS, LIJN, WIT = "#0b5c79", "#93c8da", "#0f2438", "#586c88", "#dfe3e8", "#ffffff"
GROEN, ORANJE, ORANJE_RAND, ROOD = "#157b31", "#ffc15e", "#8a4b00", "#c4232b"
LETTERTYPE = "font-family=\"'Source Sans 3', sans-serif\""


def svg(klasse: str, breed: int, hoog: int, titel: str, tekening: str, opmaak: str = "") -> SafeString:
    """The one place that declares our markup safe; the title may hold what people typed. Untitled is decoration."""
    naam = format_html('role="img"><title>{}</title>', titel) if titel else 'aria-hidden="true">'
    return mark_safe(f'<svg class="{klasse}" viewBox="0 0 {breed} {hoog}" {opmaak}{naam}{tekening}</svg>')  # noqa: S308


# --- Lights: word, shape and colour ----------------------------------------------------------------------------------

VORMEN = {
    Licht.GROEN: f'<circle cx="12" cy="12" r="11" fill="{GROEN}"/>',
    Licht.ORANJE: f'<path d="M12 2 23 22H1z" fill="{ORANJE}" stroke="{ORANJE_RAND}" stroke-width="1.5"/>',
    Licht.ROOD: f'<rect x="1.5" y="1.5" width="21" height="21" rx="3" fill="{ROOD}"/>',
    Licht.ONBEKEND: f'<circle cx="12" cy="12" r="10.5" fill="{WIT}" stroke="{GRIJS}" stroke-dasharray="3 2.5"/>',
}
LETTERKLEUR = {Licht.GROEN: WIT, Licht.ORANJE: "#3a1d00", Licht.ROOD: WIT, Licht.ONBEKEND: INKT}
LETTERS = {Licht.ORANJE: "!", Licht.ONBEKEND: "?"}
TEKENS = {
    Licht.GROEN: f'<path d="m7 12.5 3.5 3.5L17.5 8.5" fill="none" stroke="{WIT}" stroke-width="2.5"/>',
    Licht.ROOD: f'<path d="m7.5 7.5 9 9m0-9-9 9" fill="none" stroke="{WIT}" stroke-width="2.5"/>',
}


@lru_cache
def licht_svg(waarde: str, aspect: str = "", verborgen: bool = False) -> SafeString:
    """
    One light. With an aspect ("Tijd") its first letter stands in the shape, without one a sign.

    `verborgen`: the words stand beside it, so a screen reader skips the picture.
    """
    licht = Licht(waarde)
    letter = aspect[:1] or LETTERS.get(licht)
    inhoud = TEKENS[licht] if letter is None else _letter(letter, licht)
    naam = f"{aspect}: {licht.label}" if aspect else licht.label
    return svg("licht", 24, 24, "" if verborgen else naam, VORMEN[licht] + inhoud, 'width="24" height="24" ')


def _letter(letter: str, licht: Licht) -> str:
    hoogte = 19.2 if licht == Licht.ORANJE else 16.4  # a triangle is wide at its foot
    stijl = f'{LETTERTYPE} font-size="12.5" font-weight="600" fill="{LETTERKLEUR[licht]}"'
    return f'<text x="12" y="{hoogte}" text-anchor="middle" {stijl}>{letter}</text>'


# --- Sparkline -------------------------------------------------------------------------------------------------------

SPARK_BREED, SPARK_HOOG, SPARK_RAND = 160, 40, 4


@lru_cache(maxsize=512)
def sparkline(waarden: tuple[Getal | None, ...], titel: str, streefwaarde: Getal | None = None) -> SafeString:
    """
    Line of the last periods, oldest first; None (unknown or hidden) is a gap, never a zero.

    The dashed line is the target. Empty when nothing is known.
    """
    bekend = [float(w) for w in waarden if w is not None]
    if not bekend:
        return SafeString()
    grenzen = bekend if streefwaarde is None else [*bekend, float(streefwaarde)]
    laag, hoog = min(grenzen), max(grenzen)
    schaal = (SPARK_HOOG - 2 * SPARK_RAND) / ((hoog - laag) or 1)
    stap = (SPARK_BREED - 2 * SPARK_RAND) / max(len(waarden) - 1, 1)

    def y(waarde: Getal) -> float:
        return SPARK_HOOG / 2 if hoog == laag else SPARK_HOOG - SPARK_RAND - (float(waarde) - laag) * schaal

    punten = [None if w is None else (SPARK_RAND + i * stap, y(w)) for i, w in enumerate(waarden)]
    doel = ""
    if streefwaarde is not None:
        doel = _lijn(0, y(streefwaarde), SPARK_BREED, y(streefwaarde), GRIJS, 'stroke-dasharray="4 3"')
    x, hoogte = [punt for punt in punten if punt][-1]
    tekening = [doel, *(_polylijn(stuk) for stuk in _stukken(punten))]
    tekening.append(f'<circle cx="{x:.1f}" cy="{hoogte:.1f}" r="3.5" fill="{ACCENT}"/>')
    return svg("sparkline", SPARK_BREED, SPARK_HOOG, titel, "".join(tekening))


def _stukken(punten: Sequence[tuple[float, float] | None]) -> list[list[tuple[float, float]]]:
    """The runs of known points between the gaps."""
    stukken: list[list[tuple[float, float]]] = [[]]
    for punt in punten:
        if punt is None:
            stukken.append([])
        else:
            stukken[-1].append(punt)
    return [stuk for stuk in stukken if stuk]


def _polylijn(punten: list[tuple[float, float]]) -> str:
    plekken = " ".join(f"{x:.1f},{y:.1f}" for x, y in punten)
    return f'<polyline points="{plekken}" fill="none" stroke="{ACCENT}" stroke-width="2" stroke-linejoin="round"/>'


def _lijn(x1: float, y1: float, x2: float, y2: float, kleur: str, extra: str = "") -> str:
    plek = f'x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}"'
    return f'<line {plek} stroke="{kleur}" stroke-width="1.5" {extra}/>'


# --- Quarter strip ---------------------------------------------------------------------------------------------------

KWARTAAL_BREED, KWARTAAL_HOOG, KOP_HOOG = 28, 22, 16


@lru_cache(maxsize=512)
def kwartaalstrook(
    naam: str,
    vastgesteld: Periode | None,
    huidig: Periode | None,
    gerealiseerd_op: date | None = None,
    peildatum: date | None = None,
    jaren: tuple[int, int] = (2019, 2021),
) -> SafeString:
    """
    One mijlpaal on a strip of quarters: adopted period as outline, current one filled, realised as a check.

    A vertical line marks the peildatum. What lies outside the years is only said in the title.
    """
    aantal = (jaren[1] - jaren[0] + 1) * 4
    breed, hoog = aantal * KWARTAAL_BREED, KOP_HOOG + KWARTAAL_HOOG + 2
    tekening = [_jaarkop(jaren), _vakken(aantal)]
    if huidig and (plek := _kwartalen(huidig.van, huidig.tot, jaren)):
        tekening.append(_blok(*plek, f'fill="{ACCENT_LICHT}"'))
    if vastgesteld and (plek := _kwartalen(vastgesteld.van, vastgesteld.tot, jaren)):
        tekening.append(_blok(*plek, f'fill="none" stroke="{INKT}" stroke-width="2"'))
    if gerealiseerd_op and (plek := _kwartalen(gerealiseerd_op, gerealiseerd_op, jaren)):
        tekening.append(_vink(plek[0]))
    if peildatum and jaren[0] <= peildatum.year <= jaren[1]:
        x = ((peildatum.year - jaren[0]) * 12 + peildatum.month - 1 + peildatum.day / 31) * KWARTAAL_BREED / 3
        tekening.append(_lijn(x, KOP_HOOG - 4, x, hoog, ROOD, 'stroke-dasharray="2 2"'))
    titel = _strook_in_woorden(naam, vastgesteld, huidig, gerealiseerd_op)
    return svg("kwartaalstrook", breed, hoog, titel, "".join(tekening))


def _strook_in_woorden(
    naam: str, vastgesteld: Periode | None, huidig: Periode | None, gerealiseerd_op: date | None
) -> str:
    woorden = [f"vastgesteld {vastgesteld}" if vastgesteld else "niet vastgesteld"]
    if huidig and (vastgesteld is None or (huidig.van, huidig.tot) != (vastgesteld.van, vastgesteld.tot)):
        woorden.append(f"nu gepland {huidig}")
    woorden.append(f"gerealiseerd op {datum(gerealiseerd_op)}" if gerealiseerd_op else "nog niet gerealiseerd")
    return f"{naam}: {', '.join(woorden)}"


def _kwartalen(van: date, tot: date, jaren: tuple[int, int]) -> tuple[int, int] | None:
    """First quarter and number of quarters, counted from the first year and cut to the strip."""
    laatste = (jaren[1] - jaren[0] + 1) * 4 - 1
    eerst = (van.year - jaren[0]) * 4 + (van.month - 1) // 3
    einde = (tot.year - jaren[0]) * 4 + (tot.month - 1) // 3
    if einde < 0 or eerst > laatste:
        return None
    eerst, einde = max(eerst, 0), min(einde, laatste)
    return eerst, einde - eerst + 1


def _blok(eerste: int, aantal: int, opmaak: str) -> str:
    x, breed = eerste * KWARTAAL_BREED + 1.5, aantal * KWARTAAL_BREED - 3
    return f'<rect x="{x}" y="{KOP_HOOG + 1.5}" width="{breed}" height="{KWARTAAL_HOOG - 3}" rx="2" {opmaak}/>'


def _vink(kwartaal: int) -> str:
    x, y = kwartaal * KWARTAAL_BREED + KWARTAAL_BREED / 2, KOP_HOOG + KWARTAAL_HOOG / 2
    vink = f'<path d="M{x - 4} {y}l3 3 5-6" fill="none" stroke="{WIT}" stroke-width="2"/>'
    return f'<circle cx="{x}" cy="{y}" r="8" fill="{GROEN}"/>{vink}'


def _jaarkop(jaren: tuple[int, int]) -> str:
    stijl = f'{LETTERTYPE} font-size="12" fill="{GRIJS}"'
    plekken = enumerate(range(jaren[0], jaren[1] + 1))
    return "".join(f'<text x="{i * 4 * KWARTAAL_BREED + 1}" y="11" {stijl}>{jaar}</text>' for i, jaar in plekken)


def _vakken(aantal: int) -> str:
    breed = aantal * KWARTAAL_BREED
    vlak = f'<rect x=".5" y="{KOP_HOOG}" width="{breed - 1}" height="{KWARTAAL_HOOG}" fill="{WIT}" stroke="{LIJN}"/>'
    onder = KOP_HOOG + KWARTAAL_HOOG
    for i in range(1, aantal):
        kleur = GRIJS if i % 4 == 0 else LIJN
        x = i * KWARTAAL_BREED
        vlak += f'<line x1="{x}" y1="{KOP_HOOG}" x2="{x}" y2="{onder}" stroke="{kleur}"/>'
    return vlak


# --- Bar -------------------------------------------------------------------------------------------------------------


@lru_cache(maxsize=512)
def staaf(waarde: Getal, totaal: Getal, titel: str, van: Getal | None = None, tot: Getal | None = None) -> SafeString:
    """
    A value as part of a whole; `van`-`tot` marks the stretch where it should be (caseload 50-100 per fte).

    Over the whole is drawn as full: the words beside the bar say by how much.
    """

    def deel(getal: Getal) -> float:
        return max(0.0, min(100.0, 100 * float(getal) / float(totaal))) if totaal else 0.0

    tekening = f'<rect width="100" height="10" fill="{LIJN}"/>'
    if van is not None and tot is not None:
        plek = f'x="{deel(van):.1f}" width="{deel(tot) - deel(van):.1f}"'
        tekening += f'<rect {plek} height="10" fill="{ACCENT_LICHT}"/>'
    tekening += f'<rect y="2.5" width="{deel(waarde):.1f}" height="5" fill="{ACCENT}"/>'
    return svg("staaf", 100, 10, titel, tekening, 'preserveAspectRatio="none" ')
