"""Pictures of the money as SVG, the same on the page and in the PDF; each stands beside its numbers."""

from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from django.utils.safestring import SafeString

from budget.regels import JaarOverzicht
from zwijndrecht_portal.core.grafieken import ACCENT, ACCENT_LICHT, GRIJS, ROOD, WIT, svg
from zwijndrecht_portal.core.opmaak import euro

BREED, HOOG = 300, 16
ARCERING = (
    '<defs><pattern id="tekort" width="6" height="6" patternTransform="rotate(45)" patternUnits="userSpaceOnUse">'
    f'<rect width="6" height="6" fill="{WIT}"/><rect width="3" height="6" fill="{ROOD}"/></pattern></defs>'
)


@dataclass(frozen=True, slots=True)
class Vulling:
    """How a part of the money looks: never by colour alone, its words stand beside it."""

    kleur: str
    rand: str


VULLINGEN = {
    "posten": Vulling(ACCENT, ACCENT),
    "onvoorzien": Vulling(ACCENT_LICHT, ACCENT),
    "ruimte": Vulling(WIT, GRIJS),
    "gedekt": Vulling(ACCENT, ACCENT),
    "tekort": Vulling("url(#tekort)", ROOD),
}


def plantabelstaaf(jaar: JaarOverzicht, schaal: Decimal) -> SafeString:
    """The plan table against what covers it; `schaal` is the amount that fills the whole width."""
    if jaar.tekort_plantabel:
        return _staaf(f"Plantabel {jaar.jaar}", (("gedekt", jaar.dekking), ("tekort", jaar.tekort_plantabel)), schaal)
    delen = (("posten", jaar.som_posten), ("onvoorzien", jaar.onvoorzien), ("ruimte", jaar.ruimte))
    return _staaf(f"Dekking {jaar.jaar}", delen, schaal)


def lopendstaaf(jaar: JaarOverzicht) -> SafeString:
    """The costs beside the plan table: what is paid and what is not."""
    lopend = jaar.lopend
    delen = (("gedekt", lopend.kosten - lopend.tekort), ("tekort", lopend.tekort))
    return _staaf(f"Kosten buiten de plantabel {jaar.jaar}", delen, lopend.kosten)


@lru_cache(maxsize=256)
def _staaf(titel: str, delen: tuple[tuple[str, Decimal], ...], schaal: Decimal) -> SafeString:
    """Parts (name of VULLINGEN, amount) behind each other."""
    x, tekening = 1.0, ARCERING
    for naam, bedrag in delen:
        breed = float(bedrag / schaal) * (BREED - 2) if schaal else 0.0
        vulling = VULLINGEN[naam]
        maten = f'x="{x:.1f}" y="1" width="{breed:.1f}" height="{HOOG - 2}"'
        tekening += f'<rect {maten} fill="{vulling.kleur}" stroke="{vulling.rand}"/>' if breed else ""
        x += breed
    woorden = ", ".join(f"{naam} {euro(bedrag)}" for naam, bedrag in delen if bedrag)
    return svg("geldstaaf", BREED, HOOG, f"{titel}: {woorden}", tekening, 'preserveAspectRatio="none" ')


@lru_cache
def vlakje(naam: str) -> SafeString:
    """The key beside a label: decoration, the label says the same."""
    vulling = VULLINGEN[naam]
    vlak = f'<rect x="1" y="1" width="12" height="12" fill="{vulling.kleur}" stroke="{vulling.rand}"/>'
    return svg("vlakje", 14, 14, "", ARCERING + vlak, 'width="14" height="14" ')
