from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.template import engines
from hypothesis import given
from hypothesis import strategies as st

from zwijndrecht_portal.core import opmaak

VANDAAG = date(2026, 11, 21)
bedragen = st.decimals(min_value=-(10**9), max_value=10**9, places=2)


def gewoon(tekst: str) -> str:
    """With ordinary spaces, for reading."""
    return tekst.replace(opmaak.NBSP, " ")


@pytest.mark.parametrize(
    ("waarde", "decimalen", "verwacht"),
    [
        (0, None, "0"),
        (1234567, None, "1.234.567"),
        (Decimal("9.40"), None, "9,4"),
        (13.2, None, "13,2"),
        (Decimal("1E+3"), None, "1.000"),
        (Decimal("100.00"), None, "100"),
        (-600, None, "-600"),
        (0.1, None, "0,1"),
        (Decimal("2.345"), 2, "2,35"),
        (Decimal("-2.345"), 2, "-2,35"),
        (Decimal("-0.004"), 2, "0,00"),
        (5, 1, "5,0"),
    ],
)
def test_getal_reads_dutch(waarde, decimalen, verwacht):
    assert opmaak.getal(waarde, decimalen) == verwacht


@pytest.mark.parametrize(
    ("bedrag", "verwacht"),
    [
        (Decimal("12500"), "€ 12.500,00"),
        (Decimal("960885.15"), "€ 960.885,15"),
        (Decimal("-0.5"), "€ -0,50"),
        (0, "€ 0,00"),
    ],
)
def test_euro_has_cents_and_a_fixed_space(bedrag, verwacht):
    assert opmaak.euro(bedrag) == verwacht.replace(" ", opmaak.NBSP)


@pytest.mark.parametrize(
    ("bedrag", "verwacht"),
    [
        (Decimal("178750"), "€ 178.750"),
        (Decimal("1400000"), "€ 1,4 mln"),
        (Decimal("62200000"), "€ 62,2 mln"),
        (Decimal("999999.49"), "€ 999.999"),
        (Decimal("999999.50"), "€ 1,0 mln"),
        (Decimal("-1400000"), "€ -1,4 mln"),
        (Decimal("999949999"), "€ 999,9 mln"),
        (Decimal("999950000"), "€ 1,0 mld"),
    ],
)
def test_euro_kort_fits_on_a_tile(bedrag, verwacht):
    assert gewoon(opmaak.euro_kort(bedrag)) == verwacht


@pytest.mark.parametrize(
    ("waarde", "decimalen", "verwacht"),
    [(Decimal("18.57"), None, "18,6 %"), (60, None, "60 %"), (60, 1, "60,0 %"), (Decimal("9.47"), 2, "9,47 %")],
)
def test_procent_has_at_most_one_decimal_unless_asked(waarde, decimalen, verwacht):
    assert gewoon(opmaak.procent(waarde, decimalen)) == verwacht


@pytest.mark.parametrize(
    ("aantal", "verwacht"), [(0, "0 acties"), (1, "1 actie"), (3, "3 acties"), (1000, "1.000 acties")]
)
def test_meervoud_follows_the_count(aantal, verwacht):
    assert gewoon(opmaak.meervoud(aantal, "actie", "acties")) == verwacht


@pytest.mark.parametrize(("aantal", "verwacht"), [(None, "geheim"), (0, "0"), (1234, "1.234")])
def test_telling_says_when_it_is_hidden(aantal, verwacht):
    assert opmaak.telling(aantal) == verwacht


def test_datum_reads_day_month_year():
    assert opmaak.datum(date(2019, 3, 1)) == "01-03-2019"


def test_datum_of_a_moment_is_the_day_here():
    vlak_voor_middernacht_utc = datetime(2026, 11, 14, 23, 30, tzinfo=UTC)

    assert opmaak.datum(vlak_voor_middernacht_utc) == "15-11-2026"
    assert gewoon(opmaak.datum_lang(vlak_voor_middernacht_utc)) == "15 november 2026"
    assert opmaak.tijdstip(vlak_voor_middernacht_utc) == "15-11-2026 00:30"


def test_datum_lang_names_month_and_weekday():
    dag = date(2026, 11, 14)

    assert gewoon(opmaak.datum_lang(dag)) == "14 november 2026"
    assert gewoon(opmaak.datum_lang(dag, met_weekdag=True)) == "zaterdag 14 november 2026"


@pytest.mark.parametrize(
    ("dag", "verwacht"),
    [
        (None, "nooit"),
        (VANDAAG, "vandaag"),
        (date(2026, 11, 20), "gisteren"),
        (date(2026, 11, 19), "2 dagen geleden"),
        (date(2026, 11, 8), "13 dagen geleden"),
        (date(2026, 11, 7), "2 weken geleden"),
        (date(2026, 10, 31), "3 weken geleden"),
        (date(2026, 9, 22), "8 weken geleden"),
        (date(2026, 9, 21), "2 maanden geleden"),
        (date(2024, 11, 22), "23 maanden geleden"),
        (date(2024, 11, 21), "2 jaar geleden"),
        (date(2026, 11, 22), "morgen"),
        (date(2026, 12, 5), "over 2 weken"),
    ],
)
def test_dagen_geleden_gets_coarser(dag, verwacht):
    assert opmaak.dagen_geleden(dag, VANDAAG) == verwacht


