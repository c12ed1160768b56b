"""Who may what: the matrix from the code, and the signature of each quarter."""

from datetime import date, timedelta

import pytest
import rules
from django.core.management import call_command
from django.db import ProgrammingError, transaction
from django.urls import reverse
from django.utils import timezone

from plan.models import Actie
from tests.core.factories import GebruikerFactory, OrganisatieFactory
from tests.plan.factories import ActieFactory
from zwijndrecht_portal.core.autorisatie import KOPPEN, autorisatiematrix, beoordeel
from zwijndrecht_portal.core.enums import OrganisatieSoort, Rol
from zwijndrecht_portal.core.forms import GebruikerForm
from zwijndrecht_portal.core.models import Gebruiker, Rechtenbeoordeling, Rechtenherinnering
from zwijndrecht_portal.core.rechten import accountregels
from zwijndrecht_portal.core.services import herinner_rechten
from zwijndrecht_portal.core.tasks import stuur_rechtenherinnering

pytestmark = pytest.mark.django_db


@pytest.fixture
def privacy_officer(client):
    gebruiker = GebruikerFactory(rollen=[Rol.PRIVACY_OFFICER], last_login=timezone.now())
    client.force_login(gebruiker)
    return gebruiker


def cel(recht: str, rol: Rol) -> str:
    rij = next(rij for rij in autorisatiematrix() if rij[0] == recht)
    return rij[KOPPEN.index(rol.label)]


@pytest.mark.parametrize(
    ("recht", "rol", "verwacht"),
    [
        ("core.view_inzagelog", Rol.PRIVACY_OFFICER, "ja"),
        ("core.view_inzagelog", Rol.BEHEERDER, "nee"),
        ("core.zoek", Rol.RAADSLID, "ja"),
        ("core.view_invoer", Rol.WOONCONSULENT, "ja"),
        ("core.view_invoer", Rol.TREKKER, "nee"),
        ("plan.meld_voortgang", Rol.TREKKER, "als: is open en is trekker"),
        ("plan.meld_voortgang", Rol.BELEIDSMEDEWERKER, "als: is open"),
        ("casework.view_huishouden", Rol.BEHEERDER, "nee"),
    ],
)
def test_matrix_says_what_the_rule_says(recht, rol, verwacht):
    assert cel(recht, rol) == verwacht


@pytest.mark.parametrize("rol", Rol)
def test_matrix_agrees_with_every_rule_that_needs_no_object(rol):
    """Asked without an object a rule answers no where the matrix gives a condition."""
    gebruiker = GebruikerFactory.build(rollen=[rol])

    for recht, predicaat in rules.permissions.permissions.items():
        uitkomst = beoordeel(predicaat, rol)
        if not isinstance(uitkomst, str):
            assert gebruiker.has_perm(recht) is uitkomst, recht


def test_matrix_names_the_pages_and_the_dossiers():
    rijen = {rij[0]: rij[1:3] for rij in autorisatiematrix()}

    assert rijen["core.zoek"] == ["/zoeken/", "nee"]
    assert rijen["casework.view_huishouden"][1] == "ja"


def test_signature_keeps_the_list_as_it_was(client, privacy_officer):
    pagina = client.get(reverse("rechten"))
    client.post(reverse("rechten"), {"gezien": pagina.context["gezien"], "akkoord": "on", "opmerking": "In orde."})
    privacy_officer.rollen = [Rol.RAADSLID, Rol.PRIVACY_OFFICER]
    privacy_officer.save()

    keer = Rechtenbeoordeling.objects.get()
    later = client.get(reverse("rechtenbeoordeling", args=[keer.pk])).content.decode()
    assert [account["rollen"] for account in keer.accounts] == ["Privacy officer"]
    assert "In orde." in later
    assert client.get(reverse("rechten")).context["nu"] == keer


def test_list_that_changed_meanwhile_is_not_signed(client, privacy_officer):
    gezien = client.get(reverse("rechten")).context["gezien"]
    GebruikerFactory(rollen=[Rol.BEHEERDER])

    antwoord = client.post(reverse("rechten"), {"gezien": gezien, "akkoord": "on", "opmerking": "Bijna af."})

    pagina = antwoord.content.decode()
    assert "De lijst is intussen gewijzigd" in pagina
    assert "Bijna af." in pagina
    assert not Rechtenbeoordeling.objects.exists()


def test_signature_is_never_changed(privacy_officer):
    keer = Rechtenbeoordeling.objects.create(kwartaal="2026-Q3", door=privacy_officer, accounts=[])

    with pytest.raises(ProgrammingError), transaction.atomic():
        keer.save()


