"""The list of acties as a browser meets it: filters in the URL, order, pages, export, and whatever people type."""

import csv
from datetime import date
from io import BytesIO, StringIO

import pytest
from openpyxl import load_workbook

from plan.enums import ActieStatus
from tests.core.factories import GebruikerFactory, LeefgebiedFactory, OrganisatieFactory
from tests.plan.factories import (
    ActieFactory,
    MeldingFactory,
    MijlpaalFactory,
    OpgaveFactory,
    PlanFactory,
    SpoorFactory,
)
from tests.utils import assert_is_region_of
from zwijndrecht_portal.core.enums import Rol
from zwijndrecht_portal.core.peildatum import begin_van

pytestmark = pytest.mark.django_db

URL = "/acties/"
HTMX = {"HX-Request": "true"}


@pytest.fixture
def ingelogd(client, beleidsmedewerker):
    client.force_login(beleidsmedewerker)
    return client


def namen(antwoord) -> list[str]:
    return [regel.naam for regel in antwoord.context["regels"]]


# --- Speed -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("aantal", [1, 3])
def test_list_has_constant_query_count(ingelogd, aantal, django_assert_num_queries):
    acties = [MijlpaalFactory(periode="Q4 2020").actie for _ in range(aantal)]
    for actie in acties:
        MeldingFactory(actie=actie)

    with django_assert_num_queries(6):  # session, person, acties, what hangs on them, money, quality
        antwoord = ingelogd.get(URL)

    assert set(namen(antwoord)) == {actie.naam for actie in acties}


@pytest.mark.parametrize("sorteer", ["lichten", "-mijlpaal", "gemeld", "trekker"])
def test_order_costs_one_query_at_most(ingelogd, sorteer, django_assert_max_num_queries):
    ActieFactory.create_batch(3)

    with django_assert_max_num_queries(7):
        ingelogd.get(URL, {"sorteer": sorteer})


# --- Fragment --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("query", ["", "?q=buurt", "?q=bestaat-niet", "?sorteer=-naam"])
def test_htmx_answer_is_that_part_of_the_page(ingelogd, query):
    ActieFactory(naam="Buurtcirkels")
    ActieFactory(naam="Mantelzorg")

    pagina, fragment = ingelogd.get(f"{URL}{query}"), ingelogd.get(f"{URL}{query}", headers=HTMX)

    assert_is_region_of(fragment, pagina)


# --- Filters ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def drie_acties():
    """Three acties that differ in everything that can be filtered."""
    lokaal, transformatie = PlanFactory(slug="lokaal"), PlanFactory(slug="transformatie")
    a = ActieFactory(
        plan=lokaal,
        naam="Buurtcirkels",
        leefgebied=LeefgebiedFactory(slug="zorg"),
        stand__trekker_organisatie=OrganisatieFactory(),
    )
    a.opgaven.add(OpgaveFactory(plan=lokaal))
    b = ActieFactory(plan=lokaal, naam="Mantelzorg", leefgebied=LeefgebiedFactory(slug="wonen"))
    b.standen.update(trekker=GebruikerFactory(), status=ActieStatus.GEPLAND)
    MijlpaalFactory(actie=b, periode="Q1 2020")
    c = ActieFactory(plan=transformatie, naam="Wijkteam", spoor=SpoorFactory(plan=transformatie))
    return a, b, c


@pytest.mark.parametrize(
    ("query", "verwacht"),
    [
        ("", "abc"),
        ("plan=lokaal", "ab"),
        ("leefgebied=zorg", "a"),
        ("leefgebied=zorg&leefgebied=wonen", "ab"),
        ("leefgebied=geen", "c"),
        ("spoor={spoor}", "c"),
        ("opgave={opgave}", "a"),
        ("trekker=o{organisatie}", "a"),
        ("trekker=p{persoon}", "b"),
        ("trekker=geen", "c"),
        ("status=gepland", "b"),
        ("achter=on", "b"),
        ("q=buurtcirkel", "a"),
        ("q=wijk", "c"),
        ("plan=lokaal&status=loopt", "a"),
        ("plan=lokaal&leefgebied=geen", ""),
    ],
)
def test_filter_narrows_the_list(ingelogd, drie_acties, query, verwacht):
    a, b, c = drie_acties
    query = query.format(
        spoor=c.spoor_id,
        opgave=a.opgaven.get().pk,
        organisatie=a.huidige_stand.trekker_organisatie_id,
        persoon=b.huidige_stand.trekker_id,
    )

    antwoord = ingelogd.get(f"{URL}?{query}")

    assert set(namen(antwoord)) == {{"a": a, "b": b, "c": c}[letter].naam for letter in verwacht}


