"""What is wrong or missing in the sources: the list, settling and reopening."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from plan.enums import AandachtspuntErnst, AandachtspuntSoort, ActieStatus
from plan.services.aandachtspunten import heropen_aandachtspunt, los_aandachtspunt_op
from tests.plan.factories import AandachtspuntFactory, ActieFactory, PlanFactory
from tests.utils import assert_is_region_of
from zwijndrecht_portal.core.enums import Rol

pytestmark = pytest.mark.django_db

LIJST = "/aandachtspunten/"


def opgelost(**velden):
    return AandachtspuntFactory(opgelost_op=date(2026, 6, 1), oplossing="Nagevraagd bij de regio.", **velden)


def codes(response):
    return [punt.code for punt in response.context["punten"]]


# --- Services --------------------------------------------------------------------------------------------------------


def test_settling_records_who_when_and_how(beleidsmedewerker):
    punt = AandachtspuntFactory()

    los_aandachtspunt_op(aandachtspunt=punt, oplossing="Het bedrag is € 48.000.", door=beleidsmedewerker)

    punt.refresh_from_db()
    assert (punt.opgelost_op, punt.oplossing, punt.opgelost_door) == (
        timezone.localdate(),
        "Het bedrag is € 48.000.",
        beleidsmedewerker,
    )


def test_settling_needs_an_explanation(beleidsmedewerker):
    punt = AandachtspuntFactory()

    with pytest.raises(ValidationError) as fout:
        los_aandachtspunt_op(aandachtspunt=punt, oplossing="  ", door=beleidsmedewerker)

    punt.refresh_from_db()
    assert fout.value.message_dict == {"oplossing": ["Schrijf kort op hoe dit is opgelost."]}
    assert punt.opgelost_op is None


def test_settled_point_is_not_settled_again(beleidsmedewerker):
    punt = opgelost()

    with pytest.raises(ValidationError, match="al opgelost"):
        los_aandachtspunt_op(aandachtspunt=punt, oplossing="Anders.", door=beleidsmedewerker)

    punt.refresh_from_db()
    assert punt.oplossing == "Nagevraagd bij de regio."


def test_reopening_twice_is_reopening_once():
    punt = opgelost()

    heropen_aandachtspunt(aandachtspunt=punt)
    heropen_aandachtspunt(aandachtspunt=punt)

    punt.refresh_from_db()
    assert (punt.opgelost_op, punt.oplossing, punt.opgelost_door) == (None, "", None)


def test_reopening_keeps_the_solution_in_the_history():
    punt = opgelost()

    heropen_aandachtspunt(aandachtspunt=punt)

    assert punt.events.filter(oplossing="Nagevraagd bij de regio.").exists()


# --- List ------------------------------------------------------------------------------------------------------------


def test_list_is_ordered_by_weight_then_number(client, beleidsmedewerker):
    client.force_login(beleidsmedewerker)
    for code, ernst in (("X10", "laag"), ("X2", "laag"), ("X3", "hoog"), ("X1", "midden")):
        AandachtspuntFactory(code=code, ernst=ernst)

    assert codes(client.get(LIJST)) == ["X3", "X1", "X2", "X10"]


def test_each_filter_narrows_the_list(client, beleidsmedewerker):
    client.force_login(beleidsmedewerker)
    plan = PlanFactory()
    AandachtspuntFactory(code="X1", ernst=AandachtspuntErnst.HOOG).plannen.set([plan])
    AandachtspuntFactory(code="X2", soort=AandachtspuntSoort.CIJFER)
    opgelost(code="X3")
    filters = {
        "": ["X1", "X2", "X3"],
        f"plan={plan.slug}": ["X1"],
        "ernst=hoog": ["X1"],
        "soort=cijfer": ["X2"],
        "stand=open": ["X1", "X2"],
        "stand=opgelost": ["X3"],
        "stand=open&ernst=midden&soort=geld": [],
    }

    gevonden = {query: codes(client.get(f"{LIJST}?{query}")) for query in filters}

    assert gevonden == filters


def test_open_is_open_on_the_peildatum(client, beleidsmedewerker):
    client.force_login(beleidsmedewerker)
    opgelost(code="X1")

    gevonden = [codes(client.get(f"{LIJST}?stand=open&peildatum={dag}")) for dag in ("2026-05-31", "2026-06-01")]

    assert gevonden == [["X1"], []]


def test_unknown_filter_is_ignored(client, beleidsmedewerker):
    client.force_login(beleidsmedewerker)
    AandachtspuntFactory(code="X1")

    response = client.get(f"{LIJST}?ernst=onzin&plan=onzin")

    assert (response.status_code, codes(response)) == (200, ["X1"])


def test_list_links_the_acties_that_the_reader_may_see(client, gebruiker_met):
    client.force_login(gebruiker_met(Rol.CONTROLLER))
    actie, concept = ActieFactory(naam="Zichtbaar"), ActieFactory(naam="Concept", stand__status=ActieStatus.CONCEPT)
    AandachtspuntFactory().acties.set([actie, concept])

    [punt] = client.get(LIJST).context["punten"]

    assert list(punt.acties.all()) == [actie]


@pytest.mark.parametrize("aantal", [1, 3])
def test_list_has_constant_query_count(client, beleidsmedewerker, aantal, django_assert_num_queries):
    client.force_login(beleidsmedewerker)
    actie = ActieFactory()
    for _ in range(aantal):
        punt = opgelost(opgelost_door=beleidsmedewerker)
        punt.acties.set([actie])
        punt.plannen.set([actie.plan])

    with django_assert_num_queries(6):  # sessie, gebruiker, keuze van plannen, punten, hun plannen, hun acties
        response = client.get(LIJST)

    assert len(response.context["punten"]) == aantal


def test_htmx_answer_is_that_part_of_the_page(client, beleidsmedewerker):
    client.force_login(beleidsmedewerker)
    AandachtspuntFactory()
    opgelost()

    page = client.get(LIJST)
    fragment = client.get(LIJST, headers={"HX-Request": "true"})

    assert_is_region_of(fragment, page)


def test_only_who_makes_plans_sees_the_buttons_and_only_today(client, beleidsmedewerker, gebruiker_met):
    AandachtspuntFactory()
    opgelost()

    gevonden = {}
    for naam, gebruiker, query in (
        ("beleidsmedewerker", beleidsmedewerker, ""),
        ("controller", gebruiker_met(Rol.CONTROLLER), ""),
        ("verleden", beleidsmedewerker, "?peildatum=2026-10-01"),
    ):
        client.force_login(gebruiker)
        tekst = client.get(LIJST + query).content.decode()
        gevonden[naam] = ("/oplossen/" in tekst, "/heropenen/" in tekst)

    assert gevonden == {"beleidsmedewerker": (True, True), "controller": (False, False), "verleden": (False, False)}


def test_settling_by_form_keeps_what_was_typed_when_refused(client, beleidsmedewerker):
    client.force_login(beleidsmedewerker)
    punt = AandachtspuntFactory()
    url = reverse("plan:aandachtspunt_oplossen", args=[punt.pk])

    refused = client.post(url, {"oplossing": "Nagevraagd bij 123456782."})  # a number that could be a BSN
    saved = client.post(url, {"oplossing": "Nagevraagd bij de regio."})

    punt.refresh_from_db()
    assert refused.status_code == 200
    assert set(refused.context["form"].errors) == {"oplossing"}
    assert "Nagevraagd bij 123456782." in refused.content.decode()
    assert (saved.status_code, saved.url) == (302, LIJST)
    assert punt.oplossing == "Nagevraagd bij de regio."


def test_reopening_by_button_leads_to_the_list(client, beleidsmedewerker):
    client.force_login(beleidsmedewerker)
    punt = opgelost()

    response = client.post(reverse("plan:aandachtspunt_heropenen", args=[punt.pk]))

    punt.refresh_from_db()
    assert (response.status_code, response.url, punt.opgelost_op) == (302, LIJST, None)
