"""A report that was adopted stays what it was, whatever happens to the data, and it says the same as the commands."""

import hashlib
import json
import re
from dataclasses import astuple, replace
from datetime import date
from decimal import Decimal
from io import BytesIO, StringIO
from uuid import uuid4

import pikepdf  # noqa: TID253 - what this test is about
import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from pypdf import PdfReader

from dashboard.enums import RapportageSoort, VeranderingErnst
from dashboard.models import Kopcijfer, Rapportage
from dashboard.payload import als_json, verschillen
from dashboard.pdf import brief_als_pdf, maak_documenten, rapport_als_pdf, samenvatting_als_pdf
from dashboard.rapport import Correctie, Verandering, Vorige
from dashboard.selectors.rapport import Opzet, lees_payload, lees_rapport
from dashboard.services.rapportages import maak_rapportage
from dashboard.services.vaststellen import leg_voor, stel_rapportage_vast
from dashboard.tasks import maak_rapportage_pdf
from plan.models import Actie, Mijlpaal
from tests.core.factories import GebruikerFactory
from tests.dashboard.factories import RapportageFactory
from tests.dashboard.test_cijfers import cijfer
from tests.dashboard.test_commands import json_van
from tests.dashboard.test_rapport import VOLLEDIG
from zwijndrecht_portal.core.enums import Rol
from zwijndrecht_portal.core.opmaak import euro, getal
from zwijndrecht_portal.core.periode import Periode

pytestmark = pytest.mark.django_db

PEILDATUM = date(2020, 6, 30)


def tekst_van(pdf):
    paginas = (pagina.extract_text() for pagina in PdfReader(BytesIO(pdf)).pages)
    return " ".join(" ".join(paginas).replace("\u00a0", " ").split())


@pytest.fixture
def rapport(geladen_plan):
    return lees_rapport(Opzet(geladen_plan, Periode.parse("Q2 2020"), PEILDATUM))


@pytest.fixture(scope="module")
def vastgesteld(geladen_plan, django_db_blocker):
    """Made once: each test starts from it and rolls back what it changed."""
    with django_db_blocker.unblock():
        maker = GebruikerFactory(rollen=[Rol.BELEIDSMEDEWERKER])
        rapportage = maak_rapportage(
            plan=geladen_plan.slug,
            periode=Periode.parse("Q2 2020"),
            peildatum=PEILDATUM,
            sleutel=uuid4(),
            door=maker,
        )
        leg_voor(rapportage=rapportage, ontbreekt_omdat="Nog niet gemeld.", door=maker)
        gelezen = dict.fromkeys(("pdf", "samenvatting", "brief"), b"%PDF-gelezen")
        Rapportage.objects.filter(pk=rapportage.pk).update(
            **gelezen, **{f"{naam}_sha256": "a" * 64 for naam in gelezen}
        )
        stel_rapportage_vast(rapportage=rapportage, door=GebruikerFactory(rollen=[Rol.PROGRAMMAMANAGER]))
        maak_rapportage_pdf(rapportage.pk)
        return Rapportage.objects.get(pk=rapportage.pk)


def test_fifty_later_changes_leave_every_document_what_it_was_to_the_byte(vastgesteld):
    aantal, _ = Kopcijfer.objects.all().delete()
    for actie in Actie.objects.filter(plan=vastgesteld.plan):
        aantal += Actie.objects.filter(pk=actie.pk).update(naam=f"Anders {actie.pk}", kern="Alles is anders.")
    for mijlpaal in Mijlpaal.objects.filter(actie__plan=vastgesteld.plan):
        aantal += Mijlpaal.objects.filter(pk=mijlpaal.pk).update(naam=f"Ook anders {mijlpaal.pk}")
    with connection.cursor() as cursor:
        cursor.execute("update core_organisatie set naam = naam || ' en partners'")
        aantal += cursor.rowcount

    opnieuw = maak_documenten(lees_payload(Rapportage.objects.get(pk=vastgesteld.pk).payload))

    assert aantal >= 50
    assert [hashlib.sha256(stuk).hexdigest() for stuk in astuple(opnieuw)] == [
        vastgesteld.pdf_sha256, vastgesteld.samenvatting_sha256, vastgesteld.brief_sha256,
    ]  # fmt: skip


