"""The picture of one series: drawn on the server, the same on the page and in the PDF."""

from decimal import Decimal
from itertools import pairwise

from django.utils.html import escape
from django.utils.safestring import SafeString

from dashboard.cijfers import Cijfer
from zwijndrecht_portal.core.grafieken import ACCENT, GRIJS, INKT, LETTERTYPE, LIJN, svg
from zwijndrecht_portal.core.opmaak import getal

BREED, HOOG = 460, 210
LINKS, RECHTS, BOVEN, ONDER = 46, 34, 22, 30
LEGENDA = 16  # above the picture, so that the name of the target never meets the value of a point
LETTERHOOG = 13
INSPRING = 22  # keeps the value of the first point clear of the axis
LIJNEN = 4


def lijngrafiek(cijfer: Cijfer) -> SafeString:
    """
    Line with its points, values at the points, the target dashed. Empty when there is no line to draw.

    The axis starts at zero: a small change must not look like a big one.
    """
    if not cijfer.verloop:
        return SafeString()
    bekend = [waarde for waarde in cijfer.verloop if waarde is not None]
    top = _mooie_top(max([*bekend, cijfer.streefwaarde or Decimal(0)]))
    boven = BOVEN if cijfer.streefwaarde is None else BOVEN + LEGENDA
    stap = (BREED - LINKS - INSPRING - RECHTS) / (len(cijfer.verloop) - 1)

    def x(nummer: int) -> float:
        return LINKS + INSPRING + nummer * stap

    def y(waarde: Decimal) -> float:
        return HOOG - ONDER - float(waarde / top) * (HOOG - boven - ONDER)

    delen = [_hulplijn(y(top * n / LIJNEN), getal(top * n / LIJNEN)) for n in range(LIJNEN + 1)]
    streef: float | None = None
    if cijfer.streefwaarde is not None:
        streef = y(cijfer.streefwaarde)
        delen += [_streeflijn(LINKS, BREED - 8, streef), _legenda(f"streefwaarde {getal(cijfer.streefwaarde)}")]
    punten = [(x(nummer), y(waarde)) if waarde is not None else None for nummer, waarde in enumerate(cijfer.verloop)]
    delen += [_lijnstuk(eerst, dan) for eerst, dan in pairwise(punten) if eerst and dan]
    delen += [_punt(*punt, cijfer.reeks[nummer].tekst, streef) for nummer, punt in enumerate(punten) if punt]
    elke = -(-len(punten) // 5)  # labels must not run into each other; the last one always stands
    laatste = len(punten) - 1
    delen += [_label(x(n), cijfer.reeks[n].label) for n in range(len(punten)) if (laatste - n) % elke == 0]
    return svg("lijngrafiek", BREED, HOOG, cijfer.verloop_in_woorden, "".join(delen))


def _mooie_top(hoogste: Decimal) -> Decimal:
    """The first of 1, 2, 4, 5, 8 or 10 times a power of ten that is not below the highest value."""
    macht = Decimal(10) ** (hoogste.adjusted() if hoogste else 0)
    return next(macht * keer for keer in (1, 2, 4, 5, 8, 10) if macht * keer >= hoogste)


def _tekst(x: float, y: float, tekst: str, kleur: str, anker: str, extra: str = "") -> str:
    stijl = f'{LETTERTYPE} font-size="{LETTERHOOG}" fill="{kleur}" text-anchor="{anker}" {extra}'
    return f'<text x="{x:.1f}" y="{y:.1f}" {stijl}>{escape(tekst)}</text>'


def _hulplijn(y: float, tekst: str) -> str:
    lijn = f'<line x1="{LINKS}" x2="{BREED - 8}" y1="{y:.1f}" y2="{y:.1f}" stroke="{LIJN}"/>'
    return lijn + _tekst(LINKS - 8, y + 4.5, tekst, GRIJS, "end")


def _streeflijn(van: float, tot: float, y: float) -> str:
    return (
        f'<line x1="{van}" x2="{tot}" y1="{y:.1f}" y2="{y:.1f}" stroke="{GRIJS}" stroke-width="1.5" '
        f'stroke-dasharray="5 4"/>'
    )


def _legenda(tekst: str) -> str:
    return _streeflijn(LINKS, LINKS + 23, 9) + _tekst(LINKS + 30, 13.5, tekst, GRIJS, "start")


def _lijnstuk(eerst: tuple[float, float], dan: tuple[float, float]) -> str:
    (x1, y1), (x2, y2) = eerst, dan
    return f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="{ACCENT}" stroke-width="2.5"/>'


def _punt(x: float, y: float, tekst: str, streef: float | None) -> str:
    """The point with its value above it; above the line of the target too, when that would run through the value."""
    voet = y - 9
    if streef is not None and voet - LETTERHOOG < streef < voet + 3:
        voet = streef - 6
    stip = f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="{ACCENT}"/>'
    return stip + _tekst(x, voet, tekst, INKT, "middle", 'font-weight="600"')


def _label(x: float, tekst: str) -> str:
    return _tekst(x, HOOG - 8, tekst, GRIJS, "middle")
