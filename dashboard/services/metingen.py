"""Bringing in measured values: what a file would change, and then the change itself, whole or nothing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import connection, transaction
from django.utils import timezone
from django.utils.text import slugify

from dashboard.enums import IndicatorSoort, MetingStatus
from dashboard.metingbestand import Bestand, Cel, Vorm, lees_bestand, lees_getal, lees_periode
from dashboard.models import Indicator, Meting
from zwijndrecht_portal.core.models import Gebied, periode_velden
from zwijndrecht_portal.core.opmaak import parse_datum
from zwijndrecht_portal.core.periode import Periode

LANDELIJK = {"nl", "nl00", "nl01", "nederland"}
VOLGORDE = list(MetingStatus)


@dataclass(frozen=True, slots=True)
class Wijziging:
    """A value that becomes a new version; `was` is the newest version there is."""

    meting: Meting
    was: Meting | None


@dataclass(frozen=True, slots=True)
class Fout:
    rij: int
    kolom: str
    tekst: str


@dataclass(slots=True)
class Voorstel:
    """What a file would change."""

    vorm: Vorm
    nieuw: list[Wijziging] = field(default_factory=list)
    gewijzigd: list[Wijziging] = field(default_factory=list)
    gelijk: int = 0
    fouten: list[Fout] = field(default_factory=list)
    onbekende_kolommen: list[str] = field(default_factory=list)


def stel_metingen_voor(inhoud: bytes, *, bron: str = "") -> Voorstel:
    """
    Compare a file with what is there; nothing is written. `bron` is for a file that names none.

    Raises ValueError, in Dutch, for a file that cannot be read at all.
    """
    bestand = lees_bestand(inhoud)
    voorstel = Voorstel(bestand.vorm)
    lezer = _Lezer(bestand, bron)
    gezien: dict[tuple[Any, ...], int] = {}
    for cel in bestand.cellen:
        meting = lezer.meting(cel, voorstel)
        if meting is None:
            continue
        plek = _plek(meting)
        if plek in gezien:
            voorstel.fouten.append(Fout(cel.rij, cel.kolom, f"Deze waarde staat ook al in rij {gezien[plek]}."))
            continue
        gezien[plek] = cel.rij
        _vergelijk(cel, meting, lezer.laatste.get(plek), voorstel)
    return voorstel


@transaction.atomic
def importeer_metingen(*, inhoud: bytes, bron: str = "", door: Any = None) -> Voorstel:
    """
    Write what the file changes, when it has no fault at all. The same file twice changes nothing.

    Raises ValueError for a file that cannot be read.
    """
    een_import_tegelijk()
    voorstel = stel_metingen_voor(inhoud, bron=bron)
    if not voorstel.fouten:
        metingen = [wijziging.meting for wijziging in (*voorstel.nieuw, *voorstel.gewijzigd)]
        for meting in metingen:
            meting.door = door
        Meting.objects.bulk_create(metingen)
    return voorstel


def een_import_tegelijk() -> None:
    """Until the end of this transaction."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtext('metingen'))")