def test_check_says_that_all_is_well_and_what_the_data_say_now(vastgesteld):
    uit = StringIO()
    call_command("controleer_rapportages", gegevens=True, stdout=uit)
    assert uit.getvalue() == f"{vastgesteld}: klopt\n"

    Actie.objects.filter(code="ACT03", plan=vastgesteld.plan).update(naam="Vlam")
    call_command("controleer_rapportages", gegevens=True, stdout=uit)

    assert "was Waakvlam, is Vlam" in uit.getvalue()


def test_check_finds_a_report_whose_file_does_not_fit_its_number():
    RapportageFactory(vastgesteld=True)
    uit = StringIO()

    with pytest.raises(CommandError, match="Bij 1 van de rapportages klopt iets niet"):
        call_command("controleer_rapportages", stdout=uit)

    assert "de brief past niet bij het controlegetal" in uit.getvalue()
    assert "de inhoud past niet" not in uit.getvalue()


def test_reading_twice_gives_the_same_payload(rapport, geladen_plan):
    nog_eens = lees_rapport(Opzet(geladen_plan, Periode.parse("Q2 2020"), PEILDATUM))

    assert verschillen(als_json(rapport), als_json(nog_eens)) == []


# --- One number, everywhere ------------------------------------------------------------------------------------------


def test_every_figure_equals_the_command(rapport, geladen_plan):
    uit = StringIO()
    call_command("indicatoren", peildatum="2020-06-30", plan=geladen_plan.slug, json=True, stdout=uit)
    van_commando = {rij["sleutel"]: rij["waarde"] for rij in json.loads(uit.getvalue())}

    in_rapport = {cijfer.sleutel: cijfer.waarde for cijfer in rapport.alle_cijfers}

    assert len(in_rapport) >= 10
    assert {sleutel: waarde and float(waarde) for sleutel, waarde in in_rapport.items()} == {
        sleutel: van_commando[sleutel] and float(van_commando[sleutel]) for sleutel in in_rapport
    }


def test_money_equals_the_command(rapport, geladen_plan):
    uit = StringIO()
    call_command("begroting_overzicht", plan=geladen_plan.slug, json=True, stdout=uit)
    jaren = json.loads(uit.getvalue())["jaren"]

    totalen = dict(zip(rapport.geld.jaren, rapport.geld.totaal.bedragen, strict=True))

    assert {str(jaar): str(bedrag) for jaar, bedrag in totalen.items()} == {
        jaar: gegevens["totaal"] for jaar, gegevens in jaren.items()
    }


def test_text_of_the_documents_gives_the_figures_of_the_command(vastgesteld):
    rijen = json_van("2020-06-30", plan=vastgesteld.plan_id)
    waarden = {rij["naam"]: _in_woorden(rij) for rij in rijen}
    namen = [cijfer.naam for cijfer in lees_payload(vastgesteld.payload).cijfers]

    for stuk in (vastgesteld.pdf, vastgesteld.samenvatting):
        tekst = tekst_van(bytes(stuk))
        assert [naam for naam in namen if f"{naam} {waarden[naam]}" not in tekst] == []
    assert len(namen) >= 10


def test_every_amount_in_the_chapter_about_money_is_one_of_the_command(vastgesteld):
    jaren = _jaren(vastgesteld)

    _, _, vanaf = tekst_van(bytes(vastgesteld.pdf)).partition("Begroting per actie")
    in_tekst = set(re.findall(r"€ -?[\d.]+,\d\d", vanaf.partition("Huishoudens en waakvlam")[0]))

    posten = {euro(Decimal(post["bedrag"])) for jaar in jaren.values() for post in jaar["posten"] if post["bedrag"]}
    totalen = {
        euro(Decimal(jaar[wat]))
        for jaar in jaren.values()
        for wat in ("som_posten", "onvoorzien", "totaal", "dekking", "ruimte", "tekort")
    }
    gewoon = {bedrag.replace("\u00a0", " ") for bedrag in posten | totalen}
    assert gewoon - in_tekst == set()
    assert in_tekst - gewoon - _andere_bedragen(jaren) == set()


