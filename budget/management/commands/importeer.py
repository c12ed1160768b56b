from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from budget.enums import ImportStatus
from budget.services.imports import importeer_nu
from plan.models import Plan
from zwijndrecht_portal.core.opmaak import euro, meervoud


class Command(BaseCommand):
    help = "Leest een bestand met boekingen in: alles of niets. Hetzelfde bestand nog een keer verandert niets."

    def add_arguments(self, parser):
        parser.add_argument("bestand", type=Path, help="Een csv of een xlsx.")
        parser.add_argument("--soort", required=True, choices=["boekingen"], help="Wat er in het bestand staat.")
        parser.add_argument(
            "--plan", default="een-plek-voor-iedereen", help="Slug van het plan waar de boekingen bij horen."
        )
        parser.add_argument("--proef", action="store_true", help="Alleen controleren, niets boeken.")

    def handle(self, *args, bestand, soort, plan, proef, **options):
        try:
            inhoud = bestand.read_bytes()
            gekozen = Plan.objects.get(slug=plan)
            uitkomst = importeer_nu(plan=gekozen, bestandsnaam=bestand.name, inhoud=inhoud, proef=proef)
        except OSError as fout:
            raise CommandError(f"Het bestand {bestand} is niet te lezen.") from fout
        except Plan.DoesNotExist as fout:
            raise CommandError(f"Er is geen plan {plan}.") from fout
        except ValidationError as fout:
            raise CommandError(" ".join(fout.messages)) from fout
        for rij, kolom, melding in uitkomst.fouten:
            self.stderr.write(f"Rij {rij}, {f'kolom {kolom}' if kolom else 'hele bestand'}: {melding}")
        if uitkomst.status not in {ImportStatus.GECONTROLEERD, ImportStatus.GEBOEKT}:
            raise CommandError(f"Er is niets geboekt: {meervoud(uitkomst.aantal_fouten, 'fout', 'fouten')}.")
        wat = "Proef, er is niets geboekt" if proef else "Klaar"
        nieuw = meervoud(uitkomst.nieuw, "nieuwe boeking", "nieuwe boekingen")
        self.stdout.write(f"{wat}: {nieuw} van samen {euro(uitkomst.bedrag)}, {uitkomst.bekend} waren er al.")
