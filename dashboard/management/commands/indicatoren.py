import json
from decimal import Decimal

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from dashboard.cijfers import Cijfer, Punt
from dashboard.selectors.cijfers import alle_cijfers
from plan.selectors import plannen
from zwijndrecht_portal.core.onherleidbaar import drempel_openbaar
from zwijndrecht_portal.core.opmaak import parse_datum


class Command(BaseCommand):
    help = (
        "Toont alle indicatoren op een peildatum, zoals een raadslid ze ziet. Met --json als lijst van {sleutel, naam, "
        "soort, waarde, eenheid, gebied, peildatum, reeks, kop}; reeks is een lijst van {label, waarde, geheim}, de "
        "oudste eerst. Een waarde is null als zij onbekend is, of geheim omdat het aantal te klein is om te laten "
        "zien: dan staat in reeks bij die waarde geheim = true."
    )

    def add_arguments(self, parser):
        parser.add_argument("--peildatum", default="", help="31-12-2019 of 2019-12-31 (standaard vandaag)")
        parser.add_argument("--plan", default=None, help="slug van een plan: cijfers over acties en geld van dat plan")
        parser.add_argument("--json", action="store_true", help="als JSON, voor andere programma's")

    def handle(self, *args, peildatum, plan, **options):
        try:
            dag = parse_datum(peildatum) if peildatum else timezone.localdate()
        except ValueError as fout:
            raise CommandError(str(fout)) from fout
        if plan is not None and plan not in {kop.slug for kop in plannen()}:
            raise CommandError(f"Er is geen plan {plan}.")
        cijfers = alle_cijfers(dag, drempel_openbaar(), plan=plan)
        if options["json"]:
            self.stdout.write(json.dumps([_als_json(cijfer) for cijfer in cijfers], ensure_ascii=False, indent=2))
            return
        for cijfer in cijfers:
            self.stdout.write(f"{cijfer.sleutel}: {cijfer.tekst_met_eenheid} ({cijfer.bron_tekst})")


def _als_json(cijfer: Cijfer) -> dict[str, object]:
    return {
        "sleutel": cijfer.sleutel,
        "naam": cijfer.naam,
        "soort": cijfer.soort,
        "waarde": _getal(cijfer.waarde),
        "eenheid": cijfer.eenheid,
        "gebied": cijfer.gebied,
        "peildatum": cijfer.peildatum.isoformat(),
        "reeks": [_punt(punt) for punt in cijfer.reeks],
        "kop": cijfer.kop,
    }


def _punt(punt: Punt) -> dict[str, object]:
    return {"label": punt.label, "waarde": _getal(punt.waarde), "geheim": punt.geheim}


def _getal(waarde: Decimal | None) -> int | float | None:
    """As JSON number. A float is exact enough here: no indicator has more than four decimals."""
    if waarde is None:
        return None
    return int(waarde) if waarde == waarde.to_integral_value() else float(waarde)