@pytest.mark.parametrize("document", ["pdf", "samenvatting", "brief"])
def test_every_figure_in_the_sentences_is_one_of_the_commands(vastgesteld, document):
    waarden = {rij["sleutel"]: rij["waarde"] for rij in json_van("2020-06-30", plan=vastgesteld.plan_id)}
    jaren = _jaren(vastgesteld)
    mijlpalen = [m for actie in lees_payload(vastgesteld.payload).acties for m in actie.mijlpalen]

    tekst = tekst_van(bytes(getattr(vastgesteld, document)))
    op_schema, acties = re.search(r"(\d+) van de (\d+) acties liggen op schema", tekst).groups()
    van_alle, te_laat = re.search(r"Van de (\d+) mijlpalen .{1,40} gehaald en zijn (\d+) te laat", tekst).groups()
    [begroot] = re.findall(r"Begroot is (.*?)\. Nog zonder dekking", tekst)
    [tekort] = re.findall(r"Nog zonder dekking: (.*?)\. ", tekst)

    assert round(100 * Decimal(op_schema) / Decimal(acties), 1) == Decimal(str(waarden["acties-op-schema"]))
    assert (int(van_alle), int(te_laat)) == (len(mijlpalen), sum(m.is_te_laat for m in mijlpalen))
    assert _bedragen_in(begroot) == [euro(Decimal(jaar["totaal"])) for jaar in jaren.values()]
    assert _bedragen_in(tekort) == [euro(Decimal(jaar["tekort"])) for jaar in jaren.values() if Decimal(jaar["tekort"])]


def _jaren(rapportage):
    """What the command about the begroting says, per year."""
    uit = StringIO()
    call_command("begroting_overzicht", plan=rapportage.plan_id, peildatum="2020-06-30", json=True, stdout=uit)
    return json.loads(uit.getvalue())["jaren"]


def _bedragen_in(zin):
    return [bedrag.replace(" ", "\u00a0") for bedrag in re.findall(r"€ -?[\d.]+,\d\d", zin)]


def _in_woorden(rij):
    if rij["reeks"] and rij["reeks"][-1]["geheim"]:
        return "geheim"
    return "onbekend" if rij["waarde"] is None else f"{getal(Decimal(str(rij['waarde'])))} {rij['eenheid']}"


def _andere_bedragen(jaren):
    """Nothing, the parts of the tekort, and what the posten of one leefgebied add up to."""
    bedragen = {Decimal(0)}
    for jaar in jaren.values():
        bedragen |= {
            Decimal(jaar["lopend"]["tekort"]),
            max(Decimal(jaar["totaal"]) - Decimal(jaar["dekking"]), Decimal(0)),
        }
        for leefgebied in {post["leefgebied"] for post in jaar["posten"]}:
            van_groep = (p["bedrag"] for p in jaar["posten"] if p["leefgebied"] == leefgebied)
            bedragen.add(sum((Decimal(bedrag) for bedrag in van_groep if bedrag), Decimal(0)))
    return {euro(bedrag).replace("\u00a0", " ") for bedrag in bedragen}


# --- The documents ---------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def bestanden():
    """Drawn once: three documents of one payload."""
    return {maak.__name__: maak(VOLLEDIG) for maak in (rapport_als_pdf, samenvatting_als_pdf, brief_als_pdf)}


def elementen(knoop):
    yield knoop
    for kind in knoop.get("/K", []) if isinstance(knoop.get("/K", None), pikepdf.Array) else []:
        if isinstance(kind, pikepdf.Dictionary) and "/S" in kind:
            yield from elementen(kind)


@pytest.mark.parametrize("naam", ["rapport_als_pdf", "samenvatting_als_pdf", "brief_als_pdf"])
def test_every_document_can_be_followed_by_a_screen_reader(bestanden, naam):
    with pikepdf.open(BytesIO(bestanden[naam])) as pdf, pdf.open_metadata() as metadata:
        alle = [element for wortel in pdf.Root.StructTreeRoot.K for element in elementen(wortel)]
        soorten = [str(element.S) for element in alle]

        assert (metadata["pdfuaid:part"], str(pdf.Root.Lang)) == ("1", "nl")
        assert bool(pdf.Root.MarkInfo.Marked)
        assert soorten.count("/H1") == 1
        assert all("/Alt" in element for element in alle if element.S == "/Figure")
        bereiken = {str(element.A.Scope) for element in alle if element.S == "/TH"}
        assert bereiken <= {"/Column", "/Row"}
        assert naam != "rapport_als_pdf" or "/Row" in bereiken  # the money has a heading for each row
        assert "vastgesteld, versie 2, stand op 2019-12-31" in str(metadata["dc:description"]).lower()


