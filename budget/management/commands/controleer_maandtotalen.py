from django.core.management.base import BaseCommand, CommandError

from budget.selectors import afwijkende_maanden
from budget.services.boekingen import herreken_maandtotalen
from zwijndrecht_portal.core.opmaak import meervoud


class Command(BaseCommand):
    help = (
        "Controleert of wat er per maand is bijgehouden gelijk is aan de boekingen zelf. De database houdt dat bij: "
        "een verschil ontstaat alleen als iemand buiten het portaal om aan de tabellen zat. Met --herstel worden alle "
        "boekingen opnieuw geteld."
    )

    def add_arguments(self, parser):
        parser.add_argument("--herstel", action="store_true", help="tel alle boekingen opnieuw")

    def handle(self, *args, **options):
        anders = afwijkende_maanden()
        if not anders:
            self.stdout.write("De maandtotalen zijn gelijk aan de boekingen.")
            return
        telling = meervoud(anders, "maandtotaal wijkt af", "maandtotalen wijken af")
        if not options["herstel"]:
            raise CommandError(f"{telling}. Met --herstel telt u alles opnieuw.")
        herreken_maandtotalen()
        self.stdout.write(f"{telling}. Alle boekingen zijn opnieuw geteld.")
