"""Reference data for the beheerder: accounts and organisations, and the fixed lists to look at."""

import re

import pytest
from django.apps import apps
from django.contrib import admin
from django.urls import reverse

from tests.core.factories import GebiedFactory, GebruikerFactory, LeefgebiedFactory, OrganisatieFactory
from zwijndrecht_portal.core.enums import Rol
from zwijndrecht_portal.core.models import Gebied, Gebruiker, Leefgebied, Organisatie
from zwijndrecht_portal.core.tasks import mail_wachtwoordlink

pytestmark = pytest.mark.django_db

INLINE = re.compile(r"<style|<script(?![^>]* (?:src=|type=\"application/json\"))|\sstyle=|\son[a-z]+=\"", re.IGNORECASE)
NIEUW_WACHTWOORD = "een-lange-zin-die-klopt"


@pytest.fixture
def beheerder(client):
    beheerder = GebruikerFactory(naam="Lotte", email="lotte@zwijndrecht.example", rollen=[Rol.BEHEERDER])
    client.force_login(beheerder)
    return beheerder


def velden(gebruiker=None, **anders):
    waarden = {
        "naam": gebruiker.naam if gebruiker else "Nieuwe Collega",
        "email": gebruiker.email if gebruiker else "nieuw@zwijndrecht.example",
        "rollen": list(gebruiker.rollen) if gebruiker else [Rol.TREKKER],
        "organisatie": "",
        "is_active": "on",
    }
    return {naam: waarde for naam, waarde in {**waarden, **anders}.items() if waarde is not None}


def wijzig(client, gebruiker, **anders):
    url = reverse("admin:core_gebruiker_change", args=[gebruiker.pk])
    return client.post(url, velden(gebruiker, **anders))


@pytest.fixture
def voeg_toe(client, django_capture_on_commit_callbacks):
    def post(**anders):
        with django_capture_on_commit_callbacks(execute=True):
            return client.post(reverse("admin:core_gebruiker_add"), velden(**anders))

    return post


def link_in(mail):
    return re.search(r"http://\S+?(/wachtwoord/\S+)", mail.body)[1]


# --- The door --------------------------------------------------------------------------------------------------------


def test_admin_holds_exactly_the_reference_data_of_core():
    assert {m for m in admin.site._registry if m._meta.app_label in {"core", "auth"}} == {
        Gebruiker,
        Organisatie,
        Leefgebied,
        Gebied,
    }


@pytest.mark.parametrize("rol", [rol for rol in Rol if rol != Rol.BEHEERDER])
def test_other_roles_are_told_that_they_may_not_enter(client, rol):
    client.force_login(GebruikerFactory(rollen=[rol]))

    assert client.get("/beheer/", follow=True).status_code == 403


def test_who_is_not_signed_in_goes_to_the_one_sign_in_page(client):
    assert client.get("/beheer/login/")["Location"] == "/inloggen/?next=/beheer/"


def test_who_may_enter_is_not_asked_to_sign_in_again(client, beheerder):
    assert client.get("/beheer/login/")["Location"] == "/beheer/"


def test_signing_out_of_the_admin_leads_to_the_one_sign_in_page(client, beheerder):
    assert client.post("/beheer/logout/")["Location"] == "/inloggen/"


@pytest.mark.parametrize("model", ["gebruiker", "organisatie", "leefgebied", "gebied"])
def test_pages_hold_no_inline_style_or_script(client, beheerder, model):
    LeefgebiedFactory()
    GebiedFactory()
    OrganisatieFactory()
    pk = apps.get_model("core", model).objects.order_by("pk").first().pk
    urls = [reverse(f"admin:core_{model}_changelist"), reverse(f"admin:core_{model}_change", args=[pk])]

    gevonden = {url: INLINE.findall(client.get(url).content.decode()) for url in ["/beheer/", *urls]}

    assert {url: hits for url, hits in gevonden.items() if hits} == {}


# --- Accounts --------------------------------------------------------------------------------------------------------


def test_new_person_gets_a_link_and_no_password(beheerder, voeg_toe, mailoutbox):
    voeg_toe(email="Nieuw@Zwijndrecht.example")

    nieuw = Gebruiker.objects.get(email="nieuw@zwijndrecht.example")
    assert (nieuw.rollen, nieuw.has_usable_password()) == ([Rol.TREKKER], False)
    assert [mail.to for mail in mailoutbox] == [["nieuw@zwijndrecht.example"]]


def test_link_lets_the_person_choose_a_password_and_sign_in(client, beheerder, voeg_toe, mailoutbox):
    voeg_toe()
    client.logout()

    formulier = client.get(link_in(mailoutbox[0]), follow=True)
    pad = formulier.redirect_chain[-1][0]
    gekozen = client.post(pad, {"new_password1": NIEUW_WACHTWOORD, "new_password2": NIEUW_WACHTWOORD})
    ingelogd = client.post(reverse("inloggen"), {"username": "nieuw@zwijndrecht.example", "password": NIEUW_WACHTWOORD})

    assert pad.endswith("/set-password/")
    assert (gekozen.status_code, gekozen.url) == (302, reverse("inloggen"))
    assert (ingelogd.status_code, ingelogd.url) == (302, reverse("plan:actie_lijst"))


