import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

PER_MAAND = """
    select post_id, organisatie_id, date_trunc('month', datum::timestamp)::date as maand, count(*) as aantal,
        sum(bedrag) as bedrag
    from {van} group by 1, 2, 3 order by 1, 3, 2
"""
KOLOMMEN = "(post_id, organisatie_id, maand, aantal, bedrag)"

# A boeking is only ever added. That the totals also follow a change or a deletion is for the day on which an operator
# switches that lock off to mend a row by hand. Always in the same order, so that two who add wait and never deadlock.
TRIGGERS = f"""
create function budget_tel_mee() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    if tg_op <> 'INSERT' then
        update public.budget_maandtotaal m set aantal = m.aantal - d.aantal, bedrag = m.bedrag - d.bedrag
        from ({PER_MAAND.format(van="oud")}) d
        where m.post_id = d.post_id and m.maand = d.maand and m.organisatie_id is not distinct from d.organisatie_id;
    end if;
    if tg_op <> 'DELETE' then
        insert into public.budget_maandtotaal as m {KOLOMMEN}
        {PER_MAAND.format(van="nieuw")}
        on conflict (post_id, maand, organisatie_id) do update
            set aantal = m.aantal + excluded.aantal, bedrag = m.bedrag + excluded.bedrag;
    end if;
    if tg_op <> 'INSERT' then
        delete from public.budget_maandtotaal m where m.aantal = 0;
    end if;
    return null;
end $$;

create trigger telt_mee_erbij after insert on budget_boeking referencing new table as nieuw
    for each statement execute function budget_tel_mee();
create trigger telt_mee_anders after update on budget_boeking referencing old table as oud new table as nieuw
    for each statement execute function budget_tel_mee();
create trigger telt_mee_eraf after delete on budget_boeking referencing old table as oud
    for each statement execute function budget_tel_mee();

create function budget_herreken_maandtotalen() returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    lock table public.budget_boeking in share row exclusive mode;
    delete from public.budget_maandtotaal;
    insert into public.budget_maandtotaal {KOLOMMEN}
    {PER_MAAND.format(van="public.budget_boeking")};
end $$;

select budget_herreken_maandtotalen();
revoke insert, update, delete, truncate on budget_maandtotaal from {{rol}};
"""
TERUG = """
drop function budget_herreken_maandtotalen();
drop function budget_tel_mee() cascade;
"""


def vooruit(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    rol = schema_editor.connection.ops.quote_name(settings.APP_ROL)
    schema_editor.execute(TRIGGERS.format(rol=rol))


def terug(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    schema_editor.execute(TERUG)


class Migration(migrations.Migration):
    """
    What was booked per post, organisation and month, kept in the statement that books.

    The application reads it and cannot write it. The triggers come first and lock the boekingen, so none slips through
    while the months of the past are counted.
    """

    dependencies = [
        ('budget', '0003_imports_laten_horen_dat_zij_leven'),
        ('core', '0014_dagtelling'),
    ]

    operations = [
        migrations.CreateModel(
            name='Maandtotaal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('maand', models.DateField(verbose_name='eerste dag van de maand')),
                ('aantal', models.PositiveIntegerField(verbose_name='boekingen')),
                ('bedrag', models.DecimalField(decimal_places=2, max_digits=18, verbose_name='bedrag')),
                ('organisatie', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.organisatie')),
                ('post', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='budget.begrotingspost')),
            ],
            options={
                'verbose_name': 'maandtotaal',
                'verbose_name_plural': 'maandtotalen',
                'constraints': [models.UniqueConstraint(fields=('post', 'maand', 'organisatie'), name='maandtotaal_een_per_maand', nulls_distinct=False)],
            },
        ),
        migrations.RunPython(vooruit, terug),
    ]
