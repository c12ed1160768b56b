"""A PDF that somebody asks for: made once by a task, seen by nobody else, gone after a day."""

import threading
from datetime import date, timedelta
from io import StringIO
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from tests.core.factories import GebruikerFactory
from tests.utils import assert_is_region_of, wacht_tot_iemand_wacht
from zwijndrecht_portal.core.enums import AfdrukStatus
from zwijndrecht_portal.core.models import Afdruk
from zwijndrecht_portal.core.pdf import PdfFout
from zwijndrecht_portal.core.services import ruim_afdrukken_op, vraag_afdruk
from zwijndrecht_portal.core.tasks import maak_afdruk

pytestmark = pytest.mark.django_db

HTML = "<!doctype html><html lang='nl'><head><title>Proef</title></head><body><h1>Proef</h1></body></html>"


@pytest.fixture
def persoon():
    return GebruikerFactory()


def maak(door, status=AfdrukStatus.WACHT, **velden):
    pdf = b"%PDF-1.7 proef" if status == AfdrukStatus.KLAAR else None
    waarden = {"titel": "Proef", "terug": "/acties/", "html": HTML, "vingerafdruk": uuid4().hex, "pdf": pdf}
    return Afdruk.objects.create(aangevraagd_door=door, status=status, **{**waarden, **velden})


def vraag(door, peildatum=date(2026, 11, 21)):
    return vraag_afdruk(
        titel="Proef", sjabloon="pdf/base_pdf.html", context={"peildatum": peildatum}, door=door, terug="/acties/"
    )


# --- Asking ----------------------------------------------------------------------------------------------------------


