from django.conf import settings
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

ROLLEN = "string_to_array(current_setting('portaal.rollen', true), ',')"


def heeft_rol(*rollen: str) -> str:
    """In a sub-select, so that it is asked once per query and not once per row."""
    return f"(select coalesce({ROLLEN} && array[{', '.join(repr(rol) for rol in rollen)}], false))"


WOONT = heeft_rol("woonconsulent")
LEEST_DOSSIERS = heeft_rol("trajectregisseur", "waakvlamcoordinator", "teamleider")
TELT = "(select coalesce(current_setting('portaal.rollen', true) = 'telling', false))"

# casework decides which huishoudens a person sees; the woonconsulent sees none of those, and every woonvraag.
MIJN_HUISHOUDEN = f"{LEEST_DOSSIERS} and exists (select from casework_huishouden h where h.id = huishouden_id)"
WOONVRAAG = "exists (select from housing_woonvraag w where w.id = woonvraag_id)"

BEVEILIG = f"""
alter table housing_woonvraag enable row level security;
alter table housing_woonvraag force row level security;
create policy zien on housing_woonvraag for select using ({WOONT} or ({MIJN_HUISHOUDEN}));
create policy toevoegen on housing_woonvraag for insert with check ({MIJN_HUISHOUDEN});
create policy wijzigen on housing_woonvraag for update using ({WOONT});
create policy tellen on housing_woonvraag for select to current_user using ({TELT});

alter table housing_woonvraagstand enable row level security;
alter table housing_woonvraagstand force row level security;
create policy zien on housing_woonvraagstand for select using ({WOONVRAAG});
create policy toevoegen on housing_woonvraagstand for insert with check ({WOONVRAAG});
create policy wijzigen on housing_woonvraagstand for update using ({WOONVRAAG});
create policy tellen on housing_woonvraagstand for select to current_user using ({TELT});

alter table housing_woonvraagevent enable row level security;
alter table housing_woonvraagevent force row level security;
create policy toevoegen on housing_woonvraagevent for insert with check (true);
alter table housing_woonvraagstandevent enable row level security;
alter table housing_woonvraagstandevent force row level security;
create policy toevoegen on housing_woonvraagstandevent for insert with check (true);
"""

GEEF_VRIJ = "\n".join(
    f"drop policy if exists {policy} on {tabel};"
    for tabel in ("housing_woonvraag", "housing_woonvraagstand", "housing_woonvraagevent", "housing_woonvraagstandevent")
    for policy in ("zien", "toevoegen", "wijzigen", "tellen")
) + "\n".join(
    f"alter table {tabel} no force row level security; alter table {tabel} disable row level security;"
    for tabel in ("housing_woonvraag", "housing_woonvraagstand", "housing_woonvraagevent", "housing_woonvraagstandevent")
)


def neem_rechten(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Without a policy a delete finds no rows and says nothing; without the right it is an error."""
    rol = schema_editor.connection.ops.quote_name(settings.APP_ROL)
    schema_editor.execute(f"revoke delete on housing_woonvraag, housing_woonvraagstand from {rol}")


def geef_rechten(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    rol = schema_editor.connection.ops.quote_name(settings.APP_ROL)
    schema_editor.execute(f"grant delete on housing_woonvraag, housing_woonvraagstand to {rol}")


class Migration(migrations.Migration):
    """The second lock holds for woonvragen too: without a person in the transaction there are none."""

    dependencies = [("housing", "0002_woonvragen"), ("casework", "0003_rijbeveiliging")]
    operations = [migrations.RunSQL(BEVEILIG, GEEF_VRIJ), migrations.RunPython(neem_rechten, geef_rechten)]
