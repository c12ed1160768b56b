from django.db import migrations


class Migration(migrations.Migration):
    """Slow on purpose: who starts at the same time finds it busy."""

    operations = [
        migrations.RunSQL("select pg_sleep(1); create table dubbel_tabel ()", "drop table dubbel_tabel"),
    ]
