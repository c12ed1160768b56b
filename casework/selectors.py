"""
What other apps may know about huishoudens: counts that cannot be traced to one, per peildatum.

The counts come from two functions in the database that return nothing else, so they are the same for every reader
(docs/adr/0003). They read dated rows and the derived states, never the contacts: what it costs does not grow with them.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db import connection

from casework.bandbreedte import gewicht_per_trede
from casework.enums import Trede
from zwijndrecht_portal.core.cohorten import Cohort, maak_cohorten
from zwijndrecht_portal.core.indicatoren import Telbron, Telrijen, Uitkomst, aandeel_van
from zwijndrecht_portal.core.onherleidbaar import TOTAAL, Telling, aandeel, beveilig_kruistabel, onherleidbaar
from zwijndrecht_portal.core.peildatum import einde_van


@dataclass(frozen=True, slots=True)
class Gevonden:
    """That a dossier exists, and under which name; nothing of what is in it."""

    id: int
    pseudoniem: str


Paren = dict[date, tuple[int, int]]

_TEL = "select dag, geheel, deel from {}(%(dagen)s::date[], %(momenten)s::timestamptz[])"
WAAKVLAMMEN = Telbron("waakvlammen", _TEL.format("casework_tel_waakvlammen"))
EEN_PLAN = Telbron("een plan een regisseur", _TEL.format("casework_tel_een_plan_een_regisseur"))


def geheel_als_aantal(rijen: Telrijen) -> Uitkomst:
    """The count of one day, secret when it is small."""
    return _aantal(rijen[0]["geheel"])


def deel_als_aandeel(rijen: Telrijen) -> Uitkomst:
    """The share of one day, secret when the part or the rest is small."""
    return _aandeel(teller=rijen[0]["deel"], noemer=rijen[0]["geheel"])


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
    return {dag: (geheel, deel) for dag, geheel, deel in _rijen(functie, peildata)}


def _aantal(aantal: int) -> Uitkomst:
    zichtbaar = onherleidbaar(aantal)
    return Uitkomst(zichtbaar, geheim=zichtbaar is None)


def _aandeel(*, teller: int, noemer: int) -> Uitkomst:
    """Secret when the part or the rest is a small group; its numerator and denominator then too."""
    if noemer and aandeel(teller, noemer) is None:
        return Uitkomst(None, geheim=True)
    return aandeel_van(teller, noemer)


# --- The ladder and the caseload -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class TellingPerBuurt:
    """Huishoudens per (buurt, trede) on `stand_op`, with all totals (TOTAAL). None: hidden. Safe as a whole."""

    stand_op: date
    aantallen: dict[tuple[str, str], Telling]

    def per_trede(self) -> dict[str, Telling]:
        return {trede: aantal for (buurt, trede), aantal in self.aantallen.items() if buurt == TOTAAL}

    def per_buurt(self) -> dict[str, Telling]:
        return {buurt: aantal for (buurt, trede), aantal in self.aantallen.items() if trede == TOTAAL}


def huishoudens_per_buurt(peildatum: date) -> TellingPerBuurt:
    """
    Active huishoudens per buurt (code) and trede (number as text), protected as one table.

    As it stood at the end of the last quarter that was over on the peildatum: a table for every day could be
    subtracted from the one of the day before, and then shows who came. Other tables are cut from this one, never
    counted apart.
    """
    dag = einde_vorig_kwartaal(peildatum)
    tabel: Counter[tuple[str, str]] = Counter()
    for _, buurt, trede, _, aantal in _rijen("casework_tel_huishoudens", [dag]):
        tabel[buurt, str(trede)] += aantal
    return TellingPerBuurt(dag, beveilig_kruistabel(tabel))


def huishoudens_per_kwartaal(peildatum: date, *, kwartalen: int = 8) -> list[tuple[date, dict[str, Telling]]]:
    """Per quarter, oldest first: its last day and the huishoudens per trede, as `huishoudens_per_buurt` says."""
    dagen = [einde_vorig_kwartaal(peildatum)]
    while len(dagen) < kwartalen:
        dagen.append(einde_vorig_kwartaal(dagen[-1] - timedelta(days=1)))
    return [(dag, huishoudens_per_buurt(dag).per_trede()) for dag in reversed(dagen)]


def huishoudens_per_leefgebied(peildatum: date) -> dict[str, Telling]:
    """
    Huishoudens with an open doel per leefgebied (slug), at the end of the last quarter that was over.

    One huishouden may count in several, so there is no total and no count can be had by subtraction.
    """
    rijen = _rijen("casework_tel_doelen", [einde_vorig_kwartaal(peildatum)])
    return {leefgebied: onherleidbaar(aantal) for _, leefgebied, aantal in rijen}


def stabiel_na_afschalen(peildata: Sequence[date]) -> list[Uitkomst]:
    """Of the steps down half a year to a year and a half ago, the share after which nobody stepped up in 6 months."""
    paren = _tel("casework_tel_afgeschaald", peildata)
    return [_aandeel(teller=paren[dag][1], noemer=paren[dag][0]) for dag in peildata]


def terug_na_afschalen(peildatum: date, *, drempel: int) -> list[Cohort]:
    """
    Of the steps down in a year, the share after which the huishouden stepped up again. Safe to show. One query.

    Again is any higher trede than it stepped down to.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "select jaar, maanden, afgeschaald, gevolgd, terug from casework_tel_terug_na_afschalen(%s)",
            [einde_van(peildatum)],
        )
        return maak_cohorten(cursor.fetchall(), drempel=drempel)