class _Lezer:
    """What is needed to understand a cell, read once for the whole file."""

    def __init__(self, bestand: Bestand, bron: str) -> None:
        self.vorm, self.bron, self.vandaag = bestand.vorm, bron, timezone.localdate()
        gemeten = Indicator.objects.filter(soort=IndicatorSoort.GEMETEN).select_related("onderdeel_van")
        self.indicatoren: dict[str, Indicator] = {}
        for indicator in gemeten.order_by("-pk"):  # of two with one name the first one counts
            for naam in (indicator.naam, str(indicator), indicator.sleutel):
                self.indicatoren[slugify(naam)] = indicator
        gebieden = list(Gebied.objects.all())
        self.gebieden = {gebied.naam.lower(): gebied for gebied in gebieden if gebied.soort != "buurt"}
        self.gebieden |= {gebied.code.lower(): gebied for gebied in gebieden}
        rijen = Meting.objects.select_related("gebied").order_by("versie")
        self.laatste = {_plek(meting): meting for meting in rijen}

    def meting(self, cel: Cel, voorstel: Voorstel) -> Meting | None:
        """The value of this cell; None, with its faults written down, when there is none to take over."""
        indicator = self.indicatoren.get(slugify(cel.indicator))
        if indicator is None:
            self._onbekend(cel, voorstel)
            return None
        try:
            waarde = lees_getal(cel.waarde, self.vorm)
            if waarde is None and self.vorm in {Vorm.CBS_BREED, Vorm.SWING} and not cel.waarde.strip():
                return None  # an empty cell of a wide file says nothing
            periode = _in_verleden(lees_periode(cel.periode), self.vandaag)
            noemer = lees_getal(cel.noemer, self.vorm)
            return Meting(
                indicator=indicator,
                **self._gebied(cel.gebied),
                **periode_velden(periode),
                waarde=waarde,
                noemer=noemer,
                teller=teller_van(indicator, waarde, noemer),
                status=_status(cel.status),
                bekend_sinds=parse_datum(cel.bron_datum) if cel.bron_datum else self.vandaag,
                bron=cel.bron or self.bron or indicator.bron,
                opmerking=cel.opmerking,
            )
        except ValueError as fout:
            voorstel.fouten.append(Fout(cel.rij, cel.kolom, str(fout)))
            return None

    def _onbekend(self, cel: Cel, voorstel: Voorstel) -> None:
        """In a long file each row names its indicator: a fault. A wide file may have columns that nobody needs."""
        if self.vorm in {Vorm.EIGEN, Vorm.CBS_LANG}:
            voorstel.fouten.append(Fout(cel.rij, cel.kolom, f"Er is geen gemeten indicator '{cel.indicator}'."))
        elif cel.kolom not in voorstel.onbekende_kolommen:
            voorstel.onbekende_kolommen.append(cel.kolom)

    def _gebied(self, tekst: str) -> Mapping[str, Any]:
        naam = tekst.strip().lower()
        if naam in LANDELIJK:
            return {"gebied": None, "gebied_naam": "Nederland"}
        if naam not in self.gebieden:
            raise ValueError(f"Het gebied '{tekst.strip()}' is niet bekend. Gebruik een code zoals GM0642.")
        return {"gebied": self.gebieden[naam], "gebied_naam": ""}


def _vergelijk(cel: Cel, meting: Meting, was: Meting | None, voorstel: Voorstel) -> None:
    if was is None:
        voorstel.nieuw.append(Wijziging(meting, None))
        return
    if (was.waarde, was.status, was.noemer) == (meting.waarde, meting.status, meting.noemer):
        voorstel.gelijk += 1
        return
    if VOLGORDE.index(MetingStatus(meting.status)) < VOLGORDE.index(MetingStatus(was.status)):
        label = MetingStatus(was.status).label.lower()
        voorstel.fouten.append(Fout(cel.rij, cel.kolom, f"Deze waarde is al {label}."))
        return
    meting.versie = was.versie + 1
    voorstel.gewijzigd.append(Wijziging(meting, was))


def _plek(meting: Meting) -> tuple[Any, ...]:
    return meting.indicator_id, meting.gebied_id, meting.gebied_naam, meting.periode_van, meting.periode_tot


def _status(tekst: str) -> str:
    if not tekst:
        return MetingStatus.DEFINITIEF
    naam = tekst.strip().lower().replace(" ", "_")
    if naam not in MetingStatus.values:
        raise ValueError(f"'{tekst}' is geen status. Kies voorlopig, nader voorlopig of definitief.")
    return naam


def teller_van(indicator: Indicator, waarde: Decimal | None, noemer: Decimal | None) -> Decimal | None:
    """A percentage with its denominator says how many it is about, so that a small group can be hidden."""
    if waarde is None or noemer is None or not indicator.eenheid.startswith("%"):
        return None
    return (waarde * noemer / 100).quantize(Decimal(1))


def _in_verleden(periode: Periode, vandaag: date) -> Periode:
    if periode.van > vandaag:
        raise ValueError(f"De periode {periode} moet nog komen.")
    return periode


def fouten_als_tekst(fouten: Iterable[Fout]) -> list[str]:
    return [f"Rij {fout.rij}, kolom {fout.kolom}: {fout.tekst}" for fout in fouten]
