from importlib import import_module

from django.db import migrations

basis = import_module("casework.migrations.0003_rijbeveiliging")

BEGIN = """
language plpgsql security definer set search_path = pg_catalog, pg_temp set jit = off as $$
declare
    wie text := current_setting('portaal.rollen', true);
begin
    perform set_config('portaal.rollen', 'telling', true);
    return query
"""
EIND = """
    perform set_config('portaal.rollen', coalesce(wie, ''), true);
end $$;
"""

# A quarter that is over counts, and each step counts in one quarter: no two published counts overlap.
MAAK = f"""
create function casework_tel_stappen(dagen date[])
returns table (dag date, omhoog bigint, omlaag bigint)
{BEGIN}
        with stap as materialized (
            select n.huishouden_id, n.trede, lower(n.geldig) as op,
                lag(n.trede) over (partition by n.huishouden_id order by lower(n.geldig)) as vorige
            from public.casework_niveau n
        ), kwartaal as (
            select d.dag as peildag, date_trunc('quarter', (d.dag + 1)::timestamp) as tot from unnest(dagen) as d(dag)
        )
        select k.peildag, count(distinct s.huishouden_id) filter (where s.trede > s.vorige),
            count(distinct s.huishouden_id) filter (where s.trede < s.vorige)
        from kwartaal k
        left join stap s on s.op >= (k.tot - interval '3 months') at time zone 'Europe/Amsterdam'
            and s.op < k.tot at time zone 'Europe/Amsterdam'
        group by 1;
{EIND}
create function casework_tel_caseload(dagen date[], momenten timestamptz[])
returns table (dag date, trede int, aantal bigint, fte numeric)
{BEGIN}
        select d.dag, c.trede, c.aantal,
            (select sum(i.fte) from public.casework_inzet i where i.geldig @> d.dag)
        from unnest(dagen, momenten) as d(dag, moment)
        cross join lateral (
            select coalesce(n.trede::int, case when w.id is null then 0 else 1 end) as trede, count(*) as aantal
            from public.casework_huishouden h
            left join public.casework_niveau n on n.huishouden_id = h.id and n.geldig @> d.moment
            left join public.casework_waakvlam w on w.huishouden_id = h.id and w.geldig @> d.moment
            where h.geopend_op <= d.dag and (h.gesloten_op is null or h.gesloten_op > d.dag)
                and not (coalesce(w.soort <> 'professional', false) and coalesce(n.trede, 1) <= 1)
            group by 1
        ) c;
{EIND}
create policy tellen on casework_inzet for select to current_user using ({basis.TELT});
"""
VERWIJDER = """
drop policy tellen on casework_inzet;
drop function casework_tel_caseload(date[], timestamptz[]);
drop function casework_tel_stappen(date[]);
"""


class Migration(migrations.Migration):
    """Who stepped up and down in a quarter, and the caseload against the hours, for any reader (docs/adr/0003)."""

    dependencies = [("casework", "0011_opvang_op_de_ladder")]
    operations = [migrations.RunSQL(MAAK, VERWIJDER)]
