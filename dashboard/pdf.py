"""A report as PDF, made from its payload and from nothing else: the same payload gives the same bytes."""

from datetime import datetime

from django.template.loader import render_to_string

from dashboard.rapport import Rapport
from zwijndrecht_portal.core.pdf import render_pdf
from zwijndrecht_portal.core.peildatum import einde_van


def rapport_als_pdf(rapport: Rapport) -> bytes:
    """
    The report as tagged PDF. Takes seconds: for a task or a command, never for a web request.

    Raises core.pdf.PdfFout when the document would not be accessible.
    """
    kop = rapport.kop
    context = {"rapport": rapport, "kop": kop, "titel": kop.titel, "peildatum": kop.peildatum}
    html = render_to_string("dashboard/pdf/rapportage.html", context)
    return render_pdf(html, titel=f"{kop.titel}, {kop.periode}", gemaakt_op=_moment(rapport))


def _moment(rapport: Rapport) -> datetime:
    """The document's own date: not the clock, or the bytes would differ every time."""
    return einde_van(rapport.kop.vastgesteld_op or rapport.kop.peildatum)
