"""Files as people have them: each ends in the right rows or in one clear message."""

import io
import zipfile
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from zwijndrecht_portal.core.bestanden import (
    FORMULETEKENS,
    Onleesbaar,
    lees_rijen,
    maak_bestand,
    onveilig,
    stroom_bestand,
    veilig,
)


def xlsx(*rijen: list[object]) -> bytes:
    werkmap = Workbook()
    for rij in rijen:
        werkmap.active.append(rij)
    stroom = io.BytesIO()
    werkmap.save(stroom)
    return stroom.getvalue()


def pakket(**delen: bytes) -> bytes:
    stroom = io.BytesIO()
    with zipfile.ZipFile(stroom, "w", zipfile.ZIP_DEFLATED) as uit:
        for naam, inhoud in delen.items():
            uit.writestr(naam, inhoud)
    return stroom.getvalue()


def cellen(inhoud: bytes) -> list[list[str]]:
    return [rij for _, rij in lees_rijen(inhoud)]


@pytest.mark.parametrize(
    "inhoud",
    [
        "code;naam\nA1;Financiën\n".encode(),
        "code,naam\nA1,Financiën\n".encode(),
        "code\tnaam\nA1\tFinanciën\n".encode(),
        "\ufeffcode;naam\r\nA1;Financiën\r\n".encode(),
        "code;naam\nA1;Financiën\n".encode("cp1252"),
        'code;naam\n"A1";"Financiën"\n'.encode(),
        "code\tnaam\r\nA1\tFinanciën\r\n".encode("utf-16"),
        "code;naam;;\n\n;;;\nA1;Financiën;;\n".encode(),
        xlsx(["code", "naam"], ["A1", "Financiën"]),
        xlsx([], ["code", "naam"], [None, None], ["A1 ", " Financiën"]),
        maak_bestand(["code", "naam"], [["A1", "Financiën"]], "ods"),
        maak_bestand(["code", "naam"], [["A1", "Financiën"]], "xlsx"),
        maak_bestand(["code", "naam"], [["A1", "Financiën"]], "csv"),
    ],
    ids=[
        "puntkomma", "komma", "tab", "bom", "cp1252", "aanhalingstekens", "unicode-tekst", "lege-regels",
        "xlsx", "xlsx-lege-rijen", "eigen-ods", "eigen-xlsx", "eigen-csv",
    ],
)  # fmt: skip
def test_same_rows_come_out_of_every_kind_of_file(inhoud):
    assert cellen(inhoud) == [["code", "naam"], ["A1", "Financiën"]]


def test_numbers_of_rows_are_those_of_the_spreadsheet():
    assert [nummer for nummer, _ in lees_rijen(b'a;b\n\n"1\n1";2\n3;4\n')] == [1, 3, 4]


def test_separator_is_that_of_most_lines():
    """Not of a title above the headings, nor the comma of an amount."""
    assert cellen(b"Stand, juni\ncode;bedrag\nA1;1,50\n")[1:] == [["code", "bedrag"], ["A1", "1,50"]]


