from django.db import migrations

# As the library writes it, but it asks for a setting that may be missing instead of catching the error that gives.
MAAK = """
create or replace function _pgh_attach_context() returns uuid language plpgsql as $$
declare
    wie uuid := nullif(current_setting('pghistory.context_id', true), '')::uuid;
    wat jsonb := nullif(current_setting('pghistory.context_metadata', true), '')::jsonb;
begin
    if wie is null or wat is null then
        return null;
    end if;
    insert into pghistory_context (id, metadata, created_at, updated_at) values (wie, wat, now(), now())
    on conflict (id) do update set metadata = excluded.metadata, updated_at = excluded.updated_at
        where pghistory_context.metadata != excluded.metadata;
    return wie;
end $$
"""


class Migration(migrations.Migration):
    """
    Who changed a row, without an exception per statement: an import, a loader and a task have no person at work.

    A caught exception is a transaction of its own; without it the history of an insert costs a fifth less. The next
    version of the library may put its own function back: slower, and just as right.
    """

    dependencies = [("core", "0014_dagtelling"), ("pghistory", "0007_auto_20250421_0444")]
    operations = [migrations.RunSQL(MAAK, migrations.RunSQL.noop)]
