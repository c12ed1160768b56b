"""Bringing in a file with boekingen: whole or nothing, every fault told, safe to repeat."""

import io
import os
import signal
import subprocess
import sys
import time
from datetime import date, timedelta
from decimal import Decimal

import openpyxl
import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from budget.enums import ImportStatus
from budget.inlezen.klaarzetten import klaargezet
from budget.models import Boeking, Boekingenimport
from budget.selectors.bekenden import bekenden_van
from budget.services.imports import begin_opnieuw, boek_import, ruim_imports_op, vraag_import
from budget.tasks import verwerk_boekingen
from tests.budget.factories import BoekingFactory, ImportFactory, PostFactory, VerplichtingFactory, vastgesteld
from tests.budget.pagina import tekst
from tests.core.factories import OrganisatieFactory

pytestmark = pytest.mark.django_db
KOP = "Boekingsnummer;Datum;Post;Bedrag;Organisatie;Omschrijving;Verplichting;Jaar\n"


@pytest.fixture
def post(db):
    post = PostFactory(naam="Waakvlam", actie__code="ACT03", actie__naam="Waakvlam in de buurt")
    vastgesteld(post.begroting)
    OrganisatieFactory(naam="Pameijer")
    return post


def csv(*rijen, kop=KOP, tekenset="utf-8-sig"):
    return (kop + "".join(f"{rij}\n" for rij in rijen)).encode(tekenset)


def xlsx(*rijen):
    boek = openpyxl.Workbook()
    for rij in rijen:
        boek.active.append(rij)
    uit = io.BytesIO()
    boek.save(uit)
    return uit.getvalue()


def controleer(plan, inhoud):
    """The check, as the worker does it."""
    vraag = vraag_import(plan=plan, bestandsnaam="boekingen.csv", inhoud=inhoud, door=None)
    verwerk_boekingen(vraag.pk)
    vraag.refresh_from_db()
    return vraag


def boek(vraag):
    boek_import(boekingenimport=vraag)
    verwerk_boekingen(vraag.pk)
    vraag.refresh_from_db()
    return vraag


def test_file_is_checked_first_and_booked_when_asked(post):
    verplichting = VerplichtingFactory(post=post, nummer="2020-7")
    inhoud = csv(
        "A1;31-12-2020;waakvlam;€ 1.250,50;Pameijer;Termijn 1;2020-7;",
        "A2;2020-01-05;ACT03;-50,00;;;;",
        "A3;05/01/2021;Waakvlam in de buurt;10;;;;2020",
        "",
        ";;Totaal;1.210,50;;;;",
    )

    vraag = controleer(post.begroting.plan, inhoud)

    assert (vraag.status, vraag.nieuw, vraag.bedrag) == ("gecontroleerd", 3, Decimal("1210.50"))
    assert not Boeking.objects.exists()

    boek(vraag)

    assert (vraag.status, vraag.bestand, vraag.gelezen) == ("geboekt", None, 4)
    velden = ("boekingsnummer", "post", "datum", "bedrag", "organisatie__naam", "omschrijving", "verplichting")
    assert set(Boeking.objects.values_list(*velden)) == {
        ("A1", post.pk, date(2020, 12, 31), Decimal("1250.50"), "Pameijer", "Termijn 1", verplichting.pk),
        ("A2", post.pk, date(2020, 1, 5), Decimal("-50.00"), None, "", None),
        ("A3", post.pk, date(2021, 1, 5), Decimal("10.00"), None, "", None),
    }


def test_same_file_twice_books_nothing_twice(post):
    inhoud = csv("A1;31-12-2020;Waakvlam;100,00;;;;", "A2;31-12-2020;Waakvlam;50,00;;;;")
    boek(controleer(post.begroting.plan, inhoud))

    opnieuw = controleer(post.begroting.plan, inhoud)

    assert (opnieuw.status, opnieuw.nieuw, opnieuw.bekend) == ("gecontroleerd", 0, 2)
    boek(opnieuw)
    assert sorted(Boeking.objects.values_list("boekingsnummer", flat=True)) == ["A1", "A2"]


