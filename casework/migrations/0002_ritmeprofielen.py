from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

# slug, naam, interval_dagen, speling_dagen
PROFIELEN = [
    ("start", "Start: elke week", 7, 2),
    ("verhoogd", "Verhoogd: elke week", 7, 1),
    ("verhoogd-twee-weken", "Verhoogd: elke twee weken", 14, 3),
    ("stabiel", "Stabiel: elke vier weken", 28, 7),
    ("slapend", "Slapend: elk kwartaal", 91, 14),
]


def laad_profielen(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    Ritmeprofiel = apps.get_model("casework", "Ritmeprofiel")
    for volgorde, (slug, naam, interval, speling) in enumerate(PROFIELEN, start=1):
        Ritmeprofiel.objects.create(
            slug=slug, naam=naam, interval_dagen=interval, speling_dagen=speling, volgorde=volgorde
        )


def verwijder_profielen(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Refused by the database once a waakvlam uses one."""
    apps.get_model("casework", "Ritmeprofiel").objects.filter(slug__in=[slug for slug, *_ in PROFIELEN]).delete()


class Migration(migrations.Migration):
    """The rhythms of the waakvlam as data: from weekly at the start to once a quarter."""

    dependencies = [("casework", "0001_huishoudens")]
    operations = [migrations.RunPython(laad_profielen, verwijder_profielen)]