def test_report_has_its_eight_chapters_in_order_with_bookmarks(bestanden):
    titel, delen = PdfReader(BytesIO(bestanden["rapport_als_pdf"])).outline
    namen = [deel.title for deel in delen if not isinstance(deel, list)]

    assert "Proefplan" in titel.title
    assert [naam.split(maxsplit=1)[1] for naam in namen] == [
        "Wat is er veranderd",
        "De stand in het kort",
        "Voortgang per actie",
        "Geld",
        "Huishoudens en waakvlam",
        "Wonen",
        "Aandachtspunten",
        "Verantwoording",
    ]


@pytest.mark.parametrize(
    ("naam", "volgorde"),
    [
        (
            "rapport_als_pdf",
            ["Wat is er veranderd", "De stand in het kort", "Eén van de 2", "Deze acties vragen een besluit",
             "De belangrijkste cijfers", "Voortgang per actie", "Zorg", "Trekker Afdeling MO", "Tijd Te laat.",
             "De trekker kiest: aandacht.", "Start pilot", "Volgende stap: Door.", "Begroting per actie", "€ 42.500,00",
             "Huishoudens en waakvlam", "Aandachtspunten", "Er mist geld.", "Verantwoording"],
        ),
        ("samenvatting_als_pdf", ["op één pagina", "Eén van de 2", "Wat is er veranderd", "De cijfers"]),
        ("brief_als_pdf", ["Aan de leden", "Geachte leden", "Wat er is veranderd", "Wat een besluit vraagt", "Met vr"]),
    ],
)  # fmt: skip
def test_text_comes_out_in_the_order_in_which_it_is_read(bestanden, naam, volgorde):
    tekst = tekst_van(bestanden[naam])
    plek = tekst.index("Verantwoording") if naam == "rapport_als_pdf" else 0  # after the contents on the cover

    for stuk in volgorde:
        assert stuk in tekst[plek:], f"{stuk} comes too early"
        plek = tekst.index(stuk, plek) + len(stuk)


def test_summary_fits_on_one_page_also_when_much_changed():
    lang = Verandering(
        VeranderingErnst.ACHTER,
        "Een actie met een lange naam van twee regels",
        "Tijd gaat van op schema naar achter. " * 4,
        1,
    )
    vol = replace(
        VOLLEDIG, veranderingen=(lang,) * 30, cijfers=VOLLEDIG.cijfers * 12, samenvatting=("Een zin. " * 12,) * 5
    )

    assert len(PdfReader(BytesIO(samenvatting_als_pdf(vol))).pages) == 1


def test_first_page_after_the_cover_is_what_changed_and_at_most_one_page():
    regels = tuple(
        Verandering(VeranderingErnst.ACHTER, f"Actie {n}", "Tijd gaat van op schema naar achter.", 1) for n in range(40)
    )
    pdf = PdfReader(BytesIO(rapport_als_pdf(replace(VOLLEDIG, vorige=_vorige(), veranderingen=regels))))

    tweede, derde = (" ".join(pdf.pages[n].extract_text().split()) for n in (1, 2))
    assert "Actie 17" in tweede
    assert "nog 22 kleinere wijzigingen" in tweede
    assert "De stand in het kort" in derde


def test_no_changes_is_said_in_words():
    assert "Geen wijzigingen sinds de vorige rapportage." in tekst_van(
        rapport_als_pdf(replace(VOLLEDIG, vorige=_vorige()))
    )


def test_correction_and_evaluatie_are_named_in_summary_and_letter():
    kop = replace(VOLLEDIG.kop, soort=RapportageSoort.EVALUATIE)
    correctie = Correctie(1, date(2020, 1, 10), "Een bedrag was te laag.", ())
    verloop = (cijfer("20", "60", "40"),)
    rapport = replace(VOLLEDIG, kop=kop, correctie=correctie, gaten=("Een.", "Twee."), cijfers=verloop)

    samenvatting, brief = (tekst_van(maak(rapport)) for maak in (samenvatting_als_pdf, brief_als_pdf))

    assert "Deze versie verbetert versie 1: Een bedrag was te laag." in samenvatting
    assert "Gestegen sinds 2010, was 20" in samenvatting  # over the whole plan, not since the year before
    assert "Brief bij de evaluatie van Proefplan" in brief
    assert "kijken wij met u terug op het plan Proefplan, van 2019 tot en met 2020" in brief
    assert "Die verbetert versie 1: Een bedrag was te laag." in brief
    assert "Over dit plan is niet eerder een rapportage vastgesteld." in brief
    assert "In de rapportage ontbreken nog 2 onderdelen." in brief


def _vorige():
    return Vorige(Periode.parse("Q3 2019"), date(2019, 9, 30), 1, date(2019, 10, 20))
