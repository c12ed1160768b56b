"""
The tables behind a report, from its payload: one row per fact, so that anybody can compute it again.

A value that is too small to show is empty, with "geheim" in the column `status`. A cell never starts a formula.
"""

import csv
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from io import BytesIO, StringIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from dashboard.rapport import GeldRij, MeldingStuk, Rapport
from zwijndrecht_portal.core.onherleidbaar import GEHEIM

Cel = str | int | Decimal | date | None
Rijen = Iterable[tuple[Cel, ...]]
FORMULETEKENS = ("=", "+", "-", "@", "\t", "\r")
VAST_MOMENT = (1980, 1, 1, 0, 0, 0)  # of the files in the zip: the same payload gives the same bytes


@dataclass(frozen=True, slots=True)
class Achtertabel:
    """A table: its name in the URL, what it is called, its columns, and its rows for one report."""

    naam: str
    titel: str
    kolommen: tuple[str, ...]
    rijen: Callable[[Rapport], Rijen]


def als_csv(tabel: Achtertabel, rapport: Rapport) -> bytes:
    """With a byte order mark and semicolons: what a Dutch Excel opens with a double click."""
    uit = StringIO()
    schrijver = csv.writer(uit, delimiter=";", lineterminator="\r\n")
    schrijver.writerow(tabel.kolommen)
    schrijver.writerows([_tekst(cel) for cel in rij] for rij in tabel.rijen(rapport))
    return uit.getvalue().encode("utf-8-sig")


def als_zip(rapport: Rapport) -> bytes:
    """All tables in one file."""
    uit = BytesIO()
    with ZipFile(uit, "w") as archief:
        for tabel in TABELLEN.values():
            lid = ZipInfo(f"{tabel.naam}.csv", VAST_MOMENT)
            lid.compress_type = ZIP_DEFLATED
            archief.writestr(lid, als_csv(tabel, rapport))
    return uit.getvalue()


def _tekst(cel: Cel) -> str:
    if cel is None:
        return ""
    if isinstance(cel, Decimal):
        return f"{cel:f}".replace(".", ",")
    if isinstance(cel, date):
        return cel.isoformat()
    tekst = str(cel)
    return f"'{tekst}" if tekst.startswith(FORMULETEKENS) else tekst


# --- The tables ------------------------------------------------------------------------------------------------------


def _wijzigingen(rapport: Rapport) -> Rijen:
    return (
        (nummer, wijziging.ernst.label, wijziging.onderwerp, wijziging.tekst)
        for nummer, wijziging in enumerate(rapport.veranderingen, start=1)
    )


def _verbeteringen(rapport: Rapport) -> Rijen:
    if oud := rapport.correctie:
        for regel in oud.veranderingen:
            yield (oud.versie, oud.reden, regel.ernst.label, regel.onderwerp, regel.tekst)


def _rode_lichten(rapport: Rapport) -> Rijen:
    return ((besluit.actie, besluit.uitleg) for besluit in rapport.besluiten)


def _cijfers(rapport: Rapport) -> Rijen:
    for cijfer in rapport.alle_cijfers:
        for punt in cijfer.reeks:
            status = GEHEIM if punt.geheim else "onbekend" if punt.waarde is None else "bekend"
            yield (
                *(cijfer.sleutel, cijfer.naam, punt.label, punt.waarde, status, cijfer.eenheid, cijfer.streefwaarde),
                *(cijfer.gebied, cijfer.bron, cijfer.methode),
            )


def _acties(rapport: Rapport) -> Rijen:
    for hoofdstuk in rapport.hoofdstukken:
        for actie in hoofdstuk.acties:
            berekend = (stuk.berekend.label for stuk in actie.lichten)
            gekozen = (stuk.gekozen.label if stuk.gekozen else None for stuk in actie.lichten)
            uitleg = (stuk.uitleg for stuk in actie.lichten)
            begin = (actie.code, actie.naam, hoofdstuk.titel, actie.status, actie.trekker)
            yield (*begin, *berekend, *gekozen, *_melding(actie.melding), *uitleg)


def _melding(m: MeldingStuk | None) -> tuple[Cel, ...]:
    if m is None:
        return (None,) * 7
    return (m.gemeld_op, m.percentage, m.toelichting, m.oorzaak, m.gevolg, m.bijsturing, m.volgende_stap)


def _mijlpalen(rapport: Rapport) -> Rijen:
    for actie in rapport.acties:
        for m in actie.mijlpalen:
            perioden = (str(periode) if periode else None for periode in (m.vastgesteld, m.huidig))
            yield (
                actie.code,
                actie.naam,
                m.naam,
                *perioden,
                m.gerealiseerd_op,
                m.slip,
                "ja" if m.is_te_laat else "nee",
            )


