from dataclasses import replace
from decimal import Decimal

import pytest

from dashboard.cijfers import Punt
from dashboard.enums import VeranderingErnst
from dashboard.rapport import Correctie, Tabel, Tabelrij, Verandering
from dashboard.tabellen import TABELLEN, als_csv
from tests.dashboard.test_cijfers import cijfer
from tests.dashboard.test_rapport import VOLLEDIG


def regels(naam, rapport=VOLLEDIG):
    return als_csv(TABELLEN[naam], rapport).decode("utf-8-sig").splitlines()


@pytest.mark.parametrize("naam", TABELLEN)
def test_every_row_has_every_column(naam):
    kop, *rijen = regels(naam)

    assert {rij.count(";") for rij in rijen} <= {kop.count(";")}


@pytest.mark.parametrize("begin", ["=", "+", "-", "@"])
def test_no_cell_starts_a_formula(begin):
    actie = replace(VOLLEDIG.hoofdstukken[0].acties[0], naam=f"{begin}1+1")
    hoofdstuk = replace(VOLLEDIG.hoofdstukken[0], acties=(actie,))

    assert f";'{begin}1+1;" in regels("acties", replace(VOLLEDIG, hoofdstukken=(hoofdstuk,)))[1]


def test_what_a_correction_mends_and_what_asks_for_a_decision_are_tables_too():
    regel = Verandering(VeranderingErnst.GELD, "Waakvlam", "Begroot voor 2019 van € 1,00 naar € 2,00.")
    rapport = replace(VOLLEDIG, correctie=Correctie(1, None, "Een bedrag was te laag.", (regel,)))

    assert regels("verbeteringen", rapport)[1:] == [
        "1;Een bedrag was te laag.;Geld;Waakvlam;Begroot voor 2019 van € 1,00 naar € 2,00."
    ]
    assert regels("verbeteringen")[1:] == []
    assert regels("besluit-nodig")[1:] == ["Waakvlam;Te laat."]


def test_negative_amount_stays_a_number():
    geld = replace(VOLLEDIG.geld, tekort=replace(VOLLEDIG.geld.tekort, bedragen=(Decimal("-250.00"), None)))

    assert "Waakvlam;2019;-250,00" in regels("totalen", replace(VOLLEDIG, geld=geld))


def test_hidden_value_is_empty_with_a_status():
    geheim = replace(cijfer("13"), reeks=(Punt("Q4 2019", None, geheim=True),))
    tabel = Tabel("Woonvragen", ("Fase", "Aantal"), (Tabelrij("Match", ("geheim",)),))
    rapport = replace(VOLLEDIG, cijfers=(geheim,), wonen=(tabel,))

    assert ";Q4 2019;;geheim;" in regels("cijfers", rapport)[1]
    assert regels("wonen", rapport)[1] == "Woonvragen;Match;Aantal;;geheim"
