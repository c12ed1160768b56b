import hashlib
from io import BytesIO
from threading import Thread

import pytest
from django.db import connection
from pypdf import PdfReader

from dashboard.models import Rapportage
from dashboard.tasks import FOUT, maak_rapportage_pdf
from tests.dashboard.factories import RapportageFactory


@pytest.fixture
def keer_gemaakt(caplog):
    """How often a PDF was really made, from what WeasyPrint logs."""
    caplog.set_level("INFO", logger="weasyprint.progress")
    return lambda: sum("Creating PDF" in regel.getMessage() for regel in caplog.records)


@pytest.mark.django_db
def test_task_keeps_the_pdf_with_its_hash():
    rapportage = RapportageFactory()

    maak_rapportage_pdf(rapportage.pk)

    rapportage.refresh_from_db()
    assert bytes(rapportage.pdf[:5]) == b"%PDF-"
    assert rapportage.pdf_sha256 == hashlib.sha256(rapportage.pdf).hexdigest()
    assert rapportage.pdf_begonnen_op is not None


@pytest.mark.django_db
def test_task_delivered_twice_makes_one_pdf(keer_gemaakt):
    rapportage = RapportageFactory()

    maak_rapportage_pdf(rapportage.pk)
    maak_rapportage_pdf(rapportage.pk)

    assert keer_gemaakt() == 1


@pytest.mark.django_db(transaction=True)
def test_task_delivered_three_times_at_once_makes_one_pdf(keer_gemaakt):
    rapportage = RapportageFactory()

    def lever_af():
        maak_rapportage_pdf(rapportage.pk)
        connection.close()

    leveringen = [Thread(target=lever_af) for _ in range(3)]
    for levering in leveringen:
        levering.start()
    for levering in leveringen:
        levering.join()

    assert keer_gemaakt() == 1


@pytest.mark.django_db
def test_task_for_a_vanished_report_does_nothing():
    maak_rapportage_pdf(0)

    assert not Rapportage.objects.exists()


@pytest.mark.django_db
def test_whatever_stops_the_task_the_user_sees_it():
    rapportage = RapportageFactory(payload={"onleesbaar": True})

    uitkomst = maak_rapportage_pdf.apply(args=[rapportage.pk], throw=False)

    rapportage.refresh_from_db()
    assert isinstance(uitkomst.result, TypeError)
    assert (rapportage.pdf_fout, rapportage.is_klaar) == (FOUT, False)


@pytest.mark.django_db
def test_second_try_clears_the_message():
    rapportage = RapportageFactory(pdf_fout=FOUT)

    maak_rapportage_pdf(rapportage.pk)

    rapportage.refresh_from_db()
    assert (rapportage.pdf_fout, rapportage.is_klaar) == ("", True)


@pytest.mark.django_db
def test_pdf_of_an_adopted_report_says_so():
    payload = RapportageFactory().payload
    payload["kop"] |= {"status": "vastgesteld", "vastgesteld_op": "2020-01-20"}
    rapportage = RapportageFactory(vastgesteld=True, pdf=None, pdf_sha256="", payload=payload)

    maak_rapportage_pdf(rapportage.pk)

    rapportage.refresh_from_db()
    voorblad = PdfReader(BytesIO(bytes(rapportage.pdf))).pages[0].extract_text().replace("\u00a0", " ")
    assert "Vastgesteld op 20 januari 2020" in " ".join(voorblad.split())
