"""Main job of the policy officer: find an actie, report honestly how it goes, and move a mijlpaal with a reason."""

import re
from datetime import date

import pytest
from playwright.sync_api import expect

from plan.models import Actie, Plan
from tests.browser.bediening import Muis, Toetsenbord, Vinger
from tests.browser.conftest import TELEFOON, log_in
from tests.plan.factories import ActieFactory, MijlpaalFactory
from zwijndrecht_portal.core.enums import Rol
from zwijndrecht_portal.core.models import Leefgebied

MANIEREN = {
    "muis": (Muis, {}),
    "toetsenbord": (Toetsenbord, {}),
    "telefoon": (Vinger, {"viewport": TELEFOON, "has_touch": True, "is_mobile": True}),
    "zonder javascript": (Muis, {"java_script_enabled": False}),
}


@pytest.fixture
def actie(portaal) -> Actie:
    """One more actie in the real plan, on wonen, with a mijlpaal that is still to come."""
    actie = ActieFactory(
        plan=Plan.objects.get(slug="een-plek-voor-iedereen"),
        naam=f"Tuinambassadeurs {Actie.objects.count()}",
        leefgebied=Leefgebied.objects.get(slug="wonen"),
    )
    MijlpaalFactory(actie=actie, naam="Eerste tuin", periode=f"Q4 {date.today().year + 1}")
    return actie


@pytest.mark.parametrize("manier", MANIEREN)
def test_policy_officer_keeps_an_actie_true(open_browser, portaal, actie, manier):
    soort, opties = MANIEREN[manier]
    page = open_browser(portaal, **opties)
    hand = soort(page)
    jaar = date.today().year + 2
    log_in(page, Rol.BELEIDSMEDEWERKER)

    # Find it.
    expect(page.get_by_role("heading", level=1)).to_have_text("Acties")
    hand.kies("Leefgebied", "Wonen")
    hand.vul("Zoek", "tuinambassadeurs")
    hand.druk("Toon")
    expect(page.get_by_text("Zoek: tuinambassadeurs")).to_be_visible()
    expect(page).to_have_url(re.compile("leefgebied=wonen.*q=tuinambassadeurs"))
    expect(page.locator(".htmx-request")).to_have_count(0)  # the list stands still
    hand.volg(actie.naam)

    # Report: orange asks for three answers.
    hand.volg("Meld voortgang")
    expect(page.get_by_role("heading", name="Meld voortgang")).to_be_visible()
    expect(page.get_by_label("Wat is de oorzaak?")).not_to_be_visible()
    hand.kies("Geld", "aandacht")
    expect(page.get_by_label("Wat is de oorzaak?")).to_be_visible()
    hand.vul("Hoeveel procent is klaar?", "40")
    hand.vul("Toelichting", "De eerste tuin is gevonden.")
    hand.druk("Meld voortgang")
    expect(page.get_by_role("link", name="Wat is de oorzaak? Schrijf op wat de oorzaak is.")).to_be_visible()
    expect(page.get_by_label("Toelichting", exact=True)).to_have_value("De eerste tuin is gevonden.")
    hand.vul("Wat is de oorzaak?", "De grond is duurder.")
    hand.vul("Wat is het gevolg?", "Het budget is eerder op.")
    hand.vul("Hoe stuurt u bij?", "We vragen een fonds.")
    hand.druk("Meld voortgang")
    expect(page.get_by_text("De voortgang is gemeld.")).to_be_visible()
    expect(page.get_by_role("heading", level=3).filter(has_text="Voortgang gemeld: 40%")).to_be_visible()

    # Move a mijlpaal.
    hand.volg("Verschuif Eerste tuin")
    hand.vul("Nieuwe periode", f"Q2 {jaar}")
    hand.vul("Waarom verschuift deze mijlpaal?", "De grond komt later vrij.")
    hand.druk("Verschuif")
    expect(page.get_by_text(f"Eerste tuin staat nu op Q2 {jaar}.")).to_be_visible()
    expect(page.get_by_text("2\u00a0kwartalen later dan vastgesteld", exact=False).first).to_be_visible()
    expect(page.get_by_text("De grond komt later vrij.")).to_be_visible()


def test_two_people_in_one_actie_lose_nothing(open_browser, portaal, actie):
    eerste, tweede = (open_browser(portaal, rol) for rol in (Rol.BELEIDSMEDEWERKER, Rol.PROGRAMMAMANAGER))
    for page in (eerste, tweede):
        page.goto(f"/acties/{actie.pk}/")
        page.get_by_role("link", name="Wijzig actie", exact=True).click()
        page.get_by_label("Kern").wait_for()

    eerste.get_by_label("Kern").fill("Van de eerste.")
    eerste.get_by_role("button", name="Sla op").click()
    expect(eerste.get_by_text("De actie is gewijzigd.")).to_be_visible()
    tweede.get_by_label("Kern").fill("Van de tweede.")
    tweede.get_by_role("button", name="Sla op").click()

    rij = tweede.get_by_role("table", name="Wat verschilt").get_by_role("row", name="Kern")
    expect(rij.get_by_role("cell")).to_have_text(["Van de eerste.", "Van de tweede."])
    expect(tweede.get_by_label("Kern")).to_have_value("Van de tweede.")


def test_filter_changes_the_list_in_place_and_back_brings_the_old_list(open_browser, portaal):
    page = open_browser(portaal, Rol.BELEIDSMEDEWERKER)
    page.goto("/acties/?plan=een-plek-voor-iedereen")
    rijen = page.locator("#resultaat tbody tr")
    eerst = rijen.count()

    page.get_by_label("Zorg", exact=True).check()
    expect(page).to_have_url(re.compile("leefgebied=zorg.*plan=een-plek-voor-iedereen"))
    expect(page.get_by_text("Verwijder filter Zorg")).to_be_visible()
    assert 0 < rijen.count() < eerst
    page.go_back()

    expect(page.get_by_text("Verwijder filter Zorg")).to_have_count(0)
    expect(rijen).to_have_count(eerst)
