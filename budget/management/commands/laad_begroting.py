from django.core.management.base import BaseCommand, CommandError

from budget.services.laden import laad_begroting


class Command(BaseCommand):
    help = (
        "Laadt de bedragen van beide plannen uit plan/data/begroting.yaml. Veilig om vaker te draaien: alleen "
        "verschillen worden verwerkt, en wat is vastgesteld blijft staan."
    )

    def handle(self, *args, **options):
        try:
            regels = laad_begroting()
        except LookupError as fout:
            raise CommandError(str(fout)) from fout
        for regel in regels:
            self.stdout.write(regel)
        self.stdout.write(f"Klaar: {len(regels)} verschillen." if regels else "Klaar: niets gewijzigd.")
