from django.core.management.base import BaseCommand

from housing.services.laden import laad_woondoelen


class Command(BaseCommand):
    help = (
        "Laadt de woningdoelen, de corporaties en de eerste behoefteraming uit plan/data. Veilig om vaker te draaien: "
        "alleen verschillen worden verwerkt."
    )

    def handle(self, *args, **options):
        regels = laad_woondoelen()
        for regel in regels:
            self.stdout.write(regel)
        self.stdout.write(f"Klaar: {len(regels)} verschillen." if regels else "Klaar: niets gewijzigd.")
