from django.core.management.base import BaseCommand
from django.utils import timezone

from dashboard.services.meetherinneringen import herinner_metingen, te_late_metingen
from zwijndrecht_portal.core.opmaak import datum, meervoud


class Command(BaseCommand):
    help = (
        "Mailt de beleidsmedewerkers over gemeten cijfers waarvan een nieuwe waarde had moeten zijn: één keer per "
        "verwachte waarde. Zonder --uitvoeren laat dit commando alleen zien om welke cijfers het gaat."
    )

    def add_arguments(self, parser):
        parser.add_argument("--uitvoeren", action="store_true", help="verstuur de herinneringen echt")

    def handle(self, *args, uitvoeren, **options):
        te_laat = herinner_metingen() if uitvoeren else te_late_metingen(timezone.localdate())
        for meting in te_laat:
            self.stdout.write(f"{meting.naam}: verwacht op {datum(meting.verwacht_op)}")
        aantal = meervoud(len(te_laat), "cijfer", "cijfers")
        self.stdout.write(f"Klaar: {aantal}." if uitvoeren else f"Proef: {aantal}. Voeg --uitvoeren toe om te mailen.")
