from django.core.management.base import BaseCommand
from django.utils import timezone

from casework.services.taken import bewaak_waakvlam
from casework.systeem import namens_systeem
from zwijndrecht_portal.core.opmaak import meervoud


class Command(BaseCommand):
    help = (
        "Maakt een taak voor elk huishouden waarvan het contact te laat is. "
        "Veilig om vaker te draaien: voor dezelfde achterstand komt er nooit een tweede taak."
    )

    def handle(self, *args, **options):
        with namens_systeem():
            taken = bewaak_waakvlam(vandaag=timezone.localdate())
        if not taken:
            self.stdout.write("Klaar: geen nieuwe taken. Alles is op tijd of al bekend.")
            return
        zonder = sum(taak.voor_id is None for taak in taken)
        self.stdout.write(f"Klaar: {meervoud(len(taken), 'nieuwe taak', 'nieuwe taken')} voor te late contacten.")
        if zonder:
            self.stdout.write(f"Let op: {meervoud(zonder, 'taak heeft', 'taken hebben')} geen regisseur.")
