from importlib import import_module

from django.db import migrations

eerder = import_module("casework.migrations.0015_vernietigen")

VERPLICHT = "ka.attnum = c.conkey[1] and ka.attnotnull"
OF_OVER_IEMAND = f"""{VERPLICHT.replace("ka.attnotnull", "(ka.attnotnull")}
                or c.conrelid = 'public.casework_notitie'::regclass and ka.attname = 'over_id')"""


def functie(voorwaarde: str) -> str:
    return eerder.MAAK.replace("create function", "create or replace function").replace(VERPLICHT, voorwaarde)


class Migration(migrations.Migration):
    """
    A sensitive note about somebody goes with that person, also where it was written before the huishouden was split.

    It stays there out of sight (docs/adr/0003), and stopped the destruction of the dossier that the person went to.
    """

    dependencies = [("casework", "0018_historie_leesbaar")]
    operations = [migrations.RunSQL(functie(OF_OVER_IEMAND), functie(VERPLICHT))]
