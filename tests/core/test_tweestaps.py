"""Signing in: the second step, the lock against guessing, and sessions that end."""

import re
from datetime import timedelta
from time import time

import pytest
from django.urls import reverse
from django.utils import timezone
from django_otp.oath import totp
from django_otp.plugins.otp_totp.models import TOTPDevice

from tests.core.factories import GebruikerFactory
from zwijndrecht_portal.core.enums import Rol
from zwijndrecht_portal.core.middleware import BEGONNEN, LAATST
from zwijndrecht_portal.core.services import begin_tweestaps, bevestig_tweestaps

pytestmark = pytest.mark.django_db
WACHTWOORD = "een lang wachtwoord"


@pytest.fixture
def gebruiker():
    gebruiker = GebruikerFactory(email="ada@zwijndrecht.example")
    gebruiker.set_password(WACHTWOORD)
    gebruiker.save()
    return gebruiker


def log_in(client, wachtwoord=WACHTWOORD, **velden):
    return client.post(reverse("inloggen"), {"username": "ada@zwijndrecht.example", "password": wachtwoord, **velden})


def code_van(gebruiker, stap: int = 0) -> str:
    apparaat = TOTPDevice.objects.get(user=gebruiker)
    return f"{totp(apparaat.bin_key, drift=stap):06}"


def zet_aan(gebruiker) -> list[str]:
    begin_tweestaps(gebruiker=gebruiker)
    return bevestig_tweestaps(gebruiker=gebruiker, code=code_van(gebruiker))


def is_binnen(client) -> bool:
    return "_auth_user_id" in client.session


# --- The second step -------------------------------------------------------------------------------------------------


def test_without_an_app_the_password_is_enough_where_nothing_is_forced(client, gebruiker):
    log_in(client)

    assert is_binnen(client)


def test_with_an_app_the_password_alone_lets_nobody_in(client, gebruiker):
    zet_aan(gebruiker)

    antwoord = log_in(client)

    assert (antwoord["Location"], is_binnen(client)) == (reverse("inloggen_code"), False)


def test_code_of_the_app_lets_in_and_goes_where_one_was_going(client, gebruiker):
    zet_aan(gebruiker)
    log_in(client, next="/begrippen/")

    antwoord = client.post(reverse("inloggen_code"), {"code": code_van(gebruiker, stap=1)})

    assert (antwoord["Location"], is_binnen(client)) == ("/begrippen/", True)


def test_code_never_sends_to_another_site(client, gebruiker):
    zet_aan(gebruiker)
    log_in(client, next="https://kwaad.example/")

    antwoord = client.post(reverse("inloggen_code"), {"code": code_van(gebruiker, stap=1)})

    assert antwoord["Location"] == reverse("plan:actie_lijst")


def test_code_works_once(client, gebruiker):
    zet_aan(gebruiker)
    code = code_van(gebruiker, stap=1)
    log_in(client)
    client.post(reverse("inloggen_code"), {"code": code})
    client.post(reverse("uitloggen"))
    log_in(client)

    client.post(reverse("inloggen_code"), {"code": code})

    assert not is_binnen(client)


def test_recovery_code_works_once(client, gebruiker):
    herstelcode = zet_aan(gebruiker)[3]
    uitkomsten = []
    for _ in range(2):
        log_in(client)
        client.post(reverse("inloggen_code"), {"code": herstelcode.upper()})
        uitkomsten.append(is_binnen(client))
        client.post(reverse("uitloggen"))

    assert uitkomsten == [True, False]


def test_wrong_code_is_said_and_guessing_slows_down(client, gebruiker):
    zet_aan(gebruiker)
    log_in(client)

    eerste = client.post(reverse("inloggen_code"), {"code": "abcdef"})
    for _ in range(4):
        laatste = client.post(reverse("inloggen_code"), {"code": "abcdef"})
    goed = client.post(reverse("inloggen_code"), {"code": code_van(gebruiker, stap=1)})

    assert "klopt niet" in eerste.context["form"].errors["code"][0]
    assert "te vaak" in laatste.context["form"].errors["code"][0]
    assert (goed.status_code, is_binnen(client)) == (200, False)


