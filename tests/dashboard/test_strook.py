from datetime import date

import pytest

from dashboard.rapport import MijlpaalStuk
from dashboard.strook import planningstrook
from zwijndrecht_portal.core.periode import Periode

JAREN, PEILDATUM = (2019, 2021), date(2020, 6, 30)


def mijlpaal(naam="Start", vastgesteld=None, huidig=None, op=None):
    perioden = [Periode.parse(tekst) if tekst else None for tekst in (vastgesteld, huidig)]
    return MijlpaalStuk(naam, *perioden, op, "", False)


def test_strip_says_in_words_what_it_shows():
    strook = planningstrook([mijlpaal(vastgesteld="Q4 2019", huidig="Q1 2020", op=date(2020, 2, 14))], JAREN, PEILDATUM)

    assert "<title>Planning. Start: vastgesteld Q4 2019, nu Q1 2020, gehaald op 14-02-2020.</title>" in strook
    assert (strook.count("<rect"), strook.count("<circle")) == (2, 1)


def test_no_strip_without_any_period():
    assert planningstrook([mijlpaal(), mijlpaal()], JAREN, PEILDATUM) == ""


@pytest.mark.parametrize("periode", ["Q4 2018", "Q1 2022"])
def test_period_outside_the_years_is_not_drawn(periode):
    assert planningstrook([mijlpaal(huidig=periode)], JAREN, PEILDATUM).count("<rect") == 0


def test_name_that_somebody_typed_is_text():
    strook = planningstrook([mijlpaal(naam="<script>", huidig="2020")], JAREN, PEILDATUM)

    assert "<script>" not in strook


def test_long_name_is_cut_in_the_picture_and_whole_in_its_title():
    naam = "Een heel erg lange naam van een mijlpaal die nergens past"

    strook = planningstrook([mijlpaal(naam=naam, huidig="2020")], JAREN, PEILDATUM)

    assert (strook.count(naam), strook.count("Een heel erg lange naam")) == (1, 2)
