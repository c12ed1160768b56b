"""A dossier outside the own work: first a reason, then the dossier, and everything in the access log."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from casework.enums import Toegangsreden
from casework.models import Dossiertoegang, Huishouden, Inwoner
from casework.selectors import zoek_dossier
from casework.services.toegang import vraag_toegang
from tests.casework.factories import ContactmomentFactory, HuishoudenFactory, TaakFactory, als
from tests.core.factories import GebruikerFactory
from zwijndrecht_portal.core.enums import Rol
from zwijndrecht_portal.core.models import Inzage

pytestmark = pytest.mark.django_db

REDEN = {"soort": "vervanging", "toelichting": "Fatima is deze week ziek."}


def url_van(huishouden):
    return reverse("casework:huishouden_detail", args=[huishouden.pk])


def vraag_url(huishouden):
    return reverse("casework:toegang_vragen", args=[huishouden.pk])


def laatste_regel():
    with als(GebruikerFactory.build(pk=1, rollen=[Rol.PRIVACY_OFFICER])):
        return Inzage.objects.latest("nummer")


@pytest.fixture
def ander(client, andere_regisseur):
    client.force_login(andere_regisseur)
    return andere_regisseur


def test_own_caseload_opens_without_a_reason(client, huishouden, regisseur):
    client.force_login(regisseur)

    antwoord = client.get(url_van(huishouden))

    regel = laatste_regel()
    assert antwoord.status_code == 200
    assert (regel.pseudoniem, regel.handeling, regel.resultaat) == (huishouden.pseudoniem, "lezen", "gelukt")
    assert (regel.regel, regel.reden, regel.grondslag) == ("casework.view_huishouden: eigen caseload", "", "Wmo 2015")


def test_what_is_refused_is_logged_as_looked_at(client, huishouden, regisseur):
    """A form with an error, and what came too late: nothing changed, so the line does not say so."""
    client.force_login(regisseur)
    contact_url = reverse("casework:contact_loggen", args=[huishouden.pk])
    goed = {"sleutel": uuid4(), "uitkomst": "gesproken"}
    gisteren = timezone.now() - timedelta(days=1)
    oud = ContactmomentFactory(huishouden=huishouden, door=regisseur, moment=gisteren, gelogd_op=gisteren)
    vervallen = TaakFactory(huishouden=huishouden, status="vervallen", afgerond_op=timezone.now())
    verzoeken = [
        (contact_url, goed),
        (contact_url, {**goed, "sleutel": uuid4(), "uitkomst": "onzin"}),
        (reverse("casework:contact_herroepen", args=[oud.pk]), {}),
        (reverse("casework:taak_afronden", args=[vervallen.pk]), {}),
    ]

    regels = []
    for adres, velden in verzoeken:
        client.post(adres, velden)
        regels.append(laatste_regel())

    assert [regel.handeling for regel in regels] == ["wijzigen", "lezen", "lezen", "lezen"]
    assert {(regel.pseudoniem, regel.resultaat) for regel in regels} == {(huishouden.pseudoniem, "gelukt")}
    assert [regel.nummer - regels[0].nummer for regel in regels] == [0, 1, 2, 3]


def test_refused_decision_to_destroy_is_not_logged_as_destroyed(client, gebruiker_met):
    client.force_login(gebruiker_met(Rol.PRIVACY_OFFICER))

    client.post(reverse("casework:vernietiging_voorstellen"))  # there is nothing to destroy

    assert (laatste_regel().handeling, laatste_regel().resultaat) == ("lijst", "gelukt")


def test_other_dossier_asks_for_a_reason_first(client, huishouden, ander):
    antwoord = client.get(url_van(huishouden), follow=True)

    assert antwoord.redirect_chain == [(vraag_url(huishouden), 302)]
    inhoud = antwoord.content.decode()
    assert huishouden.pseudoniem not in inhoud
    assert "Samira" not in inhoud


def test_refusal_is_logged_with_the_dossier(client, huishouden, ander):
    client.get(url_van(huishouden))

    regel = laatste_regel()
    assert (regel.gebruiker, regel.pseudoniem, regel.resultaat) == (ander, huishouden.pseudoniem, "geweigerd")


def test_reason_opens_the_dossier_and_goes_with_every_line(client, huishouden, ander):
    antwoord = client.post(vraag_url(huishouden), REDEN, follow=True)

    assert antwoord.redirect_chain == [(url_van(huishouden), 302)]
    assert "Samira" in antwoord.content.decode()
    regel = laatste_regel()
    assert regel.regel == "casework.view_huishouden: reden opgegeven"
    assert regel.reden == "Ik vervang een collega. Fatima is deze week ziek."


def test_reason_opens_only_that_dossier(client, huishouden, ander, regisseur):
    tweede = HuishoudenFactory(regie=regisseur)
    client.post(vraag_url(huishouden), REDEN)

    assert client.get(url_van(tweede)).status_code == 302
    with als(ander):
        assert set(Huishouden.objects.all()) == {huishouden}
        assert {inwoner.huishouden for inwoner in Inwoner.objects.all()} == {huishouden}


def test_reason_opens_for_that_person_only(client, huishouden, ander):
    client.post(vraag_url(huishouden), REDEN)

    derde = GebruikerFactory(rollen=[Rol.TRAJECTREGISSEUR])

    with als(derde):
        assert not Huishouden.objects.exists()
    with als(ander):
        assert Dossiertoegang.objects.count() == 1
    with als(derde):
        assert not Dossiertoegang.objects.exists()


def test_reason_ends_by_itself(huishouden, ander):
    with als(ander):
        Dossiertoegang.objects.create(
            huishouden=huishouden,
            gebruiker=ander,
            vanaf=timezone.now() - timedelta(hours=9),
            tot=timezone.now() - timedelta(hours=1),
            **REDEN,
        )

        assert not Huishouden.objects.exists()
        assert not Huishouden.objects.visible_to(ander).exists()


def test_dossier_with_a_reason_is_not_on_the_day_list(client, huishouden, ander):
    client.post(vraag_url(huishouden), REDEN)

    pagina = client.get(reverse("casework:caseload"))

    assert pagina.context["daglijst"].totaal == 0


def test_reading_with_a_reason_gives_no_right_to_log(client, huishouden, ander):
    client.post(vraag_url(huishouden), REDEN)

    antwoord = client.post(reverse("casework:contact_loggen", args=[huishouden.pk]), {"uitkomst": "gesproken"})

    assert antwoord.status_code == 403


@pytest.mark.parametrize(
    ("velden", "melding"),
    [
        ({"toelichting": ""}, "verplicht"),
        ({"toelichting": "kort"}, "minstens 10"),
        ({"toelichting": "x" * 401}, "hoogstens 400|maximaal 400"),
        ({"toelichting": "Over de meneer met 111222333."}, "BSN"),
        ({"soort": ""}, "verplicht"),
        ({"soort": "nieuwsgierig"}, "nieuwsgierig"),
    ],
)
def test_bad_reason_keeps_the_door_closed(client, huishouden, ander, velden, melding):
    antwoord = client.post(vraag_url(huishouden), {**REDEN, **velden})

    assert antwoord.status_code == 200
    assert antwoord.context["form"].errors
    assert client.get(url_van(huishouden)).status_code == 302


@pytest.mark.parametrize("nummer", [999_999, 10**20])
def test_unknown_dossier_is_404_and_asks_nothing(client, ander, nummer):
    assert client.get(reverse("casework:huishouden_detail", args=[nummer])).status_code == 404
    assert client.get(reverse("casework:toegang_vragen", args=[nummer])).status_code == 404


@pytest.mark.parametrize(
    "rol", [rol for rol in Rol if rol not in ("trajectregisseur", "waakvlamcoordinator", "teamleider")]
)
def test_no_reason_helps_who_reads_no_dossiers(client, huishouden, rol):
    gebruiker = GebruikerFactory(rollen=[rol])
    client.force_login(gebruiker)

    assert client.get(url_van(huishouden)).status_code == 404
    assert client.post(vraag_url(huishouden), REDEN).status_code == 403
    with als(gebruiker), pytest.raises(Exception, match="row-level security"), transaction.atomic():
        Dossiertoegang.objects.create(
            huishouden=huishouden, gebruiker=gebruiker, tot=timezone.now() + timedelta(hours=1), **REDEN
        )


@pytest.mark.parametrize("wie", ["teamleider", "coordinator"])
def test_who_divides_the_work_opens_what_has_no_regisseur_and_asks_for_the_rest(client, regisseur, wie, request):
    zonder, huishouden = HuishoudenFactory(), HuishoudenFactory(regie=regisseur)
    client.force_login(request.getfixturevalue(wie))

    assert client.get(url_van(zonder)).status_code == 200
    assert client.get(url_van(huishouden)).status_code == 302


def test_coordinator_opens_what_has_a_waakvlam(client, huishouden, coordinator):
    client.force_login(coordinator)

    assert client.get(url_van(huishouden)).status_code == 200


def test_part_of_a_page_sends_htmx_to_the_question(client, teamleider, huishouden, regisseur):
    taak = TaakFactory(huishouden=huishouden, voor=regisseur)
    client.force_login(teamleider)

    antwoord = client.post(reverse("casework:taak_afronden", args=[taak.pk]), headers={"HX-Request": "true"})

    assert antwoord.headers["HX-Redirect"] == vraag_url(huishouden)


def test_question_changes_nothing(client, teamleider, huishouden, regisseur):
    taak = TaakFactory(huishouden=huishouden, voor=regisseur)
    client.force_login(teamleider)

    client.post(reverse("casework:taak_afronden", args=[taak.pk]))

    with als(teamleider):
        taak.refresh_from_db()
    assert taak.status == "open"


# --- Emergency -------------------------------------------------------------------------------------------------------


def test_emergency_opens_for_an_hour_and_is_told_at_once(
    client, huishouden, ander, teamleider, mailoutbox, django_capture_on_commit_callbacks
):
    officer = GebruikerFactory(rollen=[Rol.PRIVACY_OFFICER])

    with django_capture_on_commit_callbacks(execute=True):
        client.post(vraag_url(huishouden), {**REDEN, "soort": "nood"})

    with als(ander):
        toegang = Dossiertoegang.objects.get()
    assert timedelta(minutes=59) < toegang.tot - timezone.now() <= timedelta(hours=1)
    assert laatste_regel().handeling == "noodtoegang"
    assert {adres for mail in mailoutbox for adres in mail.to} == {officer.email, teamleider.email}
    assert [mail for mail in mailoutbox if huishouden.pseudoniem in mail.body or "Samira" in mail.body] == []


def test_ordinary_reason_mails_nobody(
    client, huishouden, ander, teamleider, mailoutbox, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        client.post(vraag_url(huishouden), REDEN)

    assert mailoutbox == []


def test_service_refuses_a_bsn(huishouden, ander):
    with als(ander), pytest.raises(ValidationError, match="BSN"):
        vraag_toegang(
            huishouden_id=huishouden.pk,
            soort=Toegangsreden.KLACHT,
            toelichting="Klacht van 111222333 over ons.",
            door=ander,
        )


def test_searching_a_dossier_shows_no_more_than_its_name(huishouden, ander):
    with als(ander):
        assert zoek_dossier(pk=huishouden.pk).pseudoniem == huishouden.pseudoniem
        assert zoek_dossier(pseudoniem=huishouden.pseudoniem).id == huishouden.pk
        assert zoek_dossier(pk=0) is None
        assert not Huishouden.objects.exists()


def test_contact_of_a_dossier_with_a_reason_is_found_through_its_dossier(client, huishouden, ander):
    contact = ContactmomentFactory(huishouden=huishouden)
    url = reverse("casework:notitie_toevoegen", args=[contact.pk])

    assert client.get(url).status_code == 404
    client.post(vraag_url(huishouden), REDEN)
    assert client.get(url).status_code == 403
