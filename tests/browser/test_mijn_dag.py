"""A day of a regisseur on a phone: many contacts in a row, and no connection on the way."""

from datetime import timedelta
from itertools import count
from time import monotonic

import pytest
from django.utils import timezone
from playwright.sync_api import Page, Route, expect

from casework.models import Contactmoment
from tests.browser.conftest import TELEFOON
from tests.casework.factories import TEAMLEIDER, HuishoudenFactory, als
from zwijndrecht_portal.core.enums import Rol
from zwijndrecht_portal.core.models import Gebruiker
from zwijndrecht_portal.demo.personen import adres

NUMMERS = count(1)
LOGGEN = "**/contact/"


@pytest.fixture
def maak_te_laat(portaal):
    """Makes a huishouden of the demo's trajectregisseur that is far too late; gives its pseudoniem."""
    regisseur = Gebruiker.objects.get(email=adres(Rol.TRAJECTREGISSEUR))

    def maak() -> str:
        pseudoniem = f"HH-2018-{next(NUMMERS):04}"
        sinds = timezone.now() - timedelta(days=400)
        HuishoudenFactory(pseudoniem=pseudoniem, regie=regisseur, waakvlam="start", waakvlam__sinds=sinds)
        return pseudoniem

    return maak


@pytest.fixture
def telefoon(open_browser, portaal):
    """Mijn dag on a phone, on which requests may fail."""

    def openen() -> Page:
        page = open_browser(portaal, Rol.TRAJECTREGISSEUR, toegestaan=True, viewport=TELEFOON, has_touch=True)
        page.goto("/caseload/")
        return page

    return openen


def kaart_van(page: Page, pseudoniem: str):
    return page.get_by_role("article").filter(has_text=pseudoniem)


def aantal_contacten(pseudoniem: str) -> int:
    with als(TEAMLEIDER):
        return Contactmoment.objects.filter(huishouden__pseudoniem=pseudoniem).count()


def test_ten_contacts_in_a_row_take_less_than_a_minute(telefoon, maak_te_laat):
    pseudoniemen = [maak_te_laat() for _ in range(10)]
    page = telefoon()

    begin = monotonic()
    for pseudoniem in pseudoniemen:
        kaart_van(page, pseudoniem).get_by_role("button", name="Gesproken").tap()
        expect(kaart_van(page, pseudoniem).get_by_text("Gelogd: gesproken")).to_be_visible()
    duur = monotonic() - begin

    assert [aantal_contacten(pseudoniem) for pseudoniem in pseudoniemen] == [1] * 10
    assert duur < 60


def test_tap_without_connection_is_sent_when_there_is_one(telefoon, maak_te_laat):
    een, ander = maak_te_laat(), maak_te_laat()
    page = telefoon()
    page.context.set_offline(True)

    for pseudoniem in (een, ander):
        kaart_van(page, pseudoniem).get_by_role("button", name="Gezien").tap()
        expect(kaart_van(page, pseudoniem).get_by_text("Wordt verstuurd zodra er bereik is.")).to_be_visible()
    expect(page.get_by_text("Wordt verstuurd zodra er bereik is (2)")).to_be_visible()
    assert [aantal_contacten(een), aantal_contacten(ander)] == [0, 0]
    page.context.set_offline(False)

    for pseudoniem in (een, ander):
        expect(kaart_van(page, pseudoniem).get_by_text("Gelogd: gezien")).to_be_visible()
    expect(page.get_by_text("Wordt verstuurd zodra er bereik is")).to_have_count(0)
    assert [aantal_contacten(een), aantal_contacten(ander)] == [1, 1]


def test_tap_survives_leaving_the_page(telefoon, maak_te_laat):
    pseudoniem = maak_te_laat()
    page = telefoon()
    page.route(LOGGEN, lambda route: route.abort())
    kaart_van(page, pseudoniem).get_by_role("button", name="Gesproken").tap()
    expect(kaart_van(page, pseudoniem).get_by_text("Wordt verstuurd")).to_be_visible()

    page.goto("/begrippen/")
    page.goto("/caseload/")
    expect(kaart_van(page, pseudoniem).get_by_text("Wordt verstuurd")).to_be_visible()
    page.unroute(LOGGEN)
    page.goto("/caseload/")

    expect(kaart_van(page, pseudoniem).get_by_text("Gelogd: gesproken")).to_be_visible()
    assert aantal_contacten(pseudoniem) == 1


def test_answer_that_got_lost_does_not_double_the_contact(telefoon, maak_te_laat):
    """The server logged it, the phone never heard."""
    pseudoniem = maak_te_laat()
    page = telefoon()

    def verlies_antwoord(route: Route) -> None:
        route.fetch()
        route.abort()

    page.route(LOGGEN, verlies_antwoord, times=1)
    kaart_van(page, pseudoniem).get_by_role("button", name="Gesproken").tap()
    expect(kaart_van(page, pseudoniem).get_by_text("Wordt verstuurd")).to_be_visible()
    assert aantal_contacten(pseudoniem) == 1

    page.evaluate("window.dispatchEvent(new Event('online'))")

    expect(kaart_van(page, pseudoniem).get_by_text("Gelogd: gesproken")).to_be_visible()
    assert aantal_contacten(pseudoniem) == 1


def test_waiting_tap_can_be_taken_away(telefoon, maak_te_laat):
    pseudoniem = maak_te_laat()
    page = telefoon()
    page.context.set_offline(True)
    kaart = kaart_van(page, pseudoniem)
    kaart.get_by_role("button", name="Signaal").tap()

    kaart.get_by_role("button", name="Haal weg").tap()
    page.context.set_offline(False)

    expect(kaart.get_by_role("button", name="Signaal")).to_be_visible()
    page.reload()
    expect(kaart_van(page, pseudoniem).get_by_role("button", name="Signaal")).to_be_visible()
    assert aantal_contacten(pseudoniem) == 0
