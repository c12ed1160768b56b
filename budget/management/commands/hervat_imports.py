from django.core.management.base import BaseCommand

from budget.models import Boekingenimport
from budget.tasks import verwerk_boekingen
from zwijndrecht_portal.core.opmaak import meervoud


class Command(BaseCommand):
    help = (
        "Zoekt bestanden met boekingen die nog op de taakverwerker wachten, bijvoorbeeld na een storing van de "
        "wachtrij. Zonder --uitvoeren verandert er niets. Twee keer starten kan geen kwaad."
    )

    def add_arguments(self, parser):
        parser.add_argument("--uitvoeren", action="store_true", help="zet het werk opnieuw in de wachtrij")

    def handle(self, *args, uitvoeren, **options):
        wachtend = list(Boekingenimport.objects.bezig().order_by("pk").values_list("pk", flat=True))
        if uitvoeren:
            for pk in wachtend:
                verwerk_boekingen.delay(pk)
        self.stdout.write(
            f"{'Opnieuw gestart' if uitvoeren else 'Wacht nog'}: {meervoud(len(wachtend), 'bestand', 'bestanden')}."
        )
