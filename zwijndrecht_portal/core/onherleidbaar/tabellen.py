"""
One table with its totals.

A count below the threshold is hidden. In a table that is not enough: the total minus the other cells gives it back.
So `beveilig` and `beveilig_kruistabel` hide further cells until, for *every* hidden cell, the published numbers leave a
range at least as wide as the threshold.

How they know. A table with its totals is a network: a cell carries its count from its row to its column, the totals
carry it back, and at every node as much goes in as goes out. Any other table that fits the published numbers differs
from the real one by flows that go round through hidden cells only. So the highest and lowest value that a reader can
find for a hidden cell follow from a maximum flow: exact, not an estimate. Where the range is too narrow, the cheapest
way round shows which cells to hide as well: cells before totals, few before many, small before large.

Published zeros stay, unless PORTAAL_NUL_IS_GEVOELIG. Everybody then knows that a hidden count is at least 1, and the
range allows for that. Tables that share cells, periods and earlier publications: `beveilig_stelsel`.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from heapq import heappop, heappush
from itertools import count
from typing import Generic, TypeVar

from zwijndrecht_portal.core.onherleidbaar.drempels import (
    TOTAAL,
    Telling,
    afgerond,
    drempels_van,
    is_te_klein,
    minstens,
)

Sleutel = TypeVar("Sleutel", bound=Hashable)
Pijl = tuple[Sleutel, int, str, str]  # key, count, from node, to node
Stap = tuple[Sleutel, int]  # key, +1 along the arrow or -1 against it
Prijs = tuple[int, int, int]


def beveilig(tabel: Mapping[str, int], *, drempel: int | None = None) -> dict[str, Telling]:
    """
    One series with its total, safe to publish as a whole: {"Noord": 12, "Zuid": 30} -> the same keys and TOTAAL.

    The same table gives the same answer. Raises ValueError for a negative count or a key TOTAAL.
    """
    _weiger_totaal(tabel)
    pijlen = [(label, aantal, "uit", "in") for label, aantal in tabel.items()]
    return _beveilig([*pijlen, (TOTAAL, sum(tabel.values()), "in", "uit")], drempel)


def beveilig_kruistabel(
    tabel: Mapping[tuple[str, str], int], *, drempel: int | None = None
) -> dict[tuple[str, str], Telling]:
    """
    A table of (row, column) with all its totals, safe to publish as a whole.

    The answer has every combination (missing ones count as 0), (row, TOTAAL), (TOTAAL, column) and (TOTAAL, TOTAAL).
    The same table gives the same answer. Raises ValueError for a negative count or a label TOTAAL.
    """
    rijen, kolommen = dict.fromkeys(rij for rij, _ in tabel), dict.fromkeys(kolom for _, kolom in tabel)
    _weiger_totaal([*rijen, *kolommen])
    aantallen = {(rij, kolom): tabel.get((rij, kolom), 0) for rij in rijen for kolom in kolommen}
    aantallen |= {(rij, TOTAAL): sum(aantallen[rij, kolom] for kolom in kolommen) for rij in rijen}
    aantallen |= {(TOTAAL, kolom): sum(aantallen[rij, kolom] for rij in rijen) for kolom in kolommen}
    aantallen[TOTAAL, TOTAAL] = sum(tabel.values())

    def pijl(rij: str, kolom: str) -> tuple[str, str]:
        van, naar = f"rij {rij}", f"kolom {kolom}"
        return (naar, van) if (rij == TOTAAL) != (kolom == TOTAAL) else (van, naar)  # row and column totals flow back

    return _beveilig([(sleutel, aantal, *pijl(*sleutel)) for sleutel, aantal in aantallen.items()], drempel)


def _weiger_totaal(labels: Iterable[str]) -> None:
    if TOTAAL in labels:
        raise ValueError(f"'{TOTAAL}' is the label of a total; give that group another name")


def _beveilig(pijlen: list[Pijl[Sleutel]], drempel: int | None) -> dict[Sleutel, Telling]:
    verborgen: set[Sleutel] = set()
    grens = 0
    for grens in drempels_van(drempel):
        klein = {sleutel for sleutel, aantal, _, _ in pijlen if is_te_klein(aantal, grens)}
        verborgen = _verberg_ook(_Netwerk(pijlen, grens), klein | verborgen)
    return {sleutel: None if sleutel in verborgen else afgerond(aantal, grens) for sleutel, aantal, _, _ in pijlen}


def _verberg_ook(netwerk: "_Netwerk[Sleutel]", klein: set[Sleutel]) -> set[Sleutel]:
    """The small cells and what has to go with them. It ends: when all but zeros is hidden, every range is endless."""
    te_doen = [sleutel for sleutel in netwerk.aantallen if sleutel in klein]
    verborgen = set(klein)
    while te_doen:
        erbij = netwerk.aanvulling(te_doen[-1], verborgen)
        if not erbij:
            te_doen.pop()  # and it stays safe: hiding more only widens ranges
        verborgen.update(erbij)
        te_doen.extend(erbij)

    # What was needed early on may be superfluous in the end. Totals come back first, then the largest counts.
    for sleutel in sorted(verborgen.difference(klein), key=netwerk.prijs.__getitem__, reverse=True):
        minder = verborgen - {sleutel}
        if not any(netwerk.aanvulling(ander, minder) for ander in minder):
            verborgen = minder
    return verborgen


class _Netwerk(Generic[Sleutel]):
    """A table with its totals as arrows between rows and columns."""

    def __init__(self, pijlen: list[Pijl[Sleutel]], drempel: int) -> None:
        self.drempel = drempel
        self.minstens = minstens()
        self.aantallen: dict[Sleutel, int] = {}
        self.einden: dict[Sleutel, tuple[str, str]] = {}
        self.prijs: dict[Sleutel, Prijs] = {}
        self.buren: dict[str, list[tuple[Sleutel, int, str]]] = defaultdict(list)
        for sleutel, aantal, van, naar in pijlen:
            self.aantallen[sleutel] = aantal
            self.einden[sleutel] = van, naar
            # Dearest is the grand total, then a row or column total; of two cells the larger.
            labels = sleutel if isinstance(sleutel, tuple) else (sleutel,)
            self.prijs[sleutel] = labels.count(TOTAAL), 1, aantal
            self.buren[van].append((sleutel, +1, naar))
            self.buren[naar].append((sleutel, -1, van))

    def aanvulling(self, sleutel: Sleutel, verborgen: set[Sleutel]) -> list[Sleutel]:
        """What to hide as well, at the lowest price, to widen the range of this hidden cell; [] when it is safe."""
        lager = min(self.drempel, self.aantallen[sleutel] - self.minstens)
        lager = self._verschuif(dict(self.aantallen), sleutel, -1, verborgen, lager)
        ander = dict(self.aantallen)  # becomes another table that fits what is published
        hoger = self._verschuif(ander, sleutel, +1, verborgen, self.drempel - lager)
        if lager + hoger >= self.drempel:
            return []
        weg = self._goedkoopste_weg(ander, sleutel, +1, verborgen, ook_openbaar=True)
        return [stap for stap, _ in weg if stap not in verborgen]

    def _verschuif(
        self, aantallen: dict[Sleutel, int], sleutel: Sleutel, richting: int, verborgen: set[Sleutel], hoogstens: int
    ) -> int:
        """How far this count can go up (+1) or down (-1) when only other hidden cells give way: a maximum flow."""
        verschoven = 0
        while verschoven < hoogstens:
            weg = self._goedkoopste_weg(aantallen, sleutel, richting, verborgen)
            if not weg:
                break
            ruimte = [aantallen[stap] - self.minstens for stap, langs in weg if langs < 0]
            deel = min([hoogstens - verschoven, *ruimte])
            for stap, langs in weg:
                aantallen[stap] += langs * deel
            verschoven += deel
        return verschoven

    def _goedkoopste_weg(
        self,
        aantallen: dict[Sleutel, int],
        sleutel: Sleutel,
        richting: int,
        verborgen: set[Sleutel],
        ook_openbaar: bool = False,
    ) -> list[Stap[Sleutel]]:
        """Dijkstra from one end of a cell round to its other end. Hidden cells are free. [] when there is no way."""
        van, naar = self.einden[sleutel][::-richting]
        volgnummer = count()  # of two equal prices the first found wins: the same table gives the same answer
        rij: list[tuple[Prijs, int, str, list[Stap[Sleutel]]]] = [((0, 0, 0), next(volgnummer), van, [])]
        bezocht = set()
        while rij:
            prijs, _, knoop, weg = heappop(rij)
            if knoop == naar:
                return weg
            if knoop in bezocht:
                continue
            bezocht.add(knoop)
            for stap, langs, volgende in self.buren[knoop]:
                if stap == sleutel or (langs < 0 and aantallen[stap] <= self.minstens):
                    continue  # itself, or nothing left to take away
                if stap in verborgen:
                    heappush(rij, (prijs, next(volgnummer), volgende, [*weg, (stap, langs)]))
                elif ook_openbaar and aantallen[stap] > 0:
                    totalen, cellen, som = map(sum, zip(prijs, self.prijs[stap], strict=True))
                    heappush(rij, ((totalen, cellen, som), next(volgnummer), volgende, [*weg, (stap, langs)]))
        return []
