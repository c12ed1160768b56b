from datetime import date
from importlib import import_module

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

slot = import_module("casework.migrations.0003_rijbeveiliging")

# To be confirmed by the privacy officer: the texts of the laws were not at hand when this was written.
TERMIJNEN = [
    ("wmo", 180, "Wmo 2015: 15 jaar na het sluiten. Nog te bevestigen door de privacy officer."),
    ("jeugdwet", 240, "Jeugdwet: 20 jaar na het sluiten. Nog te bevestigen door de privacy officer."),
    ("participatiewet", 120, "Selectielijst gemeenten: 10 jaar. Nog te bevestigen door de privacy officer."),
    ("toestemming", 60, "Toestemming van de inwoner: 5 jaar. Nog te bevestigen door de privacy officer."),
]
BESLIST = slot.heeft_rol("privacy_officer", "teamleider")
UITVOERT = slot.heeft_rol("systeem")
HUISHOUDEN = slot.HUISHOUDEN.format(tabel="casework_bewaarstop")

VOORUIT = f"""
{slot.op_slot("casework_bewaarstop")}
{slot.op_slot("casework_bewaarstopevent")}
{slot.op_slot("casework_vernietiging")}
{slot.op_slot("casework_vernietigingevent")}
{slot.policy("casework_bewaarstop", "select", f"{slot.LEEST_DOSSIERS} and {HUISHOUDEN}")}
{slot.policy("casework_bewaarstop", "insert", f"{slot.LEEST_DOSSIERS} and {HUISHOUDEN}")}
{slot.policy("casework_bewaarstop", "update", f"{slot.LEEST_DOSSIERS} and {HUISHOUDEN}")}
{slot.policy("casework_bewaarstopevent", "insert", "true")}
{slot.policy("casework_vernietiging", "select", f"{BESLIST} or {UITVOERT}")}
{slot.policy("casework_vernietiging", "insert", BESLIST)}
{slot.policy("casework_vernietiging", "update", BESLIST)}
{slot.policy("casework_vernietigingevent", "insert", "true")}
create policy tellen on casework_bewaarstop for select to current_user using ({slot.TELT});

create function casework_te_vernietigen(vandaag date) returns table (id bigint, grondslag text)
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    wie text := current_setting('portaal.rollen', true);
begin
    perform set_config('portaal.rollen', 'telling', true);
    return query
        select h.id, h.grondslag::text
        from public.casework_huishouden h
        cross join lateral (
            select b.maanden from public.casework_bewaartermijn b
            where b.grondslag = h.grondslag and b.geldig_van <= vandaag order by b.geldig_van desc limit 1
        ) termijn
        where h.status = 'gesloten' and h.gesloten_op + make_interval(months => termijn.maanden) <= vandaag
            and not exists (
                select from public.casework_bewaarstop s where s.huishouden_id = h.id and s.opgeheven_op is null
            )
        order by h.id;
    perform set_config('portaal.rollen', coalesce(wie, ''), true);
end $$;
"""
TERUG = """
drop function casework_te_vernietigen(date);
drop policy tellen on casework_bewaarstop;
""" + "".join(
    f"drop policy if exists {naam} on casework_{tabel};"
    for tabel in ("bewaarstop", "bewaarstopevent", "vernietiging", "vernietigingevent")
    for naam in ("zien", "toevoegen", "wijzigen")
) + "".join(
    f"alter table casework_{tabel} no force row level security; alter table casework_{tabel} disable row level security;"
    for tabel in ("bewaarstop", "bewaarstopevent", "vernietiging", "vernietigingevent")
)


def vooruit(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    slot.doe(VOORUIT, schema_editor)
    Bewaartermijn = apps.get_model("casework", "Bewaartermijn")
    for grondslag, maanden, bron in TERMIJNEN:
        Bewaartermijn.objects.create(grondslag=grondslag, maanden=maanden, bron=bron, geldig_van=date(2015, 1, 1))


def terug(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    slot.doe(TERUG, schema_editor)


class Migration(migrations.Migration):
    """Which dossiers are past their term, as data; and who may decide about that."""

    dependencies = [("casework", "0013_bewaren_en_vernietigen")]
    operations = [migrations.RunPython(vooruit, terug)]
