"""Everything that needs both real plans, loaded once for this module: loader, figures, front page, report, commands."""

from collections.abc import Iterator
from csv import DictReader
from datetime import UTC, date, datetime
from decimal import Decimal
from io import StringIO
from pathlib import Path
from uuid import uuid4

import pytest
import yaml
from django.core.management import CommandError, call_command
from pypdf import PdfReader

from dashboard.enums import IndicatorSoort
from dashboard.models import Indicator, Kopcijfer, Meting, Rapportage
from dashboard.selectors.cijfers import alle_cijfers, kopcijfers
from dashboard.selectors.kwaliteit import kwaliteit_per_actie
from dashboard.selectors.overzicht import MAX_BESLUITEN, lees_overzicht
from dashboard.selectors.rapport import Opzet, lees_rapport
from dashboard.services.laden import BESTAND, laad_indicatoren
from dashboard.services.rapportages import maak_rapportage
from plan.models import Actie, Plan
from plan.selectors import plan_kop
from tests.casework.factories import ContactmomentFactory, HuishoudenFactory, NiveauFactory
from tests.core.factories import GebruikerFactory
from tests.dashboard.test_commands import SLEUTELS, json_van
from tests.dashboard.test_pdf import tekst_van as pdf_tekst
from tests.dashboard.test_selectors import D2019, D2020, lees
from tests.dashboard.test_views import tekst_van
from tests.plan.factories import ActieFactory, MeldingFactory, MijlpaalFactory
from zwijndrecht_portal.core.enums import Rol
from zwijndrecht_portal.core.indicatoren import alle, bereken
from zwijndrecht_portal.core.opmaak import parse_datum
from zwijndrecht_portal.core.periode import Periode
from zwijndrecht_portal.demo.dashboard import maak_dashboard
from zwijndrecht_portal.demo.personen import maak_personen

pytestmark = pytest.mark.django_db


def test_computed_figure_has_eight_quarters_and_ends_with_the_value(geladen_plan):
    cijfer = lees(Indicator.objects.get(sleutel="acties-op-schema"), D2019)

    assert [punt.label for punt in cijfer.reeks][-2:] == ["Q3 2019", "Q4 2019"]
    assert len(cijfer.reeks) == 8
    assert cijfer.waarde == bereken("acties-op-schema", D2019).waarde


def test_figures_about_the_plan_itself_say_nothing_about_quality(geladen_plan):
    actie = ActieFactory()
    Indicator.objects.get(sleutel="acties-op-schema").acties.add(actie)

    assert kwaliteit_per_actie([actie.pk], D2020) == {}


def test_sentence_says_the_same_as_the_figure(geladen_plan):
    uitkomst = bereken("acties-op-schema", D2020)

    zin = lees_overzicht(None, D2020, 10).zin

    assert zin.startswith(f"{uitkomst.teller} van de {uitkomst.noemer}\u00a0acties liggen op schema. ")


def test_sentence_of_one_plan_counts_its_own_acties(geladen_plan):
    assert lees_overzicht(geladen_plan, D2019, 10).zin == (
        "4 van de 11\u00a0acties liggen op schema. 5 vragen een besluit."
    )


def test_front_page_before_any_plan_says_so(geladen_plan):
    stand = lees_overzicht(None, date(2018, 12, 31), 10)

    assert stand.zin == "Op deze datum waren er nog geen acties."


def test_many_red_acties_are_one_line_together(geladen_plan):
    besluiten = lees_overzicht(geladen_plan, D2020, 10).besluiten

    assert len(besluiten) == MAX_BESLUITEN
    assert [b.titel.replace("\u00a0", " ") for b in besluiten][2:] == [
        "Nog 5 acties met een rood licht",
        "2 acties hebben geen trekker",
        "1 ernstig punt in de bron nog open",
    ]


@pytest.fixture
def rapport(geladen_plan):
    return lees_rapport(Opzet(geladen_plan, Periode.parse("Q4 2019"), D2019))


def acties_van(rapport) -> Iterator:
    return (actie for hoofdstuk in rapport.hoofdstukken for actie in hoofdstuk.acties)


