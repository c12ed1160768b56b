"""Woonvragen as counts, the same for every reader: from functions in the database that return nothing else."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.db import connection

from housing.enums import Fase, Partij
from zwijndrecht_portal.core.cohorten import Cohort, maak_cohorten
from zwijndrecht_portal.core.indicatoren import Bewaring, Telbron, Telrijen, Uitkomst
from zwijndrecht_portal.core.onherleidbaar import (
    GEHEIM,
    TOTAAL,
    Telling,
    beveilig,
    beveilig_kruistabel,
    onherleidbaar,
)
from zwijndrecht_portal.core.peildatum import begin_van, einde_van


@dataclass(frozen=True, slots=True)
class FaseRegel:
    """How many woonvragen are in a phase, and for how long half of them are longer there. None: too few to show."""

    fase: Fase
    aantal: Telling
    mediaan_dagen: int | None

    @property
    def mediaan_tekst(self) -> str:
        if self.aantal is None:
            return GEHEIM
        return "-" if self.mediaan_dagen is None else str(self.mediaan_dagen)


@dataclass(frozen=True, slots=True)
class BeurtRegel:
    """How many woonvragen wait for this party, and half of them longer than so many days."""

    partij: Partij
    aantal: Telling
    mediaan_dagen: int | None


@dataclass(frozen=True, slots=True)
class Trechter:
    """Every woonvraag is in exactly one phase on the peildatum."""

    fasen: tuple[FaseRegel, ...]
    beurten: tuple[BeurtRegel, ...]
    totaal: Telling
    is_leeg: bool

    @property
    def grootste(self) -> int:
        """The longest bar, of what may be seen."""
        return max((regel.aantal or 0 for regel in self.fasen), default=0)


def trechter(peildatum: date, *, drempel: int) -> Trechter:
    """Counts and medians per phase and per party on turn, safe for who sees counts from `drempel`. One query."""
    rijen = _lees("select soort, sleutel, aantal, mediaan from housing_tel_fasen(%s)", [[einde_van(peildatum)]])
    per_fase = {Fase(sleutel): (aantal, mediaan) for soort, sleutel, aantal, mediaan in rijen if soort == "fase"}
    per_partij = {Partij(sleutel): (aantal, mediaan) for soort, sleutel, aantal, mediaan in rijen if soort == "beurt"}
    fasen = beveilig({fase: per_fase.get(fase, (0, None))[0] for fase in Fase}, drempel=drempel)
    beurten = beveilig({partij: aantal for partij, (aantal, _) in per_partij.items()}, drempel=drempel)
    return Trechter(
        fasen=tuple(FaseRegel(f, fasen[f], _mediaan(fasen[f], per_fase.get(f, (0, None))[1])) for f in Fase),
        beurten=tuple(
            BeurtRegel(partij, beurten[partij], _mediaan(beurten[partij], per_partij[partij][1]))
            for partij in Partij
            if partij in per_partij
        ),
        totaal=fasen[TOTAAL],
        is_leeg=not per_fase,
    )


@dataclass(frozen=True, slots=True)
class Doorstroom:
    """How many woonvragen entered each phase in each quarter; a woonvraag counts once a quarter in a phase."""

    kwartalen: tuple[str, ...]
    rijen: tuple[tuple[Fase, tuple[Telling, ...]], ...]


def doorstroom(peildatum: date, *, drempel: int, kwartalen: int = 8) -> Doorstroom:
    """The quarters up to and including that of the peildatum, oldest first. One query."""
    eerste_dagen = _kwartalen_tot(peildatum, kwartalen)
    grenzen = [begin_van(eerste_dagen[0]), einde_van(peildatum)]
    aantallen = {
        (Fase(fase), _kwartaal(kwartaal)): aantal
        for kwartaal, fase, aantal in _lees("select kwartaal, fase, aantal from housing_tel_instroom(%s, %s)", grenzen)
    }
    namen = tuple(_kwartaal(dag) for dag in eerste_dagen)
    tabel: dict[tuple[str, str], int] = {
        (fase, naam): aantallen.get((fase, naam), 0) for fase in Fase for naam in namen
    }
    veilig = beveilig_kruistabel(tabel, drempel=drempel)
    return Doorstroom(namen, tuple((fase, tuple(veilig[fase, naam] for naam in namen)) for fase in Fase))


def terugval_cohorten(peildatum: date, *, drempel: int) -> list[Cohort]:
    """Of who was placed in a year, the share that fell back. A terugvalplek is no home and starts none. One query."""
    vraag = "select jaar, maanden, geplaatst, gevolgd, terug from housing_tel_terugval(%s)"
    return maak_cohorten(_lees(vraag, [einde_van(peildatum)]), drempel=drempel)


def dagen_tot_plaatsing(peildata: Sequence[date]) -> list[Uitkomst]:
    """Median days from aanmelding to plaatsing, over the plaatsingen in the year up to each day. For every reader."""
    dagen = sorted(set(peildata))
    momenten = [einde_van(dag) for dag in dagen]
    vraag = "select aantal, mediaan from housing_tel_doorlooptijd(%s) order by moment"
    gevonden = {
        dag: _doorlooptijd(aantal, mediaan)
        for dag, (aantal, mediaan) in zip(dagen, _lees(vraag, [momenten]), strict=True)
    }
    return [gevonden[dag] for dag in peildata]


DOORLOOPTIJD = Telbron(
    "doorlooptijd",
    "select m.dag, t.aantal, t.mediaan from unnest(%(dagen)s::date[], %(momenten)s::timestamptz[]) as m(dag, moment) "
    "join housing_tel_doorlooptijd(%(momenten)s::timestamptz[]) t on t.moment = m.moment",
    bewaard=Bewaring.DAG,
)


def doorlooptijd_uit(rijen: Telrijen) -> Uitkomst:
    """The same, out of what the source counted on one day."""
    return _doorlooptijd(rijen[0]["aantal"], rijen[0]["mediaan"])


def _doorlooptijd(aantal: int, mediaan: float | None) -> Uitkomst:
    if mediaan is None:
        return Uitkomst(None)
    return Uitkomst(_heel(mediaan)) if onherleidbaar(aantal) else Uitkomst(None, geheim=True)


def _mediaan(zichtbaar: Telling, mediaan: float | None) -> int | None:
    return None if not zichtbaar or mediaan is None else _heel(mediaan)


def _heel(waarde: float) -> int:
    return int(Decimal(str(waarde)).quantize(Decimal(1), ROUND_HALF_UP))


def _kwartaal(dag: date) -> str:
    return f"Q{(dag.month + 2) // 3} {dag.year}"


def _kwartalen_tot(dag: date, aantal: int) -> list[date]:
    """First days of that many quarters up to and including that of this day, oldest first."""
    eerste = date(dag.year, dag.month - (dag.month - 1) % 3, 1)
    dagen = [eerste]
    while len(dagen) < aantal:
        vorige = dagen[0] - timedelta(days=1)
        dagen.insert(0, date(vorige.year, vorige.month - 2, 1))
    return dagen


def _lees(vraag: str, parameters: list[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(vraag, parameters)
        return cursor.fetchall()
