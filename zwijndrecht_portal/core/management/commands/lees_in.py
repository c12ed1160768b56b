from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from zwijndrecht_portal.core.bestanden import Onleesbaar
from zwijndrecht_portal.core.invoer import invoersoort
from zwijndrecht_portal.core.models import Gebruiker
from zwijndrecht_portal.core.services import bereid_invoer_voor, verwerk_invoer


class Command(BaseCommand):
    help = "Leest een spreadsheet in: alles of niets. Met --proef ziet u alleen wat er zou veranderen."

    def add_arguments(self, parser):
        parser.add_argument("bestand", type=Path, help="Een xlsx, ods of csv, zoals de export hem maakt.")
        parser.add_argument("--soort", required=True, help="Wat erin staat: acties, mijlpalen of contingenten.")
        parser.add_argument("--door", required=True, help="Het e-mailadres van wie dit inleest.")
        parser.add_argument("--proef", action="store_true", help="Verander niets.")

    def handle(self, *args, **options):
        door = Gebruiker.objects.filter(email__iexact=options["door"], is_active=True).first()
        if door is None:
            raise CommandError("Er is geen actief account met dit e-mailadres.")
        try:
            soort = invoersoort(options["soort"])
        except KeyError as fout:
            raise CommandError(f"Deze soort bestaat niet: {options['soort']}.") from fout
        if not door.has_perm(soort.permission):
            raise CommandError("Dit account mag deze soort niet inlezen.")
        try:
            inhoud = options["bestand"].read_bytes()
            invoer = bereid_invoer_voor(soort=soort, bestandsnaam=options["bestand"].name, inhoud=inhoud, door=door)
        except (OSError, Onleesbaar) as fout:
            raise CommandError(str(fout)) from fout
        self._toon(invoer)
        if invoer.tel("fout"):
            raise CommandError("Er zijn fouten. Er is niets veranderd.")
        if options["proef"] or not invoer.regels:
            self.stdout.write("Er is niets veranderd.")
            return
        try:
            verwerk_invoer(invoer=invoer, door=door)
        except ValidationError as fout:
            raise CommandError(" ".join(fout.messages)) from fout
        self.stdout.write("Klaar: alles is verwerkt.")

    def _toon(self, invoer):
        for regel in invoer.regels:
            for kolom, melding in regel["fouten"]:
                self.stdout.write(f"rij {regel['rij']}, {kolom}: {melding}")
            for kolom, (was, wordt) in regel["verschillen"].items():
                self.stdout.write(f"rij {regel['rij']}, {kolom}: {was or 'leeg'} wordt {wordt or 'leeg'}")
        self.stdout.write(
            f"{invoer.tel('nieuw')} nieuw, {invoer.tel('gewijzigd')} gewijzigd, "
            f"{invoer.ongewijzigd} ongewijzigd, {invoer.tel('fout')} fout."
        )
