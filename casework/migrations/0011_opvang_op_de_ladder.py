from importlib import import_module

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

basis = import_module("casework.migrations.0003_rijbeveiliging")

# Who goes to a terugvalplek steps up the ladder. The woonconsulent may not see the ladder: the portal writes it down.
WIE = f"{basis.heeft_rol('systeem')} and {basis.HUISHOUDEN.format(tabel='casework_niveau')}"
HANDELINGEN = {"select": "opvang_zien", "insert": "opvang_toevoegen", "update": "opvang_wijzigen"}

TEL = """
create function casework_tel_terug_na_afschalen(moment timestamptz)
returns table (jaar int, maanden int, afgeschaald bigint, gevolgd bigint, terug bigint)
language plpgsql security definer set search_path = pg_catalog, pg_temp set jit = off as $$
declare
    wie text := current_setting('portaal.rollen', true);
begin
    perform set_config('portaal.rollen', 'telling', true);
    return query
        with stap as materialized (
            select n.huishouden_id, n.trede, lower(n.geldig) as op,
                lag(n.trede) over (partition by n.huishouden_id order by lower(n.geldig)) as vorige
            from public.casework_niveau n where lower(n.geldig) <= moment
        ), omlaag as (
            select s.op, (
                select min(t.op) from stap t
                where t.huishouden_id = s.huishouden_id and t.op > s.op and t.trede > s.trede
            ) as terug_op
            from stap s where s.trede < s.vorige
        )
        select extract(year from o.op at time zone 'Europe/Amsterdam')::int, m.maanden, count(*),
            count(*) filter (where o.op + make_interval(months => m.maanden) <= moment),
            count(*) filter (where o.op + make_interval(months => m.maanden) <= moment
                and o.terug_op < o.op + make_interval(months => m.maanden))
        from omlaag o cross join unnest(array[6, 12, 24]) as m(maanden)
        group by 1, 2;
    perform set_config('portaal.rollen', coalesce(wie, ''), true);
end $$;
"""


def vooruit(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for handeling, naam in HANDELINGEN.items():
        soort = "with check" if handeling == "insert" else "using"
        basis.doe(f"create policy {naam} on casework_niveau for {handeling} to {{rol}} {soort} ({WIE});", schema_editor)


def terug(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for naam in HANDELINGEN.values():
        schema_editor.execute(f"drop policy {naam} on casework_niveau")


class Migration(migrations.Migration):
    """A stay on a terugvalplek is a step on the ladder; and who was helped less can be counted by year."""

    dependencies = [("casework", "0010_tellingen_ladder")]
    operations = [
        migrations.RunPython(vooruit, terug),
        migrations.RunSQL(TEL, "drop function casework_tel_terug_na_afschalen(timestamptz)"),
    ]
