"""
Bringing a spreadsheet in: what the file says beside what the portal says, cell by cell.

An app registers an Invoersoort. Its `stand` is what the portal has now as text in one fixed form; the export is that
text, and a file is compared with it. So an export that nobody touched changes nothing.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice
from typing import Any

from zwijndrecht_portal.core.bestanden import STUURTEKENS, Onleesbaar, lees_rijen
from zwijndrecht_portal.core.elfproef import bevat_bsn
from zwijndrecht_portal.core.opmaak import parse_datum
from zwijndrecht_portal.core.periode import Periode

TOTALEN = ("totaal", "totalen", "eindtotaal", "subtotaal", "som")
ZOEK_KOP = 10  # the heading stands within so many rows: above it people put a title

MELD_PER = 50  # rows between two reports of progress

Sleutel = tuple[str, ...]
Waarden = dict[str, str]


def tekst(waarde: str) -> str:
    """Without spaces behind a line and without signs that no spreadsheet can hold."""
    waarde = STUURTEKENS.sub("", waarde)
    return "\n".join(regel.rstrip() for regel in waarde.replace("\r\n", "\n").split("\n")).strip()


def heel_getal(waarde: str) -> str:
    kaal = waarde.replace(".", "").replace(" ", "") if waarde.count(".") and "," not in waarde else waarde
    if not kaal.isdecimal() or (waarde != kaal and not _is_gegroepeerd(waarde)):
        raise ValueError(f'"{waarde}" is geen heel getal.')
    return str(int(kaal))


def _is_gegroepeerd(waarde: str) -> bool:
    """1.200 has its points where thousands have them."""
    eerste, *rest = waarde.split(".")
    return 1 <= len(eerste) <= 3 and all(len(deel) == 3 for deel in rest)


def datum(waarde: str) -> str:
    return parse_datum(waarde).isoformat()


def periode(waarde: str) -> str:
    return str(Periode.parse(waarde))


@dataclass(frozen=True, slots=True)
class Kolom:
    """One column: `lees` makes the one form of a text, or raises ValueError with a Dutch sentence."""

    naam: str
    uitleg: str
    lees: Callable[[str], str] = tekst
    is_sleutel: bool = False
    is_vast: bool = False  # shown in the export, never changed by an import
    is_verplicht: bool = False
    max_lengte: int = 4000


@dataclass(frozen=True, slots=True)
class Invoersoort:
    """What can be exported and imported. `pas_toe` calls the services; a refusal is a ValidationError."""

    naam: str
    label: str
    uitleg: str
    permission: str
    kolommen: tuple[Kolom, ...]
    stand: Callable[[Any], dict[Sleutel, Waarden]]
    pas_toe: Callable[[Sleutel, Mapping[str, str], Any], None]
    mag_nieuw: bool = False
    verwijder: Callable[[Sleutel, Any], None] | None = None  # undo of a new row
    zet_terug: Callable[[Sleutel, Any], None] | None = None  # undo of a changed row; None: `pas_toe` with what was

    @property
    def sleutels(self) -> tuple[str, ...]:
        return tuple(kolom.naam for kolom in self.kolommen if kolom.is_sleutel)


@dataclass(slots=True)
class Regel:
    """One row of the file: what changes, or what is wrong with it."""

    rij: int
    sleutel: Sleutel
    verschillen: dict[str, tuple[str, str]] = field(default_factory=dict)  # column: (now, then)
    fouten: list[tuple[str, str]] = field(default_factory=list)  # (column, message)
    is_nieuw: bool = False

    @property
    def soort(self) -> str:
        if self.fouten:
            return "fout"
        return "nieuw" if self.is_nieuw else "gewijzigd" if self.verschillen else "ongewijzigd"


@dataclass(frozen=True, slots=True)
class Opdracht:
    """A file on the command line. `plan` is the slug of the plan it belongs to, `bron` where it comes from."""

    bestandsnaam: str
    inhoud: bytes
    proef: bool
    plan: str
    bron: str


@dataclass(frozen=True, slots=True)
class Invoerpagina:
    """
    What comes in on a page of its own, because it is more than cells: where that is, and from the command line.

    `importeer` answers with a sentence, or raises ValidationError with a line for each fault: then nothing changed;
    None: not from the command line. `haal_op` names the url of each form in which it goes out. `beschikbaar` says
    whether the portal has what it is about.
    """

    naam: str
    label: str
    uitleg: str
    permission: str
    url_naam: str
    importeer: Callable[[Opdracht], str] | None = None
    haal_op: Mapping[str, str] = field(default_factory=dict)
    beschikbaar: Callable[[], bool] = lambda: True


_soorten: dict[str, Invoersoort] = {}
_paginas: dict[str, Invoerpagina] = {}


def registreer_invoer(*soorten: Invoersoort) -> None:
    """Called in `AppConfig.ready()`."""
    _soorten.update({soort.naam: soort for soort in soorten})


def registreer_invoerpagina(*paginas: Invoerpagina) -> None:
    """Called in `AppConfig.ready()`."""
    _paginas.update({pagina.naam: pagina for pagina in paginas})


def invoerpaginas(gebruiker: Any) -> list[Invoerpagina]:
    """Which of those this person may use."""
    return [pagina for pagina in _paginas.values() if gebruiker.has_perm(pagina.permission)]


def invoersoorten(gebruiker: Any) -> list[Invoersoort]:
    """What this person may bring in."""
    return [soort for soort in _soorten.values() if gebruiker.has_perm(soort.permission)]


def importeur(naam: str) -> Callable[[Opdracht], str] | None:
    """How the command line brings in what has a page of its own; None for what is compared cell by cell."""
    pagina = _paginas.get(naam)
    return pagina.importeer if pagina else None


def namen_van_invoer() -> list[str]:
    """Everything that `importeer --soort` knows."""
    return sorted([*_soorten, *(pagina.naam for pagina in _paginas.values() if pagina.importeer)])


def invoersoort(naam: str) -> Invoersoort:
    """KeyError for an unknown name."""
    return _soorten[naam]


def vergelijk(
    soort: Invoersoort, inhoud: bytes, gebruiker: Any, meld: Callable[[int], None] = lambda gelezen: None
) -> list[Regel]:
    """
    Every row of the file beside the portal. Raises Onleesbaar when the file as a whole is not right.

    `meld` hears now and then how many rows were compared.
    """
    rijen = lees_rijen(inhoud)
    boven = list(islice(rijen, ZOEK_KOP))
    plek, begin = _vind_kop(soort, boven)
    stand = soort.stand(gebruiker)
    gezien: dict[Sleutel, int] = {}
    regels = []
    for nummer, cellen in chain(boven[begin:], rijen):
        if cellen[0].strip(" :").casefold() in TOTALEN:
            continue  # a totals row: the portal computes its own
        regels.append(_lees_regel(soort, nummer, cellen, plek, stand, gezien))
        if len(regels) % MELD_PER == 0:
            meld(len(regels))
    if not regels:
        raise Onleesbaar("Onder de koppen staan geen rijen.")
    return regels


def _vind_kop(soort: Invoersoort, rijen: Sequence[tuple[int, list[str]]]) -> tuple[dict[str, int], int]:
    """Where each column stands, and where the rows begin."""
    bekend = {kolom.naam for kolom in soort.kolommen}
    for index, (_, cellen) in enumerate(rijen):
        namen = [cel.strip().casefold().replace(" ", "_") for cel in cellen]
        if not set(soort.sleutels) <= set(namen):
            continue
        gevuld = [naam for naam in namen if naam]
        if dubbel := sorted({naam for naam in gevuld if gevuld.count(naam) > 1}):
            raise Onleesbaar(f"Deze kop staat er twee keer: {', '.join(dubbel)}.")
        if vreemd := sorted(set(gevuld) - bekend):
            raise Onleesbaar(f"Deze koppen kent het portaal niet: {', '.join(vreemd)}.")
        return {naam: plaats for plaats, naam in enumerate(namen) if naam}, index + 1
    raise Onleesbaar(f"De koppen ontbreken. Nodig zijn: {', '.join(soort.sleutels)}. Begin met een export.")


def _lees_regel(
    soort: Invoersoort,
    nummer: int,
    cellen: list[str],
    plek: Mapping[str, int],
    stand: Mapping[Sleutel, Waarden],
    gezien: dict[Sleutel, int],
) -> Regel:
    ruw = {naam: cellen[plaats] if plaats < len(cellen) else "" for naam, plaats in plek.items()}
    nieuw: Waarden = {}
    fouten = []
    for kolom in soort.kolommen:
        if kolom.naam in ruw:
            waarde, melding = _lees_cel(kolom, ruw[kolom.naam])
            nieuw[kolom.naam] = waarde
            fouten += [(kolom.naam, melding)] if melding else []
    regel = Regel(nummer, tuple(nieuw[naam] for naam in soort.sleutels), fouten=fouten)
    if regel.sleutel in gezien and not fouten:
        regel.fouten.append((soort.sleutels[-1], f"Staat ook al in rij {gezien[regel.sleutel]}."))
    gezien.setdefault(regel.sleutel, nummer)
    _vul_verschillen(soort, regel, nieuw, stand.get(regel.sleutel))
    return regel


def _lees_cel(kolom: Kolom, ruw: str) -> tuple[str, str]:
    """The value in its one form, and what is wrong with it."""
    if not ruw:
        return "", "Vul dit in." if kolom.is_sleutel or kolom.is_verplicht else ""
    if len(ruw) > kolom.max_lengte:
        return ruw, f"Deze tekst is langer dan {kolom.max_lengte} tekens."
    if bevat_bsn(ruw):
        return ruw, "Hier lijkt een burgerservicenummer te staan. Dat bewaart het portaal nergens."
    try:
        return kolom.lees(ruw), ""
    except ValueError as fout:
        return ruw, str(fout)


def _vul_verschillen(soort: Invoersoort, regel: Regel, nieuw: Waarden, oud: Waarden | None) -> None:
    if oud is None:
        if not soort.mag_nieuw and not regel.fouten:
            regel.fouten.append((soort.sleutels[-1], "Dit staat niet in het portaal. Maak het daar eerst."))
        regel.is_nieuw = True
    for kolom in soort.kolommen:
        if kolom.is_sleutel or kolom.naam not in nieuw:
            continue
        was, wordt = (oud or {}).get(kolom.naam, ""), nieuw[kolom.naam]
        if was == wordt:
            continue
        if kolom.is_vast and not regel.is_nieuw:
            regel.fouten.append((kolom.naam, f'Dit verandert niet met een import. In het portaal staat "{was}".'))
        elif not kolom.is_vast:
            regel.verschillen[kolom.naam] = (was, wordt)
