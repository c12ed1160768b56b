"""One box: what one may see, also with a slip of the pen, in a few queries."""

from html import unescape

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from tests.core.factories import GebruikerFactory, OrganisatieFactory
from tests.dashboard.factories import RapportageFactory
from tests.plan.factories import ActieFactory, OpgaveFactory, PlanFactory
from zwijndrecht_portal.core.enums import Rol
from zwijndrecht_portal.core.fragment import LENGTE, fragment, markeer
from zwijndrecht_portal.core.zoeken import zoek

pytestmark = pytest.mark.django_db


def titels(gebruiker, tekst: str) -> dict[str, list[str]]:
    return {soort: [treffer.titel for treffer in treffers] for soort, treffers in zoek(gebruiker, tekst)}


@pytest.mark.parametrize("tekst", ["buurtcirkels", "buurtcirkel", "Buurtcirkles", "buurcirkels", "  buurtcirkels "])
def test_actie_is_found_also_with_a_slip_of_the_pen(beleidsmedewerker, tekst):
    ActieFactory(naam="Buurtcirkels", kern="")
    ActieFactory(naam="Vrijwilligers werven", kern="")

    assert titels(beleidsmedewerker, tekst)["Acties"] == ["Buurtcirkels"]


def test_actie_is_found_by_a_word_of_its_text(beleidsmedewerker):
    ActieFactory(naam="Proef", kern="Wij openen een inloophuis aan de dijk.")

    assert titels(beleidsmedewerker, "inloophuis")["Acties"] == ["Proef"]


def test_each_kind_has_its_own_group(beleidsmedewerker):
    plan = PlanFactory(naam="Wonen in de wijk")
    ActieFactory(plan=plan, naam="Wonen boven winkels", kern="")
    OpgaveFactory(plan=plan, naam="Wonen en zorg")
    OrganisatieFactory(naam="Wonen Plus")
    RapportageFactory(plan=plan, vastgesteld=True)

    gevonden = titels(beleidsmedewerker, "wonen")

    assert {soort: namen for soort, namen in gevonden.items() if soort != "Begrippen"} == {
        "Acties": ["Wonen boven winkels"],
        "Opgaven": ["Wonen en zorg"],
        "Rapportages": ["Wonen in de wijk, Q4 2019"],
        "Organisaties": ["Wonen Plus"],
    }


def test_concept_of_another_is_not_found(gebruiker_met):
    ActieFactory(naam="Buurtcirkels", kern="", stand__status="concept")
    RapportageFactory(plan=PlanFactory(naam="Buurtcirkels"))

    assert titels(gebruiker_met(Rol.CONTROLLER), "buurtcirkels").keys() <= {"Begrippen"}


def test_raadslid_finds_reports_and_words_only(gebruiker_met):
    plan = PlanFactory(naam="Waakvlam")
    ActieFactory(plan=plan, naam="Waakvlam")
    RapportageFactory(plan=plan, vastgesteld=True)

    assert set(titels(gebruiker_met(Rol.RAADSLID), "waakvlam")) == {"Rapportages", "Begrippen"}


@pytest.mark.parametrize("tekst", ["", "a", "%_", "'; drop table x; --", "zxqvwk", "(((", "!&|"])
def test_strange_text_finds_nothing_and_breaks_nothing(beleidsmedewerker, tekst):
    ActieFactory(naam="Buurtcirkels", kern="")

    assert "Acties" not in titels(beleidsmedewerker, tekst)


@pytest.mark.parametrize("aantal", [1, 3])
def test_search_page_has_constant_query_count(client, aantal, django_assert_num_queries):
    client.force_login(GebruikerFactory())
    ActieFactory.create_batch(aantal, naam="Buurtcirkels")

    with django_assert_num_queries(3):  # session, person, and one for all kinds together
        antwoord = client.get(reverse("zoeken"), {"q": "buurtcirkels"})

    assert antwoord.context["aantal"] >= aantal


def test_page_says_what_to_do_when_nothing_is_found(client):
    client.force_login(GebruikerFactory())

    pagina = client.get(reverse("zoeken"), {"q": "zxqvwk\x00"}).content.decode()

    assert "Niets gevonden" in pagina
    assert 'value="zxqvwk"' in pagina


def test_page_shows_kind_title_and_a_part_of_the_text_with_the_word_marked(client):
    client.force_login(GebruikerFactory())
    ActieFactory(
        naam="Proef", kern=f"{'Vooraf. ' * 40}Wij openen een <b>inloophuis</b> aan de dijk. {'Achteraf. ' * 40}"
    )

    pagina = client.get(reverse("zoeken"), {"q": "inloophuis"}).content.decode()

    assert "… " in pagina
    assert "een &lt;b&gt;<mark>inloophuis</mark>&lt;/b&gt; aan de dijk." in pagina


@pytest.mark.parametrize(
    ("tekst", "gezocht", "gemarkeerd"),
    [
        ("Buurtcirkels in de wijk", "buurtcirkles", "<mark>Buurtcirkels</mark> in de wijk"),
        ("Wonen & zorg", "zorg wonen", "<mark>Wonen</mark> &amp; <mark>zorg</mark>"),
        ("Woningen", "won", "<mark>Woningen</mark>"),
        ("Een plek", "een", "<mark>Een</mark> plek"),
        ("De zorg", "(", "De zorg"),
        ("", "zorg", ""),
    ],
)
def test_words_that_were_searched_for_are_marked(tekst, gezocht, gemarkeerd):
    assert markeer(tekst, gezocht) == gemarkeerd


@given(st.text(), st.text(max_size=20))
def test_fragment_is_never_much_longer_than_two_lines(tekst, gezocht):
    kaal = fragment(tekst, gezocht).replace("<mark>", "").replace("</mark>", "")

    assert len(unescape(kaal)) <= LENGTE + 4