def _begroting(rapport: Rapport) -> Rijen:
    for groep in rapport.geld.groepen if rapport.geld else ():
        for rij in groep.rijen:
            for jaar, bedrag in _per_jaar(rapport, rij):
                yield groep.naam, rij.naam, rij.actie, jaar, bedrag


def _totalen(rapport: Rapport) -> Rijen:
    geld = rapport.geld
    rijen = (*geld.totalen, geld.totaal, *geld.dekking, geld.tekort, *geld.besteding) if geld else ()
    return ((rij.naam, jaar, bedrag) for rij in rijen for jaar, bedrag in _per_jaar(rapport, rij))


def _per_jaar(rapport: Rapport, rij: GeldRij) -> Iterable[tuple[int, Decimal | None]]:
    return zip(rapport.geld.jaren, rij.bedragen, strict=True) if rapport.geld else ()


def _posten(rapport: Rapport) -> Rijen:
    geld = rapport.geld
    return ((geld.jaar, p.naam, p.begroot, p.besteed, p.verwacht, p.toelichting) for p in geld.posten) if geld else ()


def _bestemmingen(rapport: Rapport) -> Rijen:
    geld = rapport.geld
    return ((geld.jaar, rij.naam, rij.bedrag) for rij in geld.landt_bij) if geld else ()


def _besluiten(rapport: Rapport) -> Rijen:
    for besluit in rapport.geld.wijzigingen if rapport.geld else ():
        for regel in besluit.regels:
            yield (besluit.jaar, besluit.nummer, besluit.datum, besluit.raadsbesluit, regel.naam, regel.bedrag)


def _wonen(rapport: Rapport) -> Rijen:
    for tabel in rapport.wonen:
        for rij in tabel.rijen:
            for kolom, waarde in zip(tabel.kolommen[1:], rij.waarden, strict=True):
                is_geheim = GEHEIM in waarde
                yield tabel.titel, rij.naam, kolom, None if is_geheim else waarde, GEHEIM if is_geheim else "bekend"


def _aandachtspunten(rapport: Rapport) -> Rijen:
    return ((punt.code, punt.titel, punt.omschrijving, punt.ernst) for punt in rapport.aandachtspunten)


TABELLEN = {
    tabel.naam: tabel
    for tabel in (
        Achtertabel("wijzigingen", "Wat is er veranderd", ("nummer", "soort", "onderwerp", "wijziging"), _wijzigingen),
        Achtertabel(
            "verbeteringen",
            "Wat deze versie verbetert",
            ("verbetert_versie", "reden", "soort", "onderwerp", "wijziging"),
            _verbeteringen,
        ),
        Achtertabel("besluit-nodig", "Acties die een besluit vragen", ("actie", "waarom"), _rode_lichten),
        Achtertabel(
            "cijfers",
            "Cijfers met hun reeks en definitie",
            (
                "sleutel",
                "naam",
                "periode",
                "waarde",
                "status",
                "eenheid",
                "streefwaarde",
                "gebied",
                "bron",
                "definitie",
            ),
            _cijfers,
        ),
        Achtertabel(
            "acties",
            "Acties met lichten en voortgang",
            (
                *("code", "actie", "hoofdstuk", "status", "trekker", "tijd", "geld", "kwaliteit", "tijd_gekozen"),
                *("geld_gekozen", "kwaliteit_gekozen", "gemeld_op", "percentage", "toelichting", "oorzaak", "gevolg"),
                *("bijsturing", "volgende_stap", "tijd_uitleg", "geld_uitleg", "kwaliteit_uitleg"),
            ),
            _acties,
        ),
        Achtertabel(
            "mijlpalen",
            "Mijlpalen",
            ("code", "actie", "mijlpaal", "vastgesteld", "nu_gepland", "gehaald_op", "verschil", "te_laat"),
            _mijlpalen,
        ),
        Achtertabel("begroting", "Begroting per post", ("leefgebied", "post", "actie", "jaar", "bedrag"), _begroting),
        Achtertabel("totalen", "Totalen, dekking en tekort", ("regel", "jaar", "bedrag"), _totalen),
        Achtertabel(
            "posten",
            "Besteed en verwacht per post",
            ("jaar", "post", "begroot", "besteed", "verwacht", "toelichting"),
            _posten,
        ),
        Achtertabel("bestemmingen", "Waar het geld landde", ("jaar", "organisatie", "bedrag"), _bestemmingen),
        Achtertabel(
            "besluiten",
            "Besluiten over de begroting",
            ("jaar", "nummer", "datum", "raadsbesluit", "post", "bedrag"),
            _besluiten,
        ),
        Achtertabel("wonen", "Wonen", ("tabel", "rij", "kolom", "waarde", "status"), _wonen),
        Achtertabel("aandachtspunten", "Aandachtspunten", ("code", "titel", "omschrijving", "ernst"), _aandachtspunten),
    )
}
