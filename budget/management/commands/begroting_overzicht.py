import json
from collections.abc import Iterator

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from budget.selectors import als_json, begroting_overzicht
from budget.tabel import BegrotingOverzicht
from plan.selectors import plan_kop
from zwijndrecht_portal.core.opmaak import datum, getal, parse_datum, procent

GEEN_BEDRAG = "geen bedrag"
NAAM_BREED, BEDRAG_BREED = 34, 16


class Command(BaseCommand):
    help = "Toont de begroting van een plan: posten, onvoorzien, dekking en tekort, met alle totalen nagerekend."

    def add_arguments(self, parser):
        parser.add_argument("--plan", required=True, help="Slug van het plan, zoals een-plek-voor-iedereen.")
        parser.add_argument("--peildatum", help="De stand op deze dag, zoals 2020-06-30. Zonder: vandaag.")
        parser.add_argument("--json", action="store_true", help="Als JSON, met bedragen als tekst.")

    def handle(self, *args, **options):
        try:
            plan = plan_kop(options["plan"])
            peildatum = parse_datum(options["peildatum"]) if options["peildatum"] else timezone.localdate()
        except (LookupError, ValueError) as fout:
            raise CommandError(str(fout)) from fout
        overzicht = begroting_overzicht(plan, peildatum)
        if options["json"]:
            self.stdout.write(json.dumps(als_json(overzicht), ensure_ascii=False, indent=2))
        else:
            self.stdout.write("\n".join(_tabel(overzicht)))


def _tabel(overzicht: BegrotingOverzicht) -> Iterator[str]:
    yield f"{overzicht.plan_naam}, stand op {datum(overzicht.peildatum)}. Bedragen in euro's."
    if not overzicht.begrotingen:
        yield "Voor dit plan is op deze dag geen begroting vastgesteld."
        return
    jaren = overzicht.begrotingen
    yield ""
    yield _regel("", *(str(jaar.jaar) for jaar in jaren))
    for groep in overzicht.groepen:
        yield _regel(
            groep.leefgebied or "Zonder leefgebied in de bron", *(_bedrag(t.begroot) for t in groep.subtotalen)
        )
        for rij in groep.rijen:
            yield _regel(f"  {rij.naam}", *(_bedrag(cel.begroot if cel else None) for cel in rij.cellen))
    yield "-" * (NAAM_BREED + BEDRAG_BREED * len(jaren))
    yield _regel("Som van de posten", *(_bedrag(jaar.som_posten) for jaar in jaren))
    yield _regel("Onvoorzien", *(_bedrag(jaar.onvoorzien) for jaar in jaren))
    yield _regel("Totaal", *(_bedrag(jaar.totaal) for jaar in jaren))
    yield _regel("Dekking", *(_bedrag(jaar.dekking) for jaar in jaren))
    yield _regel("Ruimte", *(_bedrag(jaar.ruimte) for jaar in jaren))
    yield _regel("Benutting", *(procent(jaar.benutting) if jaar.benutting is not None else "-" for jaar in jaren))
    yield _regel("Lopende acties: kosten", *(_bedrag(jaar.lopend.kosten) for jaar in jaren))
    yield _regel("  waarvan in de plantabel", *(_bedrag(jaar.lopend.in_plantabel) for jaar in jaren))
    yield _regel("  waarvan eigen dekking", *(_bedrag(jaar.lopend.dekking) for jaar in jaren))
    yield _regel("Tekort", *(_bedrag(jaar.tekort) for jaar in jaren))


def _regel(naam: str, *kolommen: str) -> str:
    return f"{naam:<{NAAM_BREED}}" + "".join(f"{kolom:>{BEDRAG_BREED}}" for kolom in kolommen)


def _bedrag(bedrag: object) -> str:
    return GEEN_BEDRAG if bedrag is None else getal(bedrag, 2)
