"""A number alone: from which size it is shown, and how."""

from decimal import ROUND_HALF_UP, Decimal

from django.conf import settings

Telling = int | None  # None: hidden

GEHEIM = "geheim"  # how a hidden count reads, everywhere
TOTAAL = "totaal"  # the label of a total, as a key or as one side of a key


def drempel_openbaar() -> int:
    """Counts below this are hidden from the raad and the public."""
    return settings.PORTAAL_DREMPEL_OPENBAAR


def drempel_intern() -> int:
    """Counts below this are hidden from colleagues who may not see dossiers."""
    return settings.PORTAAL_DREMPEL_INTERN


def onherleidbaar(aantal: int, *, drempel: int | None = None) -> Telling:
    """
    The count, or None when it is too small to show. Without `drempel` the public one, the strictest.

    Rounded to a multiple of PORTAAL_AFRONDING (1: not), except for who sees every count (`drempel` 0).
    """
    grens = drempel_openbaar() if drempel is None else drempel
    return None if is_te_klein(aantal, grens) else afgerond(aantal, grens)


def is_te_klein(aantal: int, drempel: int) -> bool:
    """Below the threshold; zero only when PORTAAL_NUL_IS_GEVOELIG. Raises ValueError for a negative count."""
    if aantal < 0:
        raise ValueError(f"a count cannot be negative: {aantal}")
    return settings.PORTAAL_NUL_IS_GEVOELIG if aantal == 0 else aantal < drempel


def afgerond(aantal: int, drempel: int) -> int:
    """The nearest multiple of PORTAAL_AFRONDING, the habit of CBS; the count itself for who sees every count."""
    veelvoud = settings.PORTAAL_AFRONDING if drempel else 1
    return (aantal + veelvoud // 2) // veelvoud * veelvoud


def minstens() -> int:
    """What everybody knows about a hidden count: where zeros are published, it is at least 1."""
    return 0 if settings.PORTAAL_NUL_IS_GEVOELIG else 1


def drempels_van(drempel: int | None) -> tuple[int, ...]:
    """
    The thresholds to hide for, lowest first; without `drempel` the public one.

    What colleagues may not see is hidden from the raad too: somebody who reads both finds nothing by subtracting.
    """
    grens = drempel_openbaar() if drempel is None else drempel
    return (drempel_intern(), grens) if grens > drempel_intern() else (grens,)


def aandeel(teller: int, noemer: int, *, drempel: int | None = None) -> Decimal | None:
    """
    Percentage with one decimal, or None when `teller` or the rest (`noemer` - `teller`) is below the threshold.

    Nobody and everybody are hidden as well: "100 %" tells something about each person in the group.
    """
    if not 0 <= teller <= noemer:
        raise ValueError(f"a part of {noemer} cannot be {teller}")
    grens = drempel_openbaar() if drempel is None else drempel
    if min(teller, noemer - teller) < max(grens, 1):
        return None
    deel, geheel = afgerond(teller, grens), afgerond(noemer, grens)
    return (Decimal(100 * deel) / geheel).quantize(Decimal("0.1"), ROUND_HALF_UP) if geheel else None
