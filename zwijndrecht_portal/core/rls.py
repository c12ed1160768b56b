"""
Who the database is working for: the second lock on dossiers.

Row-level security policies read `portaal.gebruiker` and `portaal.rollen`. Both are local to a transaction, so
a connection never carries one person's rights into the next request. Not set means: no rows.
"""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction


@contextmanager
def namens(gebruiker: Any) -> Iterator[None]:
    """One transaction in which the database knows this person. Nested use keeps the innermost person."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "select set_config('portaal.gebruiker', %s, true), set_config('portaal.rollen', %s, true)",
            [str(gebruiker.pk), ",".join(gebruiker.rollen)],
        )
        yield


@dataclass(frozen=True, slots=True)
class Systeem:
    """The portal itself, for work on a clock. Nobody's account; the policies say what little this role may see."""

    pk: str = ""
    rollen: tuple[str, ...] = ("systeem",)


def namens_systeem() -> AbstractContextManager[None]:
    """One transaction in which the database knows that the portal itself is at work (docs/adr/0003)."""
    return namens(Systeem())