def test_code_comes_within_ten_minutes_after_the_password(client, gebruiker):
    zet_aan(gebruiker)
    log_in(client)
    sessie = client.session
    sessie["tweede_stap_van"] = [gebruiker.pk, int(time()) - 601, ""]
    sessie.save()

    antwoord = client.post(reverse("inloggen_code"), {"code": code_van(gebruiker, stap=1)})

    assert (antwoord["Location"], is_binnen(client)) == (reverse("inloggen"), False)


def test_setting_up_shows_ten_recovery_codes_once(client, gebruiker):
    log_in(client)
    client.get(reverse("tweestaps"))

    client.post(reverse("tweestaps"), {"code": code_van(gebruiker)})

    eerst, daarna = (client.get(reverse("tweestaps")).context.get("codes") for _ in range(2))
    assert (len(set(eerst)), daarna) == (10, None)


def test_wrong_first_code_switches_nothing_on(client, gebruiker):
    log_in(client)

    antwoord = client.post(reverse("tweestaps"), {"code": "000000"})

    assert "code" in antwoord.context["form"].errors
    assert not TOTPDevice.objects.filter(confirmed=True).exists()


def test_new_phone_replaces_the_old_one(client, gebruiker):
    oude_codes = zet_aan(gebruiker)
    oud = TOTPDevice.objects.get().key
    begin_tweestaps(gebruiker=gebruiker)
    nieuw = TOTPDevice.objects.get(confirmed=False)

    codes = bevestig_tweestaps(gebruiker=gebruiker, code=f"{totp(nieuw.bin_key):06}")

    assert TOTPDevice.objects.get().key == nieuw.key != oud
    assert not set(codes) & set(oude_codes)


def test_beheerder_switches_it_off_for_who_lost_the_phone(client, gebruiker):
    zet_aan(gebruiker)
    client.force_login(GebruikerFactory(rollen=[Rol.BEHEERDER]))

    client.post(
        reverse("admin:core_gebruiker_changelist"), {"action": "zet_tweestaps_uit", "_selected_action": gebruiker.pk}
    )

    client.logout()
    log_in(client)
    assert is_binnen(client)


def test_secret_comes_as_an_image(client, gebruiker):
    client.force_login(gebruiker)

    antwoord = client.get(reverse("tweestaps_qr"))

    assert antwoord["Content-Type"] == "image/svg+xml"
    assert antwoord.content.startswith(b'<svg xmlns="http://www.w3.org/2000/svg"')  # without it: a broken image


def test_where_it_is_forced_every_page_leads_to_setting_up(client, gebruiker, settings):
    settings.TWEESTAPS_VERPLICHT = True
    log_in(client)

    eerst = client.get(reverse("plan:actie_lijst"))
    client.get(reverse("tweestaps"))
    client.post(reverse("tweestaps"), {"code": code_van(gebruiker)})
    daarna = client.get(reverse("plan:actie_lijst"))

    assert (eerst.status_code, eerst["Location"]) == (302, reverse("tweestaps"))
    assert daarna.status_code == 200


def test_where_it_is_forced_the_api_is_closed_to_the_session_as_well(client, gebruiker, settings):
    settings.TWEESTAPS_VERPLICHT = True
    log_in(client)

    assert client.get("/api/v1/acties").status_code == 403


# --- The lock --------------------------------------------------------------------------------------------------------


def test_five_wrong_passwords_lock_the_account_for_this_address(client, gebruiker):
    for _ in range(5):
        antwoord = log_in(client, "verkeerd")

    assert antwoord.status_code == 429
    assert "over een kwartier" in antwoord.content.decode()
    assert log_in(client).status_code == 429
    assert not is_binnen(client)


def test_lock_does_not_hold_from_another_address_or_after_a_quarter(client, gebruiker, settings):
    for _ in range(5):
        log_in(client, "verkeerd")

    client.defaults["REMOTE_ADDR"] = "192.0.2.7"
    elders = log_in(client).status_code
    client.post(reverse("uitloggen"))
    client.defaults["REMOTE_ADDR"] = "127.0.0.1"
    settings.AXES_COOLOFF_TIME = timedelta(0)

    assert (elders, log_in(client).status_code) == (302, 302)


