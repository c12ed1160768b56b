"""Figures as rows of text: for CSV. A hidden value is empty and its status says why."""

from collections.abc import Iterator

from dashboard.cijfers import Cijfer, Punt
from zwijndrecht_portal.core.onherleidbaar import GEHEIM
from zwijndrecht_portal.core.opmaak import getal

LIJST_KOPPEN = ("sleutel", "naam", "soort", "gebied", "peildatum", "waarde", "eenheid", "status", "over", "bron")
REEKS_KOPPEN = ("sleutel", "naam", "gebied", "periode", "waarde", "eenheid", "status", "bron")


def lijst_rij(cijfer: Cijfer) -> tuple[str, ...]:
    """One figure with its value."""
    return (
        cijfer.sleutel,
        _tekst(cijfer.naam),
        cijfer.soort,
        _tekst(cijfer.gebied),
        cijfer.peildatum.isoformat(),
        _waarde(cijfer.nu),
        _tekst(cijfer.eenheid),
        _status(cijfer.nu),
        cijfer.nu.label,
        _tekst(cijfer.bron),
    )


def reeks_rijen(cijfer: Cijfer) -> Iterator[tuple[str, ...]]:
    """Its series, then the newest value of each other area."""
    paren = [(cijfer.gebied, punt) for punt in cijfer.reeks]
    paren += [(ander.gebied, ander.punt) for ander in cijfer.vergelijkingen]
    for gebied, punt in paren:
        yield (
            cijfer.sleutel,
            _tekst(cijfer.naam),
            _tekst(gebied),
            punt.label,
            _waarde(punt),
            _tekst(cijfer.eenheid),
            _status(punt),
            _tekst(punt.bron or cijfer.bron),
        )


def _waarde(punt: Punt) -> str:
    """In Dutch spelling without dots, so that a spreadsheet reads a number."""
    return "" if punt.waarde is None else getal(punt.waarde).replace(".", "")


def _status(punt: Punt) -> str:
    if punt.geheim:
        return GEHEIM
    return "onbekend" if punt.waarde is None else punt.status or "bekend"


def _tekst(tekst: str) -> str:
    """A spreadsheet must not take text for a formula."""
    return f"'{tekst}" if tekst.startswith(("=", "+", "-", "@", "\t", "\r")) else tekst
