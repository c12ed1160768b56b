import os
import time

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from zwijndrecht_portal.core.models import Leefgebied
from zwijndrecht_portal.core.opmaak import getal
from zwijndrecht_portal.demo.budget import maak_boekingen
from zwijndrecht_portal.demo.casework import heeft_wijkteam, maak_wijkteam
from zwijndrecht_portal.demo.dashboard import maak_dashboard
from zwijndrecht_portal.demo.housing import maak_wonen
from zwijndrecht_portal.demo.personen import maak_personen
from zwijndrecht_portal.demo.voortgang import maak_voortgang


class Command(BaseCommand):
    help = (
        "Maakt fictieve personen en een fictief wijkteam om het portaal mee te leren kennen. "
        "Met dezelfde seed ontstaan dezelfde gegevens. Bestaat niet in productie."
    )

    def add_arguments(self, parser):
        parser.add_argument("--huishoudens", type=int, default=60, help="aantal huishoudens (standaard 60)")
        parser.add_argument("--contacten", type=int, default=900, help="aantal contactmomenten (standaard 900)")
        parser.add_argument("--seed", type=int, default=2026, help="startgetal voor het toeval (standaard 2026)")
        parser.add_argument("--eenmalig", action="store_true", help="doe niets als er al een wijkteam is")

    def handle(self, *args, huishoudens, contacten, seed, eenmalig, **options):
        if huishoudens < 1 or contacten < 0:
            raise CommandError("Kies ten minste één huishouden en nul of meer contactmomenten.")
        if not Leefgebied.objects.exists():
            raise CommandError("Laad eerst de plannen: ./portaal manage laad_plannen")
        wachtwoord = os.environ.get("PORTAAL_DEMO_WACHTWOORD")
        if not wachtwoord:
            raise CommandError("Zet eerst PORTAAL_DEMO_WACHTWOORD: daarmee loggen de fictieve personen in.")
        personen = maak_personen(wachtwoord)
        if heeft_wijkteam():
            if not eenmalig:
                raise CommandError("Er is al een wijkteam. Begin met een lege database, of gebruik --eenmalig.")
            self.stdout.write("Er is al een wijkteam. Alleen de wachtwoorden zijn nagekeken.")
            return
        begin, vandaag = time.monotonic(), timezone.localdate()
        with transaction.atomic():
            maak_voortgang(personen=personen, vandaag=vandaag)
            maak_boekingen(seed=seed, vandaag=vandaag)
            maak_wijkteam(huishoudens=huishoudens, contacten=contacten, seed=seed, vandaag=vandaag, personen=personen)
            maak_wonen(seed=seed, vandaag=vandaag, personen=personen)  # woonvragen of its huishoudens
        maak_dashboard(personen=personen)  # after the rest is there: it reads what the others know
        duur = round(time.monotonic() - begin, 1)
        self.stdout.write(
            f"Klaar: {len(personen)} personen, {getal(huishoudens)} huishoudens en {getal(contacten)} contactmomenten "
            f"in {getal(duur)} seconden."
        )
