from django.core.management.base import BaseCommand
from django.utils import timezone

from casework.models import Overdracht
from casework.services.regie import breng_overdrachten_terug
from casework.systeem import namens_systeem
from zwijndrecht_portal.core.opmaak import meervoud


class Command(BaseCommand):
    help = (
        "Brengt overdrachten die niemand binnen vijf werkdagen aannam terug bij wie ze aanbood. "
        "Zonder --uitvoeren alleen het aantal. Veilig om vaker te draaien."
    )

    def add_arguments(self, parser):
        parser.add_argument("--uitvoeren", action="store_true", help="doe het ook echt")

    def handle(self, *args, uitvoeren, **options):
        vandaag = timezone.localdate()
        with namens_systeem():
            if uitvoeren:
                aantal = breng_overdrachten_terug(vandaag=vandaag)
            else:
                aantal = Overdracht.objects.verlopen(vandaag).count()
        wat = "teruggebracht" if uitvoeren else "te laat; met --uitvoeren gaan ze terug"
        self.stdout.write(f"Klaar: {meervoud(aantal, 'overdracht', 'overdrachten')} {wat}.")
