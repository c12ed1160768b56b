from django.core.management.base import BaseCommand
from django.utils import timezone

from zwijndrecht_portal.core.models import Afdruk
from zwijndrecht_portal.core.opmaak import meervoud
from zwijndrecht_portal.core.rls import namens_systeem
from zwijndrecht_portal.core.services import ruim_afdrukken_op


class Command(BaseCommand):
    help = "Ruimt afdrukken op die ouder zijn dan een dag. Zonder --uitvoeren telt dit commando ze alleen."

    def add_arguments(self, parser):
        parser.add_argument("--uitvoeren", action="store_true", help="ruim de afdrukken echt op")

    def handle(self, *args, uitvoeren, **options):
        if uitvoeren:
            self.stdout.write(f"Klaar: {meervoud(ruim_afdrukken_op(), 'afdruk', 'afdrukken')} opgeruimd.")
        else:
            with namens_systeem():
                aantal = Afdruk.objects.verlopen(timezone.now()).count()
            self.stdout.write(
                f"Proef: {meervoud(aantal, 'afdruk is', 'afdrukken zijn')} ouder dan een dag. "
                "Voeg --uitvoeren toe om op te ruimen."
            )
