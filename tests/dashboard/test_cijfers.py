from datetime import date
from decimal import Decimal

import pytest

from dashboard.cijfers import Cijfer, Punt, kwartaal_label, kwartaaleinden
from zwijndrecht_portal.core.indicatoren import Richting


def cijfer(*waarden, richting=Richting.HOGER, streefwaarde=None, **velden):
    reeks = tuple(Punt(str(2010 + n), None if w is None else Decimal(w)) for n, w in enumerate(waarden))
    standaard = {
        "sleutel": "proef",
        "naam": "Proef",
        "soort": "gemeten",
        "eenheid": "%",
        "gebied": "Zwijndrecht",
        "peildatum": date(2019, 12, 31),
        "bron": "CBS",
        "methode": "Geteld.",
    }
    streef = None if streefwaarde is None else Decimal(streefwaarde)
    return Cijfer(**standaard | velden, reeks=reeks, richting=richting, streefwaarde=streef)


def test_quarter_ends_run_up_to_the_peildatum():
    assert kwartaaleinden(date(2020, 2, 15), 4) == [
        date(2019, 6, 30),
        date(2019, 9, 30),
        date(2019, 12, 31),
        date(2020, 2, 15),
    ]
    assert kwartaaleinden(date(2019, 12, 31), 2) == [date(2019, 9, 30), date(2019, 12, 31)]
    assert kwartaaleinden(date(2019, 12, 31), 1) == [date(2019, 12, 31)]


def test_only_the_last_day_of_a_quarter_is_called_a_quarter():
    assert [kwartaal_label(date(2019, 12, dag)) for dag in (30, 31)] == ["30-12-2019", "Q4 2019"]


@pytest.mark.parametrize(
    ("waarden", "beweging", "tekst"),
    [
        ((50, 60), "stijgt", "Gestegen sinds 2010, was 50"),
        ((60, 50), "daalt", "Gedaald sinds 2010, was 60"),
        ((50, 50), "gelijk", "Gelijk gebleven sinds 2010"),
        ((50, None, 60), "stijgt", "Gestegen sinds 2010, was 50"),
        ((50,), "", ""),
        ((50, None), "", ""),
        ((), "", ""),
    ],
)
def test_movement_is_since_the_last_known_value(waarden, beweging, tekst):
    proef = cijfer(*waarden)

    assert (proef.beweging, proef.beweging_tekst) == (beweging, tekst)


def test_movement_over_all_is_since_the_first_known_value():
    assert cijfer(None, 50, 70, 60).beweging_over_alles == "Gestegen sinds 2011, was 50"
    assert cijfer(50, 60, 50).beweging_over_alles == "Gelijk gebleven sinds 2010"
    assert cijfer(50).beweging_over_alles == ""


@pytest.mark.parametrize(
    ("waarden", "richting", "streefwaarde", "oordeel"),
    [
        ((50, 60), Richting.HOGER, None, "gunstig"),
        ((50, 60), Richting.LAGER, None, "ongunstig"),
        ((50, 60), Richting.GEEN, None, ""),
        ((50, 50), Richting.HOGER, None, ""),
        ((50, 60), Richting.HOGER, 60, "gunstig"),
        ((50, 60), Richting.HOGER, 61, "ongunstig"),
        ((50, 60), Richting.LAGER, 60, "gunstig"),
        ((50, 60), Richting.LAGER, 59, "ongunstig"),
        ((50, 60), Richting.GEEN, 60, ""),
        ((None,), Richting.HOGER, 60, ""),
    ],
)
def test_judgement_is_against_the_target_or_else_by_direction(waarden, richting, streefwaarde, oordeel):
    assert cijfer(*waarden, richting=richting, streefwaarde=streefwaarde).oordeel == oordeel


def test_hidden_value_reads_geheim_and_has_no_unit():
    proef = Cijfer(**{**_velden(cijfer(50)), "reeks": (Punt("2018", None, geheim=True),)})

    assert (proef.waarde, proef.tekst, proef.tekst_met_eenheid) == (None, "geheim", "geheim")


def test_line_needs_two_known_values():
    assert cijfer(50).verloop == ()
    assert cijfer(50, None).verloop == ()
    assert cijfer(50, None, 60).verloop == (Decimal(50), None, Decimal(60))


@pytest.mark.parametrize(
    ("label", "tekst"),
    [("2018", "over 2018, CBS"), ("31-12-2019", "op 31-12-2019, CBS"), ("jaar onbekend", "jaar onbekend, CBS")],
)
def test_measured_value_says_what_it_is_about(label, tekst):
    proef = Cijfer(**{**_velden(cijfer(50)), "reeks": (Punt(label, Decimal(1)),)})

    assert proef.bron_tekst == tekst


def _velden(voorbeeld):
    return {naam: getattr(voorbeeld, naam) for naam in Cijfer.__dataclass_fields__}