def test_every_fault_is_told_with_row_and_column_and_nothing_is_booked(post):
    BoekingFactory(post=post, boekingsnummer="OUD", bedrag=Decimal("1.00"), datum=date(2020, 1, 1))
    inhoud = csv(
        "GOED;31-12-2020;Waakvlam;100,00;;;;",
        "A2;31-02-2020;Waakvlam;veel;;;;",
        "A3;31-12-2019;Waakvlam;0;Onbekend bv;;V-9;",
        "GOED;31-12-2020;;1,00;;;;",
        "OUD;01-01-2020;Waakvlam;2,00;;;;",
        "A6;31-12-2020;Waakvlam;1,00;;Over 111222333;;20",
    )

    vraag = controleer(post.begroting.plan, inhoud)

    assert vraag.status == ImportStatus.GEWEIGERD
    assert [(rij, kolom) for rij, kolom, _ in vraag.fouten] == [
        (3, "bedrag"),
        (3, "datum"),
        (4, "bedrag"),
        (4, "organisatie"),
        (4, "post"),
        (4, "verplichting"),
        (5, "boekingsnummer"),
        (5, "post"),
        (6, "bedrag"),
        (7, "jaar"),
        (7, "omschrijving"),
    ]
    assert Boeking.objects.count() == 1
    assert "111222333" not in str(vraag.fouten)


def test_a_thousand_faulty_rows_are_a_thousand_faults(post):
    inhoud = csv(*(f"A{n};geen datum;Waakvlam;1,00;;;;" for n in range(1000)))

    vraag = controleer(post.begroting.plan, inhoud)

    assert [(rij, kolom) for rij, kolom, _ in vraag.fouten] == [(rij, "datum") for rij in range(2, 1002)]
    assert vraag.aantal_fouten == 1000


def test_excel_reads_as_the_same_boekingen(post):
    inhoud = xlsx(
        ["boekingsnummer", "datum", "post", "bedrag", "organisatie"],
        [4711, date(2020, 5, 6), "Waakvlam", 1250.5, "Pameijer"],
        ["X2", "06-05-2020", "Waakvlam", "€ 12,50", None],
    )

    boek(controleer(post.begroting.plan, inhoud))

    assert set(Boeking.objects.values_list("boekingsnummer", "datum", "bedrag")) == {
        ("4711", date(2020, 5, 6), Decimal("1250.50")),
        ("X2", date(2020, 5, 6), Decimal("12.50")),
    }


@pytest.mark.parametrize(
    ("inhoud", "melding"),
    [
        (b"  \n", "Het bestand is leeg"),
        (b"\xd0\xcf\x11\xe0 oud", "oud Excel-bestand"),
        (b"PK\x03\x04 kapot", "beschadigd"),
        (b"\x89PNG\x00\x00", "geen csv, xlsx of ods"),
    ],
)
def test_what_is_no_such_file_is_refused_at_once(post, inhoud, melding):
    with pytest.raises(ValidationError, match=melding):
        vraag_import(plan=post.begroting.plan, bestandsnaam="x", inhoud=inhoud, door=None)

    assert not Boekingenimport.objects.exists()


@pytest.mark.parametrize(
    ("inhoud", "melding"),
    [
        (csv("1;2", kop="boekingsnummer;datum\n"), "ontbreekt de kolom post, bedrag"),
        (csv("1", kop=f"datum;{KOP}"), "staat er twee keer in"),
        (csv(), "staan geen boekingen"),
    ],
)
def test_wrong_heading_is_one_fault_about_the_file(post, inhoud, melding):
    vraag = controleer(post.begroting.plan, inhoud)

    ((rij, kolom, tekst_),) = vraag.fouten
    assert (rij, kolom, melding in tekst_) == (1, "", True)


def test_excel_of_old_windows_is_understood(post):
    vraag = controleer(post.begroting.plan, csv("A1;1-5-2020;Waakvlam;1,00;;Café;;", tekenset="cp1252"))
    boek(vraag)

    assert Boeking.objects.get().omschrijving == "Café"


def test_boeking_that_comes_in_between_stops_everything(post):
    vraag = controleer(post.begroting.plan, csv("A1;1-5-2020;Waakvlam;1,00;;;;", "A2;1-5-2020;Waakvlam;1,00;;;;"))
    BoekingFactory(post=post, boekingsnummer="A2", bedrag=Decimal("9.00"))

    boek(vraag)

    assert (vraag.status, Boeking.objects.count()) == ("geweigerd", 1)


def test_second_delivery_of_the_task_does_nothing(post):
    vraag = boek(controleer(post.begroting.plan, csv("A1;1-5-2020;Waakvlam;1,00;;;;")))

    verwerk_boekingen(vraag.pk)

    assert Boeking.objects.count() == 1


