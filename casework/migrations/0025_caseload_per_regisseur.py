from importlib import import_module

from django.db import migrations

basis = import_module("casework.migrations.0003_rijbeveiliging")
eerst = import_module("casework.migrations.0021_sneller_tellen")

MAAK = f"""
create function casework_tel_per_regisseur(dagen date[], momenten timestamptz[])
returns table (dag date, regisseur bigint, trede int, vrijwillig boolean, aantal bigint)
language plpgsql security definer set search_path = pg_catalog, pg_temp set jit = off as $$
declare
    wie text := current_setting('portaal.rollen', true);
begin
    if not {basis.OVERZIET} then
        return;
    end if;
    perform set_config('portaal.rollen', 'telling', true);
    return query
        with dag as materialized (select * from unnest(dagen, momenten) as d(dag, moment))
        select d.dag, r.regisseur_id, coalesce(n.trede::int, case when w.id is null then 0 else 1 end),
            coalesce(w.soort <> 'professional', false), count(*)
        from dag d
        join public.casework_huishouden h
            on h.geopend_op <= d.dag and (h.gesloten_op is null or h.gesloten_op > d.dag)
        left join public.casework_regie r on r.huishouden_id = h.id and r.geldig @> d.moment
        left join public.casework_niveau n on n.huishouden_id = h.id and n.geldig @> d.moment
        left join public.casework_waakvlam w on w.huishouden_id = h.id and w.geldig @> d.moment
        group by 1, 2, 3, 4;
{eerst.EIND}
"""


class Migration(migrations.Migration):
    """How many huishoudens each regisseur has, counted once for the whole board; nothing for who does not divide it."""

    dependencies = [("casework", "0024_caseload_over_alle_dagen")]
    operations = [
        migrations.RunSQL(MAAK, "drop function casework_tel_per_regisseur(date[], timestamptz[])")
    ]
