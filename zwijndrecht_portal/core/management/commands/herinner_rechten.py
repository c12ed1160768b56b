from django.core.management.base import BaseCommand
from django.utils import timezone

from zwijndrecht_portal.core.opmaak import meervoud
from zwijndrecht_portal.core.services import herinner_rechten, is_nagekeken


class Command(BaseCommand):
    help = (
        "Mailt beheerders en privacy officers dat de rechten van dit kwartaal nog niet zijn nagekeken: één keer per "
        "kwartaal. Zonder --uitvoeren zegt dit commando alleen of dat nodig is."
    )

    def add_arguments(self, parser):
        parser.add_argument("--uitvoeren", action="store_true", help="verstuur de mail echt")

    def handle(self, *args, uitvoeren, **options):
        if is_nagekeken(timezone.localdate()):
            self.stdout.write("De rechten van dit kwartaal zijn nagekeken.")
        elif uitvoeren:
            aantal = meervoud(herinner_rechten(), "persoon", "personen")
            self.stdout.write(f"Klaar: de rechten zijn nog niet nagekeken, {aantal} kan dat doen.")
        else:
            self.stdout.write("Proef: de rechten zijn nog niet nagekeken. Voeg --uitvoeren toe om te mailen.")
