"""The spreadsheet of `budget.rekenblad` as it comes back: which cells somebody changed."""

from dataclasses import dataclass
from decimal import Decimal

from zwijndrecht_portal.core.bestanden import Onleesbaar, lees_rijen
from zwijndrecht_portal.core.opmaak import parse_bedrag

UITLEG = {"begroot": (), "prognose": ("was toelichting", "toelichting")}
FORMULETEKENS = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Wijziging:
    """A cell of the file that differs from what the portal said at export."""

    post: int
    kolom: str
    was: Decimal | None
    wordt: Decimal | None
    was_toelichting: str = ""
    toelichting: str = ""

    @property
    def is_echt(self) -> bool:
        return (self.was, self.was_toelichting) != (self.wordt, self.toelichting)


def lees_rekenblad(inhoud: bytes) -> tuple[list[Wijziging], list[str]]:
    """The changed cells, and a Dutch line per fault with its row and column. Raises Onleesbaar for another file."""
    rijen = lees_rijen(inhoud)
    _, kop = next(rijen, (1, []))
    namen = [naam.lower() for naam in kop]
    if missend := [naam for naam in ("id", "begroot", "prognose", "was begroot", "was prognose") if naam not in namen]:
        raise Onleesbaar(f"Dit is niet het bestand uit het portaal: de kolom {missend[0]} ontbreekt in de eerste rij.")
    wijzigingen: list[Wijziging] = []
    fouten: list[str] = []
    for nummer, cellen in rijen:
        rij = dict(zip(namen, cellen, strict=False))
        if not rij.get("id", "").isdecimal():
            continue
        for kolom in ("begroot", "prognose"):
            try:
                was, wordt = (_bedrag(rij.get(naam, "")) for naam in (f"was {kolom}", kolom))
            except ValueError as fout:
                fouten.append(f"Rij {nummer}, kolom {kolom}: {fout}")
                continue
            uitleg = [_tekst(rij.get(naam, "")) for naam in UITLEG[kolom]]
            wijziging = Wijziging(int(rij["id"]), kolom, was, wordt, *uitleg)
            if wijziging.is_echt:
                wijzigingen.append(wijziging)
    return wijzigingen, fouten


def _tekst(cel: str) -> str:
    """Without the quote that keeps text from being a formula."""
    return cel[1:] if cel.startswith("'") and cel[1:].startswith(FORMULETEKENS) else cel


def _bedrag(tekst: str) -> Decimal | None:
    """A number in a cell reads as 12500.5, which has one decimal; more than two is no amount."""
    return parse_bedrag(tekst) if tekst else None
