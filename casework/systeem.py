"""The portal itself as an actor, for work on a clock."""

from contextlib import AbstractContextManager
from dataclasses import dataclass

from zwijndrecht_portal.core.rls import namens


@dataclass(frozen=True, slots=True)
class Systeem:
    """Nobody's account. The policies let this role see when contact is due and make taken, and no name or contact."""

    pk: str = ""
    rollen: tuple[str, ...] = ("systeem",)


def namens_systeem() -> AbstractContextManager[None]:
    """One transaction in which the database knows that the portal itself is at work (docs/adr/0003)."""
    return namens(Systeem())
