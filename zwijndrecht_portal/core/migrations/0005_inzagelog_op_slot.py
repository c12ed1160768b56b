from django.conf import settings
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

# The values of a line in the order of core.inzage.KETEN, each with its length before it.
KETEN = """
create function core_inzage_hash(i core_inzage) returns text
language sql stable set search_path = pg_catalog, pg_temp as $$
    select encode(sha256(convert_to(string_agg(char_length(v) || ':' || v, ',' order by nr), 'UTF8')), 'hex')
    from unnest(array[
        i.nummer::text, ((extract(epoch from i.moment) * 1000000)::bigint)::text, i.handeling, i.resultaat,
        coalesce(i.gebruiker_id::text, ''), i.rollen, coalesce(i.organisatie_id::text, ''), i.namens, i.pseudoniem,
        i.object_soort, i.object_id, i.doel, i.grondslag, i.regel, i.reden, i.bron_ip, coalesce(i.verzoek::text, ''),
        i.aantal::text, i.vorige
    ]) with ordinality as t(v, nr)
$$;

create function core_inzage_keten() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    kop public.core_ketenkop;
begin
    select * into kop from public.core_ketenkop for update;  -- until commit: one line at a time
    if not found then
        kop := row(1, 0, repeat('0', 64), 0, repeat('0', 64));
        insert into public.core_ketenkop select kop.*;
    end if;
    NEW.nummer := kop.nummer + 1;
    NEW.moment := clock_timestamp();
    NEW.vorige := kop.hash;
    NEW.hash := public.core_inzage_hash(NEW);
    update public.core_ketenkop set nummer = NEW.nummer, hash = NEW.hash;
    return NEW;
end $$;

create trigger keten before insert on core_inzage for each row execute function core_inzage_keten();
"""
IK = "(select nullif(current_setting('portaal.gebruiker', true), '')::bigint)"
LEEST_ALLES = """(select coalesce(string_to_array(current_setting('portaal.rollen', true), ',')
    && array['privacy_officer', 'systeem'], false))"""
# Who works on a dossier shows the resident who looked into it; the view says which one, after its door opened.
LEEST_DOSSIER = """((select coalesce(string_to_array(current_setting('portaal.rollen', true), ',')
    && array['trajectregisseur', 'waakvlamcoordinator', 'teamleider'], false))
    and pseudoniem = (select nullif(current_setting('portaal.dossier', true), '')))"""

# The application adds and reads, and has no other right: not to change, not to delete, not to empty. A person reads
# only the own lines, the privacy officer all. Nobody writes a line in the name of someone else.
SLOT = f"""
revoke update, delete, truncate on core_inzage from {{rol}};
revoke insert, update, delete, truncate on core_ketenkop from {{rol}};
alter table core_inzage enable row level security;
alter table core_inzage force row level security;
create policy zien on core_inzage for select to {{rol}} 
    using (gebruiker_id = {IK} or {LEEST_ALLES} or {LEEST_DOSSIER});
create policy toevoegen on core_inzage for insert to {{rol}} with check (gebruiker_id is not distinct from {IK});
"""
TERUG = """
drop policy zien on core_inzage;
drop policy toevoegen on core_inzage;
alter table core_inzage no force row level security;
alter table core_inzage disable row level security;
grant update, delete on core_inzage to {rol};
grant insert, update, delete on core_ketenkop to {rol};
drop trigger keten on core_inzage;
drop function core_inzage_keten();
drop function core_inzage_hash(core_inzage);
"""


def vooruit(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    rol = schema_editor.connection.ops.quote_name(settings.APP_ROL)
    schema_editor.execute(KETEN)
    schema_editor.execute(SLOT.format(rol=rol))


def terug(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    rol = schema_editor.connection.ops.quote_name(settings.APP_ROL)
    schema_editor.execute(TERUG.format(rol=rol))


class Migration(migrations.Migration):
    """The access log only grows: by rights, by trigger, and by a chain of hashes (docs/adr/0009)."""

    dependencies = [("core", "0004_inzagelog")]
    operations = [migrations.RunPython(vooruit, terug)]
