"""
Working days: Monday to Friday without the public holidays.

The holidays are those of the Algemene termijnenwet, article 3, which holds for municipalities: Good Friday and every
5 May included.
"""

from datetime import date, timedelta
from functools import lru_cache

from dateutil.easter import easter

DAG = timedelta(days=1)
ZONDAG = 6


@lru_cache
def feestdagen(jaar: int) -> frozenset[date]:
    pasen = easter(jaar)
    koningsdag = date(jaar, 4, 27)
    if koningsdag.weekday() == ZONDAG:
        koningsdag -= DAG
    return frozenset(
        {
            date(jaar, 1, 1),
            pasen - 2 * DAG,  # Goede Vrijdag
            pasen + DAG,
            koningsdag,
            date(jaar, 5, 5),
            pasen + 39 * DAG,  # Hemelvaartsdag
            pasen + 50 * DAG,  # tweede Pinksterdag
            date(jaar, 12, 25),
            date(jaar, 12, 26),
        }
    )


def is_werkdag(dag: date) -> bool:
    return dag.weekday() < 5 and dag not in feestdagen(dag.year)


def plus_werkdagen(dag: date, aantal: int) -> date:
    """The `aantal`-th working day after this day; with 0 the day itself."""
    while aantal:
        dag += DAG
        aantal -= is_werkdag(dag)
    return dag
