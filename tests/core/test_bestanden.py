"""Files as people have them: each ends in the right rows or in one clear message."""

import io
import zipfile
from datetime import date, datetime
from itertools import repeat

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.spreadsheets import csv, xlsx
from zwijndrecht_portal.core import werkblad
from zwijndrecht_portal.core.bestanden import (
    FORMULETEKENS,
    Onleesbaar,
    lees_rijen,
    onveilig,
    stroom_bestand,
    veilig,
)


def cellen(inhoud: bytes) -> list[list[str]]:
    return [rij for _, rij in lees_rijen(inhoud)]


def test_numbers_of_rows_are_those_of_the_spreadsheet():
    assert [nummer for nummer, _ in lees_rijen(b'a;b\n\n"1\n1";2\n3;4\n')] == [1, 3, 4]


def test_percentages_are_found_also_where_a_piece_of_the_sheet_ends(tmp_path, monkeypatch):
    bestand = tmp_path / "procenten.xlsx"
    bestand.write_bytes(xlsx(*([nummer, 0.5] for nummer in range(200)), opmaak={f"B{n}": "0%" for n in range(1, 201)}))
    monkeypatch.setattr(werkblad, "INVOER", bestand)
    monkeypatch.setattr(werkblad, "STUK", 97)

    assert werkblad._procentcellen() == {(nummer, 2) for nummer in range(1, 201)}


def test_nothing_but_text_is_read_also_far_in_the_file():
    with pytest.raises(Onleesbaar, match="Regel 2001"):
        cellen(csv("naam;aantal", *repeat("a;1", 1999), "a\x00;1"))


def test_separator_is_that_of_most_lines():
    """Not of a title above the headings, nor the comma of an amount."""
    assert cellen(b"Stand, juni\ncode;bedrag\nA1;1,50\n")[1:] == [["code", "bedrag"], ["A1", "1,50"]]


@pytest.mark.parametrize(
    ("cel", "tekst"),
    [
        (12, "12"),
        (12.5, "12.5"),
        (0.1 + 0.2, "0.3"),
        (date(2019, 12, 31), "2019-12-31"),
        (datetime(2019, 12, 31, 14, 30), "2019-12-31"),
        (True, "WAAR"),
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