def test_filters_stay_in_the_url_and_each_can_be_dropped(ingelogd, drie_acties):
    antwoord = ingelogd.get(f"{URL}?plan=lokaal&leefgebied=zorg&q=buurt&sorteer=-naam&pagina=1")

    assert [url for _, url in antwoord.context["actieve_filters"]] == [
        "?leefgebied=zorg&q=buurt",
        "?plan=lokaal&q=buurt",
        "?plan=lokaal&leefgebied=zorg",
    ]
    assert antwoord.context["sorteer_url"] == "?plan=lokaal&leefgebied=zorg&q=buurt&"
    html = antwoord.content.decode()
    assert 'value="zorg" checked' in html
    assert '<option value="lokaal" selected' in html
    assert 'value="buurt"' in html


@pytest.mark.parametrize(
    "query",
    [
        "plan=bestaat-niet",
        "leefgebied=sport",
        "spoor=abc",
        "spoor=999999999999999999999",
        "opgave=-1",
        "trekker=x1",
        "trekker=o99999999999999999999",
        "status=zomaar",
        "achter=misschien",
        "q=" + "x" * 10_000,
        "q=%00",
        "q=%F0%9F%98%80",
        "q=%FF",
        "plan=%00",
        "trekker=%00",
        "sorteer=%00",
        "sorteer=naam; drop table plan_actie",
        "pagina=abc",
        "pagina=-1",
        "pagina=0",
        "pagina=999999999999",
        "pagina=%D9%A3",  # a digit, but not ours
        "peildatum=onzin",
        "peildatum=%00",
        "peildatum=0001-01-01",
        "peildatum=9999-12-31",
        "bestaat=niet",
    ],
)
@pytest.mark.parametrize("url", [URL, "/acties/export.csv"])
def test_whatever_is_typed_in_the_url_gives_a_page(ingelogd, url, query):
    ActieFactory()

    assert ingelogd.get(f"{url}?{query}").status_code == 200


@pytest.mark.parametrize("query", ["leefgebied=sport", "spoor=abc", "status=zomaar", "trekker=x1", "pagina=abc"])
def test_filter_that_does_not_exist_is_left_out(ingelogd, query):
    actie = ActieFactory()

    assert namen(ingelogd.get(f"{URL}?{query}")) == [actie.naam]


def test_too_long_a_search_is_not_shown_as_if_it_filtered(ingelogd):
    ActieFactory()

    antwoord = ingelogd.get(URL, {"q": "x" * 101})

    assert (len(namen(antwoord)), antwoord.context["actieve_filters"]) == (1, [])


def test_what_is_typed_is_never_html(ingelogd):
    ActieFactory(naam="<script>alert(1)</script>")

    html = ingelogd.get(URL, {"q": '"><script>alert(2)</script>'}).content.decode()

    assert "<script>alert" not in html


# --- Order and pages -------------------------------------------------------------------------------------------------


def test_second_click_turns_the_order_round(ingelogd):
    for naam in ("b", "a"):
        ActieFactory(naam=naam)

    op, neer = ingelogd.get(URL, {"sorteer": "naam"}), ingelogd.get(URL, {"sorteer": "-naam"})

    assert (namen(op), namen(neer)) == (["a", "b"], ["b", "a"])
    assert 'aria-sort="ascending"><a class="sorteer" href="?sorteer=-naam"' in op.content.decode()


