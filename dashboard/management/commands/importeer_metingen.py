from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from dashboard.services.metingen import fouten_als_tekst, importeer_metingen, stel_metingen_voor
from zwijndrecht_portal.core.opmaak import meervoud


class Command(BaseCommand):
    help = (
        "Leest gemeten waarden in uit een csv van CBS StatLine, van Swing of in de eigen vorm: alles of niets. Een "
        "gewijzigde waarde wordt een nieuwe versie. Hetzelfde bestand nog een keer verandert niets."
    )

    def add_arguments(self, parser):
        parser.add_argument("bestand", type=Path, help="Een csv.")
        parser.add_argument("--bron", default="", help="Waar het bestand vandaan komt, als het dat zelf niet noemt.")
        parser.add_argument("--proef", action="store_true", help="Alleen laten zien wat er zou veranderen.")

    def handle(self, *args, bestand, bron, proef, **options):
        try:
            inhoud = bestand.read_bytes()
            lees = stel_metingen_voor(inhoud, bron=bron) if proef else importeer_metingen(inhoud=inhoud, bron=bron)
        except OSError as fout:
            raise CommandError(f"Het bestand {bestand} is niet te lezen.") from fout
        except ValueError as fout:
            raise CommandError(str(fout)) from fout
        for kolom in lees.onbekende_kolommen:
            self.stderr.write(f"Overgeslagen kolom: {kolom}")
        if lees.fouten:
            self.stderr.write("\n".join(fouten_als_tekst(lees.fouten)))
            raise CommandError(f"Er is niets ingelezen: {meervoud(len(lees.fouten), 'fout', 'fouten')}.")
        wat = "Proef, er is niets ingelezen" if proef else "Klaar"
        gewijzigd = meervoud(len(lees.gewijzigd), "gewijzigde waarde", "gewijzigde waarden")
        nieuw = meervoud(len(lees.nieuw), "nieuwe waarde", "nieuwe waarden")
        self.stdout.write(f"{wat}: {nieuw}, {gewijzigd}, {lees.gelijk} gelijk.")
