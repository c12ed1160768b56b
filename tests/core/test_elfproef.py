from datetime import date

import pytest
from django.core.exceptions import ValidationError
from hypothesis import example, given, settings
from hypothesis import strategies as st

from zwijndrecht_portal.core.elfproef import bevat_bsn, weiger_bsn

BSN = "123456782"  # a well-known number that passes the elfproef and belongs to nobody


def is_elfvoud(cijfers: str) -> bool:
    """The elfproef written out, apart from the code."""
    a, b, c, d, e, f, g, h, i = (int(cijfer) for cijfer in cijfers)
    return (9 * a + 8 * b + 7 * c + 6 * d + 5 * e + 4 * f + 3 * g + 2 * h - i) % 11 == 0


@pytest.mark.parametrize(
    "tekst",
    [
        "123456782",
        "1234.56.782",
        "123.456.782",
        "123 456 782",
        "123-456-782",
        "12 34 56 78 2",
        "1-2-3-4-5-6-7-8-2",
        "1234 - 56 - 782",
        "123\u00a0456\u00a0782",
        "123\u2013456\u2013782",
        "BSN123456782",
        "bsn:123456782.",
        "(123456782)",
        "mevrouw, 123456782, belt terug",
        "in 2019 123456782 gemeld",
        "06-12345678 en 123456782",
        "31-12-2019 123456782",
        "010464554",
        "10464554",
        "1046 4554",
        "010464554 1 kind",
        "€ 5 voor 123456782",
        "06-123456782",
    ],
)
def test_bevat_bsn_however_it_is_written(tekst):
    assert bevat_bsn(tekst)


@pytest.mark.parametrize(
    "tekst",
    [
        "",
        "geen cijfers",
        "000000000",
        "00000000",
        "123456789",
        "12345678",
        "1234567",
        "1234567820",
        "11 acties, 50-100 per fte",
        "0612345678",
        "06-12345678",
        "06 12 34 56 78",
        "078-123 45 67",
        "(078) 612 34 56",
        "+31 6 12345678",
        "+31 (0)78 6123456",
        "0031612345678",
        "NL91 ABNA 0417 1643 00",
        "NL91ABNA0417164300",
        "31-12-2019",
        "1/12/2019",
        "2019-12-31",
        "2019-2020",
        "2018 \u2013 2022",
        "€ 12.500.000",
        "€ 960.885,15",
        "12.500.000,00",
        "HH-2026-0042",
        "BU06420101",
        "WK064201",
        "gm0642",
    ],
)
def test_bevat_bsn_leaves_everyday_numbers_alone(tekst):
    assert not bevat_bsn(tekst)


@given(
    st.one_of(
        st.dates(date(1900, 1, 1), date(2099, 12, 31)).map(lambda dag: f"{dag:%d-%m-%Y}"),
        st.dates(date(1900, 1, 1), date(2099, 12, 31)).map(lambda dag: f"{dag:%d %m %Y}"),
        st.dates(date(1900, 1, 1), date(2099, 12, 31)).map(date.isoformat),
        st.from_regex(r"20[0-9]{2} ?[-\u2013] ?20[0-9]{2}", fullmatch=True),
        st.from_regex(r"06[- ]?[0-9]{2} ?[0-9]{2} ?[0-9]{2} ?[0-9]{2}", fullmatch=True),
        st.from_regex(r"(078-|\(078\) |\+31 78 |\+31 \(0\)78 )[1-9][0-9]{2} ?[0-9]{2} ?[0-9]{2}", fullmatch=True),
        st.from_regex(r"NL[0-9]{2} ABNA [0-9]{4} [0-9]{4} [0-9]{2}", fullmatch=True),
        st.from_regex(r"€ ?[1-9][0-9]{1,2}\.[0-9]{3}\.[0-9]{3}(,[0-9]{2})?", fullmatch=True),
        st.from_regex(r"[1-9][0-9]{1,2}\.[0-9]{3}\.[0-9]{3},[0-9]{2}", fullmatch=True),
        st.from_regex(r"BU[0-9]{8}", fullmatch=True),
        st.from_regex(r"HH-20[0-9]{2}-[0-9]{4}", fullmatch=True),
    )
)
@settings(max_examples=300)
def test_bevat_bsn_leaves_every_date_phone_iban_amount_and_code_alone(tekst):
    assert not bevat_bsn(f"Genoteerd: {tekst} en verder niets.")


@given(st.from_regex(r"[0-9]{9}", fullmatch=True))
@example(BSN)
def test_bevat_bsn_is_the_elfproef_on_nine_digits(cijfers):
    assert bevat_bsn(cijfers) == (is_elfvoud(cijfers) and cijfers != "000000000")


@given(st.from_regex(r"[1-9][0-9]{7}", fullmatch=True))
@example("10464554")
def test_bevat_bsn_is_the_elfproef_on_eight_digits(cijfers):
    assert bevat_bsn(cijfers) == is_elfvoud(f"0{cijfers}")


@given(
    st.text(alphabet=st.characters(exclude_categories=["Nd"])),
    st.text(alphabet=st.characters(exclude_categories=["Nd"])),
)
def test_bevat_bsn_finds_it_between_any_words(ervoor, erna):
    assert bevat_bsn(f"{ervoor} {BSN} {erna}")


def test_weiger_bsn_says_what_to_do_and_does_not_repeat_the_number():
    with pytest.raises(ValidationError) as fout:
        weiger_bsn(f"Gebeld met {BSN}")

    assert fout.value.code == "bsn"
    assert fout.value.message.startswith("In deze tekst staat een nummer dat een BSN kan zijn. Haal het nummer weg")
    assert BSN not in fout.value.message


def test_weiger_bsn_accepts_ordinary_text():
    weiger_bsn("Op 31-12-2019 gesproken, ging goed; terugbellen op 078-123 45 67.")
