from django.db import migrations


class Migration(migrations.Migration):
    """A payload is written once and read whole: compressing it cost more than half of freezing a large report."""

    dependencies = [("dashboard", "0004_meetherinnering")]

    operations = [
        migrations.RunSQL(
            "alter table dashboard_rapportage alter column payload set storage external",
            "alter table dashboard_rapportage alter column payload set storage extended",
        ),
    ]
