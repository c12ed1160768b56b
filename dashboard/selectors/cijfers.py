"""The figures: one way to read them, whoever shows them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from dashboard.cijfers import (
    AANTAL_KWARTALEN,
    JAAR_ONBEKEND,
    Cijfer,
    Punt,
    Vergelijking,
    kwartaal_label,
    kwartaaleinden,
)
from dashboard.enums import IndicatorSoort
from dashboard.models import Indicator, Kopcijfer, Meting, Streefwaarde
from zwijndrecht_portal.core.enums import Rol
from zwijndrecht_portal.core.indicatoren import Richting, Uitkomst, alle, bereken_reeks
from zwijndrecht_portal.core.onherleidbaar import drempel_intern, drempel_openbaar, onherleidbaar

GEMEENTE = "GM0642"
GEMEENTE_NAAM = "Zwijndrecht"
LANDELIJK = "Nederland"


def drempel_voor(gebruiker: Any) -> int:
    """Below which count this person reads "geheim": colleagues see smaller counts than the raad."""
    buitenstaander = set(gebruiker.rollen) <= {Rol.RAADSLID}
    return drempel_openbaar() if buitenstaander else drempel_intern()


def kopcijfers(plan: str | None, peildatum: date, drempel: int) -> list[Cijfer]:
    """The front page of a plan (None: of all plans), in its order."""
    plekken = Kopcijfer.objects.op_voorpagina(plan).filter(indicator=OuterRef("pk")).values("volgorde")[:1]
    rijen = Indicator.objects.annotate(plek=Subquery(plekken)).filter(plek__isnull=False).order_by("plek")
    return lees_cijfers(rijen, peildatum, drempel)


def alle_cijfers(peildatum: date, drempel: int) -> list[Cijfer]:
    """Every indicator: the computed ones first, then the measured ones in the order of the source."""
    return lees_cijfers(Indicator.objects.order_by("soort", "pk"), peildatum, drempel)


def lees_cijfers(
    indicatoren: QuerySet[Indicator], peildatum: date, drempel: int, *, kwartalen: int = AANTAL_KWARTALEN
) -> list[Cijfer]:
    """
    These indicators (ordered) on a peildatum, with counts below `drempel` hidden.

    One that no app computes any more is left out. Two queries, and for each computed one what its app needs for a
    series of so many quarters.
    """
    streef = Streefwaarde.objects.op(peildatum).filter(indicator=OuterRef("pk")).values("waarde")[:1]
    kop = Kopcijfer.objects.op_voorpagina(None).order_by().filter(indicator=OuterRef("pk"))
    rijen = list(
        bestaande(indicatoren)
        .select_related("onderdeel_van", "eigenaar")
        .annotate(streefwaarde=Subquery(streef), is_kop=Exists(kop))
    )
    metingen = _metingen([rij.pk for rij in rijen if rij.soort == IndicatorSoort.GEMETEN], peildatum)
    return [
        _berekend(rij, peildatum, kwartalen)
        if rij.soort == IndicatorSoort.BEREKEND
        else _gemeten(rij, metingen.get(rij.pk, []), peildatum, drempel)
        for rij in rijen
    ]


def bestaande(indicatoren: QuerySet[Indicator]) -> QuerySet[Indicator]:
    """Without those that no app computes any more."""
    bestaat = Q(soort=IndicatorSoort.GEMETEN) | Q(sleutel__in=[berekening.sleutel for berekening in alle()])
    return indicatoren.filter(bestaat)


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


def toonbare_metingen(metingen: Iterable[Meting], is_telling: bool, drempel: int) -> list[MetingRegel]:
    """These metingen (with their gebied) with counts below `drempel` hidden."""
    return [_toonbaar(meting, _meetpunt(meting, is_telling, drempel)) for meting in metingen]


def _toonbaar(meting: Meting, punt: Punt) -> MetingRegel:
    return MetingRegel(
        id=meting.pk,
        gebied_id=meting.gebied_id,
        gebied_label=_gebied_naam(meting),
        periode_tekst=meting.periode_tekst,
        periode_van=meting.periode_van,
        periode_tot=meting.periode_tot,
        toonbaar=punt.waarde,
        is_geheim=punt.geheim,
        status=meting.status,
        versie=meting.versie,
        bekend_sinds=meting.bekend_sinds,
        bron=meting.bron,
        opmerking="" if punt.geheim else meting.opmerking,
    )


def _metingen(indicatoren: list[int], peildatum: date) -> dict[int, list[Meting]]:
    if not indicatoren:
        return {}
    rijen = Meting.objects.filter(indicator__in=indicatoren).bekend_op(peildatum).laatste_versie()
    per_indicator = groupby(rijen.select_related("gebied"), key=lambda meting: meting.indicator_id)
    return {indicator: list(groep) for indicator, groep in per_indicator}


def _definitie(rij: Any) -> dict[str, Any]:
    return {
        "sleutel": rij.sleutel,
        "naam": str(rij),
        "soort": rij.soort,
        "eenheid": rij.eenheid,
        "richting": Richting(rij.richting),
        "streefwaarde": rij.streefwaarde,
        "bron": rij.bron,
        "methode": rij.methode,
        "duiding": rij.duiding,
        "eigenaar": str(rij.eigenaar or ""),
        "vragen": tuple(rij.vragen),
        "kop": rij.is_kop,
    }


def _berekend(rij: Indicator, peildatum: date, kwartalen: int) -> Cijfer:
    dagen = kwartaaleinden(peildatum, kwartalen)
    uitkomsten = bereken_reeks(rij.sleutel, dagen)
    return Cijfer(
        **_definitie(rij),
        gebied=GEMEENTE_NAAM,
        peildatum=peildatum,
        reeks=tuple(_punt(dag, uitkomst) for dag, uitkomst in zip(dagen, uitkomsten, strict=True)),
    )


def _punt(dag: date, uitkomst: Uitkomst) -> Punt:
    waarde = None if uitkomst.waarde is None else Decimal(uitkomst.waarde)
    return Punt(kwartaal_label(dag), waarde, uitkomst.geheim)


def _gemeten(rij: Indicator, metingen: list[Meting], peildatum: date, drempel: int) -> Cijfer:
    per_gebied: dict[str, list[Meting]] = {}
    for meting in sorted(metingen, key=_gebied_volgorde):
        per_gebied.setdefault(_gebied_naam(meting), []).append(meting)
    eigen, *andere = per_gebied or [""]
    laatste = per_gebied[eigen][-1] if eigen else None
    return Cijfer(
        **_definitie(rij),
        gebied=eigen,
        peildatum=peildatum,
        reeks=_reeks(per_gebied.get(eigen, [])[-AANTAL_KWARTALEN:], rij, drempel),
        opmerking=laatste.opmerking if laatste else "",
        vergelijkingen=tuple(
            Vergelijking(gebied, _reeks(per_gebied[gebied][-1:], rij, drempel)[0]) for gebied in andere
        ),
    )


def _gebied_volgorde(meting: Meting) -> tuple[bool, bool]:
    """The municipality itself first, the country last; within an area the order of the periods stays."""
    return meting.gebied_id != GEMEENTE, meting.gebied_naam == LANDELIJK


def _gebied_naam(meting: Meting) -> str:
    return meting.gebied_naam or str(meting.gebied)


def _reeks(metingen: Iterable[Meting], rij: Indicator, drempel: int) -> tuple[Punt, ...]:
    return tuple(_meetpunt(meting, rij.is_telling, drempel) for meting in metingen)


def _meetpunt(meting: Meting, is_telling: bool, drempel: int) -> Punt:
    periode = meting.periode
    label = JAAR_ONBEKEND if periode is None else periode.kort()
    if meting.waarde is None:
        return Punt(label, None)
    if is_telling and onherleidbaar(int(meting.waarde), drempel=drempel) is None:
        return Punt(label, None, geheim=True)
    return Punt(label, meting.waarde)
