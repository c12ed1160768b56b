"""
Keeps BSNs out: no field and no import of the portal may hold one (kaders, privacy).

A BSN has nine digits (eight when the leading zero is left out) that pass the elfproef. People write it with dots,
spaces or dashes, so digits that hang together that way are one number, and every part of it of eight or nine digits is
tried.

One in eleven arbitrary numbers passes too. What people write every day is therefore set aside first: dates, pairs of
years, phone numbers, IBANs, amounts with a euro sign or with cents, CBS area codes and our own dossier numbers. With
any other number the doubt goes to privacy: it is refused, and the message says how to go on.
"""

import re

from django.core.exceptions import ValidationError

STREEP = r"[-\u2010-\u2015]"  # hyphens and dashes
SCHEIDING = r"[ .\u00a0\u202f\u2010-\u2015-]{1,3}"  # between two groups of one number; not a tab or a new line
JAAR = r"(?:19|20)\d\d"
ONSCHULDIG = re.compile(
    rf"""
      \b[A-Z]{{2}}\d\d\ ?[A-Z]{{4}}(?:\ ?\d){{10}}\b                              # IBAN
    | (?<!\d)(?:(?:\+|00)31[\ -]?(?:\(0\)\ ?)?|\(?0)[1-9](?:[\ ).-]{{0,3}}\d){{7}}\d(?!\d)   # phone: 078-612 34 56
    | (?<!\d)(?:0?[1-9]|[12]\d|3[01])([-/.\ ])(?:0?[1-9]|1[0-2])\1{JAAR}(?!\d)      # 31-12-2019
    | (?<!\d){JAAR}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?!\d)               # 2019-12-31
    | (?<!\d){JAAR}\ ?{STREEP}\ ?{JAAR}(?!\d)                                     # 2019-2020
    | €\s?-?\d[\d.]*(?:,\d\d|,-)?(?!\d)                                           # € 12.500.000
    | (?<!\d)\d{{1,3}}(?:\.\d{{3}})+,(?:\d\d(?!\d)|-)                              # 12.500.000,00
    | \b(?:GM|WK|BU|PV)\d{{4,8}}\b                                                # BU06420101
    | \bHH-\d{{4}}-\d{{4}}\b                                                      # HH-2026-0042
    """,
    re.VERBOSE | re.IGNORECASE,
)
GETAL = re.compile(rf"\d+(?:{SCHEIDING}\d+)*")


def bevat_bsn(tekst: str) -> bool:
    """True when the text holds a number that could be a BSN."""
    return any(
        _elfproef(kandidaat)
        for getal in GETAL.findall(ONSCHULDIG.sub("#", tekst))
        for kandidaat in _kandidaten(re.findall(r"\d+", getal))
    )


def weiger_bsn(waarde: str) -> None:
    """Validator for every free text field. The message does not repeat the number."""
    if bevat_bsn(waarde):
        raise ValidationError(
            "In deze tekst staat een nummer dat een BSN kan zijn. Haal het nummer weg: het portaal bewaart geen BSN's. "
            "Is het een ander nummer? Schrijf er dan letters of een komma tussen.",
            code="bsn",
        )


def _kandidaten(groepen: list[str]) -> list[str]:
    """Every run of neighbouring groups that has eight or nine digits together."""
    reeksen = ("".join(groepen[i:j]) for i in range(len(groepen)) for j in range(i + 1, min(i + 9, len(groepen)) + 1))
    return [reeks for reeks in reeksen if len(reeks) in (8, 9)]


def _elfproef(cijfers: str) -> bool:
    """9a + 8b + 7c + 6d + 5e + 4f + 3g + 2h - i is a multiple of eleven, and not all digits are zero."""
    *eerste, laatste = (int(cijfer) for cijfer in cijfers.zfill(9))
    som = sum(gewicht * cijfer for gewicht, cijfer in zip(range(9, 1, -1), eerste, strict=True)) - laatste
    return som % 11 == 0 and any(eerste)
