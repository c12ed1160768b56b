from importlib import import_module

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

basis = import_module("casework.migrations.0003_rijbeveiliging")

IS_TEAMLEIDER = basis.heeft_rol("teamleider")
IS_SYSTEEM = basis.heeft_rol("systeem")
# Who is asked sees no huishouden, only this; who offered until it is accepted. Asks nothing of casework_huishouden:
# its policy below asks this table, and PostgreSQL refuses a circle.
TUSSEN_HEN = f"({basis.IS_REGISSEUR} and (naar_id = {basis.IK} or (van_id = {basis.IK} and status <> 'aangenomen')))"
PLAN = "exists (select from casework_ondersteuningsplan p where p.id = {tabel}.plan_id)"
DOSSIER = f"{basis.LEEST_DOSSIERS} and {basis.HUISHOUDEN}"
OPEN = "select from casework_overdracht o where o.status = 'open'"

# table: what can be done, by whom
TABELLEN = {
    "overdracht": {
        "select": f"{TUSSEN_HEN} or {basis.OVERZIET_OF_SYSTEEM}",
        "insert": f"({basis.OVERZIET} or ({basis.IS_REGISSEUR} and van_id = {basis.IK})) and {basis.HUISHOUDEN}",
        "update": f"{TUSSEN_HEN} or {basis.OVERZIET_OF_SYSTEEM}",
    },
    "doel": dict.fromkeys(("select", "insert", "update"), f"{basis.LEEST_DOSSIERS} and {PLAN}"),
    "meting": dict.fromkeys(("select", "insert", "update"), DOSSIER),
    "inzet": {"select": basis.LEEST_DOSSIERS, "insert": IS_TEAMLEIDER, "update": IS_TEAMLEIDER},
    "buurtcirkel": {"select": basis.LEEST_DOSSIERS, "insert": basis.OVERZIET, "update": basis.OVERZIET},
    "bijeenkomst": {"select": basis.LEEST_DOSSIERS, "insert": basis.LEEST_DOSSIERS},
}
GETELD = ("niveau", "doel", "buurtcirkel", "bijeenkomst")

# Who accepts an offer cannot see the huishouden yet. The portal itself writes it down, and only along an open offer.
OVERDRAGEN = f"""
create policy overdragen_toevoegen on casework_regie for insert to {{rol}} with check (
    {IS_SYSTEEM} and exists ({OPEN} and o.huishouden_id = casework_regie.huishouden_id and o.naar_id = regisseur_id));
create policy overdragen_wijzigen on casework_regie for update to {{rol}} using (
    {IS_SYSTEEM} and exists ({OPEN} and o.huishouden_id = casework_regie.huishouden_id));
create policy overdragen on casework_huishouden for update to {{rol}} using (
    {IS_SYSTEEM} and exists ({OPEN} and o.huishouden_id = casework_huishouden.id));
"""


def beveilig() -> str:
    regels = []
    for naam, handelingen in TABELLEN.items():
        tabel = f"casework_{naam}"
        regels.append(basis.op_slot(tabel))
        regels += [basis.policy(tabel, wat, wie.format(tabel=tabel)) for wat, wie in handelingen.items()]
        regels += [basis.op_slot(f"{tabel}event"), basis.policy(f"{tabel}event", "insert", "true")]
    regels += [
        f"create policy tellen on casework_{naam} for select to current_user using ({basis.TELT});" for naam in GETELD
    ]
    return "\n".join([*regels, OVERDRAGEN])


def geef_vrij() -> str:
    regels = [
        "drop policy overdragen_toevoegen on casework_regie;",
        "drop policy overdragen_wijzigen on casework_regie;",
        "drop policy overdragen on casework_huishouden;",
        "drop policy tellen on casework_niveau;",
    ]
    for naam in [*TABELLEN, *(f"{naam}event" for naam in TABELLEN)]:
        tabel = f"casework_{naam}"
        regels += [f"drop policy if exists {policy} on {tabel};" for policy in [*basis.NAMEN.values(), "tellen"]]
        regels.append(f"alter table {tabel} no force row level security; alter table {tabel} disable row level security;")
    return "\n".join(regels)


def vooruit(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    basis.doe(beveilig(), schema_editor)


def terug(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    basis.doe(geef_vrij(), schema_editor)


class Migration(migrations.Migration):
    """The second lock on what came since: offers, doelen, metingen, hours, buurtcirkels (docs/adr/0003)."""

    dependencies = [("casework", "0008_overdrachten_plannen_en_team")]
    operations = [migrations.RunPython(vooruit, terug)]
