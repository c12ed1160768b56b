from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand

from zwijndrecht_portal.core.opmaak import meervoud
from zwijndrecht_portal.core.privacy import papieren


class Command(BaseCommand):
    help = (
        "Schrijft de privacypapieren zoals de code ze nu bepaalt: autorisatiematrix, gegevensstroom, stof voor de "
        "DPIA, regel voor het register en bewaartermijnen."
    )

    def add_arguments(self, parser):
        map = Path(settings.BASE_DIR) / "docs" / "privacy"
        parser.add_argument("--naar", type=Path, default=map, help="De map (standaard docs/privacy).")

    def handle(self, *args, naar, **options):
        naar.mkdir(parents=True, exist_ok=True)
        gemaakt = papieren()
        for bestand, tekst in gemaakt.items():
            (naar / bestand).write_text(tekst, encoding="utf-8")
        self.stdout.write(f"{meervoud(len(gemaakt), 'stuk', 'stukken')} geschreven in {naar}.")
