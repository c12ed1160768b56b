"""
Tables that hang together, solved as one: cells, and sums that everybody knows to hold between them.

Two tables that share a cell, quarters that add up to a year, a report of last quarter and one of today: each is safe by
itself and together they may give a hidden cell away. So they are one system of equations. For every hidden cell an
integer program finds the lowest and the highest value that fit all that is published, exact for whole numbers; where
they lie closer than the threshold, another program finds the cheapest cells to hide as well.
"""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from zwijndrecht_portal.core.onherleidbaar.drempels import Telling, afgerond, drempels_van, is_te_klein, minstens

Sleutel = TypeVar("Sleutel", bound=Hashable)
BIJNA_GEHEEL = 1e-6


@dataclass(frozen=True, slots=True)
class Verband(Generic[Sleutel]):
    """Everybody knows: `totaal` is the sum of `delen`."""

    totaal: Sleutel
    delen: tuple[Sleutel, ...]


def beveilig_stelsel(
    aantallen: Mapping[Sleutel, int],
    verbanden: Sequence[Verband[Sleutel]],
    *,
    drempel: int | None = None,
    eerder: Mapping[Sleutel, Telling] | None = None,
) -> dict[Sleutel, Telling]:
    """
    Every cell of these tables, safe to publish together; None is hidden. The same input gives the same answer.

    `eerder` is what was published before. A number cannot be taken back, so it stays; what was hidden stays hidden.
    Where that leaves no way to protect a cell, everything that is not public yet is hidden, so nothing new is given
    away. Raises ValueError for a negative count and for a sum that does not hold.
    """
    for verband in verbanden:
        if aantallen[verband.totaal] != sum(aantallen[deel] for deel in verband.delen):
            raise ValueError(f"{verband.totaal} is not the sum of its parts")
    eerder = eerder or {}
    openbaar = {sleutel for sleutel, telling in eerder.items() if telling is not None}
    verborgen = set(eerder) - openbaar
    grens = 0
    for grens in drempels_van(drempel):
        klein = {sleutel for sleutel, aantal in aantallen.items() if is_te_klein(aantal, grens)}
        verborgen = _verberg_ook(aantallen, verbanden, verborgen | klein - openbaar, openbaar, grens)
    return {sleutel: None if sleutel in verborgen else afgerond(aantal, grens) for sleutel, aantal in aantallen.items()}


def bereiken(
    aantallen: Mapping[Sleutel, int],
    verbanden: Sequence[Verband[Sleutel]],
    verborgen: set[Sleutel],
    *,
    tot: int,
) -> dict[Sleutel, tuple[int, int]]:
    """
    The audit: the lowest and highest value of each hidden cell that fit everything else.

    Searched no further than `tot` from the truth: a range that is wide enough shows nearer by already.
    """
    model = _Model(aantallen, verbanden, verborgen)
    return {sleutel: model.bereik(sleutel, tot) for sleutel in aantallen if sleutel in verborgen}


def _verberg_ook(
    aantallen: Mapping[Sleutel, int],
    verbanden: Sequence[Verband[Sleutel]],
    verborgen: set[Sleutel],
    openbaar: set[Sleutel],
    drempel: int,
) -> set[Sleutel]:
    """The small cells and what has to go with them."""
    if not any(verborgen.intersection((verband.totaal, *verband.delen)) for verband in verbanden):
        return verborgen  # a cell outside every sum cannot be found by subtracting
    te_doen = [sleutel for sleutel in aantallen if sleutel in verborgen]
    model = _Model(aantallen, verbanden, verborgen)
    while te_doen:
        sleutel = te_doen[-1]
        laag, hoog = model.gezien(sleutel)
        if hoog - laag < drempel:
            laag, hoog = model.bereik(sleutel, drempel)
        if hoog - laag >= drempel:
            te_doen.pop()  # and it stays safe: hiding more only widens ranges
            continue
        te_verbergen = {ander for ander, aantal in aantallen.items() if aantal} - openbaar - model.verborgen
        erbij = _goedkoopste(aantallen, verbanden, model.verborgen, te_verbergen, sleutel, laag + drempel)
        if erbij is None:  # what was published before stands in the way
            te_doen.pop()
            erbij = te_verbergen
        model.verberg(erbij)
        te_doen.extend(ander for ander in aantallen if ander in erbij)
    return model.verborgen


def _goedkoopste(
    aantallen: Mapping[Sleutel, int],
    verbanden: Sequence[Verband[Sleutel]],
    verborgen: set[Sleutel],
    te_verbergen: set[Sleutel],
    sleutel: Sleutel,
    waarde: int,
) -> set[Sleutel] | None:
    """
    The cells to hide so that this cell may also have that value, at the lowest price; None when there is no way.

    Other numbers are looked for that fit the sums. Each step away from the truth has a price: none for what is hidden,
    and for the rest more for a total than for its parts, and more for a large count than for a small one.
    """
    model = _Model(aantallen, verbanden, verborgen | te_verbergen)
    model.zet(sleutel, waarde, waarde)
    totalen = {verband.totaal for verband in verbanden}
    afwijkingen = {
        ander: model.prijs_van_afwijking(ander, 1 + aantallen[ander] / 1000 + 100 * (ander in totalen))
        for ander in aantallen
        if ander in te_verbergen
    }
    gevonden = model.los_op()
    if gevonden is None:
        return None
    return {ander for ander, kolom in afwijkingen.items() if round(gevonden[kolom]) > 0}