@pytest.mark.parametrize(
    ("dag", "verwacht"),
    [
        (date(2026, 12, 12), "uiterlijk 12 december"),
        (date(2027, 1, 2), "uiterlijk 2 januari 2027"),
        (VANDAAG, "vandaag"),
        (date(2026, 11, 20), "1 dag te laat"),
        (date(2026, 11, 15), "6 dagen te laat"),
    ],
)
def test_over_dagen_says_when_it_is_due(dag, verwacht):
    assert gewoon(opmaak.over_dagen(dag, VANDAAG)) == verwacht


@pytest.mark.parametrize("tekst", ["31-12-2019", " 31/12/2019 ", "2019-12-31"])
def test_parse_datum_understands_dutch_and_iso(tekst):
    assert opmaak.parse_datum(tekst) == date(2019, 12, 31)


@pytest.mark.parametrize(
    ("tekst", "melding"),
    [
        ("gisteren", "is geen datum. Schrijf een datum als 31-12-2019"),
        ("31-12-19", "is geen datum"),
        ("31-12/2019", "is geen datum"),
        ("29-02-2019", "De datum 29-02-2019 bestaat niet"),
        ("01-01-0001", "Het jaar van 01-01-0001 ligt niet tussen 1900 en 2099"),
        ("9999-12-31", "ligt niet tussen 1900 en 2099"),
        ("", "is geen datum"),
    ],
)
def test_parse_datum_explains_what_is_wrong(tekst, melding):
    with pytest.raises(ValueError, match=melding):
        opmaak.parse_datum(tekst)


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2099, 12, 31)))
def test_parse_datum_reads_back_what_datum_writes(dag):
    assert opmaak.parse_datum(opmaak.datum(dag)) == dag


@pytest.mark.parametrize(
    ("tekst", "verwacht"),
    [
        ("€ 12.500,00", "12500.00"),
        ("12500,-", "12500.00"),
        ("12.500", "12500.00"),
        ("12500", "12500.00"),
        ("12500.00", "12500.00"),
        ("12,5", "12.50"),
        ("0.5", "0.50"),
        ("€ -1.250,50", "-1250.50"),
        ("-€ 10", "-10.00"),
        ("\u2212 10", "-10.00"),
        ("EUR 3,--", "3.00"),
        ("€\u00a01.000.000", "1000000.00"),
    ],
)
def test_parse_bedrag_understands_how_people_write(tekst, verwacht):
    bedrag = opmaak.parse_bedrag(tekst)

    assert (bedrag, bedrag.as_tuple().exponent) == (Decimal(verwacht), -2)


@pytest.mark.parametrize(
    "tekst", ["", "€", "twaalf", "12,505", "1.25.000", "12.5000", "1,4 mln", "12,500.00", "1-2", "--5"]
)
def test_parse_bedrag_refuses_what_it_would_have_to_guess(tekst):
    with pytest.raises(ValueError, match=r"is geen bedrag. Schrijf een bedrag als 12.500,00"):
        opmaak.parse_bedrag(tekst)


@given(bedragen)
def test_parse_bedrag_reads_back_what_euro_writes(bedrag):
    assert opmaak.parse_bedrag(opmaak.euro(bedrag)) == bedrag


@pytest.mark.parametrize(
    ("sjabloon", "verwacht"),
    [
        ("{{ bedrag|euro }}", "€ 178.750,00"),
        ("{{ bedrag|euro_kort }}", "€ 178.750"),
        ("{{ bedrag|getal }}", "178.750"),
        ("{{ deel|procent }}", "18,6 %"),
        ("{{ dag|datum }}", "31-12-2019"),
        ("{{ dag|datum_lang }}", "31 december 2019"),
        ("{{ dag|datum_met_weekdag }}", "dinsdag 31 december 2019"),
        ("{{ moment|tijdstip }}", "01-01-2020 00:30"),
        ("{{ aantal|meervoud:'actie,acties' }}", "11 acties"),
        ("{{ niets|telling }}", "geheim"),
        ("{{ aantal|telling }}", "11"),
        ("{{ dag|dagen_geleden:vandaag }}", "6 jaar geleden"),
        ("{{ vandaag|over_dagen:dag }}", "uiterlijk 21 november 2026"),
        ("{{ niets|euro }}", "onbekend"),
        ("{{ niets|euro:'geen bedrag' }}", "geen bedrag"),
        ("{{ niets|euro_kort }}", "onbekend"),
        ("{{ niets|getal }}", "onbekend"),
        ("{{ niets|procent }}", "onbekend"),
        ("{{ niets|datum:'nog niet' }}", "nog niet"),
        ("{{ niets|datum_lang }}", "onbekend"),
        ("{{ niets|tijdstip }}", "onbekend"),
        ("{{ niets|dagen_geleden:vandaag }}", "nooit"),
    ],
)
def test_filters_say_the_same_as_the_functions(sjabloon, verwacht):
    context = {
        "bedrag": Decimal("178750"),
        "deel": Decimal("18.57"),
        "dag": date(2019, 12, 31),
        "vandaag": VANDAAG,
        "aantal": 11,
        "moment": datetime(2019, 12, 31, 23, 30, tzinfo=UTC),
        "niets": None,
    }

    uit = engines["django"].from_string("{% load opmaak %}" + sjabloon).render(context)

    assert gewoon(uit) == verwacht
