from django.conf import settings
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

IK = "(select nullif(current_setting('portaal.gebruiker', true), '')::bigint)"
SYSTEEM = "(select coalesce(current_setting('portaal.rollen', true) = 'systeem', false))"
MAG = f"pseudoniem = '' or aangevraagd_door_id = {IK} or {SYSTEEM}"

SLOT = f"""
alter table core_afdruk enable row level security;
alter table core_afdruk force row level security;
create policy zien on core_afdruk for select to {{rol}} using ({MAG});
create policy toevoegen on core_afdruk for insert to {{rol}} with check ({MAG});
create policy wijzigen on core_afdruk for update to {{rol}} using ({MAG});
create policy verwijderen on core_afdruk for delete to {{rol}} using (pseudoniem = '' or {SYSTEEM});
"""
TERUG = """
drop policy zien on core_afdruk;
drop policy toevoegen on core_afdruk;
drop policy wijzigen on core_afdruk;
drop policy verwijderen on core_afdruk;
alter table core_afdruk no force row level security;
alter table core_afdruk disable row level security;
"""


def vooruit(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    schema_editor.execute(SLOT.format(rol=schema_editor.connection.ops.quote_name(settings.APP_ROL)))


def terug(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    schema_editor.execute(TERUG)


class Migration(migrations.Migration):
    """A PDF of a dossier is a piece of that dossier: only for who asked for it, also in the database."""

    dependencies = [("core", "0009_afdruk_van_dossier")]
    operations = [migrations.RunPython(vooruit, terug)]
