from django.conf import settings
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

GEEF = """
grant usage on schema public to {rol};
grant select, insert, update, delete on all tables in schema public to {rol};
grant usage, select on all sequences in schema public to {rol};
alter default privileges in schema public grant select, insert, update, delete on tables to {rol};
alter default privileges in schema public grant usage, select on sequences to {rol};
revoke insert, update, delete on django_migrations from {rol};
"""

NEEM_TERUG = """
alter default privileges in schema public revoke select, insert, update, delete on tables from {rol};
alter default privileges in schema public revoke usage, select on sequences from {rol};
"""


def geef_rechten(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    rol = schema_editor.connection.ops.quote_name(settings.APP_ROL)
    schema_editor.execute(GEEF.format(rol=rol))


def neem_rechten_terug(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    rol = schema_editor.connection.ops.quote_name(settings.APP_ROL)
    schema_editor.execute(NEEM_TERUG.format(rol=rol))


class Migration(migrations.Migration):
    """The role that the application signs in as owns nothing; it may use what this owner makes (ADR 0002)."""

    dependencies = [("core", "0001_start")]
    operations = [migrations.RunPython(geef_rechten, neem_rechten_terug)]
