"""The planning of one actie as one picture: a row per mijlpaal on a strip of quarters. Same signs as on the page."""

from collections.abc import Sequence
from datetime import date

from django.utils.html import escape
from django.utils.safestring import SafeString

from dashboard.rapport import MijlpaalStuk
from zwijndrecht_portal.core.grafieken import ACCENT_LICHT, GRIJS, GROEN, INKT, LETTERTYPE, LIJN, ROOD, WIT, svg
from zwijndrecht_portal.core.opmaak import datum
from zwijndrecht_portal.core.periode import Periode

BREED, NAAM_BREED, KOP, RIJ = 680, 250, 15, 18
MAX_NAAM = 41  # characters that fit in the column of names


def planningstrook(mijlpalen: Sequence[MijlpaalStuk], jaren: tuple[int, int], peildatum: date) -> SafeString:
    """
    Adopted period as outline, current one filled, realised as a check; a dashed line at the peildatum.

    Empty when no mijlpaal has a period. What lies outside the years is cut off; the table beside it says it all.
    """
    if not any(m.vastgesteld or m.huidig or m.gerealiseerd_op for m in mijlpalen):
        return SafeString()
    hoog = KOP + RIJ * len(mijlpalen) + 3
    kwartaal = (BREED - NAAM_BREED) / ((jaren[1] - jaren[0] + 1) * 4)
    tekening = [_raster(jaren, kwartaal, hoog, len(mijlpalen))]
    for nummer, mijlpaal in enumerate(mijlpalen):
        tekening.append(_rij(mijlpaal, KOP + nummer * RIJ, jaren, kwartaal))
    if jaren[0] <= peildatum.year <= jaren[1]:
        x = NAAM_BREED + ((peildatum.year - jaren[0]) * 12 + peildatum.month - 1 + peildatum.day / 31) * kwartaal / 3
        lijn = f'<line x1="{x:.1f}" x2="{x:.1f}" y1="{KOP - 4}" y2="{hoog}" stroke="{ROOD}" stroke-width="1.5"'
        tekening.append(f'{lijn} stroke-dasharray="3 2"/>')
    titel = "Planning. " + " ".join(_in_woorden(mijlpaal) for mijlpaal in mijlpalen)
    return svg("planning", BREED, hoog, titel, "".join(tekening))


def _in_woorden(mijlpaal: MijlpaalStuk) -> str:
    gehaald = f"gehaald op {datum(mijlpaal.gerealiseerd_op)}" if mijlpaal.gerealiseerd_op else "nog niet gehaald"
    vast, nu = mijlpaal.vastgesteld or "onbekend", mijlpaal.huidig or "onbekend"
    return f"{mijlpaal.naam}: vastgesteld {vast}, nu {nu}, {gehaald}."


def _raster(jaren: tuple[int, int], kwartaal: float, hoog: int, rijen: int) -> str:
    """Years with their quarters and the lines between the rows: two paths, because each element costs a millisecond."""
    aantal = (jaren[1] - jaren[0] + 1) * 4
    staand = [f"M{NAAM_BREED + deel * kwartaal:.1f} {KOP - 1}V{hoog}" for deel in range(aantal)]
    liggend = [f"M{NAAM_BREED} {KOP + nummer * RIJ}H{BREED}" for nummer in range(rijen)]
    jaargrenzen = [*staand[::4], f"M{BREED - 0.5} {KOP - 1}V{hoog}"]
    namen = [
        f'<text x="{NAAM_BREED + plek * 4 * kwartaal + 3:.1f}" y="10" {LETTERTYPE} font-size="11" fill="{GRIJS}">'
        f"{jaren[0] + plek}</text>"
        for plek in range(jaren[1] - jaren[0] + 1)
    ]
    paden = ((staand + liggend, LIJN), (jaargrenzen, GRIJS))
    lijnen = [f'<path d="{"".join(lijn)}" stroke="{kleur}"/>' for lijn, kleur in paden]
    return "".join([*lijnen, *namen])


def _rij(mijlpaal: MijlpaalStuk, y: float, jaren: tuple[int, int], kwartaal: float) -> str:
    naam = mijlpaal.naam if len(mijlpaal.naam) <= MAX_NAAM else f"{mijlpaal.naam[: MAX_NAAM - 1].rstrip()}…"
    tekening = f'<text x="0" y="{y + 13.5}" {LETTERTYPE} font-size="12" fill="{INKT}">{escape(naam)}</text>'
    if mijlpaal.huidig and (plek := _plek(mijlpaal.huidig, jaren, kwartaal)):
        tekening += _vak(plek, y, f'fill="{ACCENT_LICHT}"')
    if mijlpaal.vastgesteld and (plek := _plek(mijlpaal.vastgesteld, jaren, kwartaal)):
        tekening += _vak(plek, y, f'fill="none" stroke="{INKT}" stroke-width="1.5"')
    if mijlpaal.gerealiseerd_op:
        op = mijlpaal.gerealiseerd_op
        if plek := _plek(Periode(op, op), jaren, kwartaal):
            tekening += _vink(plek[0] + kwartaal / 2, y + RIJ / 2)
    return tekening


def _plek(periode: Periode, jaren: tuple[int, int], kwartaal: float) -> tuple[float, float] | None:
    """Left edge and width, cut to the strip; None when it lies outside."""
    eerste, laatste = ((dag.year - jaren[0]) * 4 + (dag.month - 1) // 3 for dag in (periode.van, periode.tot))
    einde = (jaren[1] - jaren[0] + 1) * 4 - 1
    if laatste < 0 or eerste > einde:
        return None
    eerste, laatste = max(eerste, 0), min(laatste, einde)
    return NAAM_BREED + eerste * kwartaal, (laatste - eerste + 1) * kwartaal


def _vak(plek: tuple[float, float], y: float, opmaak: str) -> str:
    x, breed = plek
    return f'<rect x="{x + 1.5:.1f}" y="{y + 3}" width="{breed - 3:.1f}" height="{RIJ - 6}" rx="2" {opmaak}/>'


def _vink(x: float, y: float) -> str:
    vink = f'<path d="M{x - 3.5:.1f} {y}l2.600 2.600 4.400-5.200" fill="none" stroke="{WIT}" stroke-width="1.8"/>'
    return f'<circle cx="{x:.1f}" cy="{y}" r="7" fill="{GROEN}"/>{vink}'
