from importlib import import_module

from django.db import migrations

eerst = import_module("casework.migrations.0004_tellingen")

BEGIN = """
returns table (dag date, geheel bigint, deel bigint)
language plpgsql security definer set search_path = pg_catalog, pg_temp set jit = off as $$
declare
    wie text := current_setting('portaal.rollen', true);
begin
    perform set_config('portaal.rollen', 'telling', true);
    return query
        with dag as materialized (select * from unnest(dagen, momenten) as d(dag, moment))
"""
EIND = """
    perform set_config('portaal.rollen', coalesce(wie, ''), true);
end $$;
"""

MAAK = f"""
create or replace function casework_tel_waakvlammen(dagen date[], momenten timestamptz[])
{BEGIN}
        , op_tijd as materialized (
            select s.waakvlam_id, d.dag from dag d
            join public.casework_contactstand s on d.dag between s.op_tijd_sinds and s.grens
            union all
            select p.waakvlam_id, d.dag from dag d join public.casework_optijdperiode p on p.geldig @> d.dag
        )
        select d.dag, count(w.id),
            count(w.id) filter (where (w.id, d.dag) in (select o.waakvlam_id, o.dag from op_tijd o))
        from dag d left join public.casework_waakvlam w on w.geldig @> d.moment
        group by d.dag;
{EIND}
create or replace function casework_tel_een_plan_een_regisseur(dagen date[], momenten timestamptz[])
{BEGIN}
        select d.dag, count(h.id), count(h.id) filter (where
            (h.id, d.dag) in (
                select r.huishouden_id, x.dag from dag x join public.casework_regie r on r.geldig @> x.moment)
            and (h.id, d.dag) in (
                select p.huishouden_id, x.dag from dag x
                join public.casework_ondersteuningsplan p on p.geldig @> x.moment))
        from dag d
        left join public.casework_huishouden h
            on h.geopend_op <= d.dag and (h.gesloten_op is null or h.gesloten_op > d.dag)
        group by d.dag;
{EIND}
"""
TERUG = eerst.MAAK.replace("create function", "create or replace function")


class Migration(migrations.Migration):
    """
    The two counts of the front page over all days in one statement instead of one statement per day.

    What is looked up is still a hash, now of (what, day): 0.7 ms for eight days against 2.5.
    """

    dependencies = [("casework", "0020_tijd_van_dossiers")]
    operations = [migrations.RunSQL(MAAK, TERUG)]
