from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from zwijndrecht_portal.core.models import Invoer
from zwijndrecht_portal.core.services import (
    draai_wachtende_invoer_terug,
    lees_wachtende_invoer,
    verwerk_wachtende_invoer,
)


class Command(BaseCommand):
    help = (
        "Leest of verwerkt een grote invoer die in het portaal is gevraagd, of draait haar terug. "
        "Twee keer starten kan geen kwaad."
    )

    def add_arguments(self, parser):
        parser.add_argument("invoer", help="Het kenmerk van de invoer, zoals in het adres van de pagina.")

    def handle(self, *args, invoer, **options):
        try:
            gevraagd = Invoer.objects.zonder_inhoud().get(pk=invoer)
        except (Invoer.DoesNotExist, ValidationError) as fout:
            raise CommandError(f"Er is geen invoer {invoer}.") from fout
        if gevraagd.status == "lezen":
            lees_wachtende_invoer(invoer=gevraagd)
        elif gevraagd.status == "verwerken":
            verwerk_wachtende_invoer(invoer=gevraagd)
        elif gevraagd.status == "terugdraaien":
            draai_wachtende_invoer_terug(invoer=gevraagd)
        gevraagd.refresh_from_db(fields=["status"])
        self.stdout.write(gevraagd.get_status_display())
