from django.core.management.base import BaseCommand
from django.utils import timezone

from plan.services.herinneringen import aan_de_beurt, herinner_trekkers
from zwijndrecht_portal.core.opmaak import meervoud


class Command(BaseCommand):
    help = (
        "Herinnert aan acties zonder verse voortgang: eerst de trekker, dan de beleidsmedewerkers, dan de "
        "programmamanagers. Zonder --uitvoeren laat dit commando alleen zien wie er post zou krijgen."
    )

    def add_arguments(self, parser):
        parser.add_argument("--uitvoeren", action="store_true", help="verstuur de herinneringen echt")

    def handle(self, *args, uitvoeren, **options):
        beurten = herinner_trekkers() if uitvoeren else aan_de_beurt(timezone.now())
        for regel, voornemen in beurten:
            wie = f"{voornemen.niveau.label.lower()}, {meervoud(len(voornemen.aan), 'persoon', 'personen')}"
            self.stdout.write(f"{regel.naam} (laatste melding: {regel.gemeld_tekst}): aan {wie}")
        aantal = meervoud(len(beurten), "actie", "acties")
        if uitvoeren:
            self.stdout.write(f"Klaar: herinneringen voor {aantal}.")
        else:
            self.stdout.write(f"Proef: herinneringen voor {aantal}. Voeg --uitvoeren toe om ze te versturen.")
