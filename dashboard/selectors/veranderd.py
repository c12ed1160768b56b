"""What changed since the last adopted report: its frozen payload beside what the front page shows now."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from dashboard.cijfers import Cijfer
from plan.selectors import ActieRegel
from zwijndrecht_portal.core.enums import ERNST, Licht
from zwijndrecht_portal.core.opmaak import getal

MAX_REGELS = 6


@dataclass(frozen=True, slots=True)
class Verandering:
    """One line; `pk` is that of an actie, `sleutel` that of a figure."""

    titel: str
    tekst: str
    pk: int | None = None
    sleutel: str = ""


def veranderd(payload: Mapping[str, Any], cijfers: Sequence[Cijfer], acties: Sequence[ActieRegel]) -> list[Verandering]:
    """Lights first, the most serious before; then figures in the order of the page."""
    return [*_lichten(payload, acties), *_cijfers(payload, cijfers)][:MAX_REGELS]


def _cijfers(payload: Mapping[str, Any], cijfers: Sequence[Cijfer]) -> Iterable[Verandering]:
    """A figure that was or is hidden says nothing about how it changed."""
    toen = {rij["sleutel"]: rij["reeks"][-1]["waarde"] for rij in payload.get("cijfers", []) if rij["reeks"]}
    for cijfer in cijfers:
        was = toen.get(cijfer.sleutel)
        if was is None or cijfer.waarde is None or Decimal(was) == cijfer.waarde:
            continue
        tekst = f"van {getal(Decimal(was))} naar {cijfer.tekst_met_eenheid}"
        yield Verandering(cijfer.naam, tekst, sleutel=cijfer.sleutel)


def _lichten(payload: Mapping[str, Any], acties: Sequence[ActieRegel]) -> Iterable[Verandering]:
    """Acties whose heaviest light is another one than in the report."""
    toen = {
        stuk["code"]: max((Licht(licht["berekend"]) for licht in stuk["lichten"]), key=ERNST.__getitem__)
        for hoofdstuk in payload.get("hoofdstukken", [])
        for stuk in hoofdstuk["acties"]
    }
    anders = [
        (actie, toen[actie.code], actie.lichten.zwaarste())
        for actie in acties
        if actie.code in toen and toen[actie.code] != actie.lichten.zwaarste()
    ]
    for actie, was, nu in sorted(anders, key=lambda rij: -ERNST[rij[2]]):
        yield Verandering(actie.naam, f"van {was.label.lower()} naar {nu.label.lower()}", pk=actie.id)
