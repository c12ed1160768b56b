"""
A queryset that is asked on every page, compiled once.

Making SQL of the posten with everything that happened to them cost the ORM four times as much as running it. The
queryset stays the only definition: it is compiled with stand-ins, and each question puts its own values in their place.
"""

from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from typing import Any

from django.db import connection
from django.db.models import QuerySet

# Values that no question ever asks for.
PLAN, PEILDATUM, VERGELIJK = "\x01plan", date(1, 1, 1), date(1, 1, 2)

Vraag = Callable[[], QuerySet]


@cache
def _compileer(vraag: Vraag) -> tuple[str, tuple[Any, ...]]:
    return vraag().query.sql_with_params()


def stel(vraag: Vraag, waarden: Mapping[Any, Any]) -> list[dict[str, Any]]:
    """
    Run the queryset of `vraag` (a function of a module, ending in `.values()`) with these values for its stand-ins.

    The rows are as the database gives them: JSON is text.
    """
    sql, parameters = _compileer(vraag)
    with connection.cursor() as cursor:
        cursor.execute(sql, [waarden.get(parameter, parameter) for parameter in parameters])
        namen = [kolom.name for kolom in cursor.description or ()]
        return [dict(zip(namen, rij, strict=True)) for rij in cursor.fetchall()]