def test_second_click_gives_the_same_import(post, controller):
    eerste, tweede = (
        vraag_import(plan=post.begroting.plan, bestandsnaam="x.csv", inhoud=csv("A;B"), door=controller) for _ in "ab"
    )

    assert eerste == tweede


def test_temporary_table_is_gone_afterwards(post):
    controleer(post.begroting.plan, csv("A1;1-5-2020;Waakvlam;1,00;;;;"))

    with connection.cursor() as cursor:
        cursor.execute("select to_regclass('pg_temp.boeking_in')")
        assert cursor.fetchone() == (None,)


# --- Pages ---------------------------------------------------------------------------------------------------------


def test_controller_brings_in_a_file(client, controller, post, django_capture_on_commit_callbacks):
    bestand = SimpleUploadedFile("januari.csv", csv("A1;1-5-2020;Waakvlam;1.000,00;;;;"))
    with django_capture_on_commit_callbacks(execute=True):
        antwoord = client.post(reverse("budget:import_nieuw"), {"plan": post.begroting.plan_id, "bestand": bestand})
    pagina = client.get(antwoord.url)

    assert "Boek 1 boeking" in tekst(pagina)
    with django_capture_on_commit_callbacks(execute=True):
        antwoord = client.post(reverse("budget:import_boeken", args=[pagina.context["import"].pk]))

    assert "Alles is geboekt" in tekst(client.get(antwoord.url))
    assert "januari.csv" in tekst(client.get(reverse("budget:import_nieuw")))
    assert Boeking.objects.get().bedrag == Decimal("1000.00")


def test_upload_without_file_says_what_to_do(client, controller, post):
    antwoord = client.post(reverse("budget:import_nieuw"), {"plan": post.begroting.plan_id})

    assert "Kies een bestand." in tekst(antwoord)


def test_faults_stand_on_the_page_and_in_a_file(client, controller):
    vraag = ImportFactory(geweigerd=True, fouten=[[7, "datum", "Geen datum."]])

    pagina = tekst(client.get(reverse("budget:import_detail", args=[vraag.pk])))
    antwoord = client.get(reverse("budget:import_fouten", args=[vraag.pk]))

    assert "Rij 7" in pagina
    assert b"".join(antwoord.streaming_content).decode("utf-8-sig").splitlines() == [
        "rij;kolom;melding",
        "7;datum;Geen datum.",
    ]


def test_progress_is_shown_while_it_is_busy(client, controller):
    vraag = ImportFactory(status=ImportStatus.CONTROLEREN, gelezen=5000, rijen=10000)

    pagina = client.get(reverse("budget:import_detail", args=[vraag.pk]), headers={"HX-Request": "true"})

    assert "5.000 rijen gelezen van 10.000" in tekst(pagina)


@pytest.fixture
def stil(post):
    """An import that went silent three minutes ago, half-way."""
    toen = timezone.now() - timedelta(minutes=3)
    inhoud = csv("A1;1-5-2020;Waakvlam;1,00;;;;")
    plan, status = post.begroting.plan, ImportStatus.BOEKEN
    return ImportFactory(plan=plan, status=status, bestand=inhoud, gelezen=5000, rijen=10000, gemeld_op=toen)


def test_silent_import_says_what_to_do_and_begins_again(client, controller, stil, django_capture_on_commit_callbacks):
    pagina = tekst(client.get(reverse("budget:import_detail", args=[stil.pk])))
    with django_capture_on_commit_callbacks(execute=True):
        antwoord = client.post(reverse("budget:import_opnieuw", args=[stil.pk]))

    assert "Het inlezen ligt stil" in pagina
    assert "Er is nog niets geboekt en uw bestand is bewaard." in pagina
    assert "Alles is geboekt" in tekst(client.get(antwoord.url))
    assert Boeking.objects.count() == 1


@pytest.mark.parametrize("velden", [{"gemeld_op": timezone.now}, {"status": ImportStatus.GECONTROLEERD}])
def test_import_that_is_not_silent_is_not_begun_again(stil, velden, django_capture_on_commit_callbacks):
    for naam, waarde in velden.items():
        setattr(stil, naam, waarde() if callable(waarde) else waarde)
    stil.save()

    with django_capture_on_commit_callbacks() as taken:
        begin_opnieuw(boekingenimport=stil)

    assert taken == []