def test_second_page_keeps_the_filters(ingelogd):
    ActieFactory.create_batch(51, plan=PlanFactory(slug="lokaal"))

    antwoord = ingelogd.get(URL, {"plan": "lokaal", "pagina": "2"})

    assert len(namen(antwoord)) == 1
    assert antwoord.context["bladeren"] == {
        "tekst": "51 tot en met 51 van 51\u00a0acties",
        "vorige_url": "?plan=lokaal&pagina=1",
        "volgende_url": "",
    }


def test_one_page_needs_no_paging(ingelogd):
    ActieFactory()

    assert ingelogd.get(URL).context["bladeren"] is None


# --- Empty, past, others ---------------------------------------------------------------------------------------------


def test_empty_list_says_what_to_do(ingelogd):
    html = ingelogd.get(URL).content.decode()

    assert "Geen acties gevonden" in html
    assert "Exporteer" not in html


def test_past_shows_what_was_and_offers_nothing_new(ingelogd):
    actie = ActieFactory(naam="Was er al")
    actie.standen.update(geldig=(begin_van(date(2020, 1, 1)), None))
    nieuw = ActieFactory(naam="Kwam later")
    nieuw.standen.update(geldig=(begin_van(date(2020, 7, 1)), None))

    antwoord = ingelogd.get(URL, {"peildatum": "30-06-2020"})

    html = antwoord.content.decode()
    assert namen(antwoord) == ["Was er al"]
    assert "U kijkt naar de stand op <strong>30-06-2020</strong>" in html
    assert f'href="/acties/{actie.pk}/?peildatum=2020-06-30"' in html
    assert "Nieuwe actie" not in html


def test_concept_is_not_in_the_list_of_others(client, gebruiker_met):
    ActieFactory(stand__status=ActieStatus.CONCEPT)
    client.force_login(gebruiker_met(Rol.CONTROLLER))

    assert namen(client.get(URL)) == []


@pytest.mark.parametrize(("rol", "mag"), [(Rol.PROGRAMMAMANAGER, True), (Rol.TREKKER, False)])
def test_new_actie_is_offered_to_who_may(client, gebruiker_met, rol, mag):
    client.force_login(gebruiker_met(rol))

    assert ("Nieuwe actie" in client.get(URL).content.decode()) == mag


# --- Export ----------------------------------------------------------------------------------------------------------


def test_csv_opens_in_a_dutch_spreadsheet(ingelogd):
    ActieFactory(naam="=1+1; drop")

    antwoord = ingelogd.get("/acties/export.csv")
    [rij] = csv.DictReader(StringIO(antwoord.content.decode("utf-8-sig")), delimiter=";")

    assert antwoord.content.startswith("\ufeff".encode())
    assert antwoord["Content-Type"] == "text/csv; charset=utf-8"
    assert antwoord["Content-Disposition"] == f'attachment; filename="acties-{date.today().isoformat()}.csv"'
    assert rij["actie"] == "'=1+1; drop"


def test_xlsx_opens_and_holds_no_formula(ingelogd):
    ActieFactory(naam="=1+1")

    antwoord = ingelogd.get("/acties/export.xlsx")
    kop, rij = load_workbook(BytesIO(antwoord.content)).active.iter_rows()

    assert dict(zip([cel.value for cel in kop], [cel.value for cel in rij], strict=True))["actie"] == "'=1+1"
    assert {cel.data_type for cel in rij} <= {"s", "inlineStr", "n"}  # "f" would be a formula


def test_export_holds_every_page_of_the_filtered_list(ingelogd):
    plan = PlanFactory(slug="lokaal")
    ActieFactory.create_batch(51, plan=plan)
    ActieFactory()

    antwoord = ingelogd.get("/acties/export.csv", {"plan": "lokaal", "pagina": "2"})

    assert len(antwoord.content.decode("utf-8-sig").splitlines()) == 52


def test_other_formats_do_not_exist(ingelogd):
    assert ingelogd.get("/acties/export.exe").status_code == 404
