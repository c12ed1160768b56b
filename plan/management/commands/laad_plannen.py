from django.core.management.base import BaseCommand

from plan.services.laden import laad_plannen


class Command(BaseCommand):
    help = (
        "Laadt beide plannen uit plan/data. Veilig om vaker te draaien: alleen verschillen worden verwerkt, "
        "en wat in het portaal is verbeterd blijft staan."
    )

    def handle(self, *args, **options):
        regels = laad_plannen()
        for regel in regels:
            self.stdout.write(regel)
        self.stdout.write(f"Klaar: {len(regels)} verschillen." if regels else "Klaar: niets gewijzigd.")