def test_link_works_once(client, beheerder, voeg_toe, mailoutbox):
    voeg_toe()
    link = link_in(mailoutbox[0])
    pad = client.get(link, follow=True).redirect_chain[-1][0]
    client.post(pad, {"new_password1": NIEUW_WACHTWOORD, "new_password2": NIEUW_WACHTWOORD})

    assert "Deze link werkt niet meer" in client.get(link, follow=True).content.decode()


def test_weak_password_is_refused_in_dutch_at_the_field(client, beheerder, voeg_toe, mailoutbox):
    voeg_toe()
    pad = client.get(link_in(mailoutbox[0]), follow=True).redirect_chain[-1][0]

    response = client.post(pad, {"new_password1": "kort", "new_password2": "kort"})

    assert response.status_code == 200
    assert response.context["form"].errors == {"new_password2": ["Kies een wachtwoord van ten minste 12 tekens."]}


@pytest.mark.parametrize("link", ["/wachtwoord/MQ/verzonnen-token/", "/wachtwoord/onzin/onzin/"])
def test_made_up_link_does_not_work(client, link):
    response = client.get(link, follow=True)

    assert (response.status_code, response.context["validlink"]) == (200, False)


def test_address_that_exists_is_refused_whatever_its_capitals(beheerder, voeg_toe):
    response = voeg_toe(email="LOTTE@zwijndrecht.example")

    assert response.status_code == 200
    assert Gebruiker.objects.count() == 1


def test_roles_change_and_account_closes(client, beheerder):
    collega = GebruikerFactory(rollen=[Rol.TREKKER])

    wijzig(client, collega, rollen=[Rol.CONTROLLER, Rol.TREKKER], is_active=None)

    collega.refresh_from_db()
    assert (collega.rollen, collega.is_active) == ([Rol.CONTROLLER, Rol.TREKKER], False)


@pytest.mark.parametrize(
    ("anders", "veld"), [({"is_active": None}, "is_active"), ({"rollen": [Rol.TREKKER]}, "rollen")]
)
def test_beheerder_cannot_lock_themselves_out(client, beheerder, anders, veld):
    response = wijzig(client, beheerder, **anders)

    beheerder.refresh_from_db()
    assert set(response.context["adminform"].form.errors) == {veld}
    assert (beheerder.is_active, beheerder.rollen) == (True, [Rol.BEHEERDER])


def test_action_mails_a_link_to_everyone_who_is_active(
    client, beheerder, mailoutbox, django_capture_on_commit_callbacks
):
    actief, weg = GebruikerFactory(), GebruikerFactory(is_active=False)

    with django_capture_on_commit_callbacks(execute=True):
        client.post(
            reverse("admin:core_gebruiker_changelist"),
            {"action": "stuur_wachtwoordlink", "_selected_action": [actief.pk, weg.pk]},
        )

    assert [mail.to for mail in mailoutbox] == [[actief.email]]


def test_task_for_who_is_gone_mails_nobody(mailoutbox):
    mail_wachtwoordlink(GebruikerFactory(is_active=False).pk)
    mail_wachtwoordlink(0)

    assert mailoutbox == []


# --- What the admin does not do --------------------------------------------------------------------------------------


@pytest.mark.parametrize("model", [Gebruiker, Organisatie, Leefgebied, Gebied])
def test_nothing_is_deleted(client, beheerder, model):
    OrganisatieFactory()
    LeefgebiedFactory()
    GebiedFactory()
    naam = model._meta.model_name
    pk = model.objects.order_by("pk").first().pk
    aantal = model.objects.count()

    een_voor_een = client.post(reverse(f"admin:core_{naam}_delete", args=[pk]), {"post": "yes"})
    client.post(
        reverse(f"admin:core_{naam}_changelist"),
        {"action": "delete_selected", "_selected_action": [pk], "post": "yes"},
    )

    assert een_voor_een.status_code == 403
    assert model.objects.count() == aantal


@pytest.mark.parametrize("maak", [LeefgebiedFactory, GebiedFactory])
def test_fixed_lists_are_only_to_look_at(client, beheerder, maak):
    obj = maak()
    naam = obj._meta.model_name

    antwoorden = [
        client.get(reverse(f"admin:core_{naam}_change", args=[obj.pk])).status_code,
        client.post(reverse(f"admin:core_{naam}_change", args=[obj.pk]), {"naam": "Anders"}).status_code,
        client.get(reverse(f"admin:core_{naam}_add")).status_code,
    ]

    assert antwoorden == [200, 403, 403]


def test_organisatie_is_added_and_changed(client, beheerder):
    client.post(
        reverse("admin:core_organisatie_add"), {"naam": "Nieuwe partner", "slug": "nieuwe-partner", "soort": "zorg"}
    )
    partner = Organisatie.objects.get(slug="nieuwe-partner")
    client.post(
        reverse("admin:core_organisatie_change", args=[partner.pk]),
        {"naam": "Partner", "slug": "nieuwe-partner", "soort": "zorg"},
    )

    partner.refresh_from_db()
    assert partner.naam == "Partner"
