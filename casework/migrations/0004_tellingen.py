from django.db import migrations

MAAK = """
create function casework_tel_waakvlammen(dagen date[], momenten timestamptz[])
returns table (dag date, geheel bigint, deel bigint)
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    wie text := current_setting('portaal.rollen', true);
begin
    perform set_config('portaal.rollen', 'telling', true);
    return query
        select d.dag,
            (select count(*) from public.casework_waakvlam w where w.geldig @> d.moment),
            (select count(*) from public.casework_optijdperiode p join public.casework_waakvlam w on w.id = p.waakvlam_id
             where p.geldig @> d.dag and w.geldig @> d.moment)
            + (select count(*) from public.casework_contactstand s join public.casework_waakvlam w on w.id = s.waakvlam_id
               where d.dag between s.op_tijd_sinds and s.grens and w.geldig @> d.moment)
        from unnest(dagen, momenten) as d(dag, moment);
    perform set_config('portaal.rollen', coalesce(wie, ''), true);
end $$;

create function casework_tel_een_plan_een_regisseur(dagen date[], momenten timestamptz[])
returns table (dag date, geheel bigint, deel bigint)
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    wie text := current_setting('portaal.rollen', true);
begin
    perform set_config('portaal.rollen', 'telling', true);
    return query
        select d.dag,
            (select count(*) from public.casework_huishouden h
             where h.geopend_op <= d.dag and (h.gesloten_op is null or h.gesloten_op > d.dag)),
            (select count(*) from public.casework_huishouden h
             join public.casework_regie r on r.huishouden_id = h.id and r.geldig @> d.moment
             join public.casework_ondersteuningsplan p on p.huishouden_id = h.id and p.geldig @> d.moment
             where h.geopend_op <= d.dag and (h.gesloten_op is null or h.gesloten_op > d.dag))
        from unnest(dagen, momenten) as d(dag, moment);
    perform set_config('portaal.rollen', coalesce(wie, ''), true);
end $$;
"""

VERWIJDER = """
drop function casework_tel_waakvlammen(date[], timestamptz[]);
drop function casework_tel_een_plan_een_regisseur(date[], timestamptz[]);
"""


class Migration(migrations.Migration):
    """
    The one way in which casework leaves casework: counts, for any reader, without a row (docs/adr/0003).

    The functions run as the owner, for whom the policy `tellen` opens the tables only while they run.
    """

    dependencies = [("casework", "0003_rijbeveiliging")]
    operations = [migrations.RunSQL(MAAK, VERWIJDER)]
