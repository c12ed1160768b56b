"""Passkeys: made, used once per question, removed; and everything that is not an answer to our question is refused."""

import json

import pytest
from django.urls import reverse
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp_webauthn.models import WebAuthnCredential

from tests.core.factories import GebruikerFactory, PasskeyFactory
from tests.core.passkey import Sleutel
from tests.core.test_tweestaps import WACHTWOORD, is_binnen, log_in, zet_aan
from zwijndrecht_portal.core.services import heeft_tweestaps, zet_tweestaps_uit

pytestmark = pytest.mark.django_db


@pytest.fixture
def gebruiker():
    gebruiker = GebruikerFactory(email="ada@zwijndrecht.example")
    gebruiker.set_password(WACHTWOORD)
    gebruiker.save()
    return gebruiker


def vraag_om_passkey(client) -> dict:
    return json.loads(client.get(reverse("tweestaps")).context["vraag"])


def geef(client, antwoord: str, naam: str = "laptop"):
    return client.post(reverse("passkey_nieuw"), {"naam": naam, "antwoord": antwoord})


def met_passkey(client) -> Sleutel:
    """Who is signed in makes one, and goes."""
    sleutel = Sleutel()
    geef(client, sleutel.maak(vraag_om_passkey(client)))
    client.post(reverse("uitloggen"))
    return sleutel


def vraag_bij_inloggen(client) -> dict:
    log_in(client)
    return json.loads(client.get(reverse("inloggen_code")).context["vraag"])


def toon(client, antwoord: str):
    return client.post(reverse("inloggen_passkey"), {"antwoord": antwoord})


# --- Making one ------------------------------------------------------------------------------------------------------


def test_first_passkey_switches_the_second_step_on_and_gives_recovery_codes_once(client, gebruiker):
    log_in(client)

    geef(client, Sleutel().maak(vraag_om_passkey(client)), naam="laptop van het werk")
    codes = client.get(reverse("tweestaps")).context["codes"]
    pagina = client.get(reverse("tweestaps")).content.decode()

    assert len(set(codes)) == 10
    assert "laptop van het werk" in pagina
    assert codes[0] not in pagina
    assert client.session["met_code"] is True


def test_passkey_beside_an_app_leaves_the_recovery_codes(client, gebruiker):
    zet_aan(gebruiker)
    client.force_login(gebruiker)
    eerder = set(StaticDevice.objects.get().token_set.values_list("token", flat=True))

    geef(client, Sleutel().maak(vraag_om_passkey(client)))

    assert set(StaticDevice.objects.get().token_set.values_list("token", flat=True)) == eerder
    assert WebAuthnCredential.objects.get().name == "laptop"


@pytest.mark.parametrize("antwoord", ["", "null", "[]", "geen json", "[" * 3000, '{"id": 1}', '{"rawId": "é"}'])
def test_what_is_no_passkey_is_said_and_the_name_stays(client, gebruiker, antwoord):
    log_in(client)
    vraag_om_passkey(client)

    pagina = geef(client, antwoord, naam="mijn telefoon")

    assert pagina.context["passkeyform"].non_field_errors()
    assert 'value="mijn telefoon"' in pagina.content.decode()
    assert not WebAuthnCredential.objects.exists()


def test_passkey_needs_a_name(client, gebruiker):
    log_in(client)

    pagina = geef(client, "", naam=" ")

    assert pagina.context["passkeyform"].errors == {"naam": ["Geef de passkey een naam."]}


@pytest.mark.parametrize("wat", ["andere_site", "oude_vraag", "tweede_keer"])
def test_passkey_for_another_question_or_site_is_not_kept(client, gebruiker, wat):
    log_in(client)
    sleutel = Sleutel("kwaad.example" if wat == "andere_site" else "testserver")
    antwoord = sleutel.maak(vraag_om_passkey(client))
    if wat == "oude_vraag":
        vraag_om_passkey(client)
    if wat == "tweede_keer":
        geef(client, antwoord)

    pagina = geef(client, antwoord, naam="nog een")

    assert "niet gelukt" in pagina.context["passkeyform"].non_field_errors()[0]
    assert WebAuthnCredential.objects.count() == (wat == "tweede_keer")


def test_same_passkey_is_not_kept_twice(client, gebruiker):
    log_in(client)
    sleutel = Sleutel()
    geef(client, sleutel.maak(vraag_om_passkey(client)))
    client.get(reverse("tweestaps"))  # the recovery codes

    pagina = geef(client, sleutel.maak(vraag_om_passkey(client)), naam="nog een")

    assert pagina.context["passkeyform"].non_field_errors()
    assert WebAuthnCredential.objects.count() == 1


# --- Signing in ------------------------------------------------------------------------------------------------------


def test_passkey_lets_in_after_the_password_and_goes_where_one_was_going(client, gebruiker):
    log_in(client)
    sleutel = met_passkey(client)
    eerst = log_in(client, next="/begrippen/")
    nog_niet = is_binnen(client)

    antwoord = toon(client, sleutel.teken(json.loads(client.get(reverse("inloggen_code")).context["vraag"])))

    assert (eerst["Location"], nog_niet) == (reverse("inloggen_code"), False)
    assert (antwoord["Location"], is_binnen(client)) == ("/begrippen/", True)
    assert WebAuthnCredential.objects.get().last_used_at is not None


def test_answer_works_once(client, gebruiker):
    log_in(client)
    sleutel = met_passkey(client)
    antwoord = sleutel.teken(vraag_bij_inloggen(client))
    toon(client, antwoord)
    client.post(reverse("uitloggen"))
    log_in(client)

    toon(client, antwoord)

    assert not is_binnen(client)


