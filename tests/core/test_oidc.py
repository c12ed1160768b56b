"""Signing in with the account of the municipality, against a provider that answers over HTTP."""

from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from django.test import Client
from django.urls import reverse
from joserfc.jwk import RSAKey

from tests.core.factories import GebruikerFactory
from tests.oidc_aanbieder import CLIENT, GEHEIM, TENANT, draaiende_aanbieder
from zwijndrecht_portal.core import oidc
from zwijndrecht_portal.core.enums import Rol
from zwijndrecht_portal.core.models import ExterneIdentiteit, Gebruiker

pytestmark = pytest.mark.django_db
PERSOON = {
    "sub": "abc",
    "name": "Ada Proef",
    "preferred_username": "ada@zwijndrecht.example",
    "roles": ["Portaal.Beleid"],
}


@pytest.fixture(scope="module")
def _aanbieder():
    with draaiende_aanbieder() as aanbieder:
        yield aanbieder


@pytest.fixture
def aanbieder(_aanbieder, settings):
    settings.OIDC_UITGEVER, settings.OIDC_CLIENT, settings.OIDC_GEHEIM = _aanbieder.adres, CLIENT, GEHEIM
    settings.OIDC_TENANT = TENANT
    settings.OIDC_ROLLEN = {"Portaal.Beleid": Rol.BELEIDSMEDEWERKER, "Portaal.Raad": Rol.RAADSLID}
    _aanbieder.persoon, _aanbieder.fouten = dict(PERSOON), {}
    oidc._client.cache_clear()
    yield _aanbieder
    oidc._client.cache_clear()


def ga_naar_aanbieder(client) -> str:
    """To the provider and back; the address with which one returns to the portal."""
    heen = client.get(reverse("gemeente_inloggen"))
    terug = requests.get(heen["Location"], allow_redirects=False, timeout=5).headers["Location"]
    delen = urlsplit(terug)
    return f"{delen.path}?{delen.query}"


def log_in(client):
    return client.get(ga_naar_aanbieder(client))


def is_binnen(client) -> bool:
    return "_auth_user_id" in client.session


def test_new_person_with_a_role_gets_an_account(client, aanbieder):
    antwoord = log_in(client)

    gebruiker = Gebruiker.objects.get(email="ada@zwijndrecht.example")
    assert (antwoord.status_code, antwoord["Location"]) == (302, reverse("plan:actie_lijst"))
    assert (gebruiker.naam, gebruiker.rollen) == ("Ada Proef", [Rol.BELEIDSMEDEWERKER])
    assert not gebruiker.has_usable_password()
    assert is_binnen(client)


def test_question_to_the_provider_has_pkce_state_and_nonce(client, aanbieder):
    vraag = parse_qs(urlsplit(client.get(reverse("gemeente_inloggen"))["Location"]).query)

    assert {"state", "nonce", "code_challenge"} <= set(vraag)
    assert (vraag["code_challenge_method"], vraag["response_type"]) == (["S256"], ["code"])


def test_person_is_known_by_number_not_by_address(client, aanbieder):
    log_in(client)
    aanbieder.persoon |= {"preferred_username": "ada.nieuw@zwijndrecht.example"}

    log_in(client)

    assert ExterneIdentiteit.objects.get().gebruiker.email == "ada@zwijndrecht.example"
    assert Gebruiker.objects.count() == 1


def test_roles_follow_the_provider(client, aanbieder):
    log_in(client)
    aanbieder.persoon["roles"] = ["Portaal.Raad", "Iets.Anders"]

    log_in(client)

    assert Gebruiker.objects.get().rollen == [Rol.RAADSLID]


@pytest.mark.parametrize(
    ("fouten", "reden"),
    [
        ({"iss": "https://kwaad.example"}, "token_invalid_claim"),
        ({"aud": "ander-programma"}, "token_invalid_claim"),
        ({"aud": "ander-programma", "azp": CLIENT}, "token_invalid_claim"),
        ({"nonce": "van-een-ander"}, "token_invalid_claim"),
        ({"exp": 1_600_000_000}, "token_expired_token"),
        ({"tid": "andere-gemeente"}, "andere_tenant"),
        ({"roles": []}, "geen_rol"),
        ({"roles": ["Onbekend"]}, "geen_rol"),
        ({"roles": "Portaal.Beleid"}, "geen_rol"),
        ({"preferred_username": "geen adres"}, "gegevens_onvolledig"),
        ({"sleutel": RSAKey.generate_key(2048, {"kid": "proef"})}, "token_bad_signature"),
    ],
    ids=lambda deel: deel if isinstance(deel, str) else "-".join(deel),
)
def test_wrong_answer_is_refused_and_logged(client, aanbieder, caplog, fouten, reden):
    aanbieder.fouten = fouten

    antwoord = log_in(client)

    assert (antwoord.status_code, antwoord["Location"], is_binnen(client)) == (302, reverse("inloggen"), False)
    assert caplog.messages[-1] == f"Inloggen met het account van de gemeente geweigerd: {reden}"
    assert not Gebruiker.objects.exists()


