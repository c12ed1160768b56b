"""The portal itself as an actor, for work on a clock."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass

from django.db import connection, transaction

from zwijndrecht_portal.core.rls import namens


@dataclass(frozen=True, slots=True)
class Systeem:
    """Nobody's account. The policies let this role see when contact is due and make taken, and no name or contact."""

    pk: str = ""
    rollen: tuple[str, ...] = ("systeem",)


def namens_systeem() -> AbstractContextManager[None]:
    """One transaction in which the database knows that the portal itself is at work (docs/adr/0003)."""
    return namens(Systeem())


@contextmanager
def even_als_systeem() -> Iterator[None]:
    """
    Inside someone's transaction: what the portal does for them that they may not do by hand.

    Afterwards the database works for that person again; when it fails, the savepoint brings that back.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("select current_setting('portaal.gebruiker', true), current_setting('portaal.rollen', true)")
        wie = cursor.fetchone()
        with namens(Systeem()):
            yield
        cursor.execute("select set_config('portaal.gebruiker', %s, true), set_config('portaal.rollen', %s, true)", wie)
