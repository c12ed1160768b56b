import hashlib

from django.core.management.base import BaseCommand, CommandError

from dashboard.models import Rapportage
from dashboard.payload import verschillen, vingerafdruk
from dashboard.pdf import maak_documenten
from dashboard.selectors.rapport import lees_payload
from dashboard.services.rapportages import lees_opnieuw


class Command(BaseCommand):
    help = (
        "Controleert elke vastgestelde rapportage: klopt de inhoud nog met het controlegetal, en de pdf ook? "
        "Met --opmaak wordt elke pdf opnieuw gemaakt uit de bewaarde inhoud: dat geeft dezelfde bytes. Met --gegevens "
        "wordt de inhoud opnieuw uit het portaal gelezen: elk verschil komt in beeld."
    )

    def add_arguments(self, parser):
        parser.add_argument("--opmaak", action="store_true", help="maak de pdf's opnieuw en vergelijk de bytes")
        parser.add_argument("--gegevens", action="store_true", help="lees de gegevens opnieuw en noem elk verschil")

    def handle(self, *args, opmaak, gegevens, **options):
        fout = 0
        for rapportage in Rapportage.objects.vastgesteld().select_related("plan").order_by("peildatum", "versie"):
            klachten = [*_controlegetallen(rapportage), *(_opmaak(rapportage) if opmaak else [])]
            fout += bool(klachten)
            self.stdout.write(f"{rapportage}: {'; '.join(klachten) or 'klopt'}")
            for verschil in _gegevens(rapportage) if gegevens else []:
                self.stdout.write(f"  nu anders: {verschil}")
        if fout:
            raise CommandError(f"Bij {fout} van de rapportages klopt iets niet.")


def _controlegetallen(rapportage: Rapportage) -> list[str]:
    paren = {
        "de inhoud": (vingerafdruk(rapportage.payload), rapportage.payload_sha256),
        "de pdf": (_sha256(rapportage.pdf), rapportage.pdf_sha256),
        "de samenvatting": (_sha256(rapportage.samenvatting), rapportage.samenvatting_sha256),
        "de brief": (_sha256(rapportage.brief), rapportage.brief_sha256),
    }
    return [f"{wat} past niet bij het controlegetal" for wat, (nu, bewaard) in paren.items() if nu != bewaard]


def _sha256(inhoud: bytes | None) -> str:
    return hashlib.sha256(inhoud).hexdigest() if inhoud else ""


def _opmaak(rapportage: Rapportage) -> list[str]:
    documenten = maak_documenten(lees_payload(rapportage.payload))
    paren = {
        "de pdf": (documenten.rapportage, rapportage.pdf_sha256),
        "de samenvatting": (documenten.samenvatting, rapportage.samenvatting_sha256),
        "de brief": (documenten.brief, rapportage.brief_sha256),
    }
    return [
        f"{wat} wordt nu anders opgemaakt" for wat, (nu, bewaard) in paren.items() if bewaard and _sha256(nu) != bewaard
    ]


def _gegevens(rapportage: Rapportage) -> list[str]:
    nu = lees_opnieuw(rapportage)
    return [verschil for verschil in verschillen(rapportage.payload, nu) if not verschil.startswith("kop")]
