"""A passkey in a real browser, with an authenticator that Chromium imitates."""

from playwright.sync_api import Page, expect

from tests.browser.conftest import WACHTWOORD
from zwijndrecht_portal.core.enums import Rol
from zwijndrecht_portal.core.models import Gebruiker

ADRES = "passkey@zwijndrecht.example"


def log_in(page: Page) -> None:
    page.goto("/inloggen/")
    page.get_by_label("E-mailadres").fill(ADRES)
    page.get_by_label("Wachtwoord").fill(WACHTWOORD)
    page.get_by_role("button", name="Inloggen").click()


def test_passkey_is_made_and_used_as_second_step(open_browser, portaal):
    Gebruiker.objects.create_user(ADRES, "Ada", WACHTWOORD, rollen=[Rol.BELEIDSMEDEWERKER])
    # A passkey belongs to a name: a number as address has none.
    page = open_browser(portaal, base_url=portaal.url.replace("127.0.0.1", "localhost"))
    log_in(page)
    apparaat = page.context.new_cdp_session(page)
    apparaat.send("WebAuthn.enable")
    soort = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    opties = {**soort, "isUserVerified": True, "automaticPresenceSimulation": True}
    apparaat.send("WebAuthn.addVirtualAuthenticator", {"options": opties})

    page.goto("/inloggen/tweestaps/")
    page.get_by_label("Naam van de passkey").fill("laptop")
    page.get_by_role("button", name="Maak een passkey").click()
    expect(page.get_by_role("heading", name="Uw herstelcodes")).to_be_visible()
    page.goto("/inloggen/tweestaps/")
    expect(page.get_by_role("rowheader", name="laptop")).to_be_visible()
    page.context.clear_cookies()
    log_in(page)
    page.get_by_role("button", name="Gebruik uw passkey").click()

    page.wait_for_url(lambda url: "/inloggen/" not in url)
