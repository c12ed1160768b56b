from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from zwijndrecht_portal.core.bestanden import Onleesbaar
from zwijndrecht_portal.core.invoer import Opdracht, importeur, invoersoort, namen_van_invoer
from zwijndrecht_portal.core.models import Gebruiker
from zwijndrecht_portal.core.opmaak import meervoud
from zwijndrecht_portal.core.services import bereid_invoer_voor, verwerk_invoer


class Command(BaseCommand):
    help = (
        "Leest een bestand in: alles of niets. Hetzelfde bestand nog een keer verandert niets. "
        "Met --proef ziet u alleen wat er zou veranderen."
    )

    def add_arguments(self, parser):
        parser.add_argument("bestand", type=Path, help="Een csv, xlsx of ods.")
        parser.add_argument("--soort", required=True, choices=namen_van_invoer(), help="Wat er in het bestand staat.")
        parser.add_argument("--proef", action="store_true", help="Alleen controleren, niets veranderen.")
        parser.add_argument("--door", default="", help="Het e-mailadres van wie dit inleest; nodig voor een stand.")
        parser.add_argument(
            "--plan", default="een-plek-voor-iedereen", help="Slug van het plan waar boekingen bij horen."
        )
        parser.add_argument("--bron", default="", help="Waar metingen vandaan komen, als het bestand dat niet noemt.")

    def handle(self, *args, bestand, soort, proef, door, plan, bron, **options):
        try:
            inhoud = bestand.read_bytes()
        except OSError as fout:
            raise CommandError(f"Het bestand {bestand} is niet te lezen.") from fout
        importeer = importeur(soort)
        try:
            if importeer is None:
                self._vergelijk(soort, bestand.name, inhoud, proef, door)
            else:
                self.stdout.write(importeer(Opdracht(bestand.name, inhoud, proef, plan, bron)))
        except Onleesbaar as fout:
            raise CommandError(str(fout)) from fout
        except ValidationError as fout:
            for melding in fout.messages:
                self.stderr.write(melding)
            aantal = meervoud(len(fout.messages), "fout", "fouten")
            raise CommandError(f"Er is niets veranderd: {aantal}.") from fout

    def _vergelijk(self, naam, bestandsnaam, inhoud, proef, door):
        wie = Gebruiker.objects.filter(email__iexact=door, is_active=True).first()
        soort = invoersoort(naam)
        if wie is None:
            raise CommandError("Zeg met --door wie dit inleest: het e-mailadres van een actief account.")
        if not wie.has_perm(soort.permission):
            raise CommandError("Dit account mag deze soort niet inlezen.")
        invoer = bereid_invoer_voor(soort=soort, bestandsnaam=bestandsnaam, inhoud=inhoud, door=wie)
        self._toon(invoer)
        if fouten := [f"Rij {r['rij']}, {kolom}: {melding}" for r in invoer.regels for kolom, melding in r["fouten"]]:
            raise ValidationError(fouten)
        if proef or not invoer.regels:
            self.stdout.write("Er is niets veranderd.")
            return
        verwerk_invoer(invoer=invoer, door=wie)
        self.stdout.write("Klaar: alles is verwerkt.")

    def _toon(self, invoer):
        for regel in invoer.regels:
            for kolom, (was, wordt) in regel["verschillen"].items():
                self.stdout.write(f"rij {regel['rij']}, {kolom}: {was or 'leeg'} wordt {wordt or 'leeg'}")
        self.stdout.write(
            f"{invoer.tel('nieuw')} nieuw, {invoer.tel('gewijzigd')} gewijzigd, "
            f"{invoer.ongewijzigd} ongewijzigd, {invoer.tel('fout')} fout."
        )
