import re

from django.core.management.base import BaseCommand, CommandError

from zwijndrecht_portal.core.opmaak import getal, meervoud
from zwijndrecht_portal.core.rls import namens_systeem
from zwijndrecht_portal.core.selectors import controleer_keten

TOON = 20


class Command(BaseCommand):
    help = (
        "Controleert of iemand aan het inzagelog heeft gezeten: rekent elke regel na en kijkt of er geen ontbreekt. "
        "Noteer de laatste regel en de hash op een andere plek; met --ijkpunt controleert u later of die er nog is."
    )

    def add_arguments(self, parser):
        parser.add_argument("--ijkpunt", default="", help="Regel die eerder is genoteerd, als NUMMER:HASH.")

    def handle(self, *args, **options):
        ijkpunt = None
        if options["ijkpunt"]:
            if not re.fullmatch(r"\d{1,18}:[0-9a-f]{64}", options["ijkpunt"]):
                raise CommandError("Een ijkpunt ziet eruit als NUMMER:HASH, met een hash van 64 tekens.")
            nummer, hash = options["ijkpunt"].split(":")
            ijkpunt = int(nummer), hash
        with namens_systeem():
            controle = controleer_keten(ijkpunt)
        if controle.fouten:
            for fout in controle.fouten[:TOON]:
                self.stdout.write(fout)
            raise CommandError(f"Het inzagelog klopt niet: {meervoud(len(controle.fouten), 'fout', 'fouten')}.")
        self.stdout.write(f"Het inzagelog klopt: {getal(controle.regels)} regels.")
        self.stdout.write(f"Laatste regel: {controle.laatste}:{controle.hash}")
