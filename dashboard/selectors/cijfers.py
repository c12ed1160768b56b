"""The figures: one way to read them, whoever shows them."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet

from dashboard.cijfers import (
    AANTAL_KWARTALEN,
    JAAR_ONBEKEND,
    Cijfer,
    Punt,
    Vergelijking,
    kwartaal_label,
    kwartaaleinden,
    plus_maanden,
)
from dashboard.enums import IndicatorSoort
from dashboard.metingen import MetingRij, nieuwste, verborgen_metingen
from dashboard.models import Indicator, Meting
from dashboard.selectors.rijen import IndicatorRij, lees_rijen, rijen_van_voorpagina
from zwijndrecht_portal.core.enums import Rol
from zwijndrecht_portal.core.indicatoren import Geteld, Richting, Uitkomst, bereken_reeksen
from zwijndrecht_portal.core.onherleidbaar import drempel_intern, drempel_openbaar

GEMEENTE = "GM0642"
GEMEENTE_NAAM = "Zwijndrecht"
LANDELIJK = "Nederland"


def drempel_voor(gebruiker: Any) -> int:
    """Below which count this person reads "geheim": colleagues see smaller counts than the raad."""
    buitenstaander = set(gebruiker.rollen) <= {Rol.RAADSLID}
    return drempel_openbaar() if buitenstaander else drempel_intern()


def kopcijfers(plan: str | None, peildatum: date, drempel: int) -> list[Cijfer]:
    """The front page of a plan (None: of all plans), in its order. Two queries."""
    return cijfers_uit(rijen_van_voorpagina(plan, peildatum), peildatum, drempel, plan=plan)


def gemeten_kopcijfers(plan: str, peildatum: date) -> list[Cijfer]:
    """What was measured of that front page, as the raad may see it. One query."""
    rijen = [rij for rij in rijen_van_voorpagina(plan, peildatum) if rij.soort == IndicatorSoort.GEMETEN]
    return cijfers_uit(rijen, peildatum, drempel_openbaar())


def alle_cijfers(peildatum: date, drempel: int, plan: str | None = None) -> list[Cijfer]:
    """Every indicator: the computed ones first, then the measured ones in the order of the source."""
    return lees_cijfers(Indicator.objects.order_by("soort", "pk"), peildatum, drempel, plan=plan)


def lees_cijfers(
    indicatoren: QuerySet[Indicator],
    peildatum: date,
    drempel: int,
    *,
    kwartalen: int = AANTAL_KWARTALEN,
    plan: str | None = None,
) -> list[Cijfer]:
    """
    These indicators (ordered) on a peildatum, with counts below `drempel` hidden; of one plan (slug) where they differ.

    One that no app computes any more is left out. Two queries: one for the indicators with what was measured, one for
    all that is computed.
    """
    return cijfers_uit(lees_rijen(indicatoren, peildatum), peildatum, drempel, kwartalen=kwartalen, plan=plan)


def cijfers_uit(
    rijen: Sequence[IndicatorRij],
    peildatum: date,
    drempel: int,
    *,
    kwartalen: int = AANTAL_KWARTALEN,
    plan: str | None = None,
    geteld: Geteld | None = None,
) -> list[Cijfer]:
    """One query when some are computed and not `geteld` before, else none."""
    dagen = kwartaaleinden(peildatum, kwartalen)
    reeksen = bereken_reeksen(berekende(rijen), dagen, plan, geteld=geteld)
    return [
        _berekend(rij, peildatum, dagen, reeksen[rij.sleutel])
        if rij.sleutel in reeksen
        else _gemeten(rij, peildatum, drempel)
        for rij in rijen
    ]


def berekende(rijen: Sequence[IndicatorRij]) -> list[str]:
    return [rij.sleutel for rij in rijen if rij.soort == IndicatorSoort.BEREKEND]


@dataclass(frozen=True, slots=True)
class MetingRegel:
    """A meting as this reader may see it."""

    id: int
    gebied_id: str | None
    gebied_label: str
    periode_tekst: str
    periode_van: date | None
    periode_tot: date | None
    toonbaar: Decimal | None
    is_geheim: bool
    status: str
    versie: int
    bekend_sinds: date
    bron: str
    opmerking: str


def toonbare_metingen(
    metingen: Iterable[Meting], indicator: Indicator, peildatum: date, drempel: int
) -> list[MetingRegel]:
    """These metingen (with their gebied) as the page shows them: what is hidden there is hidden here."""
    alle_versies = [m for rij in lees_rijen(Indicator.objects.filter(pk=indicator.pk), peildatum) for m in rij.metingen]
    verborgen = verborgen_metingen(alle_versies, is_telling=indicator.is_telling, drempel=drempel)
    return [_toonbaar(meting, meting.pk in verborgen) for meting in metingen]


def _toonbaar(meting: Meting, is_geheim: bool) -> MetingRegel:
    return MetingRegel(
        id=meting.pk,
        gebied_id=meting.gebied_id,
        gebied_label=meting.gebied_naam or str(meting.gebied),
        periode_tekst=meting.periode_tekst,
        periode_van=meting.periode_van,
        periode_tot=meting.periode_tot,
        toonbaar=None if is_geheim else meting.waarde,
        is_geheim=is_geheim,
        status=meting.status,
        versie=meting.versie,
        bekend_sinds=meting.bekend_sinds,
        bron=meting.bron,
        opmerking="" if is_geheim else meting.opmerking,
    )


def _definitie(rij: IndicatorRij) -> dict[str, Any]:
    return {
        "sleutel": rij.sleutel,
        "naam": f"{rij.onderdeel_van}, {rij.naam}" if rij.onderdeel_van else rij.naam,
        "soort": rij.soort,
        "eenheid": rij.eenheid,
        "richting": Richting(rij.richting),
        "streefwaarde": rij.streefwaarde,
        "nulmeting": rij.nulmeting,
        "bron": rij.bron,
        "methode": rij.methode,
        "duiding": rij.duiding,
        "eigenaar": rij.eigenaar or "",
        "vragen": tuple(rij.vragen),
        "kop": rij.is_kop,
    }


def _berekend(rij: IndicatorRij, peildatum: date, dagen: list[date], uitkomsten: list[Uitkomst]) -> Cijfer:
    return Cijfer(
        **_definitie(rij),
        gebied=GEMEENTE_NAAM,
        peildatum=peildatum,
        reeks=tuple(_punt(dag, uitkomst) for dag, uitkomst in zip(dagen, uitkomsten, strict=True)),
    )


def _punt(dag: date, uitkomst: Uitkomst) -> Punt:
    waarde = None if uitkomst.waarde is None else Decimal(uitkomst.waarde)
    return Punt(kwartaal_label(dag), waarde, uitkomst.geheim)


def _gemeten(rij: IndicatorRij, peildatum: date, drempel: int) -> Cijfer:
    verborgen = verborgen_metingen(rij.metingen, is_telling=rij.is_telling, drempel=drempel)
    per_gebied: dict[str, list[MetingRij]] = {}
    for meting in sorted(nieuwste(rij.metingen, peildatum), key=_gebied_volgorde):
        per_gebied.setdefault(meting.gebied, []).append(meting)
    eigen, *andere = per_gebied or [""]
    eigen_reeks = per_gebied.get(eigen, [])
    laatste = eigen_reeks[-1] if eigen_reeks else None
    return Cijfer(
        **_definitie(rij),
        gebied=eigen,
        peildatum=peildatum,
        reeks=tuple(_meetpunt(meting, verborgen) for meting in eigen_reeks[-AANTAL_KWARTALEN:]),
        opmerking=laatste.opmerking if laatste and laatste.id not in verborgen else "",
        vergelijkingen=tuple(Vergelijking(gebied, _meetpunt(per_gebied[gebied][-1], verborgen)) for gebied in andere),
        verwacht_op=_verwacht_op(laatste, rij.frequentie_maanden),
        frequentie_maanden=rij.frequentie_maanden,
    )


def _verwacht_op(laatste: MetingRij | None, maanden: int) -> date | None:
    """When the next value is due: one period after the last one; one without year counts from when it was known."""
    return None if laatste is None else plus_maanden(laatste.tot or laatste.bekend_sinds, maanden)


def _gebied_volgorde(meting: MetingRij) -> tuple[bool, bool]:
    """The municipality itself first, the country last; within an area the order of the periods stays."""
    return meting.gebied_id != GEMEENTE, meting.gebied == LANDELIJK


def _meetpunt(meting: MetingRij, verborgen: Collection[int]) -> Punt:
    label = JAAR_ONBEKEND if meting.periode is None else meting.periode.kort()
    is_geheim = meting.id in verborgen
    return Punt(label, None if is_geheim else meting.waarde, is_geheim, meting.status, meting.bron)