def test_report_has_every_actie_once_per_leefgebied(rapport):
    assert sorted(actie.code for actie in acties_van(rapport)) == [f"ACT{n:02}" for n in range(1, 12)]
    assert [hoofdstuk.titel for hoofdstuk in rapport.hoofdstukken] == [
        "Zorg",
        "Waardevolle daginvulling",
        "Gezonde financiën",
        "Wonen",
        "Leefbaarheid",
        "Zonder leefgebied in de bron",
    ]


def test_reading_and_freezing_cost_the_same_number_of_queries_whatever_the_plan_holds(
    geladen_plan, django_assert_num_queries
):
    """At most 15 for the data and 20 for freezing; with three acties more it stays that."""
    opzet = Opzet(geladen_plan, Periode.parse("Q2 2020"), D2020)
    maker = GebruikerFactory(rollen=[Rol.BELEIDSMEDEWERKER])
    with django_assert_num_queries(15):
        lees_rapport(opzet)

    for actie in ActieFactory.create_batch(3, plan=Plan.objects.get(slug=geladen_plan.slug)):
        MijlpaalFactory(actie=actie, periode="Q4 2020")
        MeldingFactory(actie=actie)

    with django_assert_num_queries(15):
        lees_rapport(opzet)
    with django_assert_num_queries(20 + 2):  # the test is in a transaction, so a savepoint and its release
        maak_rapportage(plan=geladen_plan.slug, periode=opzet.periode, peildatum=D2020, sleutel=uuid4(), door=maker)


def test_report_of_the_transformatieplan_goes_by_spoor(geladen_plan):
    rapport = lees_rapport(Opzet(plan_kop("we-zijn-ervan"), Periode.parse("Q2 2020"), D2020))

    assert [hoofdstuk.titel.partition(":")[0] for hoofdstuk in rapport.hoofdstukken] == [
        "Spoor A",
        "Spoor B",
        "Spoor C",
        "Spoor D",
        "Voor het hele plan",
    ]
    assert rapport.geld is None


def test_report_has_the_totals_of_the_source(rapport):
    assert rapport.geld.jaren == (2019, 2020)
    assert rapport.geld.totaal.bedragen == (Decimal("178750.00"), Decimal("588500.00"))
    assert rapport.geld.tekort.bedragen == (Decimal("48000.00"), Decimal("0.00"))


def test_report_shows_the_same_figures_as_the_raad_sees(rapport, geladen_plan):
    assert rapport.cijfers == tuple(kopcijfers(geladen_plan.slug, D2019, 10))
    assert len(rapport.cijfers) >= 5


def test_report_lists_open_points_of_the_source(rapport):
    assert "X1" in {punt.code for punt in rapport.aandachtspunten}


def test_report_opens_with_words(rapport):
    assert rapport.samenvatting[0].replace("\u00a0", " ") == (
        "4 van de 11 acties liggen op schema. 5 lopen achter en van 2 noemt de bron geen leesbare planning."
    )
    assert len(rapport.besluiten) == 5


def gewijzigd_bestand(map: Path, **indicator) -> Path:
    """The data file with another value for the first indicator."""
    gegevens = yaml.safe_load(BESTAND.read_text(encoding="utf-8"))
    gegevens["indicatoren"][0] |= indicator
    bestand = map / "indicatoren.yaml"
    bestand.write_text(yaml.safe_dump(gegevens, allow_unicode=True), encoding="utf-8")
    return bestand


def test_every_indicator_is_loaded(geladen_plan):
    bron = yaml.safe_load(BESTAND.read_text(encoding="utf-8"))["indicatoren"]

    per_soort = {soort: set() for soort in IndicatorSoort}
    for soort, sleutel in Indicator.objects.values_list("soort", "sleutel"):
        per_soort[soort].add(sleutel)

    assert per_soort[IndicatorSoort.GEMETEN] == {rij["sleutel"] for rij in bron}
    assert per_soort[IndicatorSoort.BEREKEND] == {berekening.sleutel for berekening in alle()}
    assert Meting.objects.count() == sum(len(rij["metingen"]) + ("vergelijking" in rij) for rij in bron)


