"""
What other apps may know about huishoudens: counts that cannot be traced to one, per peildatum.

The counts come from two functions in the database that return nothing else, so they are the same for every reader
(docs/adr/0003). They read dated rows and the derived states, never the contacts: what it costs does not grow with them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import connection

from zwijndrecht_portal.core.indicatoren import Uitkomst, aandeel_van
from zwijndrecht_portal.core.onherleidbaar import aandeel, onherleidbaar
from zwijndrecht_portal.core.peildatum import einde_van


@dataclass(frozen=True, slots=True)
class Gevonden:
    """That a dossier exists, and under which name; nothing of what is in it."""

    id: int
    pseudoniem: str


Paren = dict[date, tuple[int, int]]


def actieve_waakvlammen(peildata: Sequence[date]) -> list[Uitkomst]:
    """How many waakvlammen ran on each of these days."""
    paren = _tel("casework_tel_waakvlammen", peildata)
    return [_aantal(paren[dag][0]) for dag in peildata]


def contacten_op_tijd(peildata: Sequence[date]) -> list[Uitkomst]:
    """The share of the waakvlammen whose next contact was not too late on each of these days."""
    paren = _tel("casework_tel_waakvlammen", peildata)
    return [_aandeel(teller=paren[dag][1], noemer=paren[dag][0]) for dag in peildata]


def een_plan_een_regisseur(peildata: Sequence[date]) -> list[Uitkomst]:
    """The share of the active huishoudens with one plan and one regisseur on each of these days."""
    paren = _tel("casework_tel_een_plan_een_regisseur", peildata)
    return [_aandeel(teller=paren[dag][1], noemer=paren[dag][0]) for dag in peildata]


def zoek_dossier(*, pk: int | None = None, pseudoniem: str = "") -> Gevonden | None:
    """The dossier with this number or name, also for who does not see it: to ask for a reason, and to log that."""
    with connection.cursor() as cursor:
        cursor.execute("select id, pseudoniem from casework_zoek_dossier(%s, %s)", [pk, pseudoniem])
        rij = cursor.fetchone()
    return Gevonden(*rij) if rij else None


def _tel(functie: str, peildata: Sequence[date]) -> Paren:
    dagen = sorted(set(peildata))
    with connection.cursor() as cursor:
        cursor.execute(
            f"select dag, geheel, deel from {functie}(%s::date[], %s::timestamptz[])",  # noqa: S608 - our own name
            [dagen, [einde_van(dag) for dag in dagen]],
        )
        return {dag: (geheel, deel) for dag, geheel, deel in cursor.fetchall()}


def _aantal(aantal: int) -> Uitkomst:
    zichtbaar = onherleidbaar(aantal)
    return Uitkomst(zichtbaar, geheim=zichtbaar is None)


def _aandeel(*, teller: int, noemer: int) -> Uitkomst:
    """Secret when the part or the rest is a small group; its numerator and denominator then too."""
    if noemer and aandeel(teller, noemer) is None:
        return Uitkomst(None, geheim=True)
    return aandeel_van(teller, noemer)
