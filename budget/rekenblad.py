"""
The begroting as a spreadsheet: one row per post and year with stable ids, totals as live formulas.

`budget.rekenblad_terug` reads it back. Import this one where a spreadsheet is made and no earlier: openpyxl with numpy
takes 40 MB of every web process.

What comes back: `begroot` of a concept, and `prognose` with its `toelichting` of an adopted begroting. Beside each
stands, hidden, what the portal said at export: a cell counts as changed when it differs from that. So a file that
nobody touched changes nothing, also when the portal moved on.
"""

import io
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

import openpyxl
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from budget.regels import JaarOverzicht, PostRegel
from budget.rekenblad_terug import FORMULETEKENS
from budget.tabel import BegrotingOverzicht

KOLOMMEN = (
    "id", "jaar", "status", "leefgebied", "actie", "post", "taakveld", "soort", "begroot", "gewijzigd", "na wijziging",
    "verplicht", "gerealiseerd", "prognose", "verschil", "toelichting", "was begroot", "was prognose",
    "was toelichting",
)  # fmt: skip
BREEDTES = {"leefgebied": 26, "post": 34, "status": 12, "toelichting": 60}
POSTEN, TOTALEN = "Posten", "Totalen"
EURO = "#,##0.00"
VET, GRIJS = Font(bold=True), PatternFill("solid", fgColor="EEF2F6")
ZONDER_LEEFGEBIED = "zonder leefgebied"


class Formule(str):
    """Text of ours that a spreadsheet may calculate."""

    __slots__ = ()


def _letter(kolom: str) -> str:
    return openpyxl.utils.get_column_letter(KOLOMMEN.index(kolom) + 1)


def maak_rekenblad(overzicht: BegrotingOverzicht) -> bytes:
    """The xlsx. Amounts are numbers, so the formulas count with them."""
    boek = openpyxl.Workbook(write_only=True)
    blad = boek.create_sheet(POSTEN)
    for nummer, kolom in enumerate(KOLOMMEN, start=1):
        maat = blad.column_dimensions[openpyxl.utils.get_column_letter(nummer)]
        maat.width, maat.hidden = BREEDTES.get(kolom, 14), kolom == "id" or kolom.startswith("was ")
    blad.freeze_panes = "G2"
    blad.append(_kop(blad, KOLOMMEN))
    posten = [(jaar, post) for jaar in overzicht.begrotingen for post in jaar.posten]
    for rij, (jaar, post) in enumerate(posten, start=2):
        blad.append(_cellen(blad, _rij(jaar, post, rij)))
    _totalen(boek.create_sheet(TOTALEN), overzicht, laatste=len(posten) + 1)
    uit = io.BytesIO()
    boek.save(uit)
    return uit.getvalue()


def _rij(jaar: JaarOverzicht, post: PostRegel, rij: int) -> tuple[Any, ...]:
    begroot, gewijzigd, prognose = (f"{_letter(naam)}{rij}" for naam in ("begroot", "gewijzigd", "prognose"))
    na = f"{_letter('na wijziging')}{rij}"
    uitleg = post.prognose.toelichting.replace("\r\n", "\n").strip() if post.prognose else ""
    return (
        post.id,
        jaar.jaar,
        jaar.status.label,
        post.leefgebied or ZONDER_LEEFGEBIED,
        post.actie,
        post.naam,
        post.taakveld,
        post.soort,
        post.vastgesteld,
        post.gewijzigd,
        Formule(f'=IF(AND({begroot}="",{gewijzigd}=""),"",{begroot}+{gewijzigd})'),
        post.verplicht,
        post.besteed,
        post.verwacht,
        Formule(f'=IF(OR({na}="",{prognose}=""),"",{na}-{prognose})'),
        uitleg,
        post.vastgesteld,
        post.verwacht,
        uitleg,
    )


def _totalen(blad: Worksheet, overzicht: BegrotingOverzicht, *, laatste: int) -> None:
    """Per year, and per leefgebied and year: everything is a formula over the posten."""
    blad.column_dimensions["A"].width = 34
    jaren = overzicht.begrotingen
    blad.append(_kop(blad, ("Totaal", *(jaar.jaar for jaar in jaren))))
    letters = [openpyxl.utils.get_column_letter(nummer) for nummer in range(2, len(jaren) + 2)]

    def som(kolom: str, letter: str, extra: str = "") -> Formule:
        return Formule(f"=SUMIFS({_bereik(kolom, laatste)},{_bereik('jaar', laatste)},{letter}$1{extra})")

    regels: list[tuple[str, list[Any]]] = [
        ("Som van de posten", [som("na wijziging", letter) for letter in letters]),
        ("Onvoorzien (%)", [jaar.onvoorzien_percentage for jaar in jaren]),
        ("Onvoorzien", [Formule(f"=ROUND({letter}2*{letter}3/100,2)") for letter in letters]),
        ("Totaal van het plan", [Formule(f"={letter}2+{letter}4") for letter in letters]),
        ("Dekking", [jaar.dekking for jaar in jaren]),
        ("Ruimte", [Formule(f"=MAX({letter}6-{letter}5,0)") for letter in letters]),
        ("Tekort van de plantabel", [Formule(f"=MAX({letter}5-{letter}6,0)") for letter in letters]),
        ("Kosten buiten de plantabel", [jaar.lopend.kosten for jaar in jaren]),
        ("  waarvan in de plantabel", [jaar.lopend.in_plantabel for jaar in jaren]),
        ("  waarvan eigen dekking", [jaar.lopend.dekking for jaar in jaren]),
        ("Tekort samen", [Formule(f"={letter}8+MAX({letter}9-{letter}10-{letter}11,0)") for letter in letters]),
        ("Verplicht", [som("verplicht", letter) for letter in letters]),
        ("Gerealiseerd", [som("gerealiseerd", letter) for letter in letters]),
        ("Prognose", [som("prognose", letter) for letter in letters]),
    ]
    namen = [groep.leefgebied or ZONDER_LEEFGEBIED for groep in overzicht.groepen]
    leefgebied = _bereik("leefgebied", laatste)
    regels += [(naam, [som("na wijziging", letter, f',{leefgebied},"{naam}"') for letter in letters]) for naam in namen]
    for naam, waarden in regels:
        blad.append(_cellen(blad, (naam, *waarden)))


def _bereik(kolom: str, laatste: int) -> str:
    letter = _letter(kolom)
    return f"{POSTEN}!${letter}$2:${letter}${max(laatste, 2)}"


def _kop(blad: Worksheet, namen: Iterable[Any]) -> list[WriteOnlyCell]:
    cellen = [WriteOnlyCell(blad, value=naam) for naam in namen]
    for cel in cellen:
        cel.font, cel.fill = VET, GRIJS
    return cellen


def _cellen(blad: Worksheet, waarden: Iterable[Any]) -> Iterator[Any]:
    """Money as money; text of a person never as a formula."""
    for waarde in waarden:
        cel = WriteOnlyCell(blad, value=waarde)
        if isinstance(waarde, Decimal):
            cel.number_format = EURO
        elif isinstance(waarde, Formule):
            cel.value, cel.number_format = str(waarde), EURO
        elif isinstance(waarde, str) and waarde.startswith(FORMULETEKENS):
            cel.value = f"'{waarde}"
        yield cel
