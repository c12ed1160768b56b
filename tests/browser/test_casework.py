"""Main job of the trajectregisseur: log a contact from the day list in one tap, and take it back."""

from datetime import timedelta
from itertools import count

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from casework.models import Contactmoment
from tests.browser.bediening import Muis
from tests.browser.conftest import log_in
from tests.browser.test_plan import MANIEREN
from tests.casework.factories import TEAMLEIDER, HuishoudenFactory, als
from zwijndrecht_portal.core.enums import Rol
from zwijndrecht_portal.core.models import Gebruiker
from zwijndrecht_portal.demo.personen import adres

NUMMERS = count(1)


@pytest.fixture
def pseudoniem(portaal) -> str:
    """A huishouden of the demo's trajectregisseur whose contact is far too late: it is on the first page."""
    regisseur = Gebruiker.objects.get(email=adres(Rol.TRAJECTREGISSEUR))
    pseudoniem = f"HH-2019-{next(NUMMERS):04}"
    sinds = timezone.now() - timedelta(days=300)
    HuishoudenFactory(pseudoniem=pseudoniem, regie=regisseur, waakvlam="start", waakvlam__sinds=sinds)
    return pseudoniem


@pytest.mark.parametrize("manier", MANIEREN)
def test_regisseur_logs_a_contact_in_one_tap_and_takes_it_back(open_browser, portaal, pseudoniem, manier):
    soort, opties = MANIEREN[manier]
    page = open_browser(portaal, **opties)
    hand: Muis = soort(page)
    log_in(page, Rol.TRAJECTREGISSEUR)
    kaart = page.get_by_role("article").filter(has_text=pseudoniem)
    expect(page).to_have_url("/caseload/")
    expect(kaart.get_by_text("te laat")).to_be_visible()

    hand.klik(kaart.get_by_role("button", name="Gesproken"))

    expect(kaart.get_by_text("Gelogd")).to_be_visible()
    hand.klik(kaart.get_by_role("button", name="Maak ongedaan"))
    expect(kaart.get_by_role("button", name="Gesproken")).to_be_visible()
    expect(kaart.get_by_text("te laat")).to_be_visible()


def test_double_tap_is_one_contact(open_browser, portaal, pseudoniem):
    page = open_browser(portaal, Rol.TRAJECTREGISSEUR)
    page.goto("/caseload/")
    kaart = page.get_by_role("article").filter(has_text=pseudoniem)

    kaart.get_by_role("button", name="Gezien").dblclick()

    expect(kaart.get_by_text("Gelogd")).to_be_visible()
    with als(TEAMLEIDER):
        assert Contactmoment.objects.filter(huishouden__pseudoniem=pseudoniem).count() == 1
