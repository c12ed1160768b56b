from importlib import import_module

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

slot = import_module("casework.migrations.0003_rijbeveiliging")

DOSSIER = f"{slot.LEEST_DOSSIERS} and {slot.HUISHOUDEN.format(tabel='casework_sluiting')}"
EIGEN = f"{slot.IS_REGISSEUR} and regisseur_id = {slot.IK}"
EEN_VAN_BEIDE = "exists (select from casework_huishouden h where h.id in (van_id, naar_id))"
CONTACT = slot.CONTACT.format(tabel="casework_notitie")
# A sensitive note is for who sees the person it is about, wherever that person went.
VAN_WIE_MEN_ZIET = "(over_id is null or exists (select from casework_inwoner i where i.id = over_id))"

# Again, with another name for the number: a huishouden has a column `sleutel` now.
ZOEK = """
drop function casework_zoek_dossier(bigint, text);
create function casework_zoek_dossier({nummer} bigint, naam text) returns table (id bigint, pseudoniem text)
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    wie text := current_setting('portaal.rollen', true);
begin
    perform set_config('portaal.rollen', 'telling', true);
    return query
        select h.id, h.pseudoniem::text from public.casework_huishouden h where h.id = {nummer} or h.pseudoniem = naam;
    perform set_config('portaal.rollen', coalesce(wie, ''), true);
end $$;
"""

VOORUIT = f"""
{ZOEK.format(nummer="nummer")}
{slot.op_slot("casework_herindeling")}
{slot.policy("casework_herindeling", "select", f"{slot.LEEST_DOSSIERS} and {EEN_VAN_BEIDE}")}
{slot.policy("casework_herindeling", "insert", slot.OVERZIET)}
revoke update, delete on casework_herindeling from {{rol}};
alter policy zien on casework_notitie using ({CONTACT} and {VAN_WIE_MEN_ZIET});
{slot.op_slot("casework_sluiting")}
{slot.op_slot("casework_sluitingevent")}
{slot.policy("casework_sluiting", "select", DOSSIER)}
{slot.policy("casework_sluiting", "insert", DOSSIER)}
{slot.policy("casework_sluiting", "update", DOSSIER)}
{slot.policy("casework_sluitingevent", "insert", "true")}

-- A regisseur closes the own caseload: ends the own regie, and no more than that.
create policy eigen_regie_eindigt on casework_regie for update to {{rol}} using ({EIGEN}) with check ({EIGEN});
create policy eigen_dossier_sluit on casework_huishouden for update to {{rol}} using ({EIGEN})
    with check (regisseur_id is null or regisseur_id = {slot.IK});
"""
TERUG = f"""
{ZOEK.format(nummer="sleutel")}
alter policy zien on casework_notitie using ({CONTACT});
grant update, delete on casework_herindeling to {{rol}};
drop policy zien on casework_herindeling;
drop policy toevoegen on casework_herindeling;
alter table casework_herindeling no force row level security;
alter table casework_herindeling disable row level security;
drop policy eigen_dossier_sluit on casework_huishouden;
drop policy eigen_regie_eindigt on casework_regie;
drop policy zien on casework_sluiting;
drop policy toevoegen on casework_sluiting;
drop policy wijzigen on casework_sluiting;
drop policy toevoegen on casework_sluitingevent;
alter table casework_sluiting no force row level security;
alter table casework_sluiting disable row level security;
alter table casework_sluitingevent no force row level security;
alter table casework_sluitingevent disable row level security;
"""


def vooruit(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    slot.doe(VOORUIT, schema_editor)


def terug(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    slot.doe(TERUG, schema_editor)


class Migration(migrations.Migration):
    """Closing takes a dossier out of sight; who closes it keeps access for a day (docs/adr/0009)."""

    dependencies = [("casework", "0016_intake_sluiten_en_herindelen")]
    operations = [migrations.RunPython(vooruit, terug)]
