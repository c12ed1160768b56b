"""Fixed queries on hot pages: planned once per connection instead of on every page."""

from collections.abc import Mapping
from typing import Any

import psycopg
from django.db import connection


def lees_vast(sql: str, waarden: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    """
    All rows of a hand-written query, prepared by the server at its first use on a connection.

    For queries that cost more to plan than to run. Django's own cursor fills in values on the client and never
    prepares, so this takes psycopg's. The plan does not look at the values (`plan_cache_mode` in the settings): use it
    only where one plan suits all.
    """
    connection.ensure_connection()
    omhul: Any = connection.make_debug_cursor if connection.queries_logged else connection.make_cursor
    with omhul(psycopg.Cursor(connection.connection)) as cursor:
        cursor.execute(sql, waarden)
        if connection.queries_logged:
            connection.queries_log[-1]["sql"] = sql  # a prepared query no longer has a text
        return cursor.fetchall()
