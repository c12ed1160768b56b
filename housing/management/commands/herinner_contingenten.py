from django.core.management.base import BaseCommand
from django.utils import timezone

from housing.models import Contingent
from housing.services.contingenten import herinner_contingenten
from zwijndrecht_portal.core.opmaak import meervoud


class Command(BaseCommand):
    help = (
        "Mailt de woonconsulent in september welke woningen uit de contingenten nog vrij zijn: die kan een corporatie "
        "vóór 1 oktober opnieuw aanbieden. Zonder --uitvoeren laat dit commando alleen zien welke dat zijn."
    )

    def add_arguments(self, parser):
        parser.add_argument("--uitvoeren", action="store_true", help="verstuur de mail echt")

    def handle(self, *args, uitvoeren, **options):
        vandaag = timezone.localdate()
        vrij = herinner_contingenten() if uitvoeren else list(Contingent.objects.te_herbieden(vandaag))
        for contingent in vrij:
            self.stdout.write(f"{contingent.corporatie}: {meervoud(contingent.vrij, 'woning', 'woningen')} vrij")
        aantal = meervoud(len(vrij), "contingent", "contingenten")
        slot = "Klaar" if uitvoeren else "Proef, voeg --uitvoeren toe om te mailen"
        self.stdout.write(f"{slot}: {aantal} te herbieden.")
