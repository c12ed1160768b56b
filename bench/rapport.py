"""
The report: its data, freezing it, drawing it, opening it.

Drawing is compared with bare WeasyPrint on the same HTML. Mending the tags is our own work on top of that, so it has a
row of its own. How long a page may take is an absolute goal on a machine where bare WeasyPrint takes 0.16 to 0.23 s a
page; on another machine it grows with what bare takes there, so that the row says the same everywhere.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from itertools import islice, pairwise
from typing import Any
from uuid import uuid4

from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from bench.gegevens import analyseer, maak_acties
from bench.meten import Bezoeker, Regel, mediaan, om_en_om, regel
from dashboard.models import Rapportage
from dashboard.pdf import rapport_als_html, rapport_als_pdf
from dashboard.rapport import Hoofdstuk, Rapport
from dashboard.selectors.rapport import Opzet, lees_rapport
from dashboard.services.rapportages import maak_rapportage
from plan.selectors import plan_kop
from zwijndrecht_portal.core import pdf
from zwijndrecht_portal.core.enums import Rol
from zwijndrecht_portal.core.models import Gebruiker
from zwijndrecht_portal.core.periode import Periode

# A day over which there is no report yet.
PLAN, PERIODE, PEILDATUM = "een-plek-voor-iedereen", Periode.parse("Q2 2020"), date(2020, 6, 29)
GEEN_VRAAG = ("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE", "SELECT 1")
KAAL_MS = 195.0  # a page in bare WeasyPrint on the machine that the goals are about
PER_ACTIE_PAGINAS = 0.34  # what an actie takes, so that a report gets about as many pages as asked


def meet_rapport(vertel: Callable[[str], None]) -> list[Regel]:
    """Data and freezing with 1,000 acties; drawing 5, 20 and 100 pages; opening an adopted one."""
    maak_acties(1000)
    analyseer()
    vertel("rapportgegevens van 1.000 acties lezen en vastleggen")
    return [*_gegevens(), *_tekenen(vertel), _openen()]


def _gegevens() -> list[Regel]:
    maker = Gebruiker.objects.met_rol(Rol.BELEIDSMEDEWERKER).first()
    kop = plan_kop(PLAN)

    def lees() -> Rapport:
        return lees_rapport(Opzet(kop, PERIODE, PEILDATUM))

    def leg_vast() -> None:
        with transaction.atomic():
            maak_rapportage(plan=PLAN, periode=PERIODE, peildatum=PEILDATUM, sleutel=uuid4(), door=maker, correctie="")
            transaction.set_rollback(True)

    tijden = om_en_om({"lezen": lees, "vastleggen": leg_vast}, rondes=7)
    return [
        regel("rapportgegevens, 1.000 acties, ms", mediaan(tijden["lezen"]), 300.0, 1.0, _queries(lees), 15),
        regel("rapportage vastleggen, ms", mediaan(tijden["vastleggen"]), 500.0, 1.0, _queries(leg_vast), 20),
    ]


def _queries(taak: Callable[[], Any]) -> int:
    with CaptureQueriesContext(connection) as queries:
        taak()
    return len([query for query in queries if not query["sql"].startswith(GEEN_VRAAG)])


def _tekenen(vertel: Callable[[str], None]) -> list[Regel]:
    heel = lees_rapport(Opzet(plan_kop(PLAN), PERIODE, PEILDATUM))
    twintig = _met_paginas(heel, 20)
    html = rapport_als_html(twintig)
    ruw = _bare(html)
    vertel("20 pagina's tekenen, met en zonder eigen werk")
    tijden = om_en_om(
        {
            "kaal": lambda: _bare(html),
            "ons": lambda: rapport_als_pdf(twintig),
            "labels": lambda: pdf._herstel(ruw),
        },
        rondes=3,
    )
    m = {naam: mediaan(reeks) for naam, reeks in tijden.items()}
    pdf_20 = rapport_als_pdf(twintig)
    paginas = _paginas(pdf_20)
    return [
        regel(f"pdf van {paginas} pagina's zonder labels / kaal WeasyPrint", m["ons"] - m["labels"], m["kaal"], 1.05),
        regel("pdf, labels herstellen / kaal WeasyPrint", m["labels"], m["kaal"], 0.25),
        regel(
            "pdf met labels, ms per pagina / 200 ms waar kaal 195 ms neemt",
            m["ons"] / paginas,
            200.0 * m["kaal"] / paginas / KAAL_MS,
            1.0,
        ),
        regel("pdf, kB per pagina / 1.200 kB", len(pdf_20) / 1024 / paginas, 1200.0, 1.0),
        _groei(heel, vertel),
    ]


def _groei(heel: Rapport, vertel: Callable[[str], None]) -> Regel:
    """
    What a page more costs in a long report and in a short one: the same, when drawing grows with the pages.

    Not the mean of all pages: the cover and the chapters that come once are lighter than a page of acties, and a short
    report is mostly those.
    """
    stukken = {aantal: _met_paginas(heel, aantal) for aantal in (8, 40, 100)}
    paginas = [_paginas(rapport_als_pdf(stuk)) for stuk in stukken.values()]
    vertel(f"{', '.join(map(str, paginas))} pagina's tekenen")
    taken = {str(aantal): partial(rapport_als_pdf, stuk) for aantal, stuk in stukken.items()}
    tijden = [mediaan(reeks) for reeks in om_en_om(taken, rondes=3, vooraf=0).values()]
    kort, lang = (
        (tijden[tot] - tijden[van]) / (paginas[tot] - paginas[van]) for van, tot in pairwise(range(len(tijden)))
    )
    klein, midden, groot = paginas
    naam = f"pdf, een pagina erbij: van {midden} naar {groot} pagina's / van {klein} naar {midden}"
    return regel(naam, lang, kort, 1.1)


def _bare(html: str) -> bytes:
    from weasyprint import HTML

    bestand: bytes = HTML(string=html, base_url=f"{pdf.STATISCH.as_uri()}/").write_pdf(pdf_variant="pdf/ua-1")
    return bestand


def _met_paginas(rapport: Rapport, aantal: int) -> Rapport:
    """The same report with as many acties as fit on about so many pages."""
    acties = tuple(islice(rapport.acties, int((aantal - 7) / PER_ACTIE_PAGINAS)))
    gaten, besluiten = rapport.gaten[: len(acties)], rapport.besluiten[: len(acties)]
    return replace(rapport, hoofdstukken=(Hoofdstuk("Zorg", acties),), gaten=gaten, besluiten=besluiten)


def _paginas(inhoud: bytes) -> int:
    from io import BytesIO

    import pikepdf

    with pikepdf.open(BytesIO(inhoud)) as document:
        return len(document.pages)


def _openen() -> Regel:
    """An adopted report from the store: the web process never draws."""
    rapportage = Rapportage.objects.vastgesteld().exclude(pdf_sha256="").first()
    bezoeker = Bezoeker(Gebruiker.objects.met_rol(Rol.RAADSLID).first())
    pad = f"/rapportages/{rapportage.pk}/pdf"
    queries = bezoeker.tel_queries(pad)
    tijden = om_en_om({"L": lambda: bezoeker.get("/bench/limiet/"), "openen": lambda: bezoeker.get(pad)}, rondes=40)
    return regel(
        "vastgestelde rapportage openen, p50 / L", mediaan(tijden["openen"]), mediaan(tijden["L"]), 2.0, queries, 4
    )