@pytest.mark.parametrize(("aantal"), [1, 3])
def test_list_of_imports_takes_the_same_queries(client, controller, aantal, django_assert_num_queries):
    ImportFactory.create_batch(aantal)

    with django_assert_num_queries(5):  # session, user, plans (to choose from, and is there one), imports
        client.get(reverse("budget:import_nieuw"))


# --- Command -------------------------------------------------------------------------------------------------------


@pytest.fixture
def bestand(tmp_path):
    def schrijf(*rijen):
        pad = tmp_path / "boekingen.csv"
        pad.write_bytes(csv(*rijen))
        return pad

    return schrijf


def importeer(pad, post, *opties):
    uit, fouten = io.StringIO(), io.StringIO()
    slug = post.begroting.plan.slug
    try:
        call_command("importeer", str(pad), f"--plan={slug}", "--soort=boekingen", *opties, stdout=uit, stderr=fouten)
    except CommandError as fout:
        return str(fout), fouten.getvalue()
    return uit.getvalue(), fouten.getvalue()


def test_command_tries_books_and_repeats(post, bestand):
    pad = bestand("A1;1-5-2020;Waakvlam;1,00;;;;")

    proef, boek_, opnieuw = (importeer(pad, post, *opties)[0] for opties in (["--proef"], [], []))

    assert proef.startswith("Proef, er is niets geboekt: 1\u00a0nieuwe boeking")
    assert boek_.startswith("Klaar: 1\u00a0nieuwe boeking van samen €\u00a01,00")
    assert "1 waren er al" in opnieuw
    assert Boeking.objects.count() == 1


def test_command_names_every_fault_and_fails(post, bestand):
    melding, fouten = importeer(bestand("A1;x;Waakvlam;1,00;;;;", "A2;1-5-2020;Waakvlam;y;;;;"), post)

    assert melding == "Er is niets veranderd: 2\u00a0fouten."
    assert [regel.partition(":")[0] for regel in fouten.splitlines()] == ["Rij 2, kolom datum", "Rij 3, kolom bedrag"]
    assert not Boeking.objects.exists()


@pytest.fixture
def oude_imports(db):
    """Name of the file to import: two to let go of, and the nearest that stay."""
    nu, dag = timezone.now(), timedelta(days=1)
    soorten = {
        "ongeboekt": (ImportStatus.GECONTROLEERD, 15 * dag, 15 * dag),
        "pas ongeboekt": (ImportStatus.GECONTROLEERD, 13 * dag, 13 * dag),
        "stil": (ImportStatus.BOEKEN, 2 * dag, 2 * dag),
        "laat bezig": (ImportStatus.BOEKEN, 20 * dag, dag / 2),
        "geboekt": (ImportStatus.GEBOEKT, 20 * dag, 20 * dag),
    }
    return {
        naam: ImportFactory(bestandsnaam=naam, status=status, aangevraagd_op=nu - gevraagd, gemeld_op=nu - gemeld)
        for naam, (status, gevraagd, gemeld) in soorten.items()
    }


def test_imports_that_were_never_booked_are_let_go(oude_imports):
    assert ruim_imports_op() == 2

    weg = Boekingenimport.objects.filter(bestand=None).values_list("bestandsnaam", "status")
    assert set(weg) == {("ongeboekt", ImportStatus.VERLOPEN), ("stil", ImportStatus.MISLUKT)}


def test_clear_command_only_counts_unless_told_to(oude_imports):
    zinnen = []
    for opties in ([], ["--uitvoeren"]):
        uit = io.StringIO()
        call_command("ruim_imports_op", *opties, stdout=uit)
        zinnen.append(uit.getvalue().replace("\u00a0", " ").split(".")[0])

    assert zinnen == ["Proef: 2 bestanden op te ruimen", "Klaar: 2 bestanden opgeruimd"]


def test_cleared_import_says_so_and_cannot_be_booked(client, controller):
    vraag = ImportFactory(status=ImportStatus.VERLOPEN, bestand=None)

    assert "Dit bestand is opgeruimd" in tekst(client.get(reverse("budget:import_detail", args=[vraag.pk])))
    with pytest.raises(ValidationError, match="Lever het opnieuw aan"):
        boek_import(boekingenimport=vraag)