def dagen_tot_opschalen(peildata: Sequence[date]) -> list[Uitkomst]:
    """Median days from signal to step up, over the steps of the past year that followed a signal; secret when few."""
    paren = {dag: (aantal, mediaan) for dag, aantal, mediaan in _rijen("casework_tel_opgeschaald", peildata)}
    uitkomsten = []
    for dag in peildata:
        aantal, mediaan = paren[dag]
        if aantal and onherleidbaar(aantal) is None:
            uitkomsten.append(Uitkomst(None, geheim=True))
        else:
            uitkomsten.append(Uitkomst(Decimal(str(mediaan)) if aantal else None))
    return uitkomsten


def deelnemers_buurtcirkels(peildata: Sequence[date]) -> list[Uitkomst]:
    """How many neighbours take part in the buurtcirkels that ran on each of these days."""
    paren = {dag: deelnemers for dag, _, deelnemers in _rijen("casework_tel_buurtcirkels", peildata)}
    return [_aantal(paren[dag]) for dag in peildata]


def lopende_buurtcirkels(peildata: Sequence[date]) -> list[Uitkomst]:
    """How many buurtcirkels ran on each of these days. A cirkel is a group of about ten: its number traces nobody."""
    paren = {dag: cirkels for dag, cirkels, _ in _rijen("casework_tel_buurtcirkels", peildata)}
    return [Uitkomst(paren[dag]) for dag in peildata]


def belasting_op(peildata: Sequence[date]) -> list[int]:
    """How heavy all huishoudens together weighed on these days, in waakvlammen; for casework itself."""
    som: Counter[date] = Counter()
    gewicht = gewicht_per_trede()
    for dag, _, trede, vrijwillig, aantal in _rijen("casework_tel_huishoudens", peildata):
        if not (vrijwillig and trede <= Trede.WAAKVLAM):
            som[dag] += gewicht[Trede(trede)] * aantal
    return [som[dag] for dag in peildata]


def einde_vorig_kwartaal(peildatum: date) -> date:
    """The last day of the last quarter that was over at the end of the peildatum; that day itself counts."""
    volgende = peildatum + timedelta(days=1)
    return date(volgende.year, (volgende.month - 1) // 3 * 3 + 1, 1) - timedelta(days=1)


def _rijen(functie: str, peildata: Sequence[date]) -> list[tuple]:
    dagen = sorted(set(peildata))
    with connection.cursor() as cursor:
        cursor.execute(
            f"select * from {functie}(%s::date[], %s::timestamptz[])",  # noqa: S608 - our own name
            [dagen, [einde_van(dag) for dag in dagen]],
        )
        return cursor.fetchall()
