"""From a file to a filled table: everything checked, nothing booked yet."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice

from budget.inlezen.boekingen import Bekenden, Fout, Lezer, lees_kop
from budget.inlezen.tussentabel import Telling, anders_dan_bekend, dubbel, tel, tussentabel, vul
from zwijndrecht_portal.core.bestanden import GROOT, Onleesbaar, lees_rijen

BLOK = 5000  # rows between two reports of progress
NIETS = Telling(0, 0, Decimal(0))


@dataclass(frozen=True, slots=True)
class Klaargezet:
    """What the file holds. With `fouten` nothing of it may be booked."""

    gelezen: int
    telling: Telling
    fouten: list[Fout]


@contextmanager
def klaargezet(inhoud: bytes, bekenden: Bekenden, meld: Callable[[int], None]) -> Iterator[Klaargezet]:
    """
    Read the whole file into the temporary table of this connection; every fault is told, not only the first.

    `meld` hears after each block how many rows were read. Call outside a transaction, or nobody sees the progress.
    """
    try:
        with tussentabel():
            yield _lees(inhoud, bekenden, meld)
    except Onleesbaar as fout:
        yield Klaargezet(0, NIETS, [(1, "", str(fout))])


def _lees(inhoud: bytes, bekenden: Bekenden, meld: Callable[[int], None]) -> Klaargezet:
    rijen = lees_rijen(inhoud, GROOT)
    _, kop = next(rijen, (1, []))
    lezer = Lezer(bekenden, lees_kop(kop))
    gelezen = 0
    while blok := list(islice(rijen, BLOK)):
        vul(waarden for rij, cellen in blok if (waarden := lezer.lees(rij, cellen)))
        gelezen += len(blok)
        meld(gelezen)
    if not gelezen:
        raise Onleesbaar("Onder de eerste rij staan geen boekingen.")
    telling = tel()
    fouten = sorted(lezer.fouten + dubbel() + anders_dan_bekend())
    return Klaargezet(gelezen, telling, fouten)
