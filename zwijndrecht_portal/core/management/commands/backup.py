from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from zwijndrecht_portal.core.backups import draai_script


class Command(BaseCommand):
    help = (
        "Maakt een back-up van de hele database, met een telling waarmee `herstel` controleert of alles terug is. "
        "Kan terwijl iedereen doorwerkt. Drukt af waar het bestand staat."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--naar", metavar="MAP", default=".", type=Path, help="Map voor de back-up. Standaard: hier."
        )

    def handle(self, *args, **options):
        map = options["naar"].absolute()
        if not map.is_dir():
            raise CommandError(f"De map {map} bestaat niet. Maak hem eerst, of kies een andere.")
        self.stdout.write(draai_script("backup.sh", PORTAAL_BACKUPS=str(map)))
