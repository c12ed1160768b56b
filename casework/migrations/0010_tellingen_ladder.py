from django.db import migrations

BEGIN = """
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    wie text := current_setting('portaal.rollen', true);
begin
    perform set_config('portaal.rollen', 'telling', true);
    for i in 1 .. cardinality(dagen) loop
"""
EIND = """
    end loop;
    perform set_config('portaal.rollen', coalesce(wie, ''), true);
end $$;
"""

MAAK = f"""
create function casework_tel_huishoudens(dagen date[], momenten timestamptz[])
returns table (dag date, buurt text, trede int, vrijwillig boolean, aantal bigint)
{BEGIN}
        return query
            select dagen[i], h.buurt_id::text, coalesce(n.trede::int, case when w.id is null then 0 else 1 end),
                coalesce(w.soort <> 'professional', false), count(*)
            from public.casework_huishouden h
            left join public.casework_niveau n on n.huishouden_id = h.id and n.geldig @> momenten[i]
            left join public.casework_waakvlam w on w.huishouden_id = h.id and w.geldig @> momenten[i]
            where h.geopend_op <= dagen[i] and (h.gesloten_op is null or h.gesloten_op > dagen[i])
            group by 2, 3, 4;
{EIND}
create function casework_tel_doelen(dagen date[], momenten timestamptz[])
returns table (dag date, leefgebied text, aantal bigint)
{BEGIN}
        return query
            select dagen[i], d.leefgebied_id::text, count(distinct p.huishouden_id)
            from public.casework_doel d
            join public.casework_ondersteuningsplan p on p.id = d.plan_id and p.geldig @> momenten[i]
            where d.gesteld_op <= dagen[i] and (d.klaar_op is null or d.klaar_op > dagen[i])
            group by 2;
{EIND}
create function casework_tel_afgeschaald(dagen date[], momenten timestamptz[])
returns table (dag date, geheel bigint, deel bigint)
{BEGIN}
        return query
            with stap as (
                select n.huishouden_id, n.trede, lower(n.geldig) as op,
                    lag(n.trede) over (partition by n.huishouden_id order by lower(n.geldig)) as vorige
                from public.casework_niveau n where lower(n.geldig) <= momenten[i]
            )
            select dagen[i], count(*), count(*) filter (where not exists (
                select from stap s where s.huishouden_id = t.huishouden_id and s.trede > t.trede
                and s.op > t.op and s.op <= t.op + interval '6 months'
            ))
            from stap t where t.trede < t.vorige
            and t.op > momenten[i] - interval '18 months' and t.op <= momenten[i] - interval '6 months';
{EIND}
create function casework_tel_opgeschaald(dagen date[], momenten timestamptz[])
returns table (dag date, aantal bigint, mediaan double precision)
{BEGIN}
        return query
            select dagen[i], count(*), percentile_cont(0.5) within group (
                order by (lower(n.geldig) at time zone 'Europe/Amsterdam')::date - n.signaal_op)
            from public.casework_niveau n where n.signaal_op is not null
            and lower(n.geldig) > momenten[i] - interval '12 months' and lower(n.geldig) <= momenten[i];
{EIND}
create function casework_tel_buurtcirkels(dagen date[], momenten timestamptz[])
returns table (dag date, cirkels bigint, deelnemers bigint)
{BEGIN}
        return query
            select dagen[i], count(*), coalesce(sum(coalesce((
                select b.deelnemers from public.casework_bijeenkomst b
                where b.buurtcirkel_id = c.id and b.datum <= dagen[i] order by b.datum desc limit 1
            ), c.deelnemers)), 0)::bigint
            from public.casework_buurtcirkel c
            where c.gestart_op <= dagen[i] and (c.gestopt_op is null or c.gestopt_op > dagen[i]);
{EIND}
"""
NAMEN = ("huishoudens", "doelen", "afgeschaald", "opgeschaald", "buurtcirkels")
VERWIJDER = "".join(f"drop function casework_tel_{naam}(date[], timestamptz[]);" for naam in NAMEN)


class Migration(migrations.Migration):
    """More counts for any reader, without a row: the ladder, doelen, buurtcirkels (docs/adr/0003)."""

    dependencies = [("casework", "0009_rijbeveiliging_overdrachten")]
    operations = [migrations.RunSQL(MAAK, VERWIJDER)]