def test_passkey_without_the_password_lets_nobody_in(client, gebruiker):
    log_in(client)
    sleutel = met_passkey(client)
    antwoord = sleutel.teken(vraag_bij_inloggen(client))
    client.post(reverse("uitloggen"))

    assert toon(client, antwoord)["Location"] == reverse("inloggen")
    assert not is_binnen(client)


@pytest.mark.parametrize("wat", ["andere_site", "onbekende_sleutel", "kopie", "van_een_ander", "niets"])
def test_wrong_answer_lets_nobody_in_and_says_so(client, gebruiker, wat):
    log_in(client)
    sleutel = met_passkey(client)
    if wat == "andere_site":
        sleutel.adres = "http://kwaad.example"
    elif wat == "kopie":  # it signs fewer times than we have seen
        WebAuthnCredential.objects.update(sign_count=5)
    elif wat == "onbekende_sleutel":
        sleutel = Sleutel()
    elif wat == "van_een_ander":
        WebAuthnCredential.objects.update(user=GebruikerFactory())
        log_in(client)
        met_passkey(client)
    vraag = vraag_bij_inloggen(client)

    antwoord = toon(client, "" if wat == "niets" else sleutel.teken(vraag))

    assert (antwoord["Location"], is_binnen(client)) == (reverse("inloggen_code"), False)
    assert "passkey is niet gelukt" in client.get(reverse("inloggen_code")).content.decode()


# --- Naming one ------------------------------------------------------------------------------------------------------


def test_passkey_gets_another_name_and_still_works(client, gebruiker):
    log_in(client)
    sleutel = met_passkey(client)
    passkey = WebAuthnCredential.objects.get()
    toon(client, sleutel.teken(vraag_bij_inloggen(client)))

    pagina = client.post(reverse("passkey_naam", args=[passkey.pk]), {"naam": "sleutelhanger"}, follow=True)
    client.post(reverse("uitloggen"))
    toon(client, sleutel.teken(vraag_bij_inloggen(client)))

    assert "De passkey laptop heet nu sleutelhanger." in pagina.content.decode()
    assert [passkey.name for passkey in pagina.context["passkeys"]] == ["sleutelhanger"]
    assert is_binnen(client)


@pytest.mark.parametrize(
    ("naam", "fout"),
    [
        ("  ", "Geef de passkey een naam."),
        ("n" * 65, "64"),
        ("Telefoon", "U hebt al een passkey met deze naam. Kies een andere naam."),
    ],
)
def test_name_that_does_not_fit_is_said_and_stays_in_the_field(client, gebruiker, naam, fout):
    laptop = PasskeyFactory(user=gebruiker, confirmed=True)
    PasskeyFactory(user=gebruiker, confirmed=True, name="telefoon")
    PasskeyFactory(confirmed=True, name="van een ander")
    client.force_login(gebruiker)

    pagina = client.post(reverse("passkey_naam", args=[laptop.pk]), {"naam": naam})

    assert fout in pagina.context["form"].errors["naam"][0]
    assert pagina.context["form"]["naam"].value() == naam
    laptop.refresh_from_db()
    assert laptop.name == "laptop"


def test_own_name_again_and_the_name_of_anothers_passkey_are_fine(client, gebruiker):
    laptop = PasskeyFactory(user=gebruiker, confirmed=True)
    PasskeyFactory(confirmed=True, name="telefoon")
    client.force_login(gebruiker)

    antwoorden = [
        client.post(reverse("passkey_naam", args=[laptop.pk]), {"naam": naam}) for naam in ("laptop", "telefoon")
    ]

    assert [antwoord.status_code for antwoord in antwoorden] == [302, 302]


# --- Removing one ----------------------------------------------------------------------------------------------------


def test_removed_passkey_no_longer_lets_in_but_the_last_second_step_stays(client, gebruiker):
    log_in(client)
    for naam in ("laptop", "telefoon"):
        geef(client, Sleutel().maak(vraag_om_passkey(client) if naam == "laptop" else _na_codes(client)), naam=naam)
    laptop, telefoon = WebAuthnCredential.objects.order_by("pk")

    client.post(reverse("passkey_weg", args=[laptop.pk]))
    pagina = client.post(reverse("passkey_weg", args=[telefoon.pk]), follow=True).content.decode()

    assert list(WebAuthnCredential.objects.all()) == [telefoon]
    assert "enige tweede stap" in pagina


def _na_codes(client) -> dict:
    client.get(reverse("tweestaps"))
    return vraag_om_passkey(client)


def test_beheerder_switches_passkeys_off_too(client, gebruiker):
    log_in(client)
    met_passkey(client)

    zet_tweestaps_uit(gebruiker=gebruiker)

    assert not heeft_tweestaps(gebruiker)


def test_where_it_is_forced_a_passkey_is_enough(client, gebruiker, settings):
    settings.TWEESTAPS_VERPLICHT = True
    log_in(client)

    geef(client, Sleutel().maak(vraag_om_passkey(client)))

    assert client.get(reverse("plan:actie_lijst")).status_code == 200


def test_page_of_the_second_step_asks_as_much_for_more_passkeys(client, gebruiker, django_assert_num_queries):
    log_in(client)
    aantallen = []
    for nummer in range(3):
        if nummer:
            _na_codes(client)
        geef(client, Sleutel().maak(vraag_om_passkey(client)), naam=f"sleutel {nummer}")
        client.get(reverse("tweestaps"))
        aantallen.append(len(client.get(reverse("tweestaps")).context["passkeys"]))

    with django_assert_num_queries(14):
        client.get(reverse("tweestaps"))
    assert aantallen == [1, 2, 3]
