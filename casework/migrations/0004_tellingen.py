from django.db import migrations

MAAK = """
create function casework_tel_waakvlammen(dagen date[], momenten timestamptz[])
returns table (dag date, geheel bigint, deel bigint)
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    wie text := current_setting('portaal.rollen', true);
begin
    perform set_config('portaal.rollen', 'telling', true);
    for i in 1 .. cardinality(dagen) loop
        return query
            select dagen[i], count(*), count(*) filter (where w.id in (
                select s.waakvlam_id from public.casework_contactstand s where dagen[i] between s.op_tijd_sinds and s.grens
                union all
                select p.waakvlam_id from public.casework_optijdperiode p where p.geldig @> dagen[i]
            ))
            from public.casework_waakvlam w where w.geldig @> momenten[i];
    end loop;
    perform set_config('portaal.rollen', coalesce(wie, ''), true);
end $$;

create function casework_tel_een_plan_een_regisseur(dagen date[], momenten timestamptz[])
returns table (dag date, geheel bigint, deel bigint)
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    wie text := current_setting('portaal.rollen', true);
begin
    perform set_config('portaal.rollen', 'telling', true);
    for i in 1 .. cardinality(dagen) loop
        return query
            select dagen[i], count(*), count(*) filter (where
                h.id in (select r.huishouden_id from public.casework_regie r where r.geldig @> momenten[i])
                and h.id in (select p.huishouden_id from public.casework_ondersteuningsplan p where p.geldig @> momenten[i])
            )
            from public.casework_huishouden h
            where h.geopend_op <= dagen[i] and (h.gesloten_op is null or h.gesloten_op > dagen[i]);
    end loop;
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

    The functions run as the owner, for whom the policy `tellen` opens the tables only while they run. Day by day, so
    that what is looked up is a hash and not a question per row.
    """

    dependencies = [("casework", "0003_rijbeveiliging")]
    operations = [migrations.RunSQL(MAAK, VERWIJDER)]