def test_e33_is_loaded_with_its_years_and_without_a_norm(geladen_plan):
    e33 = Indicator.objects.get(sleutel="e33-meldingen")

    metingen = e33.metingen.order_by("periode_van").values_list("periode_tekst", "waarde", "gebied")

    assert list(metingen) == [
        ("2014", 142, "GM0642"),
        ("2015", 204, "GM0642"),
        ("2016", 171, "GM0642"),
        ("2017", 180, "GM0642"),
        ("2018", 331, "GM0642"),
    ]
    assert (e33.richting, e33.is_telling) == ("geen norm", True)
    assert "geen unieke personen" in e33.duiding


def test_year_that_the_source_does_not_give_stays_unknown(geladen_plan):
    assert Meting.objects.get(indicator__sleutel="inwoners-met-epa").periode is None


def test_front_pages_are_filled_and_hold_at_most_twelve(geladen_plan):
    per_pagina = {slug: Kopcijfer.objects.op_voorpagina(slug).count() for slug in (None, geladen_plan.slug)}

    assert all(5 <= aantal <= 12 for aantal in per_pagina.values())


def test_loading_twice_changes_nothing(geladen_plan):
    assert laad_indicatoren() == []


def test_changed_value_is_a_new_version_and_the_old_one_stays(geladen_plan, tmp_path):
    laad_indicatoren(bestand=gewijzigd_bestand(tmp_path, metingen=[{"periode": "onbekend", "waarde": "600"}]))

    metingen = Meting.objects.filter(indicator__sleutel="indicaties-beschermd-wonen-regio").order_by("versie")
    assert [(m.versie, m.waarde) for m in metingen] == [(1, 588), (2, 600)]


def test_what_people_improved_is_kept(geladen_plan, tmp_path):
    Indicator.objects.filter(sleutel="indicaties-beschermd-wonen-regio").update(naam="Beter")

    regels = laad_indicatoren(bestand=gewijzigd_bestand(tmp_path, naam="Anders"))

    assert Indicator.objects.get(sleutel="indicaties-beschermd-wonen-regio").naam == "Beter"
    assert regels == ["Niet overschreven, want gewijzigd in het portaal: indicator Beter: naam"]


def test_value_keeps_its_decimals(geladen_plan):
    assert Meting.objects.get(indicator__sleutel="aandeel-zwijndrecht-meldpunt").waarde == Decimal("9.4")


def test_front_page_of_the_real_plan(als, geladen_plan):
    tekst = tekst_van(als(Rol.PROGRAMMAMANAGER).get("/?plan=een-plek-voor-iedereen&peildatum=31-12-2019"))

    assert "4 van de 11 acties liggen op schema. 5 vragen een besluit." in tekst
    assert "331 <span>registraties</span>" in tekst
    assert "U kijkt naar de stand op" in tekst


def test_front_page_has_at_least_five_live_figures(als, geladen_plan):
    response = als(Rol.RAADSLID).get("/")

    berekend = [cijfer for cijfer in response.context["stand"].cijfers if cijfer.soort == "berekend"]
    assert len(berekend) >= 5
    assert len(response.context["stand"].cijfers) <= 12


def test_who_may_not_see_the_list_gets_no_link(als, geladen_plan):
    assert als(Rol.RAADSLID).get("/indicatoren/acties-op-schema/").context["lijst"] == ""


PEILDATA = ("2019-12-31", "2020-06-30", "2026-03-31")


@pytest.fixture
def wijkteam():
    """Huishoudens enough to count: thirty with a waakvlam, half of them with a contact, ten of them a step lower."""
    begin = datetime(2019, 3, 1, tzinfo=UTC)
    huishoudens = HuishoudenFactory.create_batch(30, geopend_op=begin.date(), waakvlam="slapend", waakvlam__sinds=begin)
    for huishouden in huishoudens[:15]:
        ContactmomentFactory(huishouden=huishouden, moment=datetime(2020, 6, 1, tzinfo=UTC))
    for huishouden in huishoudens[:10]:
        stap = datetime(2020, 2, 1, tzinfo=UTC)
        NiveauFactory(huishouden=huishouden, trede=3, geldig=(begin, stap))
        NiveauFactory(huishouden=huishouden, trede=1, geldig=(stap, None))


