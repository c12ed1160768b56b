"""A fixed query: prepared once, counted like any other, and with the values of this time."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from zwijndrecht_portal.core.vaste_vragen import lees_vast

pytestmark = pytest.mark.django_db

SQL = "select n, n * %(maal)s::int from unnest(%(getallen)s::bigint[]) as n order by n"
VOORBEREID = "select count(*) from pg_prepared_statements where statement like 'select n, n * %'"


def test_fixed_query_is_planned_once_whatever_the_values():
    uitkomsten = [lees_vast(SQL, {"maal": maal, "getallen": lijst}) for maal, lijst in ((2, [1]), (3, [2, 70]))]

    with connection.cursor() as cursor:
        cursor.execute(VOORBEREID)
        aantal = cursor.fetchone()[0]
    assert uitkomsten == [[(1, 2)], [(2, 6), (70, 210)]]
    assert aantal == 1


def test_fixed_query_is_counted_by_its_text():
    for _ in range(3):
        with CaptureQueriesContext(connection) as queries:
            lees_vast(SQL, {"maal": 1, "getallen": [1]})

    assert [query["sql"] for query in queries] == [SQL]