@pytest.mark.parametrize(
    ("inhoud", "melding"),
    [
        (b"", "leeg"),
        (b"  \n\t\n", "leeg"),
        (b"x" * (10 * 1024 * 1024 + 1), "groter dan 10 MB"),
        (b"\xd0\xcf\x11\xe0rest", "oud of beveiligd"),
        (b"PK\x03\x04kapot", "beschadigd"),
        (pakket(**{"foto.jpg": b"x"}), "zip-bestand"),
        (pakket(**{"[Content_Types].xml": b"<x/>"}), "niet te lezen"),
        (pakket(**{"[Content_Types].xml": b"0" * (101 * 1024 * 1024)}), "te groot bij het uitpakken"),
        (b"%PDF-1.7\x00\x01\x02", "geen csv, xlsx of ods"),
        (b"x" * (100 * 1024 * 1024), "groter dan 10 MB"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "geen csv, xlsx of ods"),
        (b'a;b\n"open;2\n3;4\n', "aanhalingsteken"),
        ((";".join(["k"] * 201)).encode(), "meer dan 200 kolommen"),
        (b"a\n" * 20_001, "meer dan 20000 rijen"),
    ],
    ids=[
        "leeg", "wit", "groot", "oude-excel-of-wachtwoord", "kapot", "zip", "lege-xlsx", "zip-bom", "pdf", "100-mb",
        "png", "aanhalingsteken", "kolommen", "rijen",
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_one_clear_message(inhoud, melding):
    with pytest.raises(Onleesbaar, match=melding):
        list(lees_rijen(inhoud))


def xlsm() -> bytes:
    """With a macro, which nobody runs: only the cells are read."""
    uit = io.BytesIO(xlsx(["code", "naam"], ["A1", "Financiën"]))
    with zipfile.ZipFile(uit, "a") as pakket:
        pakket.writestr("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0macro")
    return uit.getvalue()


def samengevoegd() -> bytes:
    werkmap = Workbook()
    blad = werkmap.active
    blad.append(["Overzicht"])
    blad.merge_cells("A1:B1")
    blad.append(["code", "naam"])
    blad.append(["A1", "Financiën"])
    werkmap.create_sheet("Blad2").append(["iets", "anders"])
    stroom = io.BytesIO()
    werkmap.save(stroom)
    return stroom.getvalue()


@pytest.mark.parametrize("inhoud", [xlsm(), samengevoegd()], ids=["macro", "samengevoegd-en-tweede-blad"])
def test_what_surrounds_the_cells_is_left_alone(inhoud):
    assert cellen(inhoud)[-2:] == [["code", "naam"], ["A1", "Financiën"]]


@pytest.mark.parametrize(
    ("cel", "tekst"),
    [
        (12, "12"),
        (12.5, "12.5"),
        (0.1 + 0.2, "0.3"),
        (date(2019, 12, 31), "2019-12-31"),
        (datetime(2019, 12, 31, 14, 30), "2019-12-31"),
        (True, "True"),
        ("  x  ", "x"),
        ("'=1+1", "=1+1"),
        (None, ""),
    ],
)
def test_cell_of_a_spreadsheet_is_text_in_one_form(cel, tekst):
    assert cellen(xlsx(["a", "b", "c"], [cel, "b", "c"]))[1][0] == tekst


def test_entities_of_xml_are_not_followed():
    """A sheet that names a file of the server, or doubles itself a billion times, is no sheet."""
    kwaad = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><worksheet>&e;</worksheet>'
    uit = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(xlsx(["code"], ["A1"]))) as goed, zipfile.ZipFile(uit, "w") as pakket:
        for naam in goed.namelist():
            pakket.writestr(naam, kwaad if naam.startswith("xl/worksheets/") else goed.read(naam))

    try:
        gelezen = str(cellen(uit.getvalue()))
    except Onleesbaar:
        gelezen = ""

    assert "root" not in gelezen


def test_large_xlsx_leaves_in_pieces():
    rijen = ([f"A{n}", "Financiën & <zorg>"] for n in range(19_000))

    delen = list(stroom_bestand(["code", "naam"], rijen, "xlsx"))

    assert len(delen) > 3
    assert max(map(len, delen)) < 256 * 1024
    assert cellen(b"".join(delen))[-1] == ["A18999", "Financiën & <zorg>"]


def test_formula_comes_in_as_its_value():
    """A formula that was never computed is an empty cell, not a formula."""
    assert cellen(xlsx(["a", "b"], ["x", "=1+1"])) == [["a", "b"], ["x"]]


@given(st.text())
def test_no_cell_starts_a_formula_and_every_text_comes_back(tekst):
    assert not veilig(tekst).startswith(FORMULETEKENS)
    assert onveilig(veilig(tekst)) == tekst or tekst.startswith("'")
