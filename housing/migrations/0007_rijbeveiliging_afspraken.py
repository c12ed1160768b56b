from django.conf import settings
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

WOONT = "(select coalesce(string_to_array(current_setting('portaal.rollen', true), ',') && array['woonconsulent'], false))"
WOONVRAAG = f"{WOONT} or exists (select from housing_woonvraag w where w.id = woonvraag_id)"
CONTRACT = f"{WOONT} or exists (select from housing_preventiefcontract c where c.id = contract_id)"
# table: who sees a row. The woonconsulent adds and changes.
TABELLEN = {"preventiefcontract": WOONVRAAG, "woonevaluatie": WOONVRAAG, "kaart": CONTRACT}

BEVEILIG = "".join(
    f"""
alter table housing_{tabel} enable row level security;
alter table housing_{tabel} force row level security;
create policy zien on housing_{tabel} for select using ({zien});
create policy toevoegen on housing_{tabel} for insert with check ({WOONT});
create policy wijzigen on housing_{tabel} for update using ({WOONT});
alter table housing_{tabel}event enable row level security;
alter table housing_{tabel}event force row level security;
create policy toevoegen on housing_{tabel}event for insert with check (true);
"""
    for tabel, zien in TABELLEN.items()
)
GEEF_VRIJ = "".join(
    f"""
drop policy if exists zien on {tabel};
drop policy if exists toevoegen on {tabel};
drop policy if exists wijzigen on {tabel};
alter table {tabel} no force row level security;
alter table {tabel} disable row level security;
"""
    for naam in TABELLEN
    for tabel in (f"housing_{naam}", f"housing_{naam}event")
)

# Of an omklap the corporatie is that of the last match: a stand of later phases does not name the contingent.
BEURTEN = """
create function housing_tel_beurten(grens timestamptz)
returns table (partij text, organisatie bigint, regisseur bigint, aantal bigint, sinds date)
language plpgsql security definer set search_path = pg_catalog, pg_temp set jit = off as $$
declare
    wie text := current_setting('portaal.rollen', true);
begin
    perform set_config('portaal.rollen', 'telling', true);
    return query
        with beurt as materialized (
            select s.woonvraag_id, s.aan_zet::text as partij, lower(s.geldig) as begin
            from public.housing_woonvraagstand s
            where upper(s.geldig) is null and s.aan_zet <> '' and lower(s.geldig) <= grens
        ), wie as (
            select b.partij, b.begin,
                case b.partij when 'aanbieder' then w.aanbieder_id when 'corporatie' then (
                    select c.corporatie_id
                    from public.housing_woonvraagstand m join public.housing_contingent c on c.id = m.contingent_id
                    where m.woonvraag_id = b.woonvraag_id order by lower(m.geldig) desc limit 1
                ) end as organisatie,
                case b.partij when 'wijkteam' then h.regisseur_id end as regisseur
            from beurt b
            join public.housing_woonvraag w on w.id = b.woonvraag_id
            left join public.casework_huishouden h on h.id = w.huishouden_id and b.partij = 'wijkteam'
        )
        select w.partij, w.organisatie, w.regisseur, count(*), (min(w.begin) at time zone 'Europe/Amsterdam')::date
        from wie w group by w.partij, w.organisatie, w.regisseur;
    perform set_config('portaal.rollen', coalesce(wie, ''), true);
end $$;
"""


def neem_rechten(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """What was agreed does not disappear: without a policy a delete says nothing, without the right it is an error."""
    rol = schema_editor.connection.ops.quote_name(settings.APP_ROL)
    for tabel in TABELLEN:
        schema_editor.execute(f"revoke delete on housing_{tabel} from {rol}")


def geef_rechten(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    rol = schema_editor.connection.ops.quote_name(settings.APP_ROL)
    for tabel in TABELLEN:
        schema_editor.execute(f"grant delete on housing_{tabel} to {rol}")


class Migration(migrations.Migration):
    """The second lock holds for contracts, cards and woonevaluaties too; whose turn it is can be counted for mails."""

    dependencies = [("housing", "0006_afspraken_verhuisstromen_herinneringen"), ("casework", "0004_tellingen")]
    operations = [
        migrations.RunSQL(BEVEILIG, GEEF_VRIJ),
        migrations.RunPython(neem_rechten, geef_rechten),
        migrations.RunSQL(BEURTEN, "drop function housing_tel_beurten(timestamptz)"),
    ]
