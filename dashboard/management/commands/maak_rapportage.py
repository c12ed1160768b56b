from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from dashboard.enums import RapportageSoort
from dashboard.models import Rapportage
from dashboard.pdf import brief_als_pdf, rapport_als_pdf, samenvatting_als_pdf
from dashboard.selectors.rapport import Opzet, lees_rapport
from dashboard.services.rapportages import vorige_van
from plan.selectors import plan_kop, plannen
from zwijndrecht_portal.core.opmaak import parse_datum
from zwijndrecht_portal.core.pdf import PdfFout
from zwijndrecht_portal.core.periode import Periode

DOCUMENTEN = {"rapportage": rapport_als_pdf, "samenvatting": samenvatting_als_pdf, "brief": brief_als_pdf}


class Command(BaseCommand):
    help = (
        "Maakt de voortgangsrapportage van een plan op een peildatum als toegankelijke pdf. Dit is een werkexemplaar: "
        "het komt niet in de lijst met rapportages en kan niet worden vastgesteld."
    )

    def add_arguments(self, parser):
        parser.add_argument("--plan", required=True, help="bijvoorbeeld een-plek-voor-iedereen")
        parser.add_argument("--peildatum", required=True, help="31-12-2019 of 2019-12-31")
        parser.add_argument("--periode", default="", help="bijvoorbeeld 'Q4 2019' (standaard het kwartaal)")
        parser.add_argument(
            "--soort",
            choices=RapportageSoort.values,
            default=RapportageSoort.VOORTGANG.value,
            help="een evaluatie gaat over de hele looptijd van het plan",
        )
        parser.add_argument(
            "--document",
            choices=list(DOCUMENTEN),
            default="rapportage",
            help="de hele rapportage, de samenvatting op één pagina of de brief aan de raad",
        )
        parser.add_argument("--uit", required=True, help="het bestand dat wordt geschreven")

    def handle(self, *args, plan, peildatum, periode, soort, document, uit, **options):
        opzet = _opzet(plan, peildatum, periode, RapportageSoort(soort))
        doel = Path(uit)
        if not doel.parent.is_dir():
            raise CommandError(f"De map {doel.parent} bestaat niet.")
        try:
            pdf = DOCUMENTEN[document](lees_rapport(opzet))
        except PdfFout as fout:
            raise CommandError(f"De pdf kon niet worden gemaakt: {fout}") from fout
        _schrijf_heel(doel, pdf)
        self.stdout.write(f"Klaar: {doel} ({len(pdf) // 1024} kB).")


def _opzet(plan: str, peildatum: str, periode: str, soort: RapportageSoort) -> Opzet:
    """What is asked for. Raises CommandError for a plan, date or period that does not exist."""
    try:
        dag = parse_datum(peildatum)
        over = Periode.parse(periode) if periode else Periode.van_kwartaal(dag.year, (dag.month + 2) // 3)
        kop = plan_kop(plan)
    except ValueError as fout:
        raise CommandError(str(fout)) from fout
    except LookupError as fout:
        bekend = ", ".join(kop.slug for kop in plannen()) or "nog geen; laad eerst de plannen"
        raise CommandError(f"{fout} Bekend: {bekend}.") from fout
    if not kop.van <= dag <= timezone.localdate():
        raise CommandError("Kies een peildatum tussen het begin van het plan en vandaag.")
    if soort == RapportageSoort.EVALUATIE and not periode:
        over = Periode(kop.van, kop.tot)
    vorige = vorige_van(Rapportage(plan_id=plan, soort=soort, peildatum=dag))
    return Opzet(plan=kop, periode=over, peildatum=dag, soort=soort, vorige=vorige)


def _schrijf_heel(doel: Path, inhoud: bytes) -> None:
    """Whole or not at all. Raises CommandError when the folder cannot be written."""
    tijdelijk = doel.with_name(f".{doel.name}.deel")
    try:
        tijdelijk.write_bytes(inhoud)
        tijdelijk.replace(doel)
    except OSError as fout:
        raise CommandError(f"{doel} kan niet worden geschreven: {fout.strerror}.") from fout
    finally:
        tijdelijk.unlink(missing_ok=True)
