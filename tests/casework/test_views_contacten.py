"""Logging from the day list, with and without JavaScript."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape

from casework.models import Contactmoment, Herroeping, Huishouden, Notitie, Taak
from tests.casework.factories import TEAMLEIDER, ContactmomentFactory, HuishoudenFactory, TaakFactory, als
from tests.utils import assert_is_region_of
from zwijndrecht_portal.core.opmaak import over_dagen

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture(autouse=True)
def _ingelogd(client, regisseur):
    client.force_login(regisseur)


def url_loggen(huishouden) -> str:
    return reverse("casework:contact_loggen", args=[huishouden.pk])


def tik(uitkomst: str = "gesproken", **velden) -> dict:
    return {"sleutel": str(uuid4()), "uitkomst": uitkomst, **velden}


def contacten() -> list[Contactmoment]:
    with als(TEAMLEIDER):
        return list(Contactmoment.objects.order_by("pk"))


def aantal(model) -> int:
    with als(TEAMLEIDER):
        return model.objects.count()


# --- One tap ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("aantal_eerder", [1, 3])
def test_tap_has_constant_query_count(client, huishouden, regisseur, aantal_eerder, django_assert_num_queries):
    for nummer in range(aantal_eerder):
        ContactmomentFactory(huishouden=huishouden, moment=timezone.now() - timedelta(days=nummer + 1))

    # session, person, savepoint, who, huishouden, lock, still mine and new?, contact, stand, taken, log, release
    with django_assert_num_queries(12):
        client.post(url_loggen(huishouden), tik(), headers=HTMX)

    assert len(contacten()) == aantal_eerder + 1


def test_tap_that_ends_a_series_stays_within_its_budget(client, regisseur, django_assert_max_num_queries):
    sinds = timezone.now() - timedelta(days=60)
    huishouden = HuishoudenFactory(regie=regisseur, waakvlam="start", waakvlam__sinds=sinds)
    TaakFactory(huishouden=huishouden, voor=regisseur)

    with django_assert_max_num_queries(13):  # of which savepoint and release are of the test
        client.post(url_loggen(huishouden), tik(), headers=HTMX)

    with als(TEAMLEIDER):
        assert Taak.objects.get().status == "afgerond"


def test_tap_folds_the_card(client, huishouden):
    response = client.post(url_loggen(huishouden), tik(), headers=HTMX)

    tekst = response.content.decode()
    uiterlijk = timezone.localdate() + timedelta(days=28)
    assert tekst.strip().startswith(f'<article class="dagkaart dagkaart--gelogd" id="kaart-{huishouden.pk}"')
    assert "Gelogd: gesproken" in tekst
    assert f"Volgende contact {over_dagen(uiterlijk, timezone.localdate())}" in tekst
    assert "Maak ongedaan" in tekst
    assert "Voeg een notitie toe" in tekst


def test_tap_on_signal_says_that_a_taak_waits(client, huishouden):
    response = client.post(url_loggen(huishouden), tik("signaal"), headers=HTMX)

    assert "Er staat een taak klaar voor vandaag" in response.content.decode()


def test_without_javascript_the_same_card_stands_on_top_of_the_page(client, huishouden, regisseur):
    HuishoudenFactory(regie=regisseur, waakvlam="start")  # too late: it would come first

    response = client.post(url_loggen(huishouden), tik())
    [contact] = contacten()
    pagina = client.get(response.url)

    assert response.url == f"/caseload/?gelogd={contact.pk}#kaart-{huishouden.pk}"
    assert pagina.context["daglijst"].gelogd.contact_id == contact.pk
    assert huishouden.pk not in {kaart.id for kaart in pagina.context["daglijst"].kaarten}
    assert pagina.content.decode().count(f'id="kaart-{huishouden.pk}"') == 1


def test_without_javascript_filters_and_page_are_kept(client, huishouden, coordinator):
    client.force_login(coordinator)
    lijst = f"?regisseur={huishouden.regisseur_id}&pagina=2&onzin=1"
    velden = tik()

    gelogd = client.post(f"{url_loggen(huishouden)}{lijst}", velden)
    [contact] = contacten()
    terug = client.post(f"{reverse('casework:contact_herroepen', args=[contact.pk])}{lijst}")
    pagina = client.get(f"/caseload/?regisseur={huishouden.regisseur_id}").content.decode()

    gekozen = f"/caseload/?regisseur={huishouden.regisseur_id}&pagina=2"
    assert gelogd.url == f"{gekozen}&gelogd={contact.pk}#kaart-{huishouden.pk}"
    assert terug.url == f"{gekozen}#kaart-{huishouden.pk}"
    assert f'action="{url_loggen(huishouden)}?regisseur={huishouden.regisseur_id}&amp;pagina=1"' in pagina


def test_fragment_is_that_part_of_the_page(client, huishouden):
    velden = tik()
    fragment = client.post(url_loggen(huishouden), velden, headers=HTMX)
    [contact] = contacten()

    pagina = client.get(f"/caseload/?gelogd={contact.pk}")

    assert_is_region_of(fragment, pagina)


def test_page_with_a_folded_card_stays_within_its_budget(client, huishouden, django_assert_num_queries):
    client.post(url_loggen(huishouden), tik())
    [contact] = contacten()

    with django_assert_num_queries(11):
        client.get(f"/caseload/?gelogd={contact.pk}")


def test_contact_of_someone_else_is_not_folded(client, huishouden, coordinator):
    contact = ContactmomentFactory(huishouden=huishouden, door=coordinator)

    assert client.get(f"/caseload/?gelogd={contact.pk}").context["daglijst"].gelogd is None


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_same_tap_twice_is_one_contact(client, huishouden, headers):
    velden = tik()

    for _ in range(2):
        client.post(url_loggen(huishouden), velden, headers=headers)

    assert len(contacten()) == 1


@pytest.mark.parametrize(
    "velden", [{"uitkomst": "gemaild"}, {"sleutel": "geen-sleutel"}, {"sleutel": ""}, {"vorm": "postduif"}]
)
@pytest.mark.parametrize("headers", [{}, HTMX])
def test_spoiled_tap_is_refused_in_words(client, huishouden, velden, headers):
    response = client.post(url_loggen(huishouden), tik() | velden, headers=headers)

    assert response.status_code == 200
    assert "Dit gaat nog niet goed" in response.content.decode()
    assert contacten() == []


# --- The form --------------------------------------------------------------------------------------------------------


def test_form_logs_an_earlier_day_with_a_note(client, huishouden):
    dag = timezone.localdate() - timedelta(days=3)
    velden = tik("gezien", datum=f"{dag:%d-%m-%Y}", vorm="buiten", notitie="Op de markt.", terug="dossier")

    response = client.post(url_loggen(huishouden), velden)

    [contact] = contacten()
    assert response.url == reverse("casework:huishouden_detail", args=[huishouden.pk])
    assert (timezone.localdate(contact.moment), contact.vorm) == (dag, "buiten")
    assert "Op de markt." in client.get(response.url).content.decode()


@pytest.mark.parametrize(
    ("veld", "waarde", "melding"),
    [
        ("datum", "31-12-2090", "ligt in de toekomst"),
        ("datum", "04-01-2026", "nog niet geopend"),
        ("datum", "31-02-2026", "bestaat niet"),
        ("datum", "gisteren", "is geen datum"),
        ("notitie", "Bel haar op 111222333", "BSN"),
        ("notitie", "a" * 10_000, "2000 tekens"),
    ],
)
def test_refused_form_says_why_at_the_field_and_keeps_what_was_typed(client, huishouden, veld, waarde, melding):
    response = client.post(url_loggen(huishouden), tik(**{veld: waarde}))

    form = response.context["form"]
    assert response.status_code == 200
    assert melding in form.errors[veld][0]
    assert waarde in response.content.decode()
    assert contacten() == []


@pytest.mark.parametrize(
    "tekst",
    ["Goed \U0001f44d\U0001f3fd", "\u0645\u0631\u062d\u0628\u0627", "\u05e9\u05dc\u05d5\u05dd & <b>vet</b> \u202eom"],
)
def test_note_in_any_script_is_kept_as_it_was_typed(client, huishouden, tekst):
    client.post(url_loggen(huishouden), tik(notitie=tekst))

    pagina = client.get(reverse("casework:huishouden_detail", args=[huishouden.pk])).content.decode()

    with als(TEAMLEIDER):
        assert Notitie.objects.get().tekst == tekst
    assert f'<p dir="auto">{escape(tekst)}</p>' in pagina


def test_closed_dossier_takes_no_contact_and_keeps_what_was_typed(client, huishouden, coordinator):
    client.force_login(coordinator)
    client.post(reverse("casework:dossier_sluiten", args=[huishouden.pk]), {"reden": "bereikt"})

    response = client.post(url_loggen(huishouden), tik(notitie="Toch nog gebeld."))

    tekst = response.content.decode()
    assert response.status_code == 200
    assert "Heropen het eerst" in tekst
    assert "Toch nog gebeld." in tekst
    with als(coordinator):  # who closed it still sees it today
        assert not Contactmoment.objects.exists()
        assert Huishouden.objects.get().gesloten_op is not None


def test_empty_form_asks_what_happened(client, huishouden):
    response = client.post(url_loggen(huishouden), {"sleutel": str(uuid4())})

    assert set(response.context["form"].errors) == {"uitkomst"}


# --- Taking back -----------------------------------------------------------------------------------------------------


def test_undo_gives_the_card_back(client, huishouden):
    client.post(url_loggen(huishouden), tik(), headers=HTMX)
    [contact] = contacten()

    response = client.post(reverse("casework:contact_herroepen", args=[contact.pk]), headers=HTMX)

    tekst = response.content.decode()
    assert f'id="kaart-{huishouden.pk}"' in tekst
    assert "Nog geen contact" in tekst
    assert aantal(Herroeping) == 1


def test_undo_without_javascript_goes_back_to_the_card(client, huishouden):
    client.post(url_loggen(huishouden), tik())
    [contact] = contacten()

    response = client.post(reverse("casework:contact_herroepen", args=[contact.pk]))

    assert response.url == f"/caseload/#kaart-{huishouden.pk}"
    assert [str(m) for m in get_messages(response.wsgi_request)] == ["Het contact is ongedaan gemaakt."]


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_undo_after_ten_seconds_says_that_it_is_too_late(client, huishouden, regisseur, headers):
    moment = timezone.now() - timedelta(seconds=11)
    contact = ContactmomentFactory(huishouden=huishouden, door=regisseur, moment=moment)

    response = client.post(reverse("casework:contact_herroepen", args=[contact.pk]), headers=headers, follow=True)

    assert "Ongedaan maken kan tot 10 seconden" in response.content.decode()
    assert "Maak ongedaan" not in response.content.decode()
    assert aantal(Herroeping) == 0


# --- Notes -----------------------------------------------------------------------------------------------------------


@pytest.fixture
def contact(huishouden, regisseur):
    return ContactmomentFactory(huishouden=huishouden, door=regisseur, moment=timezone.now() - timedelta(minutes=2))


def url_notitie(contact) -> str:
    return reverse("casework:notitie_toevoegen", args=[contact.pk])


def test_note_is_added_in_the_card(client, contact):
    velden = {"sleutel": str(uuid4()), "tekst": "Ging goed."}

    response = client.post(url_notitie(contact), velden, headers=HTMX)

    assert "De notitie is bewaard." in response.content.decode()
    assert aantal(Notitie) == 1


def test_note_without_javascript_is_read_on_the_page_of_the_huishouden(client, contact):
    response = client.post(url_notitie(contact), {"sleutel": str(uuid4()), "tekst": "Ging goed."}, follow=True)

    assert "Ging goed." in response.content.decode()


@pytest.mark.parametrize("headers", [{}, HTMX])
@pytest.mark.parametrize(("tekst", "melding"), [("BSN 111222333", "BSN"), ("a" * 10_000, "2000 tekens")])
def test_refused_note_says_why_and_keeps_what_was_typed(client, contact, headers, tekst, melding):
    velden = {"sleutel": str(uuid4()), "tekst": tekst}

    response = client.post(url_notitie(contact), velden, headers=headers)

    assert response.status_code == 200
    assert melding in response.content.decode()
    assert tekst in response.content.decode()
    assert aantal(Notitie) == 0


def test_contact_that_was_taken_back_gets_no_note(client, contact, regisseur):
    with als(TEAMLEIDER):
        Herroeping.objects.create(contactmoment=contact, door=regisseur)

    assert client.get(url_notitie(contact)).status_code == 404


# --- Taken -----------------------------------------------------------------------------------------------------------


def test_taak_is_finished_once(client, huishouden, regisseur):
    taak = TaakFactory(huishouden=huishouden, voor=regisseur)
    url = reverse("casework:taak_afronden", args=[taak.pk])

    response = client.post(url)
    client.post(url)

    assert response.url == reverse("casework:huishouden_detail", args=[huishouden.pk])
    with als(TEAMLEIDER):
        taak.refresh_from_db()
    assert (taak.status, taak.afgerond_door_id) == ("afgerond", regisseur.pk)


def test_finished_signal_no_longer_comes_first(client, huishouden):
    client.post(url_loggen(huishouden), tik("signaal"))
    with als(TEAMLEIDER):
        taak = Taak.objects.get()
    assert client.get("/caseload/").context["daglijst"].kaarten[0].heeft_signaal

    client.post(reverse("casework:taak_afronden", args=[taak.pk]))

    assert not client.get("/caseload/").context["daglijst"].kaarten[0].heeft_signaal


def test_taak_of_a_signal_that_was_taken_back_is_not_finished(client, huishouden):
    taak = TaakFactory(huishouden=huishouden, status="vervallen", afgerond_op=timezone.now())

    response = client.post(reverse("casework:taak_afronden", args=[taak.pk]), follow=True)

    assert "Deze taak is vervallen" in response.content.decode()


# --- A sensitive note ------------------------------------------------------------------------------------------------


def test_sensitive_note_is_about_one_person(client, huishouden, regisseur):
    with als(regisseur):
        samira = huishouden.inwoners.get()
    client.post(url_loggen(huishouden), tik(notitie="Ze slaapt slecht.", over=samira.pk))

    pagina = client.get(reverse("casework:huishouden_detail", args=[huishouden.pk])).content.decode()

    assert "Gevoelig, over Samira: Ze slaapt slecht." in pagina
    with als(TEAMLEIDER):
        assert Notitie.objects.get().over == samira


def test_note_page_asks_about_whom_and_knows_only_this_huishouden(client, huishouden, regisseur):
    with als(regisseur):
        vreemde = HuishoudenFactory(regie=regisseur, inwoner="Wilma").inwoners.get()
    contact = ContactmomentFactory(huishouden=huishouden, door=regisseur)
    velden = {"sleutel": str(uuid4()), "tekst": "Ze slaapt slecht.", "over": vreemde.pk}

    pagina = client.get(url_notitie(contact)).content.decode()
    fout = client.post(url_notitie(contact), velden)

    assert "Ja, over Samira" in pagina
    assert "Wilma" not in pagina
    assert "over" in fout.context["form"].errors
    assert fout.context["form"]["tekst"].value() == "Ze slaapt slecht."
    assert aantal(Notitie) == 0
