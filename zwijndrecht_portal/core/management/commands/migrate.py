from typing import Any

from django.core.management.commands import migrate
from django.db import connections

SLOT = "select {}(hashtext('portaal.migrate'))"


class Command(migrate.Command):
    help = (
        "Werkt de tabellen van de database bij. Wie dit tegelijk start wacht op de eerste en doet daarna alleen wat "
        "er dan nog te doen is."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        """Django reads what is to be done, and does it, without looking whether somebody else is doing it."""
        with connections[options["database"]].cursor() as cursor:
            cursor.execute(SLOT.format("pg_advisory_lock"))
            try:
                super().handle(*args, **options)
            finally:
                cursor.execute(SLOT.format("pg_advisory_unlock"))
