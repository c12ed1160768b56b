"""
The list behind each figure: the rows that the database counted for everyone, as far as this reader sees them.

An app says per figure which rows those are; reading a page of them and showing it is the same for all.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.db.models import BooleanField, DateTimeField, DurationField, F, QuerySet, Value
from django.db.models.functions import Cast
from django.http import HttpRequest
from django.utils import timezone

from zwijndrecht_portal.core.indicatoren import Uitkomst, alle
from zwijndrecht_portal.core.opmaak import getal, meervoud
from zwijndrecht_portal.core.peildatum import einde_van

PER_PAGINA = 50
KOLOMMEN = ("dossier", "titel", "plek", "wie", "sinds", "waarde", "telt")
JA = Value(True, output_field=BooleanField())


@dataclass(frozen=True, slots=True)
class Cijferlijst:
    """
    What a figure counts: rows with KOLOMMEN, of which those with `telt` are the part that a share is about.

    `sinds` and `waarde` are the headings of those columns; without one the column is not shown. `is_aantal`: the
    figure is the length of the list. `dossier` in a row is the key of its page, or None.
    """

    wat: str  # "waakvlam,waakvlammen"
    lees: Callable[[Any, date], QuerySet]
    sinds: str = ""
    waarde: str = ""
    deel: tuple[str, str] = ("", "")  # what counts and what does not
    is_aantal: bool = False
    koppen: tuple[str, str, str] = ("Naam", "Buurt", "Wie er nu over gaat")
    wie_klasse: str = ""  # "getal" when the third column is a number
    detail: str = "casework:huishouden_detail"  # URL name of the page of a row
    uitleg: str = ""  # what the reader must know of the list beside the definition of the figure

    def geheel(self, uitkomst: Uitkomst) -> int | None:
        """How long the whole list is by the figure itself; None when that says nothing about it, or is secret."""
        lengte = uitkomst.noemer if self.deel[0] else uitkomst.waarde if self.is_aantal else None
        return None if lengte is None else int(lengte)


@dataclass(frozen=True, slots=True)
class Lijstpagina:
    """One page of such a list; `zichtbaar` is the length of all of it, `gekozen` of what was asked."""

    rijen: list[dict[str, Any]]
    zichtbaar: int
    tellend: int
    gekozen: int
    pagina: int

    @property
    def paginas(self) -> int:
        return max(1, -(-self.gekozen // PER_PAGINA))

    @property
    def eerste(self) -> int:
        return (self.pagina - 1) * PER_PAGINA + 1


def lees_cijferlijst(
    lijst: Cijferlijst, gebruiker: Any, dag: date, *, toon: str, sorteer: str, pagina: int
) -> Lijstpagina:
    """One page; `toon` is "deel", "rest" or anything else for all; an unknown order is that of the names."""
    rijen = lijst.lees(gebruiker, dag)
    zichtbaar, tellend = rijen.count(), rijen.filter(telt=True).count()
    if toon in ("deel", "rest") and lijst.deel[0]:
        rijen = rijen.filter(telt=toon == "deel")
    gekozen = {"deel": tellend, "rest": zichtbaar - tellend}.get(toon if lijst.deel[0] else "", zichtbaar)
    pagina = min(pagina, max(1, -(-gekozen // PER_PAGINA)))
    kolom, neer = sorteer.removeprefix("-"), sorteer.startswith("-")
    orde = F(kolom if kolom in KOLOMMEN else "titel")
    begin = (pagina - 1) * PER_PAGINA
    geordend = rijen.order_by(orde.desc(nulls_last=True) if neer else orde.asc(nulls_last=True), "titel", "pk")
    return Lijstpagina(list(geordend[begin : begin + PER_PAGINA]), zichtbaar, tellend, gekozen, pagina)


def duur(tekst: str) -> Cast:
    """ "12 months": in the database, so that months are counted there, as in the functions that count."""
    return Cast(Value(tekst), DurationField())


def moment_van(dag: date) -> Value:
    """The last moment of that day, to count with in the database."""
    return Value(einde_van(dag), output_field=DateTimeField())


def context_van(request: HttpRequest, lijsten: Mapping[str, Cijferlijst], eerste: str) -> dict[str, Any]:
    """What `core/cijferlijst.html` shows of the list that the URL asks for, `eerste` when it asks for none of these."""
    sleutel = request.GET.get("cijfer", eerste)
    sleutel = sleutel if sleutel in lijsten else eerste
    lijst, toon, sorteer = lijsten[sleutel], request.GET.get("toon", ""), request.GET.get("sorteer", "titel")
    dag, berekeningen = request.peildatum, {berekening.sleutel: berekening for berekening in alle()}
    pagina = lees_cijferlijst(lijst, request.user, dag, toon=toon, sorteer=sorteer, pagina=_nummer(request))
    uitkomst = berekeningen[sleutel].functie(dag)
    geheel = lijst.geheel(uitkomst)
    keuze = {"cijfer": sleutel, **({"peildatum": dag.isoformat()} if dag != timezone.localdate() else {})}
    return {
        "berekening": berekeningen[sleutel],
        "uitkomst": uitkomst,
        "lijst": lijst,
        "pagina": pagina,
        "lengte": _lengte(pagina.gekozen, lijst),
        "ongezien": _lengte(geheel - pagina.zichtbaar, lijst) if geheel and geheel > pagina.zichtbaar else "",
        "cijfers": [(naam, berekeningen[naam].naam) for naam in lijsten],
        "delen": _delen(lijst, pagina, toon, keuze),
        "sorteer": sorteer,
        "sorteer_url": f"?{urlencode({**keuze, 'toon': toon})}&",
        "bladeren": _bladeren(lijst, pagina, {**keuze, "toon": toon, "sorteer": sorteer}),
    }


def _nummer(request: HttpRequest) -> int:
    tekst = request.GET.get("pagina", "")
    return max(1, int(tekst)) if tekst.isdecimal() and tekst.isascii() and len(tekst) < 10 else 1


def _lengte(aantal: int, lijst: Cijferlijst) -> str:
    return meervoud(aantal, *lijst.wat.split(","))


def _delen(lijst: Cijferlijst, pagina: Lijstpagina, toon: str, keuze: dict[str, str]) -> list[tuple[str, str, bool]]:
    """Of a share: all, what counts and what does not, each with its number, address and whether it is chosen."""
    if not lijst.deel[0]:
        return []
    rest = pagina.zichtbaar - pagina.tellend
    delen = {"": ("Alles", pagina.zichtbaar), "deel": (lijst.deel[0], pagina.tellend), "rest": (lijst.deel[1], rest)}
    gekozen = toon if toon in delen else ""
    return [
        (f"{label} ({aantal})", f"?{urlencode({**keuze, 'toon': welk})}", welk == gekozen)
        for welk, (label, aantal) in delen.items()
    ]


def _bladeren(lijst: Cijferlijst, pagina: Lijstpagina, keuze: dict[str, Any]) -> dict[str, str] | None:
    """Parameters of components/paginering.html; None for one page."""
    if pagina.paginas == 1:
        return None
    laatste = pagina.eerste + len(pagina.rijen) - 1

    def url(nummer: int) -> str:
        return f"?{urlencode({**keuze, 'pagina': nummer})}"

    return {
        "tekst": f"{getal(pagina.eerste)} tot en met {getal(laatste)} van {_lengte(pagina.gekozen, lijst)}",
        "vorige_url": url(pagina.pagina - 1) if pagina.pagina > 1 else "",
        "volgende_url": url(pagina.pagina + 1) if pagina.pagina < pagina.paginas else "",
    }