def test_asking_makes_a_pdf_after_commit(persoon, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        afdruk = vraag(persoon)
        assert afdruk.status == AfdrukStatus.WACHT

    afdruk.refresh_from_db()
    assert afdruk.status == AfdrukStatus.KLAAR
    assert bytes(afdruk.pdf).startswith(b"%PDF")


def test_same_content_for_the_same_person_is_the_same_afdruk(persoon):
    eerste, tweede = vraag(persoon), vraag(persoon)

    assert eerste == tweede


def test_other_content_or_another_person_is_another_afdruk(persoon):
    afdrukken = {vraag(persoon).pk, vraag(persoon, date(2020, 6, 30)).pk, vraag(GebruikerFactory()).pk}

    assert len(afdrukken) == 3


def test_finished_afdruk_is_not_made_again(persoon, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        vraag(persoon)

    with django_capture_on_commit_callbacks() as taken:
        vraag(persoon)

    assert taken == []


def test_waiting_afdruk_is_offered_to_the_worker_again(persoon, django_capture_on_commit_callbacks):
    vraag(persoon)

    with django_capture_on_commit_callbacks() as taken:
        vraag(persoon)

    assert len(taken) == 1


def test_after_a_failure_one_can_ask_again(persoon):
    mislukt = vraag(persoon)
    Afdruk.objects.update(status=AfdrukStatus.MISLUKT)

    assert vraag(persoon) != mislukt


@pytest.mark.parametrize(
    ("status", "pdf"), [(AfdrukStatus.KLAAR, None), (AfdrukStatus.WACHT, b"%PDF"), (AfdrukStatus.MISLUKT, b"%PDF")]
)
def test_database_holds_a_pdf_when_it_is_ready_and_only_then(persoon, status, pdf):
    with pytest.raises(IntegrityError, match="afdruk_klaar_heeft_pdf"), transaction.atomic():
        maak(persoon, status=status, pdf=pdf)


# --- Task ------------------------------------------------------------------------------------------------------------


def test_task_delivered_twice_makes_one_pdf(persoon):
    afdruk = maak(persoon)
    maak_afdruk(str(afdruk.pk))
    eerste = bytes(Afdruk.objects.get().pdf)
    Afdruk.objects.update(html=HTML.replace("Proef", "Anders"))

    maak_afdruk(str(afdruk.pk))

    assert bytes(Afdruk.objects.get().pdf) == eerste


@pytest.mark.django_db(transaction=True)
def test_second_delivery_waits_for_the_first_and_finds_it_done(persoon):
    afdruk = maak(persoon)

    def lever():
        maak_afdruk(str(afdruk.pk))
        connection.close()

    tweede = threading.Thread(target=lever)
    with transaction.atomic():  # the first delivery is at work
        Afdruk.objects.select_for_update().get()
        tweede.start()
        wacht_tot_iemand_wacht()
        Afdruk.objects.update(status=AfdrukStatus.KLAAR, pdf=b"%PDF van de eerste")
    tweede.join()

    assert bytes(Afdruk.objects.get().pdf) == b"%PDF van de eerste"


def test_task_for_a_vanished_afdruk_does_nothing():
    maak_afdruk(str(uuid4()))

    assert not Afdruk.objects.exists()


def test_task_that_was_killed_half_way_is_finished_by_the_next(persoon):
    afdruk = maak(persoon, status=AfdrukStatus.BEZIG)

    maak_afdruk(str(afdruk.pk))

    afdruk.refresh_from_db()
    assert afdruk.is_klaar


def test_document_that_cannot_be_made_is_said_to_have_failed(persoon):
    afdruk = maak(persoon, html="<!doctype html><html><body><h1>Zonder taal</h1></body></html>")

    uitkomst = maak_afdruk.apply(args=[str(afdruk.pk)], throw=False)

    afdruk.refresh_from_db()
    assert isinstance(uitkomst.result, PdfFout)
    assert (afdruk.status, afdruk.pdf) == (AfdrukStatus.MISLUKT, None)


def test_task_has_a_time_limit():
    assert 0 < maak_afdruk.soft_time_limit < maak_afdruk.time_limit < 600


# --- Pages -----------------------------------------------------------------------------------------------------------


def test_page_asks_again_until_the_pdf_is_there(client, persoon):
    client.force_login(persoon)
    wacht, klaar = maak(persoon), maak(persoon, status=AfdrukStatus.KLAAR)

    teksten = [client.get(reverse("afdruk", args=[afdruk.pk])).content.decode() for afdruk in (wacht, klaar)]

    assert [f'hx-get="/afdrukken/{wacht.pk}/"' in tekst for tekst in teksten] == [True, False]
    assert [f'href="/afdrukken/{klaar.pk}/pdf/"' in tekst for tekst in teksten] == [False, True]


@pytest.mark.parametrize("status", AfdrukStatus)
def test_htmx_answer_is_that_part_of_the_page(client, persoon, status):
    client.force_login(persoon)
    url = reverse("afdruk", args=[maak(persoon, status=status).pk])

    page = client.get(url)
    fragment = client.get(url, headers={"HX-Request": "true"})

    assert_is_region_of(fragment, page)


@pytest.mark.parametrize("velden", [{"status": AfdrukStatus.MISLUKT}, {"ouderdom": timedelta(minutes=11)}])
def test_page_says_that_it_failed_and_stops_asking(client, persoon, velden):
    client.force_login(persoon)
    ouderdom = velden.pop("ouderdom", timedelta())
    afdruk = maak(persoon, aangevraagd_op=timezone.now() - ouderdom, **velden)

    tekst = client.get(reverse("afdruk", args=[afdruk.pk])).content.decode()

    assert "De PDF kon niet worden gemaakt" in tekst
    assert "hx-get" not in tekst


def test_ready_pdf_is_downloaded_under_its_title(client, persoon):
    client.force_login(persoon)
    afdruk = maak(persoon, status=AfdrukStatus.KLAAR, titel="Eén plek, 2026")

    response = client.get(reverse("afdruk_pdf", args=[afdruk.pk]))

    assert (response["Content-Type"], response.content) == ("application/pdf", b"%PDF-1.7 proef")
    assert response["Content-Disposition"] == 'attachment; filename="een-plek-2026.pdf"'
    assert response["Cache-Control"] == "private, no-store"


def test_pdf_that_is_not_ready_does_not_exist(client, persoon):
    client.force_login(persoon)

    assert client.get(reverse("afdruk_pdf", args=[maak(persoon).pk])).status_code == 404


@pytest.mark.parametrize("naam", ["afdruk", "afdruk_pdf"])
def test_afdruk_of_somebody_else_does_not_exist(client, persoon, naam):
    client.force_login(GebruikerFactory())
    url = reverse(naam, args=[maak(persoon, status=AfdrukStatus.KLAAR).pk])

    assert client.get(url).status_code == 404


def test_page_leaves_the_large_columns_in_the_database(client, persoon, django_assert_num_queries):
    client.force_login(persoon)
    url = reverse("afdruk", args=[maak(persoon, status=AfdrukStatus.KLAAR).pk])

    with django_assert_num_queries(6) as queries:  # sessie, gebruiker, begin, wie, afdruk, einde
        client.get(url)

    assert [query["sql"] for query in queries.captured_queries if '"core_afdruk"."pdf"' in query["sql"]] == []


# --- Clearing --------------------------------------------------------------------------------------------------------


def test_afdruk_is_cleared_after_a_day(persoon):
    nu = timezone.now()
    bewaard = maak(persoon, aangevraagd_op=nu - timedelta(hours=23, minutes=59))
    maak(persoon, aangevraagd_op=nu - timedelta(hours=24, minutes=1))

    assert ruim_afdrukken_op(nu=nu) == 1
    assert list(Afdruk.objects.all()) == [bewaard]


def test_command_counts_unless_told(persoon):
    maak(persoon, aangevraagd_op=timezone.now() - timedelta(days=2))

    regels = []
    for opties in ([], ["--uitvoeren"], ["--uitvoeren"]):
        uit = StringIO()
        call_command("ruim_afdrukken_op", *opties, stdout=uit)
        regels.append(uit.getvalue().replace("\u00a0", " ").strip())

    assert regels == [
        "Proef: 1 afdruk is ouder dan een dag. Voeg --uitvoeren toe om op te ruimen.",
        "Klaar: 1 afdruk opgeruimd.",
        "Klaar: 0 afdrukken opgeruimd.",
    ]
