from django.core.management.base import BaseCommand

from zwijndrecht_portal.core.enums import InvoerStatus
from zwijndrecht_portal.core.models import Afdruk, Invoer
from zwijndrecht_portal.core.opmaak import meervoud
from zwijndrecht_portal.core.rls import namens_systeem
from zwijndrecht_portal.core.tasks import maak_afdruk, werk_invoer_af


class Command(BaseCommand):
    help = (
        "Zoekt afdrukken en invoer die nog op de taakverwerker wachten, bijvoorbeeld na een storing van de wachtrij. "
        "Zonder --uitvoeren verandert er niets. Twee keer starten kan geen kwaad."
    )

    def add_arguments(self, parser):
        parser.add_argument("--uitvoeren", action="store_true", help="zet het werk opnieuw in de wachtrij")

    def handle(self, *args, uitvoeren, **options):
        with namens_systeem():
            afdrukken = list(Afdruk.objects.te_maken().order_by("aangevraagd_op").values_list("pk", flat=True))
        wacht = [InvoerStatus.LEZEN, InvoerStatus.VERWERKEN, InvoerStatus.TERUGDRAAIEN]
        bezig = Invoer.objects.filter(status__in=wacht)
        invoer = list(bezig.order_by("gemaakt_op").values_list("pk", flat=True))
        if uitvoeren:
            for pk in afdrukken:
                maak_afdruk.delay(str(pk))
            for pk in invoer:
                werk_invoer_af.delay(str(pk))
        wat = f"{meervoud(len(afdrukken), 'afdruk', 'afdrukken')}, {len(invoer)} keer invoer"
        self.stdout.write(f"{'Opnieuw gestart' if uitvoeren else 'Wacht nog'}: {wat}.")