def lees_en_stop(post):
    def stop(gelezen):
        raise KeyboardInterrupt

    with klaargezet(csv("A1;1-5-2020;Waakvlam;1,00;;;;"), bekenden_van(post.begroting.plan_id), stop):
        pytest.fail("het lezen ging door")


def test_stopped_half_way_leaves_nothing(post):
    with pytest.raises(KeyboardInterrupt):
        lees_en_stop(post)

    assert not Boeking.objects.exists()
    with connection.cursor() as cursor:
        cursor.execute("select to_regclass('pg_temp.boeking_in')")
        assert cursor.fetchone() == (None,)


@pytest.mark.parametrize("status", [ImportStatus.CONTROLEREN, ImportStatus.BOEKEN])
def test_next_delivery_after_a_kill_finishes_the_work(post, status):
    vraag = ImportFactory(plan=post.begroting.plan, bestand=csv("A1;1-5-2020;Waakvlam;1,00;;;;"), status=status)

    verwerk_boekingen(vraag.pk)

    vraag.refresh_from_db()
    uitkomst = {ImportStatus.CONTROLEREN: ("gecontroleerd", 0), ImportStatus.BOEKEN: ("geboekt", 1)}
    assert (vraag.status, Boeking.objects.count()) == uitkomst[status]


def test_clock_takes_up_what_waited_for_a_queue_that_was_lost(post):
    vraag = ImportFactory(plan=post.begroting.plan, bestand=csv("A1;1-5-2020;Waakvlam;1,00;;;;"), status="boeken")
    uit = io.StringIO()

    call_command("hervat_imports", stdout=uit)
    assert (uit.getvalue().replace("\u00a0", " "), Boeking.objects.count()) == ("Wacht nog: 1 bestand.\n", 0)
    call_command("hervat_imports", uitvoeren=True, stdout=uit)

    vraag.refresh_from_db()
    assert (vraag.status, Boeking.objects.count()) == ("geboekt", 1)


WERKER = "import django, sys; django.setup(); from budget.tasks import verwerk_boekingen; verwerk_boekingen({})"


@pytest.mark.django_db(transaction=True)
def test_process_that_is_killed_half_way_leaves_nothing_and_the_next_one_books_all(post):
    """A process of its own, ended with SIGKILL while it reads the file that it was asked to book."""
    rijen = 20_000
    inhoud = csv(*(f"A{n};1-5-2020;Waakvlam;1,00;;;;" for n in range(rijen)))
    vraag = ImportFactory(plan=post.begroting.plan, bestand=inhoud, status=ImportStatus.BOEKEN, rijen=rijen)
    stand = Boekingenimport.objects.filter(pk=vraag.pk)
    hier = {
        naam: f"{os.environ[naam].rpartition('/')[0]}/{connection.settings_dict['NAME']}"
        for naam in ("DATABASE_URL", "DATABASE_URL_EIGENAAR")
    }

    werker = subprocess.Popen([sys.executable, "-c", WERKER.format(vraag.pk)], env=os.environ | hier)
    while not stand.filter(gelezen__gt=0).exists():
        assert werker.poll() is None
        time.sleep(0.01)
    werker.send_signal(signal.SIGKILL)
    werker.wait()

    vraag.refresh_from_db()
    assert (vraag.status, Boeking.objects.count()) == (ImportStatus.BOEKEN, 0)
    assert 0 < vraag.gelezen < rijen
    verwerk_boekingen(vraag.pk)
    assert (stand.get().status, Boeking.objects.count()) == (ImportStatus.GEBOEKT, rijen)


@pytest.mark.parametrize("vorm", ["csv", "xlsx"])
def test_export_that_nobody_touched_books_nothing(client, controller, post, vorm):
    client.force_login(controller)
    organisatie = OrganisatieFactory(naam="-Streep & co")
    verplichting = VerplichtingFactory(post=post, organisatie=organisatie)
    BoekingFactory(post=post, bedrag=Decimal("-1250.50"), omschrijving="=1+1", organisatie=organisatie)
    BoekingFactory(post=post, organisatie=organisatie, verplichting=verplichting)

    plan = post.begroting.plan
    antwoord = client.get(reverse(f"budget:boekingen_{vorm}"), {"plan": plan.slug})
    with klaargezet(b"".join(antwoord), bekenden_van(plan.pk), lambda gelezen: None) as stand:
        uitkomst = (stand.fouten, stand.gelezen, stand.telling.nieuw, stand.telling.bekend)

    assert uitkomst == ([], 2, 0, 2)
