import hashlib
import subprocess
import sys
import time
from io import BytesIO, StringIO
from threading import Thread

import pytest
from django.core.management import call_command
from django.db import connection
from pypdf import PdfReader

from dashboard import tasks
from dashboard.enums import Sectie
from dashboard.models import Bericht, Rapportage
from dashboard.notifications import mail_bericht
from dashboard.services.rapportages import schrijf_tekst, tekst_vingerafdruk
from dashboard.tasks import FOUT, maak_rapportage_pdf, verstuur_berichten
from tests.dashboard.factories import RapportageFactory

DOCUMENTEN = 3  # the report, the page and the letter


@pytest.fixture
def keer_gemaakt(caplog):
    """How often a PDF was really made, from what WeasyPrint logs."""
    caplog.set_level("INFO", logger="weasyprint.progress")
    return lambda: sum("Creating PDF" in regel.getMessage() for regel in caplog.records) / DOCUMENTEN


@pytest.mark.django_db
def test_task_keeps_the_pdf_with_its_hash():
    rapportage = RapportageFactory()

    maak_rapportage_pdf(rapportage.pk)

    rapportage.refresh_from_db()
    assert bytes(rapportage.pdf[:5]) == b"%PDF-"
    for document in ("pdf", "samenvatting", "brief"):
        assert getattr(rapportage, f"{document}_sha256") == hashlib.sha256(getattr(rapportage, document)).hexdigest()
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
    assert isinstance(uitkomst.result, ValueError)
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
    rapportage = RapportageFactory(vastgesteld=True, zonder_pdf=True, payload=payload)

    maak_rapportage_pdf(rapportage.pk)

    rapportage.refresh_from_db()
    voorblad = PdfReader(BytesIO(bytes(rapportage.pdf))).pages[0].extract_text().replace("\u00a0", " ")
    assert "Vastgesteld op 20 januari 2020" in " ".join(voorblad.split())


TEKENEN = """
import sys, django
django.setup()
from django.db import connection
connection.settings_dict["NAME"] = sys.argv[1]
from dashboard.tasks import maak_rapportage_pdf
maak_rapportage_pdf(int(sys.argv[2]))
"""


@pytest.mark.django_db(transaction=True)
def test_worker_that_is_really_killed_leaves_nothing_half_and_its_turn_to_the_next():
    rapportage = RapportageFactory()
    naam = connection.settings_dict["NAME"]
    werker = subprocess.Popen([sys.executable, "-c", TEKENEN, naam, str(rapportage.pk)])
    try:
        wacht_tot(lambda: Rapportage.objects.get().pdf_begonnen_op is not None)
    finally:
        werker.kill()
        werker.wait()

    halverwege = Rapportage.objects.get()
    maak_rapportage_pdf(rapportage.pk)  # delivered again

    assert (halverwege.is_klaar, halverwege.pdf, halverwege.samenvatting, halverwege.brief) == (False, None, None, None)
    assert Rapportage.objects.get().is_klaar
    assert Bericht.objects.filter(soort="klaar").count() == 1


def wacht_tot(is_zover):
    for _ in range(600):
        if is_zover():
            return
        time.sleep(0.05)
    raise AssertionError("the worker did not start")


# --- What happens meanwhile, and mails -------------------------------------------------------------------------------


@pytest.mark.django_db
def test_report_that_changed_while_it_was_drawn_keeps_nothing_of_the_old_one(monkeypatch):
    rapportage = RapportageFactory()
    echt = tasks.maak_documenten

    def en_ondertussen(rapport):
        schrijf_tekst(rapportage=rapportage, sectie=Sectie.GELD, tekst="Nieuw.", basis=tekst_vingerafdruk(""))
        return echt(rapport)

    monkeypatch.setattr(tasks, "maak_documenten", en_ondertussen)
    maak_rapportage_pdf(rapportage.pk)

    assert not Rapportage.objects.get().is_klaar


@pytest.mark.django_db
def test_maker_hears_once_per_step_that_the_pdf_is_ready(mailoutbox, django_capture_on_commit_callbacks):
    rapportage = RapportageFactory()

    with django_capture_on_commit_callbacks(execute=True):
        maak_rapportage_pdf(rapportage.pk)
        Rapportage.objects.update(pdf=None, pdf_sha256="", payload_sha256="f" * 64)
        maak_rapportage_pdf(rapportage.pk)

    [mail] = mailoutbox
    assert (mail.to, mail.subject) == ([rapportage.maker.email], "De pdf van uw rapportage is klaar")
    assert f"/rapportages/{rapportage.pk}/" in mail.body


@pytest.mark.django_db
def test_maker_hears_that_the_pdf_failed(mailoutbox, django_capture_on_commit_callbacks):
    rapportage = RapportageFactory(payload={"onleesbaar": True})

    with django_capture_on_commit_callbacks(execute=True):
        maak_rapportage_pdf.apply(args=[rapportage.pk], throw=False)

    assert [mail.subject for mail in mailoutbox] == ["De pdf van uw rapportage is niet gelukt"]


@pytest.mark.django_db
def test_mail_delivered_twice_leaves_once_and_a_failed_one_waits(mailoutbox, monkeypatch):
    rapportage = RapportageFactory(vastgesteld=True, correctie="Een bedrag was te laag.")
    Bericht.objects.create(rapportage=rapportage, aan=rapportage.maker, soort="aangeboden", kenmerk="x")

    def weigert(*args):
        raise OSError("mailserver")

    with monkeypatch.context() as kapot:
        kapot.setattr(tasks, "mail_bericht", weigert)
        with pytest.raises(OSError, match="mailserver"):
            verstuur_berichten.run()
    assert Bericht.objects.wachtend().count() == 1
    verstuur_berichten()
    verstuur_berichten()

    [mail] = mailoutbox
    assert mail.attachments == []
    assert "Beste raadslid" in mail.body
    assert "Voortgangsrapportage, stand op 31-12-2019, versie 1\n  Deze versie verbetert een eerdere." in mail.body
    assert not Bericht.objects.wachtend().exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("trait", "vervolg"),
    [({}, "leg haar daarna voor"), ({"vastgesteld": True}, "kan haar aan de raad aanbieden")],
    ids=["concept", "vastgesteld"],
)
def test_mail_about_a_ready_pdf_names_the_next_step(mailoutbox, trait, vervolg):
    rapportage = RapportageFactory(**trait)

    mail_bericht(Bericht(rapportage=rapportage, aan=rapportage.maker, soort="klaar"))

    assert vervolg in mailoutbox[0].body


# --- The clock -------------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_clock_finishes_what_stayed_behind(mailoutbox):
    wacht = RapportageFactory()
    RapportageFactory(pdf_fout="Mislukt.")
    Bericht.objects.create(rapportage=wacht, aan=wacht.maker, soort="terug", kenmerk="x")
    uit = StringIO()

    call_command("werk_rapportages_af", stdout=uit)
    assert (uit.getvalue().replace("\u00a0", " "), mailoutbox) == ("Wacht nog: 1 rapportage, 1 mail.\n", [])
    call_command("werk_rapportages_af", uitvoeren=True, stdout=uit)

    assert Rapportage.objects.get(pk=wacht.pk).is_klaar
    assert "Een rapportage komt bij u terug" in {mail.subject for mail in mailoutbox}
