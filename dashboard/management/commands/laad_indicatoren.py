from django.core.management.base import BaseCommand, CommandError

from dashboard.services.laden import laad_indicatoren


class Command(BaseCommand):
    help = (
        "Laadt de indicatoren: de berekende uit het portaal en de gemeten uit beide plannen. Veilig om vaker te "
        "draaien: wat in het portaal is gewijzigd blijft staan, een gewijzigde waarde wordt een nieuwe versie."
    )

    def handle(self, *args, **options):
        try:
            regels = laad_indicatoren()
        except LookupError as fout:
            raise CommandError(str(fout)) from fout
        for regel in regels:
            self.stdout.write(regel)
        self.stdout.write(f"Klaar: {len(regels)} verschillen." if regels else "Klaar: niets gewijzigd.")