@pytest.mark.parametrize("peildatum", PEILDATA)
def test_every_figure_is_the_same_through_every_door(als, geladen_plan, wijkteam, peildatum):
    """Command, page, CSV, API and report, for a plan and for all of them."""
    client, plan = als(Rol.RAADSLID), geladen_plan.slug
    van_plan, van_alle = (getallen(json_van(peildatum, plan=slug)) for slug in (plan, None))

    csv = client.get("/indicatoren/csv", {"peildatum": peildatum, "plan": plan}).content.decode("utf-8-sig")
    api = client.get("/api/v1/indicatoren", {"peildatum": peildatum, "pageSize": 100}).json()
    voorpagina = client.get("/", {"peildatum": peildatum, "plan": plan}).context["stand"].cijfers
    dag = date.fromisoformat(peildatum)
    rapport = lees_rapport(Opzet(geladen_plan, Periode.parse("Q2 2020"), dag))

    rijen = list(DictReader(StringIO(csv), delimiter=";"))
    assert {rij["sleutel"]: (rij["waarde"].replace(",", "."), rij["status"]) for rij in rijen} == {
        sleutel: ("", "geheim" if geheim else "onbekend") if waarde is None else (f"{waarde:g}", status_van(rij))
        for (sleutel, (waarde, geheim)), rij in zip(van_plan.items(), rijen, strict=True)
    }
    assert getallen(api["resultaten"]) == van_alle
    for cijfers in (voorpagina, rapport.alle_cijfers):
        assert {c.sleutel: (c.waarde and float(c.waarde), c.nu.geheim) for c in cijfers}.items() <= van_plan.items()
    assert sum(waarde is not None for waarde, _ in van_plan.values()) > 20
    assert van_plan["actieve-waakvlammen"] == (30, False)


def getallen(rijen):
    """Per figure its value, and whether it is hidden, as command and API give them."""
    return {
        rij["sleutel"]: (rij["waarde"] and float(rij["waarde"]), bool(rij["reeks"]) and rij["reeks"][-1]["geheim"])
        for rij in rijen
    }


def status_van(rij):
    """A measured value has a status of its own."""
    return rij["status"] if rij["soort"] == "gemeten" else "bekend"


def test_every_figure_has_a_page_with_its_value_for_everybody(als, geladen_plan, wijkteam):
    client, waarden = als(Rol.RAADSLID), getallen(json_van("2020-06-30"))

    paginas = {
        sleutel: client.get(f"/indicatoren/{sleutel}/?peildatum=2020-06-30").context["cijfer"] for sleutel in waarden
    }

    assert {s: (c.waarde and float(c.waarde), c.nu.geheim) for s, c in paginas.items()} == waarden


@pytest.mark.parametrize("peildatum", PEILDATA)
@pytest.mark.parametrize("sleutel", ["acties-op-schema", "acties-met-verse-voortgang"])
def test_figure_equals_the_length_of_its_list(als, geladen_plan, sleutel, peildatum):
    client = als(Rol.BELEIDSMEDEWERKER)

    lijst = client.get(f"/indicatoren/{sleutel}/?peildatum={peildatum}").context["lijst"]

    assert client.get(lijst).context["totaal"] == bereken(sleutel, date.fromisoformat(peildatum)).teller


def test_page_shows_what_the_report_shows(als, geladen_plan):
    response = als(Rol.RAADSLID).get("/?plan=een-plek-voor-iedereen&peildatum=2019-12-31")

    assert list(response.context["stand"].cijfers) == kopcijfers(geladen_plan.slug, date(2019, 12, 31), 10)


def test_indicatoren_gives_every_indicator_in_the_agreed_shape(geladen_plan):
    rijen = json_van("2019-12-31")

    assert {rij["sleutel"] for rij in rijen} == set(Indicator.objects.values_list("sleutel", flat=True))
    assert {frozenset(rij) for rij in rijen} == {frozenset(SLEUTELS)}
    assert {rij["soort"] for rij in rijen} == {"berekend", "gemeten"}
    assert {rij["peildatum"] for rij in rijen} == {"2019-12-31"}


