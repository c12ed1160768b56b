"""The headline figures of the plan are the same wherever somebody meets them, and so is every figure beside them."""

import io
import json
import re
from decimal import ROUND_HALF_UP, Decimal

import openpyxl
import pytest
from django.core.management import call_command
from django.urls import reverse

from tests.budget.pagina import tekst
from zwijndrecht_portal.core.opmaak import euro

pytestmark = pytest.mark.django_db
NAMEN = {
    "som_posten": "Som van de posten",
    "onvoorzien": "Onvoorzien",
    "totaal": "Totaal van het plan",
    "dekking": "Dekking",
    "ruimte": "Ruimte",
    "tekort": "Tekort samen",
}
BRON = {
    "2019": {"totaal": "178750.00", "onvoorzien": "16250.00", "tekort": "48000.00"},
    "2020": {"totaal": "588500.00", "onvoorzien": "53500.00", "tekort": "0.00"},
}


def lees_command(plan):
    uit = io.StringIO()
    call_command("begroting_overzicht", plan=plan.slug, peildatum="2020-12-31", json=True, stdout=uit)
    jaren = json.loads(uit.getvalue())["jaren"]
    return {jaar: {naam: stand[naam] for naam in NAMEN} for jaar, stand in jaren.items()}


def lees_api(client, plan):
    antwoord = client.get("/api/v1/begrotingen", {"plan": plan.slug, "peildatum": "2020-12-31"}).json()
    velden = {naam: re.sub("_(.)", lambda m: m[1].upper(), naam) for naam in NAMEN}
    rijen = next(waarde for waarde in antwoord.values() if isinstance(waarde, list))
    return {str(rij["jaar"]): {naam: rij[veld] for naam, veld in velden.items()} for rij in rijen}


def lees_export(client, plan):
    inhoud = client.get(reverse("budget:export"), {"plan": plan.slug, "peildatum": "2020-12-31"}).content
    blad = Rekenblad(openpyxl.load_workbook(io.BytesIO(inhoud)))
    regels = {blad.boek["Totalen"].cell(rij, 1).value: rij for rij in range(2, blad.boek["Totalen"].max_row + 1)}
    return {
        str(blad.waarde("Totalen", f"{letter}1")): {
            naam: str(blad.waarde("Totalen", f"{letter}{regels[regel]}").quantize(Decimal("0.01")))
            for naam, regel in NAMEN.items()
        }
        for letter in "BC"
    }


class Leeg(str):
    """An empty cell: counts as nothing."""

    def __add__(self, ander):
        return ander

    def __radd__(self, ander):
        return ander

    def __sub__(self, ander):
        return self if isinstance(ander, str) else -ander

    def __rsub__(self, ander):
        return ander


LEEG = Leeg()


class Rekenblad:
    """Computes the formulas of our export, as a spreadsheet does when it is opened."""

    def __init__(self, boek):
        self.boek = boek

    def waarde(self, blad, adres):
        ruw = self.boek[blad][adres].value
        if not isinstance(ruw, str) or not ruw.startswith("="):
            return Decimal(str(ruw)) if isinstance(ruw, int | float) else ruw or LEEG
        code = re.sub(r"(?<![<>])=", "==", ruw[1:])
        code = re.sub(r"Posten!\$(\w+)\$(\d+):\$\w+\$(\d+)", r"bereik('\1', \2, \3)", code)
        code = re.sub(r"(?<![\w'])\$?([A-Z])\$?(\d+)\b", r"cel('\1\2')", code)
        code = re.sub(r"\b(IF|AND|OR)\(", lambda m: f"{m[1].title()}(", code)
        functies = {
            "cel": lambda ander: self.waarde(blad, ander),
            "bereik": lambda kolom, van, tot: [self.waarde("Posten", f"{kolom}{n}") for n in range(van, tot + 1)],
            "SUMIFS": lambda som, *eisen: sum(
                (s for s, *w in zip(som, *eisen[::2], strict=True) if s != "" and tuple(w) == eisen[1::2]), Decimal(0)
            ),
            "ROUND": lambda getal, plaatsen: round_half_up(getal, plaatsen),
            "MAX": max,
            "And": lambda *delen: all(delen),
            "Or": lambda *delen: any(delen),
            "If": lambda als, dan, anders: dan if als else anders,
        }
        return eval(code, functies)  # noqa: S307 - our own formulas


def round_half_up(getal, plaatsen):
    return getal.quantize(Decimal(1).scaleb(-plaatsen), ROUND_HALF_UP)


def test_command_page_pdf_export_and_api_say_the_same(client, controller, geladen_plan):
    van_command = lees_command(geladen_plan)
    vraag = f"?plan={geladen_plan.slug}&peildatum=2020-12-31"

    pagina = tekst(client.get(f"{reverse('budget:overzicht')}{vraag}"))
    afdruk = client.post(f"{reverse('budget:afdrukken')}{vraag}", follow=True).context["afdruk"].html

    for jaar, bedragen in BRON.items():
        assert {naam: van_command[jaar][naam] for naam in bedragen} == bedragen
    assert van_command == lees_api(client, geladen_plan) == lees_export(client, geladen_plan)
    bedragen = {euro(Decimal(b)).replace("\u00a0", " ") for jaar in van_command.values() for b in jaar.values()}
    assert {b for b in bedragen - {"€ 0,00"} if b not in pagina} == set()
    gedrukt = afdruk.replace("\u00a0", " ").replace("&nbsp;", " ")
    assert {b for b in bedragen - {"€ 0,00"} if b not in gedrukt} == set()
