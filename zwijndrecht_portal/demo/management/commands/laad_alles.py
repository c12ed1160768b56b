from django.core.management import call_command
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    help = "Laadt plannen, begroting, indicatoren, woondoelen en eenmalig de demogegevens: wat een start nodig heeft."

    def handle(self, *args, **options):
        # One process for all: a second start is ready in seconds.
        for commando in ("laad_plannen", "laad_begroting", "laad_indicatoren", "laad_woondoelen"):
            call_command(commando, stdout=self.stdout)
        call_command("laad_demodata", eenmalig=True, stdout=self.stdout)
