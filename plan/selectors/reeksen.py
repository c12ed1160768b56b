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

SQL = """
with dagen as (
  select * from unnest(%(dagen)s::date[], %(momenten)s::timestamptz[]) as d(dag, moment)
), van_plan as materialized (
  select a.id, p.herinner_na_dagen from plan_actie a
  join plan_plan p on p.id = a.plan_id and p.status <> 'concept' and (%(plan)s::text is null or p.slug = %(plan)s::text)
), acties as (
  select d.dag, d.moment, a.id, s.status = any(%(open)s::text[]) as is_open, a.herinner_na_dagen
  from dagen d
  join plan_actiestand s on s.actie_id = any(array(select id from van_plan))
    and lower(s.geldig) <= d.moment and (upper(s.geldig) is null or upper(s.geldig) > d.moment)
  join van_plan a on a.id = s.actie_id
  where s.status not in ('concept', 'vervallen')
), standen as materialized (
  select m.actie_id, lower(s.geldig) as sinds, upper(s.geldig) as tot, s.periode_tot, s.gerealiseerd_op,
    v.periode_tot as vastgesteld_tot,
    case when s.periode_tot = v.periode_tot then 0 else
      (4 * (extract(year from s.periode_tot) - extract(year from v.periode_tot))
       + extract(quarter from s.periode_tot) - extract(quarter from v.periode_tot))::int end as slip
  from plan_mijlpaal m
  join plan_mijlpaalstand s on s.mijlpaal_id = m.id
  left join plan_mijlpaalstand v on v.id = m.vastgestelde_stand_id
  where m.actie_id = any(array(select id from van_plan))
), per_actie as (
  select x.dag, x.id, x.is_open, x.herinner_na_dagen,
    bool_or(not gehaald and periode_tot < x.dag) as te_laat,
    bool_or(not gehaald and slip > 0) as verschoven,
    bool_or(gehaald or periode_tot is not null) as bekend,
    count(*) filter (where vastgesteld_tot < x.dag) as voorbij,
    count(*) filter (where vastgesteld_tot < x.dag and gerealiseerd_op <= vastgesteld_tot) as op_tijd,
    count(slip) as vergelijkbaar, sum(slip) as slip
  from acties x
  left join standen s on s.actie_id = x.id and s.sinds <= x.moment and (s.tot is null or s.tot > x.moment)
  cross join lateral (select coalesce(s.gerealiseerd_op <= x.dag, false) as gehaald) g
  group by x.dag, x.id, x.is_open, x.herinner_na_dagen
), meldingen as (
  select x.dag, x.id, max(timezone(%(tijdzone)s::text, g.gemeld_op)::date) as laatste
  from acties x join plan_voortgangsmelding g on g.actie_id = x.id and g.gemeld_op <= x.moment group by x.dag, x.id
)
select d.dag, count(m.id)::int as acties,
  count(*) filter (where m.bekend and not coalesce(m.te_laat, false) and not coalesce(m.verschoven, false))::int
    as op_schema,
  coalesce(sum(m.voorbij), 0)::int as mijlpalen_voorbij, coalesce(sum(m.op_tijd), 0)::int as mijlpalen_op_tijd,
  count(*) filter (where m.is_open)::int as open_acties,
  count(*) filter (where m.is_open and m.dag - g.laatste <= m.herinner_na_dagen)::int as met_verse_voortgang,
  coalesce(sum(m.vergelijkbaar), 0)::int as mijlpalen_vergelijkbaar, coalesce(sum(m.slip), 0)::int as slip
from dagen d
left join per_actie m on m.dag = d.dag
left join meldingen g on (g.dag, g.id) = (m.dag, m.id)
group by d.dag
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
