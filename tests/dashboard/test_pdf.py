from io import BytesIO

import pikepdf  # noqa: TID253 - what this test is about
import pytest
from pypdf import PdfReader

from dashboard.payload import als_json, uit_json
from dashboard.pdf import rapport_als_pdf
from dashboard.rapport import Rapport
from tests.dashboard.test_rapport import VOLLEDIG


def tekst_van(pdf):
    paginas = (pagina.extract_text() for pagina in PdfReader(BytesIO(pdf)).pages)
    return " ".join(" ".join(paginas).replace("\u00a0", " ").split())


@pytest.mark.django_db
def test_report_is_tagged_with_title_and_language():
    with pikepdf.open(BytesIO(rapport_als_pdf(VOLLEDIG))) as pdf, pdf.open_metadata() as metadata:
        assert (metadata["pdfuaid:part"], metadata["dc:title"]) == ("1", "Voortgangsrapportage Proefplan, Q4 2019")
        assert (str(pdf.Root.Lang), pdf.Root.MarkInfo.Marked) == ("nl", True)


def test_same_payload_gives_the_same_bytes():
    eerst, dan = (rapport_als_pdf(uit_json(Rapport, als_json(VOLLEDIG))) for _ in range(2))

    assert eerst == dan


def test_report_shows_computed_and_chosen_light_and_the_explanation():
    tekst = tekst_van(rapport_als_pdf(VOLLEDIG))

    assert "De trekker kiest: aandacht." in tekst
    assert "40 % klaar, gemeld op 01-12-2019" in tekst
    assert "niet bekend" in tekst  # an amount that the source does not name