def test_indicatoren_says_the_same_as_the_page(geladen_plan):
    rijen = {rij["sleutel"]: rij["waarde"] for rij in json_van("31-12-2019")}
    cijfers = alle_cijfers(parse_datum("31-12-2019"), 10)

    assert rijen == {c.sleutel: None if c.waarde is None else float(c.waarde) for c in cijfers}
    assert (rijen["e33-meldingen"], rijen["aandeel-zwijndrecht-meldpunt"]) == (331, 9.4)


def test_indicatoren_hides_small_counts_of_the_source(geladen_plan):
    rijen = {rij["sleutel"]: rij for rij in json_van("2020-06-30")}

    for sleutel in ("indicaties-beschermd-wonen", "indicaties-beschermd-thuis"):
        assert rijen[sleutel]["waarde"] is None
        assert rijen[sleutel]["reeks"] == [{"label": "jaar onbekend", "waarde": None, "geheim": True}]


def test_laad_indicatoren_says_when_nothing_changed(geladen_plan):
    uit = StringIO()

    call_command("laad_indicatoren", stdout=uit)

    assert uit.getvalue() == "Klaar: niets gewijzigd.\n"


def test_maak_rapportage_writes_a_pdf_that_says_what_was_agreed_and_keeps_nothing(geladen_plan, tmp_path):
    doel = tmp_path / "r.pdf"

    call_command("maak_rapportage", plan=geladen_plan.slug, peildatum="2019-12-31", uit=str(doel), stdout=StringIO())

    assert [pad.name for pad in tmp_path.iterdir()] == ["r.pdf"]
    assert not Rapportage.objects.exists()
    assert PdfReader(doel).metadata.title == "Voortgangsrapportage Een plek voor iedereen, Q4 2019"
    tekst = pdf_tekst(doel.read_bytes())
    namen = set(Actie.objects.filter(plan__slug=geladen_plan.slug).values_list("naam", flat=True))
    assert len(namen) == 11
    assert {naam for naam in namen if naam not in tekst} == set()
    for stuk in ("Q4 2019", "€ 178.750,00", "€ 588.500,00", "31 december 2019", "Werkexemplaar", "Verantwoording"):
        assert stuk in tekst
    cijfers = kopcijfers(geladen_plan.slug, date(2019, 12, 31), 10)
    assert [c.naam for c in cijfers if f"{c.naam} {c.tekst_met_eenheid}".replace("\u00a0", " ") not in tekst] == []


@pytest.mark.parametrize(
    ("opties", "melding"),
    [
        ({"plan": "bestaat-niet"}, "Bekend: een-plek-voor-iedereen, we-zijn-ervan"),
        ({"peildatum": "ooit"}, "geen datum"),
        ({"peildatum": "2018-12-31"}, "tussen het begin van het plan en vandaag"),
        ({"periode": "ooit"}, "geen periode"),
        ({"uit": "/bestaat/niet/r.pdf"}, "bestaat niet"),
    ],
)
def test_maak_rapportage_says_what_is_wrong(geladen_plan, tmp_path, opties, melding):
    standaard = {"plan": geladen_plan.slug, "peildatum": "2019-12-31", "uit": str(tmp_path / "r.pdf")}

    with pytest.raises(CommandError, match=melding):
        call_command("maak_rapportage", **standaard | opties)

    assert list(tmp_path.iterdir()) == []


def test_demo_fills_the_dashboard_once(geladen_plan):
    personen = maak_personen("een-wachtwoord-voor-de-test")

    maak_dashboard(personen=personen)
    maak_dashboard(personen=personen)

    rapportages = Rapportage.objects.order_by("peildatum").values_list("periode_tekst", "status")
    assert list(rapportages) == [("Q4 2019", "aangeboden"), ("Q2 2020", "concept")]
    op_schema = lees(Indicator.objects.get(sleutel="acties-op-schema"))
    assert (op_schema.streefwaarde, op_schema.haalt_streefwaarde) == (80, False)


def test_front_page_with_every_computed_figure_takes_ten_queries(als, geladen_plan, django_assert_num_queries):
    client = als(Rol.PROGRAMMAMANAGER)

    with django_assert_num_queries(10):  # the same: all that is computed comes with the counts
        response = client.get("/")

    soorten = {cijfer.soort for cijfer in response.context["stand"].cijfers}
    assert soorten == {"berekend", "gemeten"}
    assert len(response.context["stand"].cijfers) == 12
