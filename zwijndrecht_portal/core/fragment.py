"""A piece of a text around the word that somebody searched for, with that word marked."""

import re
from difflib import SequenceMatcher

from django.utils.html import format_html_join
from django.utils.safestring import SafeString

WOORD = re.compile(r"\w+")
LENGTE = 180  # characters of a fragment
LIJKT = 0.8  # of 1: also a word with a slip of the pen is marked
STAM = 4  # letters that two words share when one is a form of the other


def markeer(tekst: str, gezocht: str) -> SafeString:
    """The whole text, each word that was searched for marked."""
    delen: list[tuple[str, str, str]] = []
    begin = 0
    for woord in _gevonden(tekst, gezocht):
        delen.append((tekst[begin : woord.start()], woord[0], ""))
        begin = woord.end()
    kop = format_html_join("", "{}<mark>{}</mark>{}", delen)
    return kop + format_html_join("", "{}", [(tekst[begin:],)])


def fragment(tekst: str, gezocht: str) -> SafeString:
    """About two lines around the first word that was searched for, or the beginning."""
    tekst = " ".join(tekst.split())
    if len(tekst) <= LENGTE:
        return markeer(tekst, gezocht)
    eerste = next(iter(_gevonden(tekst, gezocht)), None)
    begin = max(0, min(eerste.start() - LENGTE // 3, len(tekst) - LENGTE)) if eerste else 0
    stuk = tekst[begin : begin + LENGTE]
    if begin:
        stuk = f"… {stuk.partition(' ')[2]}"
    if begin + LENGTE < len(tekst):
        stuk = f"{stuk.rpartition(' ')[0]} …"
    return markeer(stuk, gezocht)


def _gevonden(tekst: str, gezocht: str) -> list[re.Match[str]]:
    zoekwoorden = [woord.casefold() for woord in WOORD.findall(gezocht) if len(woord) > 1]
    return [woord for woord in WOORD.finditer(tekst) if _past(woord[0].casefold(), zoekwoorden)]


def _past(woord: str, zoekwoorden: list[str]) -> bool:
    return any(
        woord.startswith(gezocht)
        or (len(woord) >= STAM and gezocht.startswith(woord))
        or (abs(len(woord) - len(gezocht)) < STAM and SequenceMatcher(None, woord, gezocht).ratio() >= LIJKT)
        for gezocht in zoekwoorden
    )
