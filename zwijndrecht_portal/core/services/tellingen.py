"""Before dossiers are destroyed: keep what every figure about them counted, so that the past stays what it was."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import groupby
from typing import Any

from django.db import connection, transaction

from zwijndrecht_portal.core.indicatoren import Bewaring, Telbron, dossierbronnen, telvraag

# The same count on consecutive days is one row. What was kept before stays: it still knows the dossiers of that time.
BEWAAR = """
insert into core_dagtelling (bron, geldig, rijen)
with geteld as materialized ({vraag}),
per_dag as (
  select b.bron, d.dag,
    coalesce(jsonb_agg(g.rij - 'dag' order by g.rij) filter (where g.rij is not null), '[]') as rijen
  from unnest(%(bronnen)s::text[]) as b(bron)
  cross join unnest(%(dagen)s::date[]) as d(dag)
  left join geteld g on (g.bron, g.dag) = (b.bron, d.dag)
  where not exists (select from core_dagtelling oud where oud.bron = b.bron and oud.geldig @> d.dag)
  group by 1, 2
)
select bron, daterange(min(dag), max(dag) + 1), rijen
from (select *, dag - row_number() over (partition by bron, rijen order by dag)::int as eiland from per_dag) per_eiland
group by bron, rijen, eiland
"""


@transaction.atomic
def bewaar_tellingen(van: date, tot: date) -> None:
    """Keep the counts of all these days, `tot` included: of whole quarters where only those are shown. Safe twice."""
    dagen = [van + timedelta(days=nummer) for nummer in range((tot - van).days + 1)]
    kwartalen = [dag for dag in dagen if (dag + timedelta(days=1)).day == 1 and dag.month % 3 == 0]
    for bewaring, te_tellen in ((Bewaring.DAG, dagen), (Bewaring.KWARTAAL, kwartalen)):
        bronnen = [bron for bron in dossierbronnen() if bron.bewaard == bewaring]
        for _, jaar in groupby(te_tellen, key=lambda dag: dag.year):
            _bewaar(bronnen, jaar)


def _bewaar(bronnen: Sequence[Telbron], dagen: Iterable[date]) -> None:
    waarden: dict[str, Any]
    vraag, waarden = telvraag(bronnen, list(dagen), rij="to_jsonb(t)")
    with connection.cursor() as cursor:
        waarden["bronnen"] = [bron.naam for bron in bronnen]
        cursor.execute(BEWAAR.format(vraag=vraag), waarden)
