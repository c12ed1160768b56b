from importlib import import_module

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

slot = import_module("casework.migrations.0003_rijbeveiliging")

VAN_ZICHTBAAR_HUISHOUDEN = "exists (select from casework_huishouden h where h.id = casework_huishoudenevent.pgh_obj_id)"
# The past of a person goes along; a version written elsewhere is not shown where the person no longer lives.
TOEN_HIER = slot.HUISHOUDEN.format(tabel="casework_inwonerevent")
NU_HIER = "exists (select from casework_inwoner i where i.id = casework_inwonerevent.pgh_obj_id)"

VOORUIT = f"""
{slot.policy("casework_huishoudenevent", "select", f"{slot.LEEST_DOSSIERS} and {VAN_ZICHTBAAR_HUISHOUDEN}")}
{slot.policy("casework_inwonerevent", "select", f"{slot.LEEST_DOSSIERS} and ({TOEN_HIER} or {NU_HIER})")}
"""
TERUG = "drop policy zien on casework_huishoudenevent; drop policy zien on casework_inwonerevent;"


def vooruit(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    slot.doe(VOORUIT, schema_editor)


def terug(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    slot.doe(TERUG, schema_editor)


class Migration(migrations.Migration):
    """What was corrected is read by who sees the huishouden, and by nobody else (docs/adr/0003)."""

    dependencies = [("casework", "0017_sluiten_op_slot")]
    operations = [migrations.RunPython(vooruit, terug)]
