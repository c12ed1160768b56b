from django.core.management.base import BaseCommand
from django.utils import timezone

from housing.services.herinneringen import aan_de_beurt, herinner_woonpartijen
from zwijndrecht_portal.core.opmaak import meervoud


class Command(BaseCommand):
    help = (
        "Herinnert wie bij een woonvraag al een week aan zet is: de corporatie, de zorgaanbieder, het wijkteam of de "
        "gemeente. Zonder --uitvoeren laat dit commando alleen zien hoeveel mails er zouden gaan."
    )

    def add_arguments(self, parser):
        parser.add_argument("--uitvoeren", action="store_true", help="verstuur de herinneringen echt")

    def handle(self, *args, uitvoeren, **options):
        beurten = herinner_woonpartijen() if uitvoeren else aan_de_beurt(timezone.localdate())
        for beurt in beurten:
            wachtend = meervoud(beurt.aantal, "woonvraag", "woonvragen")
            self.stdout.write(f"{beurt.get_partij_display()}: {wachtend}, de langste {beurt.langste} dagen")
        aantal = meervoud(len(beurten), "herinnering", "herinneringen")
        slot = f"Klaar: {aantal}." if uitvoeren else f"Proef: {aantal}. Voeg --uitvoeren toe om ze te versturen."
        self.stdout.write(slot)
