from django.db import migrations

KOP = """
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    wie text := current_setting('portaal.rollen', true);
begin
    perform set_config('portaal.rollen', 'telling', true);
"""
STAART = """
    perform set_config('portaal.rollen', coalesce(wie, ''), true);
end $$;
"""

FASEN = f"""
create function housing_tel_fasen(momenten timestamptz[])
returns table (moment timestamptz, soort text, sleutel text, aantal bigint, mediaan double precision)
{KOP}
    return query
        select m.moment, 'fase', s.fase::text, count(*),
            percentile_cont(0.5) within group (order by extract(epoch from m.moment - s.fase_sinds) / 86400)
        from unnest(momenten) as m(moment) join public.housing_woonvraagstand s on s.geldig @> m.moment
        group by m.moment, s.fase
        union all
        select m.moment, 'beurt', s.aan_zet::text, count(*),
            percentile_cont(0.5) within group (order by extract(epoch from m.moment - lower(s.geldig)) / 86400)
        from unnest(momenten) as m(moment) join public.housing_woonvraagstand s on s.geldig @> m.moment
        where s.aan_zet <> ''
        group by m.moment, s.aan_zet;
{STAART}
"""

INSTROOM = f"""
create function housing_tel_instroom(van timestamptz, tot timestamptz)
returns table (kwartaal date, fase text, aantal bigint)
{KOP}
    return query
        select date_trunc('quarter', s.fase_sinds at time zone 'Europe/Amsterdam')::date, s.fase::text,
            count(distinct s.woonvraag_id)
        from public.housing_woonvraagstand s
        where s.fase_sinds >= van and s.fase_sinds < tot and s.fase_sinds = lower(s.geldig)
        group by 1, 2;
{STAART}
"""

TERUGVAL = f"""
create function housing_tel_terugval(moment timestamptz)
returns table (jaar int, maanden int, geplaatst bigint, gevolgd bigint, terug bigint)
{KOP}
    return query
        with plaatsing as (
            select s.woonvraag_id, min(s.fase_sinds) as op
            from public.housing_woonvraagstand s join public.housing_woonvraag w on w.id = s.woonvraag_id
            where s.fase = 'plaatsing' and w.soort <> 'terugval' and s.fase_sinds <= moment
            group by s.woonvraag_id
        ), terugval as (
            select p.woonvraag_id, min(s.fase_sinds) as op
            from plaatsing p join public.housing_woonvraagstand s on s.woonvraag_id = p.woonvraag_id
            where s.fase = 'terugval' and s.fase_sinds > p.op and s.fase_sinds <= moment
            group by p.woonvraag_id
        )
        select extract(year from p.op at time zone 'Europe/Amsterdam')::int, m.maanden, count(*),
            count(*) filter (where p.op + make_interval(months => m.maanden) <= moment),
            count(*) filter (where p.op + make_interval(months => m.maanden) <= moment
                and t.op < p.op + make_interval(months => m.maanden))
        from plaatsing p
        left join terugval t on t.woonvraag_id = p.woonvraag_id
        cross join unnest(array[6, 12, 24]) as m(maanden)
        group by 1, 2;
{STAART}
"""

DOORLOOPTIJD = f"""
create function housing_tel_doorlooptijd(momenten timestamptz[])
returns table (moment timestamptz, aantal bigint, mediaan double precision)
{KOP}
    return query
        with plaatsing as (
            select w.aangemeld_op, min(s.fase_sinds) as op
            from public.housing_woonvraagstand s join public.housing_woonvraag w on w.id = s.woonvraag_id
            where s.fase = 'plaatsing' and w.soort <> 'terugval'
            group by w.id
        )
        select m.moment, count(p.op),
            percentile_cont(0.5) within group (
                order by (p.op at time zone 'Europe/Amsterdam')::date - p.aangemeld_op
            )
        from unnest(momenten) as m(moment)
        left join plaatsing p on p.op <= m.moment and p.op > m.moment - interval '365 days'
        group by m.moment;
{STAART}
"""

VERWIJDER = """
drop function housing_tel_fasen(timestamptz[]);
drop function housing_tel_instroom(timestamptz, timestamptz);
drop function housing_tel_terugval(timestamptz);
drop function housing_tel_doorlooptijd(timestamptz[]);
"""


class Migration(migrations.Migration):
    """
    The one way in which woonvragen leave housing: counts and medians, for any reader, without a row (docs/adr/0003).

    The functions run as the owner, for whom the policy `tellen` opens the tables only while they run.
    """

    dependencies = [("housing", "0003_rijbeveiliging_woonvragen")]
    operations = [migrations.RunSQL(FASEN + INSTROOM + TERUGVAL + DOORLOOPTIJD, VERWIJDER)]
