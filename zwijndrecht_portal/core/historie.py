"""Trigger-based history: every insert, update and delete, with who and when, also in bulk and by hand in SQL."""

from collections.abc import Callable, Sequence
from typing import TypeVar

import pghistory
from django.db import models

Model = TypeVar("Model", bound=type[models.Model])


def met_historie(*, exclude: Sequence[str] = ()) -> Callable[[Model], Model]:
    """
    Class decorator: keep each version of a row in its event table (docs/adr/0004).

    The trackers are made here and not in PGHISTORY_DEFAULT_TRACKERS: pghistory copies those, and a copied operation
    is not recognised by its statement-level triggers.
    """
    return pghistory.track(
        pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent(), exclude=list(exclude) or None
    )
