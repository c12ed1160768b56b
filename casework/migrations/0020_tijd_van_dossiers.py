from django.db import migrations

MAAK = """
create function casework_tijd_van_dossiers(nummers bigint[]) returns table (van date, tot date)
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    wie text := current_setting('portaal.rollen', true);
begin
    perform set_config('portaal.rollen', 'telling', true);
    return query
        select min(h.geopend_op), max(h.gesloten_op) from public.casework_huishouden h where h.id = any(nummers);
    perform set_config('portaal.rollen', coalesce(wie, ''), true);
end $$;
"""


class Migration(migrations.Migration):
    """Of which days the counts have to be kept before these dossiers are destroyed (docs/adr/0003)."""

    dependencies = [("casework", "0019_vernietig_ook_wat_achterbleef"), ("core", "0014_dagtelling")]
    operations = [migrations.RunSQL(MAAK, "drop function casework_tijd_van_dossiers(bigint[]);")]
