"""Moving in and out of Zwijndrecht, per year, as known on a peildatum."""

from dataclasses import dataclass
from datetime import date
from itertools import groupby

from housing.enums import Richting, Verhuisgebied
from housing.models import Verhuisstroom
from zwijndrecht_portal.core.opmaak import getal


@dataclass(frozen=True, slots=True)
class GebiedRegel:
    """One place in one year. None: nobody has recorded it, which is not zero."""

    gebied: Verhuisgebied
    erbij: int | None
    weg: int | None

    @property
    def saldo(self) -> int | None:
        return None if self.erbij is None or self.weg is None else self.erbij - self.weg

    @property
    def saldo_tekst(self) -> str:
        return "onbekend" if self.saldo is None else f"{'+' if self.saldo > 0 else ''}{getal(self.saldo)}"


@dataclass(frozen=True, slots=True)
class JaarRegel:
    jaar: int
    regels: tuple[GebiedRegel, ...]
    bronnen: str

    @property
    def saldo_tekst(self) -> str:
        """Of the whole year; unknown as long as one number misses."""
        saldi = [regel.saldo for regel in self.regels]
        if None in saldi:
            return "onbekend: nog niet alles is vastgelegd"
        saldo = sum(saldo or 0 for saldo in saldi)
        return f"{'+' if saldo > 0 else ''}{getal(saldo)}"


def verhuisstromen(peildatum: date, *, jaren: int = 3) -> list[JaarRegel]:
    """The newest years first. One query."""
    rijen = Verhuisstroom.objects.op_peildatum(peildatum).order_by("-jaar", "bron")
    return [_jaar(jaar, list(groep)) for jaar, groep in groupby(rijen, key=lambda rij: rij.jaar)][:jaren]


def _jaar(jaar: int, rijen: list[Verhuisstroom]) -> JaarRegel:
    aantallen = {(rij.richting, rij.gebied): rij.aantal for rij in rijen}
    regels = tuple(
        GebiedRegel(gebied, aantallen.get((Richting.IN, gebied)), aantallen.get((Richting.UIT, gebied)))
        for gebied in Verhuisgebied
    )
    return JaarRegel(jaar, regels, "; ".join(dict.fromkeys(rij.bron for rij in rijen)))