def test_right_password_forgets_the_wrong_ones(client, gebruiker):
    for _ in range(3):
        for _ in range(4):
            log_in(client, "verkeerd")
        log_in(client)
        assert is_binnen(client)
        client.post(reverse("uitloggen"))


# --- Sessions --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("veld", "geleden"), [(LAATST, 3601), (BEGONNEN, 12 * 3600 + 1)], ids=["stil", "lang"])
def test_session_that_is_over_ends_and_says_so(client, gebruiker, veld, geleden):
    log_in(client)
    sessie = client.session
    sessie[veld] = int(time()) - geleden
    sessie.save()

    antwoord = client.get(reverse("plan:actie_lijst"), follow=True)

    assert antwoord.redirect_chain[0][0] == f"{reverse('inloggen')}?next=/acties/"
    assert "U bent uitgelogd" in antwoord.content.decode()


def test_session_lasts_no_longer_when_the_clock_is_put_back(client, gebruiker):
    log_in(client)
    sessie = client.session
    sessie[BEGONNEN] = sessie[LAATST] = int(time()) + 3 * 24 * 3600
    sessie.save()

    antwoord = client.get(reverse("plan:actie_lijst"))

    assert antwoord.status_code == 200
    assert max(client.session[BEGONNEN], client.session[LAATST]) <= time()


def laat_verlopen(client):
    sessie = client.session
    sessie[LAATST] = int(time()) - 3601
    sessie.save()


def test_form_sent_after_the_end_of_the_session_comes_back_on_the_screen(client, gebruiker):
    log_in(client)
    laat_verlopen(client)

    velden = {"kern": "Wij openen een inloophuis.", "naam": "Kort", "code": "1234567890123"}
    antwoord = client.post(reverse("plan:actie_lijst"), velden)

    pagina = antwoord.content.decode()
    assert antwoord.status_code == 403
    assert "Wij openen een inloophuis." in pagina
    assert "1234567890123" not in pagina
    assert not antwoord.wsgi_request.user.is_authenticated
    assert dict(antwoord.wsgi_request.session) == {}  # kept nowhere


def test_part_of_a_page_keeps_the_form_as_it_stands(client, gebruiker):
    log_in(client)
    laat_verlopen(client)

    antwoord = client.post(reverse("plan:actie_lijst"), {}, headers={"HX-Request": "true"})

    assert (antwoord.status_code, antwoord.content) == (401, b"")


def test_page_knows_when_the_session_ends_and_can_stay(client, gebruiker):
    log_in(client)
    sessie = client.session
    sessie[LAATST], sessie[BEGONNEN] = int(time()) - 30, int(time()) - 12 * 3600 + 600
    sessie.save()

    pagina = client.get(reverse("begrippen")).content.decode()
    antwoord = client.post(reverse("sessie_verlengen"), headers={"HX-Request": "true"})

    over = int(re.search(r'data-seconden="(\d+)"', pagina)[1])
    assert 590 <= over <= 600  # twelve hours is the end, whatever happens
    assert antwoord.status_code == 204
    assert client.session[LAATST] >= int(time()) - 2


def test_session_ends_at_once_when_the_account_is_switched_off(client, gebruiker):
    log_in(client)
    gebruiker.is_active = False
    gebruiker.save()

    assert client.get(reverse("plan:actie_lijst")).status_code == 302


def test_partner_is_out_after_the_last_day(client, gebruiker):
    gebruiker.rollen, gebruiker.toegang_tot = [Rol.TREKKER], timezone.localdate()
    gebruiker.save()
    log_in(client)
    vandaag = client.get(reverse("plan:actie_lijst")).status_code
    gebruiker.toegang_tot = timezone.localdate() - timedelta(days=1)
    gebruiker.save()

    assert (vandaag, client.get(reverse("plan:actie_lijst")).status_code) == (200, 302)
    assert log_in(client).status_code == 200  # the form again
