from django.core.management.base import BaseCommand

from dashboard.models import Bericht, Rapportage
from dashboard.tasks import maak_rapportage_pdf, verstuur_berichten
from zwijndrecht_portal.core.opmaak import meervoud


class Command(BaseCommand):
    help = (
        "Zoekt rapportages die nog op hun pdf wachten en mails die nog niet weg zijn, bijvoorbeeld na een storing. "
        "Zonder --uitvoeren verandert er niets. Twee keer starten kan geen kwaad."
    )

    def add_arguments(self, parser):
        parser.add_argument("--uitvoeren", action="store_true", help="start de opmaak en verstuur de mails")

    def handle(self, *args, uitvoeren, **options):
        wachtend = list(Rapportage.objects.zonder_pdf().order_by("pk").values_list("pk", flat=True))
        mails = Bericht.objects.wachtend().count()
        if uitvoeren:
            for pk in wachtend:
                maak_rapportage_pdf.delay(pk)
            if mails:
                verstuur_berichten.delay()
        wat = f"{meervoud(len(wachtend), 'rapportage', 'rapportages')}, {meervoud(mails, 'mail', 'mails')}"
        self.stdout.write(f"{'Opnieuw gestart' if uitvoeren else 'Wacht nog'}: {wat}.")