class _Model(Generic[Sleutel]):
    """The sums as an integer program: what is published is fixed, what is hidden is free."""

    def __init__(
        self, aantallen: Mapping[Sleutel, int], verbanden: Sequence[Verband[Sleutel]], verborgen: set[Sleutel]
    ) -> None:
        import highspy  # only where tables hang together: the web workers do without numpy as long as they can

        self.highspy = highspy
        self.oneindig = highspy.kHighsInf
        self.solver: Any = highspy.Highs()
        self.solver.setOptionValue("output_flag", False)
        self.solver.setOptionValue("threads", 1)
        self.is_geheel = False
        self.aantallen = aantallen
        self.kolom = {sleutel: nummer for nummer, sleutel in enumerate(aantallen)}
        self.laagst, self.hoogst = list(aantallen.values()), list(aantallen.values())
        self.verborgen: set[Sleutel] = set()
        for aantal in aantallen.values():
            self._nieuwe_kolom(aantal, aantal, 0)
        for verband in verbanden:
            leden = [(self.kolom[deel], 1.0) for deel in verband.delen] + [(self.kolom[verband.totaal], -1.0)]
            self._rij(leden, 0, 0)
        self.verberg(verborgen)

    def verberg(self, sleutels: set[Sleutel]) -> None:
        for sleutel in sleutels:
            self.zet(sleutel, self._minstens(sleutel), self.oneindig)
        self.verborgen |= sleutels

    def zet(self, sleutel: Sleutel, laag: float, hoog: float) -> None:
        self.solver.changeColBounds(self.kolom[sleutel], laag, hoog)

    def gezien(self, sleutel: Sleutel) -> tuple[int, int]:
        """What other tables that fit have shown of this cell so far; hiding more only adds tables."""
        kolom = self.kolom[sleutel]
        return self.laagst[kolom], self.hoogst[kolom]

    def bereik(self, sleutel: Sleutel, tot: int) -> tuple[int, int]:
        """The lowest and highest value of this hidden cell, at most `tot` from the truth."""
        aantal, kolom = self.aantallen[sleutel], self.kolom[sleutel]
        self.zet(sleutel, max(self._minstens(sleutel), aantal - tot), aantal + tot)
        uitersten = []
        for richting in (1, -1):
            self.solver.changeColCost(kolom, richting)
            gevonden = self.los_op()
            if gevonden is None:
                raise RuntimeError("the true numbers always fit")
            uitersten.append(round(gevonden[kolom]))
            self.laagst = [min(paar) for paar in zip(self.laagst, map(round, gevonden), strict=False)]
            self.hoogst = [max(paar) for paar in zip(self.hoogst, map(round, gevonden), strict=False)]
        self.solver.changeColCost(kolom, 0)
        self.zet(sleutel, self._minstens(sleutel), self.oneindig)
        return uitersten[0], uitersten[1]

    def prijs_van_afwijking(self, sleutel: Sleutel, prijs: float) -> int:
        """Let each step away from the true number cost this; the answer is the column with the distance."""
        afstand = self._nieuwe_kolom(0, self.oneindig, prijs)
        aantal, kolom = self.aantallen[sleutel], self.kolom[sleutel]
        self._rij([(afstand, 1.0), (kolom, -1.0)], -aantal, self.oneindig)
        self._rij([(afstand, 1.0), (kolom, 1.0)], aantal, self.oneindig)
        return afstand

    def los_op(self) -> Sequence[float] | None:
        """The cheapest whole numbers that fit, per column; None when nothing fits."""
        self._geheel(False)  # much faster, and mostly the answer is whole by itself
        gevonden = self._los_op()
        if gevonden is None or all(abs(getal - round(getal)) < BIJNA_GEHEEL for getal in gevonden):
            return gevonden
        self._geheel(True)
        return self._los_op()

    def _los_op(self) -> Sequence[float] | None:
        self.solver.run()
        if self.solver.getModelStatus() != self.highspy.HighsModelStatus.kOptimal:
            return None
        return self.solver.getSolution().col_value

    def _geheel(self, geheel: bool) -> None:
        if self.is_geheel == geheel:
            return
        soort = self.highspy.HighsVarType.kInteger if geheel else self.highspy.HighsVarType.kContinuous
        for kolom in range(self.solver.getNumCol()):
            self.solver.changeColIntegrality(kolom, soort)
        self.is_geheel = geheel

    def _minstens(self, sleutel: Sleutel) -> int:
        return min(minstens(), self.aantallen[sleutel])

    def _nieuwe_kolom(self, laag: float, hoog: float, prijs: float) -> int:
        nummer = self.solver.getNumCol()
        self.solver.addVar(laag, hoog)
        self.solver.changeColCost(nummer, prijs)
        return nummer

    def _rij(self, leden: Sequence[tuple[int, float]], laag: float, hoog: float) -> None:
        kolommen, getallen = zip(*leden, strict=True)
        self.solver.addRow(laag, hoog, len(leden), list(kolommen), list(getallen))
