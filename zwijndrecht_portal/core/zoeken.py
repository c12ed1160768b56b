"""
One box that finds things: each app registers what it can find, with what the reader may see.

An app asks one question to the database per kind of thing. A word with a slip of the pen is found too (trigrams).
"""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from typing import Any
from urllib.parse import urlencode

from django.contrib.postgres.search import TrigramWordSimilarity
from django.db.models import Func, QuerySet
from django.db.models.functions import Greatest
from django.urls import reverse

from zwijndrecht_portal.core.begrippen import begrippen
from zwijndrecht_portal.core.models import Organisatie

PER_SOORT = 10
LIJKT = 0.45  # how much a word must look like the one that was typed, from 0 to 1
KORTST = 2


@dataclass(frozen=True, slots=True)
class Treffer:
    """One thing that was found."""

    soort: str  # plural, as a heading: "Acties"
    titel: str
    url: str
    toelichting: str = ""


ZoekBron = Callable[[Any, str], list[Treffer]]
_bronnen: list[ZoekBron] = []


def registreer_zoekbron(bron: ZoekBron) -> None:
    """Called in `AppConfig.ready()`; the order of the apps is that of the results."""
    if bron not in _bronnen:
        _bronnen.append(bron)


def zoek(gebruiker: Any, tekst: str) -> list[tuple[str, list[Treffer]]]:
    """What this person may see and looks like this text, by kind; nothing for a text that is too short."""
    tekst = " ".join(tekst.split())
    if len(tekst) < KORTST:
        return []
    treffers = [
        treffer for bron in (*_bronnen, zoek_organisaties, zoek_begrippen) for treffer in bron(gebruiker, tekst)
    ]
    return [(soort, list(groep)) for soort, groep in groupby(treffers, key=attrgetter("soort"))]


def lijkt_op(rijen: QuerySet, tekst: str, *velden: str) -> QuerySet:
    """Rows of which one of these columns has a word that looks like the text; `gelijkenis` says how much."""
    eerste, *rest = (TrigramWordSimilarity(tekst, veld) for veld in velden)
    gelijkenis: Func = eerste
    for ander in rest:
        gelijkenis = Greatest(gelijkenis, ander)
    return rijen.annotate(gelijkenis=gelijkenis)


def zoek_organisaties(gebruiker: Any, tekst: str) -> list[Treffer]:
    """Organisations, with the acties that they lead."""
    if not gebruiker.has_perm("plan.view_actie"):
        return []
    rijen = lijkt_op(Organisatie.objects.all(), tekst, "naam", "afkorting").filter(gelijkenis__gte=LIJKT)
    lijst = reverse("plan:actie_lijst")
    return [
        Treffer("Organisaties", rij.naam, f"{lijst}?{urlencode({'trekker': f'o{rij.pk}'})}", "de acties die zij trekt")
        for rij in rijen.order_by("-gelijkenis", "naam")[:PER_SOORT]
    ]


def zoek_begrippen(gebruiker: Any, tekst: str) -> list[Treffer]:
    """Words of the glossary: those that have it in their name first."""
    gevonden = [begrip for begrip in begrippen() if begrip.bevat(tekst)]
    gevonden.sort(key=lambda begrip: tekst.casefold() not in begrip.term.casefold())
    pagina = reverse("begrippen")
    return [
        Treffer("Begrippen", b.term, f"{pagina}#{b.anker}", b.uitleg[0] if b.uitleg else "")
        for b in gevonden[:PER_SOORT]
    ]
