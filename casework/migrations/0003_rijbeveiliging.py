from django.conf import settings
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

ROLLEN = "string_to_array(current_setting('portaal.rollen', true), ',')"
IK = "(select nullif(current_setting('portaal.gebruiker', true), '')::bigint)"


def heeft_rol(*rollen: str) -> str:
    """In a sub-select, so that it is asked once per query and not once per row."""
    return f"(select coalesce({ROLLEN} && array[{', '.join(repr(rol) for rol in rollen)}], false))"


OVERZIET = heeft_rol("waakvlamcoordinator", "teamleider")
OVERZIET_OF_SYSTEEM = heeft_rol("waakvlamcoordinator", "teamleider", "systeem")
LEEST_DOSSIERS = heeft_rol("trajectregisseur", "waakvlamcoordinator", "teamleider")
IS_REGISSEUR = heeft_rol("trajectregisseur")
TELT = "(select coalesce(current_setting('portaal.rollen', true) = 'telling', false))"

HUISHOUDEN = "exists (select from casework_huishouden h where h.id = {tabel}.huishouden_id)"
CONTACT = "exists (select from casework_contactmoment c where c.id = {tabel}.contactmoment_id)"
WAAKVLAM = "exists (select from casework_waakvlam w where w.id = {tabel}.waakvlam_id)"

# table: who sees a row, and what can be done with the rows that one sees
TABELLEN = {
    "inwoner": (f"{LEEST_DOSSIERS} and {HUISHOUDEN}", "select insert update"),
    "niveau": (f"{LEEST_DOSSIERS} and {HUISHOUDEN}", "select insert update"),
    "ondersteuningsplan": (f"{LEEST_DOSSIERS} and {HUISHOUDEN}", "select insert update"),
    "contactmoment": (f"{LEEST_DOSSIERS} and {HUISHOUDEN}", "select insert"),
    "herroeping": (CONTACT, "select insert"),
    "notitie": (CONTACT, "select insert"),
    "waakvlam": (HUISHOUDEN, "select insert update"),
    "contactstand": (HUISHOUDEN, "select insert update"),
    "optijdperiode": (WAAKVLAM, "select insert delete"),
    "taak": (HUISHOUDEN, "select insert update"),
}
GETELD = ("huishouden", "regie", "ondersteuningsplan", "waakvlam", "contactstand", "optijdperiode")
MET_HISTORIE = ("huishouden", "inwoner", "regie", "niveau", "ondersteuningsplan", "waakvlam", "taak")
NAMEN = {"select": "zien", "insert": "toevoegen", "update": "wijzigen", "delete": "verwijderen"}


ALLEEN_TOEVOEGEN = "casework_contactmoment, casework_herroeping, casework_notitie"


def policy(tabel: str, handeling: str, voorwaarde: str) -> str:
    """For the application only: the owner has no more than `tellen`, and so a short plan for the counts."""
    soort = "with check" if handeling == "insert" else "using"
    return f"create policy {NAMEN[handeling]} on {tabel} for {handeling} to {{rol}} {soort} ({voorwaarde});"


def op_slot(tabel: str) -> str:
    """From here on nobody sees a row, the owner included, unless a policy says so."""
    return f"alter table {tabel} enable row level security; alter table {tabel} force row level security;"


def beveilig() -> str:
    regels = [
        op_slot("casework_huishouden"),
        policy(
            "casework_huishouden",
            "select",
            f"({OVERZIET_OF_SYSTEEM} and status = 'actief') or ({IS_REGISSEUR} and regisseur_id = {IK})",
        ),
        *(policy("casework_huishouden", handeling, OVERZIET) for handeling in ("insert", "update")),
        op_slot("casework_regie"),  # decides who sees what, so a regisseur cannot add to it
        policy("casework_regie", "select", HUISHOUDEN.format(tabel="casework_regie")),
        *(policy("casework_regie", handeling, OVERZIET) for handeling in ("insert", "update")),
    ]
    for naam, (voorwaarde, handelingen) in TABELLEN.items():
        tabel = f"casework_{naam}"
        regels.append(op_slot(tabel))
        regels += [policy(tabel, handeling, voorwaarde.format(tabel=tabel)) for handeling in handelingen.split()]
    for naam in MET_HISTORIE:  # triggers write it; nobody reads it yet
        regels += [op_slot(f"casework_{naam}event"), policy(f"casework_{naam}event", "insert", "true")]
    for naam in GETELD:
        regels.append(f"create policy tellen on casework_{naam} for select to current_user using ({TELT});")
    # Without a policy an update finds no rows and says nothing; without the right it is an error.
    regels.append(f"revoke update, delete on {ALLEEN_TOEVOEGEN} from {{rol}};")
    return "\n".join(regels)


def geef_vrij() -> str:
    regels = []
    for naam in ["huishouden", "regie", *TABELLEN, *(f"{naam}event" for naam in MET_HISTORIE)]:
        tabel = f"casework_{naam}"
        regels += [f"drop policy if exists {policy} on {tabel};" for policy in [*NAMEN.values(), "tellen"]]
        regels.append(f"alter table {tabel} no force row level security; alter table {tabel} disable row level security;")
    regels.append(f"grant update, delete on {ALLEEN_TOEVOEGEN} to {{rol}};")
    return "\n".join(regels)


def doe(sql: str, schema_editor: BaseDatabaseSchemaEditor) -> None:
    rol = schema_editor.connection.ops.quote_name(settings.APP_ROL)
    schema_editor.execute(sql.replace("{rol}", rol))


def vooruit(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    doe(beveilig(), schema_editor)


def terug(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    doe(geef_vrij(), schema_editor)


class Migration(migrations.Migration):
    """The second lock: without a person in the transaction every dossier table is empty (docs/adr/0003)."""

    dependencies = [("casework", "0002_ritmeprofielen")]
    operations = [migrations.RunPython(vooruit, terug)]
