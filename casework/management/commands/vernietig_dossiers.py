from collections import Counter

from django.core.management.base import BaseCommand
from django.utils import timezone

from casework.enums import Grondslag
from casework.models import Vernietiging
from casework.selectors import te_vernietigen
from casework.services.bewaren import voer_vernietiging_uit
from zwijndrecht_portal.core.opmaak import datum, meervoud
from zwijndrecht_portal.core.rls import namens_systeem


class Command(BaseCommand):
    help = (
        "Vernietigt dossiers waarvan de bewaartermijn voorbij is, als twee mensen dat hebben besloten. "
        "Zonder --uitvoeren telt dit commando ze alleen."
    )

    def add_arguments(self, parser):
        parser.add_argument("--uitvoeren", action="store_true", help="vernietig wat is goedgekeurd")

    def handle(self, *args, uitvoeren, **options):
        with namens_systeem():
            self._tel()
            besluiten = list(Vernietiging.objects.uit_te_voeren().for_lijst())
        if not besluiten:
            self.stdout.write("Er is geen goedgekeurd besluit. Er is niets vernietigd.")
            return
        if not uitvoeren:
            aantal = sum(len(besluit.dossiers) for besluit in besluiten)
            self.stdout.write(
                f"Proef: {meervoud(aantal, 'dossier staat', 'dossiers staan')} in een goedgekeurd besluit. "
                "Voeg --uitvoeren toe om ze te vernietigen."
            )
            return
        for besluit in besluiten:
            with namens_systeem():
                aantal = voer_vernietiging_uit(besluit)
            self._verklaar(besluit, aantal)

    def _tel(self):
        tellingen = Counter(grondslag for _, grondslag in te_vernietigen(timezone.localdate()))
        totaal = meervoud(tellingen.total(), "dossier", "dossiers")
        self.stdout.write(f"De bewaartermijn is voorbij van {totaal}.")
        for grondslag, aantal in sorted(tellingen.items()):
            self.stdout.write(f"  {Grondslag(grondslag).label}: {aantal}")

    def _verklaar(self, besluit, aantal):
        self.stdout.write("Verklaring van vernietiging")
        self.stdout.write(f"  Vernietigd: {meervoud(aantal, 'dossier', 'dossiers')}, met alle geschiedenis.")
        self.stdout.write(f"  Voorgesteld op {datum(besluit.voorgesteld_op)} door {besluit.voorgesteld_door.naam}.")
        self.stdout.write(f"  Goedgekeurd op {datum(besluit.goedgekeurd_op)} door {besluit.goedgekeurd_door.naam}.")
        self.stdout.write(f"  Uitgevoerd op {datum(timezone.now())}.")
