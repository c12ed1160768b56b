from django.core.management.base import BaseCommand
from django.utils import timezone

from budget.models import Boekingenimport
from budget.services.imports import ruim_imports_op
from zwijndrecht_portal.core.opmaak import meervoud


class Command(BaseCommand):
    help = (
        "Ruimt bestanden met boekingen op die na 14 dagen nog niet zijn geboekt, en bestanden waarvan het inlezen een "
        "dag stilligt. Zonder --uitvoeren telt dit commando ze alleen."
    )

    def add_arguments(self, parser):
        parser.add_argument("--uitvoeren", action="store_true", help="ruim de bestanden echt op")

    def handle(self, *args, uitvoeren, **options):
        if uitvoeren:
            self.stdout.write(f"Klaar: {meervoud(ruim_imports_op(), 'bestand', 'bestanden')} opgeruimd.")
            return
        nu, imports = timezone.now(), Boekingenimport.objects.all()
        aantal = imports.verlopen(nu).count() + imports.opgegeven(nu).count()
        self.stdout.write(
            f"Proef: {meervoud(aantal, 'bestand', 'bestanden')} op te ruimen. Voeg --uitvoeren toe om dat te doen."
        )
