from django.db import migrations

# The trigger that writes history asks for functions in public without naming it.
MAAK = """
create function casework_vernietig(besluit bigint) returns integer
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    wie text := current_setting('portaal.rollen', true);
    v public.casework_vernietiging;
    ids bigint[];
    telling jsonb;
    k record;
    nieuw integer;
begin
    -- All tables first, then rows: a table with changes that still have to be checked cannot be altered.
    set constraints all immediate;
    create temp table te_wissen (tabel regclass, sleutelkolom name, sleutel bigint, primary key (tabel, sleutel))
        on commit drop;
    create temp table geopend (tabel regclass primary key) on commit drop;
    alter table public.casework_vernietiging no force row level security;
    alter table public.casework_vernietigingevent no force row level security;
    select * into v from public.casework_vernietiging where id = besluit for update;
    if v.id is null or v.goedgekeurd_door_id is null or v.goedgekeurd_door_id = v.voorgesteld_door_id
        or v.uitgevoerd_op is not null then
        raise exception 'Dit besluit is niet goedgekeurd door een ander, of al uitgevoerd.' using errcode = 'check_violation';
    end if;

    -- Only what is still due: a bewaarstop may have come, or the dossier was opened again.
    select coalesce(array_agg(t.id), '{}') into ids
    from public.casework_te_vernietigen(current_date) t where t.id = any(v.dossiers);
    select coalesce(jsonb_object_agg(grondslag, aantal), '{}') into telling from (
        select t.grondslag, count(*) as aantal from public.casework_te_vernietigen(current_date) t
        where t.id = any(ids) group by t.grondslag
    ) per_grondslag;

    -- Everything that hangs on these dossiers by a foreign key that cannot be empty, table by table.
    alter table public.casework_huishouden no force row level security, disable trigger user;
    insert into geopend values ('public.casework_huishouden');
    insert into te_wissen select 'public.casework_huishouden', 'id', unnest(ids);
    loop
        nieuw := 0;
        for k in
            select distinct c.conrelid::regclass as kind, ka.attname as kolom, c.confrelid::regclass as ouder,
                pk.attname as sleutelkolom
            from pg_constraint c
            join pg_attribute ka on ka.attrelid = c.conrelid and ka.attnum = c.conkey[1] and ka.attnotnull
            join pg_index i on i.indrelid = c.conrelid and i.indisprimary
            join pg_attribute pk on pk.attrelid = c.conrelid and pk.attnum = i.indkey[0]
            where c.contype = 'f' and c.confrelid in (select tabel from te_wissen)
        loop
            if not exists (select from geopend where tabel = k.kind) then
                execute format('alter table %s no force row level security, disable trigger user', k.kind);
                insert into geopend values (k.kind);
            end if;
            execute format(
                'insert into te_wissen select %L::regclass, %L, %I from %s where %I in '
                '(select sleutel from te_wissen where tabel = %L::regclass) on conflict do nothing',
                k.kind, k.sleutelkolom, k.sleutelkolom, k.kind, k.kolom, k.ouder
            );
            get diagnostics nieuw = row_count;
            exit when nieuw > 0;
        end loop;
        exit when nieuw = 0;
    end loop;
    -- The history of those tables, which no foreign key leads to.
    for k in select distinct (tabel::text || 'event')::regclass as tabel from geopend
        where to_regclass(tabel::text || 'event') is not null
    loop
        execute format('alter table %s no force row level security, disable trigger user', k.tabel);
        insert into geopend values (k.tabel);
    end loop;

    set constraints all deferred;
    for k in select tabel, to_regclass(tabel::text || 'event') as historie from geopend where tabel::text !~ 'event$' loop
        if k.historie is not null then
            execute format(
                'delete from %s where pgh_obj_id in (select sleutel from te_wissen where tabel = %L::regclass)',
                k.historie, k.tabel
            );
        end if;
    end loop;
    for k in select distinct tabel, sleutelkolom from te_wissen loop
        execute format(
            'delete from %s where %I in (select sleutel from te_wissen where tabel = %L::regclass)',
            k.tabel, k.sleutelkolom, k.tabel
        );
    end loop;
    update public.casework_vernietiging
    set dossiers = '{}', uitgevoerd_op = now(), aantal = cardinality(ids), per_grondslag = telling where id = besluit;
    set constraints all immediate;  -- what still points at a dossier stops everything here

    for k in select tabel from geopend loop
        execute format('alter table %s force row level security, enable trigger user', k.tabel);
    end loop;
    alter table public.casework_vernietiging force row level security;
    alter table public.casework_vernietigingevent force row level security;
    perform set_config('portaal.rollen', coalesce(wie, ''), true);
    drop table te_wissen, geopend;
    return cardinality(ids);
end $$;
"""


class Migration(migrations.Migration):
    """
    The only way to take a dossier away: with a decision of two people, whole, history included.

    The application has no right to delete a contact or history. This function has, as the owner, and only for dossiers
    whose term is over. It follows the foreign keys, so a new table needs nothing.
    """

    dependencies = [("casework", "0014_vernietigen_op_slot")]
    operations = [migrations.RunSQL(MAAK, "drop function casework_vernietig(bigint)")]