def test_code_works_once(client, aanbieder, caplog):
    terug = ga_naar_aanbieder(client)
    client.get(terug)
    client.post(reverse("uitloggen"))

    antwoord = client.get(terug)

    assert (antwoord["Location"], is_binnen(client)) == (reverse("inloggen"), False)
    assert "geweigerd" in caplog.text


def test_used_code_with_a_new_question_is_refused_by_the_provider(client, aanbieder, caplog):
    """State and nonce are fresh here: only the code is an old one."""
    gebruikt = parse_qs(urlsplit(ga_naar_aanbieder(client)).query)["code"][0]
    aanbieder.codes.pop(gebruikt)  # somebody was faster
    vraag = parse_qs(urlsplit(client.get(reverse("gemeente_inloggen"))["Location"]).query)

    client.get(reverse("gemeente_terug"), {"code": gebruikt, "state": vraag["state"][0]})

    assert caplog.messages[-1].endswith("aanbieder_invalid_grant")
    assert not is_binnen(client)


def test_code_of_another_browser_is_refused(client, aanbieder):
    """Without the state in the session it is somebody else's sign-in."""
    terug = ga_naar_aanbieder(client)
    client.cookies.clear()

    client.get(terug)

    assert not is_binnen(client)


def test_deactivated_person_is_refused(client, aanbieder, caplog):
    log_in(client)
    client.post(reverse("uitloggen"))
    Gebruiker.objects.update(is_active=False)

    antwoord = log_in(client)

    assert caplog.messages[-1].endswith("account_uitgezet")
    assert not is_binnen(client)
    assert "Uw account staat uit" in client.get(antwoord["Location"]).content.decode()


def test_address_of_a_local_account_gives_no_way_in(client, aanbieder, caplog):
    GebruikerFactory(email="ada@zwijndrecht.example", rollen=[Rol.BEHEERDER])

    log_in(client)

    assert caplog.messages[-1].endswith("adres_van_ander_account")
    assert not is_binnen(client)


def test_signing_out_goes_on_to_the_provider(client, aanbieder):
    log_in(client)

    antwoord = client.post(reverse("uitloggen"))

    assert antwoord["Location"].startswith(f"{aanbieder.adres}/logout?id_token_hint=")
    assert not is_binnen(client)


def test_signing_out_at_the_provider_ends_the_sessions_here(client, aanbieder):
    """In every browser of this person; nobody else's, and no local sign-in."""
    log_in(client)
    tweede, lokaal, ander = Client(), Client(), Client()
    log_in(tweede)
    lokaal.force_login(Gebruiker.objects.get())
    aanbieder.persoon |= {"sub": "def", "preferred_username": "bo@zwijndrecht.example"}
    log_in(ander)
    aanbieder.persoon["sub"] = "abc"

    antwoord = Client().post(reverse("gemeente_afgemeld"), {"logout_token": aanbieder.afmelding()})

    assert (antwoord.status_code, antwoord["Cache-Control"]) == (200, "no-store")
    assert [is_binnen(browser) for browser in (client, tweede, lokaal, ander)] == [False, False, True, True]


@pytest.mark.parametrize(
    "anders",
    [
        {"iss": "https://kwaad.example"},
        {"aud": "ander-programma"},
        {"exp": 1_600_000_000},
        {"exp": None},
        {"sub": None},
        {"events": None},
        {"events": {"iets-anders": {}}},
        {"nonce": "een-id-token"},
        {"sleutel": RSAKey.generate_key(2048, {"kid": "proef"})},
    ],
    ids=lambda anders: "-".join(map(str, anders)),
)
def test_message_that_is_no_sign_out_of_the_provider_ends_nothing(client, aanbieder, caplog, anders):
    log_in(client)

    antwoord = Client().post(reverse("gemeente_afgemeld"), {"logout_token": aanbieder.afmelding(**anders)})

    assert (antwoord.status_code, is_binnen(client)) == (400, True)
    assert "Afmelding door de gemeente geweigerd: " in caplog.text


@pytest.mark.parametrize("bericht", ["", "geen.jwt.dus", "é"])
def test_message_that_cannot_be_read_ends_nothing(client, aanbieder, bericht):
    assert client.post(reverse("gemeente_afgemeld"), {"logout_token": bericht}).status_code == 400


def test_provider_that_is_away_is_said(client, aanbieder, settings):
    settings.OIDC_UITGEVER = "http://127.0.0.1:9"
    oidc._client.cache_clear()

    antwoord = client.get(reverse("gemeente_inloggen"), follow=True)

    assert "lukt nu niet" in antwoord.content.decode()


def test_button_is_there_only_when_it_is_switched_on(client, aanbieder, settings):
    met = client.get(reverse("inloggen")).content.decode()
    settings.OIDC_UITGEVER = ""
    zonder = client.get(reverse("inloggen")).content.decode()

    assert ("account van de gemeente" in met, "account van de gemeente" in zonder) == (True, False)
