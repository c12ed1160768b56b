from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import connections

from zwijndrecht_portal.core.backups import draai_script


class Command(BaseCommand):
    help = (
        "Zet een back-up terug. Vult een nieuwe database, vergelijkt iedere tabel met de telling, en zet hem pas dan "
        "op de plaats van de oude. De oude database blijft ernaast bestaan."
    )
    requires_system_checks = []  # the database may be what is broken

    def add_arguments(self, parser):
        parser.add_argument("bestand", type=Path, help="De back-up: een bestand dat eindigt op .dump.")
        parser.add_argument("--uitvoeren", action="store_true", help="Doe het echt. Zonder dit ziet u wat er gebeurt.")

    def handle(self, *args, **options):
        bestand = options["bestand"].absolute()
        if not bestand.is_file():
            raise CommandError(f"Het bestand {bestand} is er niet.")
        if not options["uitvoeren"]:
            self.stdout.write(f"Alles wat na deze back-up is ingevoerd, is straks niet meer te zien: {bestand}")
            self.stdout.write("Er is niets gewijzigd. Voeg --uitvoeren toe om de back-up terug te zetten.")
            return
        connections.close_all()
        self.stdout.write(draai_script("herstel.sh", str(bestand)))