def test_what_deserves_a_look_is_named():
    vandaag, nu = timezone.localdate(), timezone.now()
    partner = OrganisatieFactory(soort=OrganisatieSoort.ZORG)
    eigen = OrganisatieFactory(soort=OrganisatieSoort.WIJKTEAM)
    GebruikerFactory(naam="a", organisatie=partner, last_login=nu)
    GebruikerFactory(naam="b", organisatie=partner, toegang_tot=vandaag - timedelta(days=1), last_login=nu)
    GebruikerFactory(naam="c", organisatie=eigen, last_login=nu - timedelta(days=91))
    GebruikerFactory(naam="d", organisatie=eigen, last_login=nu - timedelta(days=89))
    GebruikerFactory(naam="e", rollen=[Rol.BEHEERDER, Rol.CONTROLLER])
    GebruikerFactory(naam="f", is_active=False)

    assert {regel.account.naam: regel.let_op for regel in accountregels(vandaag)} == {
        "a": ("partner zonder laatste dag",),
        "b": ("de laatste dag is voorbij",),
        "c": ("langer dan 90 dagen niet ingelogd",),
        "d": (),
        "e": ("nog nooit ingelogd", "beheerder met nog een rol"),
    }


@pytest.mark.parametrize("aantal", [1, 3])
def test_page_has_constant_query_count(client, privacy_officer, aantal, django_assert_num_queries):
    GebruikerFactory.create_batch(aantal)

    with django_assert_num_queries(4):  # session, person, accounts, earlier reviews
        client.get(reverse("rechten"))


def test_partner_needs_a_last_day_and_sees_own_acties_only():
    partner = OrganisatieFactory(soort=OrganisatieSoort.ZORG)
    form = GebruikerForm(
        {"naam": "An", "email": "an@partner.example", "organisatie": partner.pk, "rollen": ["trekker"]}
    )
    trekker = GebruikerFactory(rollen=[Rol.TREKKER], organisatie=partner, toegang_tot=timezone.localdate())
    eigen = ActieFactory(stand__trekker=trekker)
    ActieFactory()

    assert list(form.errors) == ["toegang_tot"]
    assert list(Actie.objects.visible_to(trekker)) == [eigen]


# --- Asking for the signature ----------------------------------------------------------------------------------------

DAG = date(2026, 11, 9)


@pytest.fixture
def nakijkers(gebruiker_met):
    """Who may sign, with a near miss: somebody who left, a partner past the last day, and who may not."""
    gebruiker_met(Rol.BEHEERDER, is_active=False)
    gebruiker_met(Rol.BEHEERDER, toegang_tot=date(2020, 1, 1))
    gebruiker_met(Rol.PROGRAMMAMANAGER)
    return [gebruiker_met(rol).email for rol in (Rol.BEHEERDER, Rol.PRIVACY_OFFICER)]


def test_who_may_sign_is_asked_once_a_quarter(settings, nakijkers, mailoutbox, django_capture_on_commit_callbacks):
    for dag in (DAG, DAG, DAG + timedelta(days=7), date(2027, 1, 11)):
        with django_capture_on_commit_callbacks(execute=True):
            herinner_rechten(vandaag=dag)
    stuur_rechtenherinnering(Rechtenherinnering.objects.earliest("pk").pk)  # delivered once more

    assert [mail.to for mail in mailoutbox] == [[adres] for adres in [*nakijkers, *nakijkers]]
    assert f"{settings.PORTAAL_ADRES}/rechten/" in mailoutbox[0].body
    assert not any(persoon.naam in mailoutbox[0].body for persoon in Gebruiker.objects.all())


def test_who_signed_is_not_asked(nakijkers, mailoutbox, django_capture_on_commit_callbacks):
    keer = {"door": Gebruiker.objects.latest("pk"), "accounts": []}
    Rechtenbeoordeling.objects.create(kwartaal="2026-Q4", **keer)

    with django_capture_on_commit_callbacks(execute=True):
        aantallen = [herinner_rechten(vandaag=dag) for dag in (DAG, date(2027, 1, 11))]

    assert (aantallen, len(mailoutbox)) == ([0, 2], 2)


def test_command_mails_only_when_told_to(nakijkers, mailoutbox, capsys, django_capture_on_commit_callbacks):
    for opties in ([], ["--uitvoeren"]):
        with django_capture_on_commit_callbacks(execute=True):
            call_command("herinner_rechten", *opties)

    assert len(mailoutbox) == 2
    assert [regel.partition(":")[0] for regel in capsys.readouterr().out.splitlines()] == ["Proef", "Klaar"]
