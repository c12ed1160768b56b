from importlib import import_module

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

slot = import_module("casework.migrations.0003_rijbeveiliging")

EIGEN = f"gebruiker_id = {slot.IK}"
WERK = (
    f"({slot.OVERZIET_OF_SYSTEEM} and status = 'actief') or ({slot.IS_REGISSEUR} and regisseur_id = {slot.IK})"
)
# The dossiers that this person gave a reason for, asked once per query. A function and not a table in the policy:
# that made planning every query slower (docs/adr/0003).
MET_REDEN = f"({slot.LEEST_DOSSIERS} and id = any((select casework_toegangen())::bigint[]))"

VOORUIT = f"""
{slot.op_slot("casework_dossiertoegang")}
{slot.policy("casework_dossiertoegang", "select", f"{slot.LEEST_DOSSIERS} and {EIGEN}")}
{slot.policy("casework_dossiertoegang", "insert", f"{slot.LEEST_DOSSIERS} and {EIGEN}")}
create policy tellen on casework_dossiertoegang for select to current_user using ({EIGEN});
revoke update, delete on casework_dossiertoegang from {{rol}};

create function casework_toegangen() returns bigint[]
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select coalesce(array_agg(huishouden_id), '{{}}') from public.casework_dossiertoegang
    where gebruiker_id = nullif(current_setting('portaal.gebruiker', true), '')::bigint and tot > now()
$$;

create function casework_zoek_dossier(sleutel bigint, naam text) returns table (id bigint, pseudoniem text)
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    wie text := current_setting('portaal.rollen', true);
begin
    perform set_config('portaal.rollen', 'telling', true);
    return query
        select h.id, h.pseudoniem::text from public.casework_huishouden h where h.id = sleutel or h.pseudoniem = naam;
    perform set_config('portaal.rollen', coalesce(wie, ''), true);
end $$;

alter policy zien on casework_huishouden using ({WERK} or {MET_REDEN});
"""
TERUG = f"""
alter policy zien on casework_huishouden using ({WERK});
drop function casework_zoek_dossier(bigint, text);
drop function casework_toegangen();
drop policy zien on casework_dossiertoegang;
drop policy toevoegen on casework_dossiertoegang;
drop policy tellen on casework_dossiertoegang;
alter table casework_dossiertoegang no force row level security;
alter table casework_dossiertoegang disable row level security;
grant update, delete on casework_dossiertoegang to {{rol}};
"""


def vooruit(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    slot.doe(VOORUIT, schema_editor)


def terug(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    slot.doe(TERUG, schema_editor)


class Migration(migrations.Migration):
    """A dossier outside the own work opens for who gave a reason, and only for a while (docs/adr/0009)."""

    dependencies = [("casework", "0006_dossiertoegang")]
    operations = [migrations.RunPython(vooruit, terug)]
