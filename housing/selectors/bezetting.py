"""Plekken and their nights. A bed that is taken says nothing about who lies in it: no small-number rule here."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import Any

from housing.enums import VoorzieningSoort
from housing.models import Leegstand, Plek, Verblijf, Voorziening
from housing.querysets import PlekQuerySet
from housing.regels.bezetting import Bezetting, Nachten, PlekRegel, einde_van_maand, maanden_tot, tel_nachten
from zwijndrecht_portal.core.opmaak import MAANDEN, datum

AANLOOP = timedelta(days=30)  # a verblijf that ended before the first day may still ask for turnaround


@dataclass(frozen=True, slots=True)
class VoorzieningRegel:
    """A voorziening with its plekken."""

    id: int
    naam: str
    soort: VoorzieningSoort
    van: date
    plekken: tuple[PlekRegel, ...]

    @property
    def rijen(self) -> list[tuple[PlekRegel, str, bool]]:
        """Each plek with what the first night is, and whether a departure waits for a word."""
        return [(plek, plek.in_woorden(self.van), bool(plek.te_bevestigen(self.van))) for plek in self.plekken]


def voorzieningen(van: date, tot: date, *, plekken: PlekQuerySet | None = None) -> list[VoorzieningRegel]:
    """Every voorziening with a plek in these days (without `tot`), terugvalvoorzieningen first. One query."""
    alle = Plek.objects.all() if plekken is None else plekken
    rijen = (
        alle.in_gebruik(van, tot)
        .with_nachten(van - AANLOOP, tot)
        .select_related("voorziening")
        .order_by("voorziening__soort", "voorziening__naam", "voorziening_id", "naam")
    )
    return [_voorziening(*paar, van) for paar in groupby(rijen, key=lambda rij: rij.voorziening)]


def _voorziening(voorziening: Voorziening, plekken: Iterable[Plek], van: date) -> VoorzieningRegel:
    return VoorzieningRegel(
        id=voorziening.pk,
        naam=voorziening.naam,
        soort=VoorzieningSoort(voorziening.soort),
        van=van,
        plekken=tuple(_plek(rij, voorziening.wisseldagen) for rij in plekken),
    )


def lees_plekken(van: date, tot: date, soort: VoorzieningSoort) -> list[PlekRegel]:
    """The plekken of this kind of voorziening with their nights in these days (without `tot`)."""
    van_soort = Plek.objects.filter(voorziening__soort=soort)
    return [plek for regel in voorzieningen(van, tot, plekken=van_soort) for plek in regel.plekken]


@dataclass(frozen=True, slots=True)
class MaandRegel:
    """One month of a voorziening, up to the peildatum."""

    maand: date
    nachten: Bezetting

    @property
    def maand_tekst(self) -> str:
        return f"{MAANDEN[self.maand.month - 1]} {self.maand.year}"


def bezetting_per_maand(peildatum: date, *, maanden: int = 12) -> list[tuple[str, list[MaandRegel]]]:
    """For each voorziening the nights by use, newest month first; months before the first plek are left out."""
    eerste_dagen = maanden_tot(peildatum, maanden)
    gevonden = voorzieningen(eerste_dagen[-1], peildatum + timedelta(days=1))
    return [(voorziening.naam, _maanden(voorziening, eerste_dagen, peildatum)) for voorziening in gevonden]


def _maanden(voorziening: VoorzieningRegel, eerste_dagen: list[date], peildatum: date) -> list[MaandRegel]:
    regels = [
        MaandRegel(maand, tel_nachten(voorziening.plekken, maand, min(einde_van_maand(maand), peildatum)))
        for maand in eerste_dagen
    ]
    return [regel for regel in regels if regel.nachten.beschikbaar]


@dataclass(frozen=True, slots=True)
class PlekDetail:
    """One plek: what it is used for now and in the coming time, and what it was used for in the past year."""

    id: int
    naam: str
    voorziening: str
    regel: PlekRegel
    peildatum: date
    vrij_vanaf: date | None
    verblijven: tuple[Verblijf, ...]
    leegstanden: tuple[Leegstand, ...]

    @property
    def zin(self) -> str:
        nu = f"{self.regel.in_woorden(self.peildatum)}."
        if self.vrij_vanaf is None:
            return f"{nu} Het komende jaar is de plek niet vrij."
        return nu if self.vrij_vanaf == self.peildatum else f"{nu} Vrij vanaf {datum(self.vrij_vanaf)}."

    @property
    def rijen(self) -> list[tuple[Verblijf, str]]:
        """Each verblijf with where it stands."""
        return [(verblijf, self._stand(verblijf)) for verblijf in self.verblijven]

    def _stand(self, verblijf: Verblijf) -> str:
        if verblijf.vertrokken_op is not None:
            return f"Vertrokken: {verblijf.get_vertrekreden_display().lower()}"
        if verblijf.geldig.upper <= self.peildatum:
            return "Vertrek nog niet bevestigd"
        return "Geboekt" if verblijf.geldig.lower > self.peildatum else "Verblijft hier nu"


def plek_detail(plek: Plek, peildatum: date) -> PlekDetail:
    """Three queries."""
    van, tot = peildatum - timedelta(days=365), peildatum + timedelta(days=366)
    gevonden = voorzieningen(van, tot, plekken=Plek.objects.filter(pk=plek.pk))
    nooit = PlekRegel(plek.pk, plek.naam, plek.geldig.lower, plek.geldig.upper, plek.voorziening.wisseldagen)
    regel = gevonden[0].plekken[0] if gevonden else nooit
    return PlekDetail(
        id=plek.pk,
        naam=plek.naam,
        voorziening=plek.voorziening.naam,
        regel=regel,
        peildatum=peildatum,
        vrij_vanaf=regel.vrij_vanaf(peildatum),
        verblijven=tuple(plek.verblijven.tussen(van, tot).order_by("-geldig")),
        leegstanden=tuple(plek.leegstanden.tussen(van, tot).order_by("-geldig")),
    )


def _plek(rij: Plek, wisseldagen: int) -> PlekRegel:
    return PlekRegel(
        id=rij.pk,
        naam=rij.naam,
        van=rij.geldig.lower,
        tot=rij.geldig.upper,
        wisseldagen=wisseldagen,
        verblijven=_nachten(rij.verblijven_json),
        leegstanden=_nachten(rij.leegstanden_json),
    )


def _nachten(rijen: Sequence[dict[str, Any]]) -> tuple[Nachten, ...]:
    return tuple(
        Nachten(
            date.fromisoformat(rij["van"]), date.fromisoformat(rij["tot"]), rij["id"], bool(rij.get("vertrokken_op"))
        )
        for rij in rijen
    )
