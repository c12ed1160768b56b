"""The glossary, read from docs/begrippen.md: one text for newcomers in code and for readers of the page."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings
from django.utils.text import slugify

KOP = re.compile(r"^## (?P<term>.+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Begrip:
    term: str
    anker: str
    uitleg: list[str]
    niet: list[str]  # words that we do not use for this

    @property
    def letter(self) -> str:
        """Under which letter of the alphabet it stands."""
        return self.anker[0].upper()

    def bevat(self, tekst: str) -> bool:
        """The text occurs in the term or its explanation; capitals do not matter."""
        return any(tekst.casefold() in deel.casefold() for deel in (self.term, *self.uitleg))


def lees_begrippen(tekst: str) -> list[Begrip]:
    """
    Parse the glossary.

    Each `## Term` is followed by paragraphs; a line `Niet: a, b` names synonyms that we avoid.
    """
    _, *delen = KOP.split(tekst)
    begrippen = []
    for term, inhoud in zip(delen[::2], delen[1::2], strict=True):
        alineas = [" ".join(alinea.split()) for alinea in inhoud.split("\n\n") if alinea.strip()]
        niet = [woord.strip() for a in alineas if a.startswith("Niet:") for woord in a[5:].strip(" .").split(",")]
        uitleg = [alinea for alinea in alineas if not alinea.startswith(("Niet:", "#"))]
        begrippen.append(Begrip(term.strip(), slugify(term), uitleg, niet))
    return sorted(begrippen, key=lambda begrip: begrip.term.casefold())


@cache
def begrippen() -> list[Begrip]:
    return lees_begrippen((Path(settings.BASE_DIR) / "docs" / "begrippen.md").read_text(encoding="utf-8"))
