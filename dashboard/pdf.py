"""
The documents of a report, made from its payload and from nothing else: the same payload gives the same bytes.

Three of them say the same in another size: the whole report, one page, and a letter to the raad.
"""

from dataclasses import dataclass
from datetime import datetime

from django.template.loader import render_to_string

from dashboard.enums import Sectie
from dashboard.rapport import Rapport
from zwijndrecht_portal.core.pdf import render_pdf
from zwijndrecht_portal.core.peildatum import einde_van

MAX_OP_EEN_PAGINA = 5  # changes on the one-page summary and in the letter; the report has them all
MAX_BOVEN_DE_STAND = 8  # with more changes than these, the state of the plan starts on the next page
HOOFDSTUKKEN = {
    Sectie.VERANDERD: "dashboard/pdf/hoofdstuk_veranderd.html",
    Sectie.STAND: "dashboard/pdf/hoofdstuk_stand.html",
    Sectie.VOORTGANG: "dashboard/pdf/hoofdstuk_voortgang.html",
    Sectie.GELD: "dashboard/pdf/hoofdstuk_geld.html",
    Sectie.WAAKVLAM: "dashboard/pdf/hoofdstuk_waakvlam.html",
    Sectie.WONEN: "dashboard/pdf/hoofdstuk_wonen.html",
    Sectie.AANDACHTSPUNTEN: "dashboard/pdf/hoofdstuk_aandachtspunten.html",
    Sectie.VERANTWOORDING: "dashboard/pdf/hoofdstuk_verantwoording.html",
}


@dataclass(frozen=True, slots=True)
class Documenten:
    """What the raad receives."""

    rapportage: bytes
    samenvatting: bytes
    brief: bytes


def maak_documenten(rapport: Rapport) -> Documenten:
    """
    All three. Takes seconds: for a task or a command, never for a web request.

    Raises core.pdf.PdfFout when a document would not be accessible.
    """
    return Documenten(rapport_als_pdf(rapport), samenvatting_als_pdf(rapport), brief_als_pdf(rapport))


def rapport_als_pdf(rapport: Rapport) -> bytes:
    """The whole report as tagged PDF."""
    return _render(rapport, rapport_als_html(rapport), rapport.kop.titel)


def rapport_als_html(rapport: Rapport) -> str:
    return render_to_string("dashboard/pdf/rapportage.html", _context(rapport, rapport.kop.titel))


def samenvatting_als_pdf(rapport: Rapport) -> bytes:
    """The report on one page."""
    titel = f"{rapport.kop.plan_naam} op één pagina"
    return _render(rapport, render_to_string("dashboard/pdf/samenvatting.html", _context(rapport, titel)), titel)


def brief_als_pdf(rapport: Rapport) -> bytes:
    """The report as a letter from the college to the raad."""
    kop = rapport.kop
    titel = f"{'Brief bij de evaluatie van' if kop.is_evaluatie else 'Voortgangsbrief'} {kop.plan_naam}"
    return _render(rapport, render_to_string("dashboard/pdf/brief.html", _context(rapport, titel)), titel)


def _context(rapport: Rapport, titel: str) -> dict:
    return {
        "rapport": rapport,
        "kop": rapport.kop,
        "titel": titel,
        "peildatum": rapport.kop.peildatum,
        "hoofdstukken": [(sectie, sjabloon, rapport.tekst(sectie)) for sectie, sjabloon in HOOFDSTUKKEN.items()],
        "doorlopend": _doorlopend(rapport),
        "belangrijkste": rapport.veranderingen[:MAX_OP_EEN_PAGINA],
        "overige": len(rapport.veranderingen[MAX_OP_EEN_PAGINA:]),
    }


def _doorlopend(rapport: Rapport) -> set[str]:
    """The chapters that do not start on a new page: all but what changed, and what follows on a long list of it."""
    kort = set(Sectie) - {Sectie.VERANDERD, Sectie.STAND}
    if len(rapport.veranderingen) <= MAX_BOVEN_DE_STAND and rapport.correctie is None:
        kort.add(Sectie.STAND)
    return {sectie.value for sectie in kort}


def _render(rapport: Rapport, html: str, titel: str) -> bytes:
    kop = rapport.kop
    return render_pdf(html, titel=f"{titel}, {kop.periode}", gemaakt_op=_moment(rapport), onderwerp=_onderwerp(rapport))


def _onderwerp(rapport: Rapport) -> str:
    """For the archive: what the file name may lose."""
    kop = rapport.kop
    stand = f"{kop.status.label.lower()}, {kop.versie_tekst.lower()}, stand op {kop.peildatum.isoformat()}"
    return f"{kop.soort.label}, {stand}"


def _moment(rapport: Rapport) -> datetime:
    """The document's own date: not the clock, or the bytes would differ every time."""
    return einde_van(rapport.kop.vastgesteld_op or rapport.kop.peildatum)
