"""
The plan's own figures on many dates at once, in one query.

The definitions are those of `plan.lichten` and `bepaal_verversing`; a test compares both on random histories.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Self

from django.conf import settings

from plan.enums import OPEN_STATUSSEN
from zwijndrecht_portal.core.indicatoren import Telbron, Telrijen, tel

# Not a row per actie and day: of each actie and mijlpaal the days on which something holds, as ranges. What is asked of
# a day is then how many of those hold it. `telt` are the days on which a row was the valid one.
SQL = """
with dagen as (
  select unnest(%(dagen)s::date[]) as dag
), acties as materialized (
  select a.id, s.status = any(%(open)s::text[]) as is_open, p.herinner_na_dagen, g.dagen as telt
  from plan_plan p
  join plan_actie a on a.plan_id = p.id
  join plan_actiestand s on s.actie_id = a.id and s.status not in ('concept', 'vervallen')
  cross join lateral (select daterange(
    timezone(%(tijdzone)s::text, lower(s.geldig))::date, timezone(%(tijdzone)s::text, upper(s.geldig))::date)) g(dagen)
  where p.status <> 'concept' and (%(plan)s::text is null or p.slug = %(plan)s::text)
), mijlpalen as materialized (
  select a.id, s.periode_tot, s.gerealiseerd_op, v.periode_tot as vastgesteld_tot, a.telt * g.dagen as telt,
    case when s.periode_tot = v.periode_tot then 0 else
      (4 * (extract(year from s.periode_tot) - extract(year from v.periode_tot))
       + extract(quarter from s.periode_tot) - extract(quarter from v.periode_tot))::int end as slip
  from acties a
  join plan_mijlpaal m on m.actie_id = a.id
  join plan_mijlpaalstand s on s.mijlpaal_id = m.id
  left join plan_mijlpaalstand v on v.id = m.vastgestelde_stand_id
  cross join lateral (select daterange(
    timezone(%(tijdzone)s::text, lower(s.geldig))::date, timezone(%(tijdzone)s::text, upper(s.geldig))::date)) g(dagen)
), op_schema as ( -- known (planned or reached), without the days on which one is late or moved to later
  select id,
    range_agg(telt * daterange(case when periode_tot is null then gerealiseerd_op end, null))
      filter (where periode_tot is not null or gerealiseerd_op is not null)
    - coalesce(range_agg(telt * daterange(null, gerealiseerd_op)
        * daterange(case when slip > 0 then null else periode_tot end, null, '()'))
      filter (where periode_tot is not null), '{}') as dagen
  from mijlpalen group by id
), vers as ( -- after each melding, as long as the plan allows
  select a.id, range_agg(a.telt * daterange(g.dag, g.dag + a.herinner_na_dagen, '[]')) as dagen
  from acties a
  join plan_voortgangsmelding m on m.actie_id = a.id
  cross join lateral (select timezone(%(tijdzone)s::text, m.gemeld_op)::date) g(dag)
  where a.is_open group by a.id
), per_actie as (
  select d.dag, count(*) as acties, count(*) filter (where o.dagen @> d.dag) as op_schema,
    count(*) filter (where a.is_open) as open_acties, count(*) filter (where v.dagen @> d.dag) as met_verse_voortgang
  from acties a
  join dagen d on a.telt @> d.dag
  left join op_schema o on o.id = a.id
  left join vers v on v.id = a.id and a.is_open
  group by d.dag
), per_mijlpaal as (
  select d.dag, sum(m.slip * m.aantal) as slip, sum(m.aantal) filter (where m.slip is not null) as vergelijkbaar,
    sum(m.aantal) filter (where m.vastgesteld_tot < d.dag) as voorbij,
    sum(m.aantal) filter (where m.vastgesteld_tot < d.dag and m.op_tijd) as op_tijd
  from (
    select telt, vastgesteld_tot, gerealiseerd_op <= vastgesteld_tot as op_tijd, slip, count(*) as aantal
    from mijlpalen group by telt, vastgesteld_tot, gerealiseerd_op <= vastgesteld_tot, slip) m
  join dagen d on m.telt @> d.dag
  group by d.dag
)
select d.dag, coalesce(a.acties, 0)::int as acties, coalesce(a.op_schema, 0)::int as op_schema,
  coalesce(m.voorbij, 0)::int as mijlpalen_voorbij, coalesce(m.op_tijd, 0)::int as mijlpalen_op_tijd,
  coalesce(a.open_acties, 0)::int as open_acties, coalesce(a.met_verse_voortgang, 0)::int as met_verse_voortgang,
  coalesce(m.vergelijkbaar, 0)::int as mijlpalen_vergelijkbaar, coalesce(m.slip, 0)::int as slip
from dagen d
left join per_actie a on a.dag = d.dag
left join per_mijlpaal m on m.dag = d.dag
"""


TELBRON = Telbron("plan", SQL, {"open": [status.value for status in OPEN_STATUSSEN], "tijdzone": settings.TIME_ZONE})


@dataclass(frozen=True, slots=True)
class PlanTelling:
    """Counts over all acties of these plans that are beyond concept and not vervallen, on one peildatum."""

    acties: int
    op_schema: int
    mijlpalen_voorbij: int
    mijlpalen_op_tijd: int
    open_acties: int
    met_verse_voortgang: int
    mijlpalen_vergelijkbaar: int = 0  # with an adopted and a current period
    slip: int = 0  # quarters later (+) or earlier (-), over those together

    @classmethod
    def uit(cls, rijen: Telrijen) -> Self:
        """There is one row for each day."""
        [rij] = rijen
        return cls(**{naam: rij[naam] for naam in cls.__slots__})


def tel_plannen(peildata: Sequence[date], plan: str | None = None) -> list[PlanTelling]:
    """One count per date, in the order asked; of one plan (slug) or of all."""
    per_dag = tel([TELBRON], peildata, plan)[TELBRON.naam]
    return [PlanTelling.uit(per_dag[dag]) for dag in peildata]
